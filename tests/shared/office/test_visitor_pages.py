"""[page] of office.toml: under which address, served where, who stands before."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiaohao.folder import template, template_names
from shared.office.reader import parse_office
from shared.office.visitor_pages import VisitorPages, place_of
from tests.shared.office.mistakes import mistakes_in
from tests.support import OFFICE


def _pages(table: str) -> VisitorPages:
    text = f"{OFFICE}\n[page]\n{table}\n"
    pages = parse_office(text.encode(), Path("office.toml")).pages
    assert pages is not None
    return pages


def test_without_a_table_there_are_none() -> None:
    assert parse_office(OFFICE.encode(), Path("office.toml")).pages is None


@pytest.mark.parametrize(
    ("address", "host", "prefix", "said", "listen"),
    [
        ("https://q.example.tw", "q.example.tw", "", "q.example.tw", "127.0.0.1:8080"),
        ("https://q.example.tw/yk/", "q.example.tw", "/yk", "q.example.tw/yk", None),
        ("http://192.168.1.20:8099", "192.168.1.20", "", None, "192.168.1.20:8099"),
        ("192.168.1.20:8099", "192.168.1.20", "", None, "192.168.1.20:8099"),
        ("http://Hall.local", "hall.local", "", "Hall.local", "127.0.0.1:8080"),
        ("http://[::1]:81", "::1", "", "[::1]:81", "[::1]:81"),
    ],
)
def test_an_address_says_where(
    address: str, host: str, prefix: str, said: str | None, listen: str | None
) -> None:
    pages = _pages(f'address = "{address}"')
    assert (pages.host, pages.prefix) == (host, prefix)
    assert said in (None, pages.said) and listen in (None, pages.listen)


def test_it_may_be_served_elsewhere_behind_others() -> None:
    pages = _pages(
        'address = "https://q.tw"\nlisten = "[::]:80"\nproxies = ["10.0.0.1", "::1"]'
    )
    assert pages.listen == "[::]:80"
    assert place_of(pages.listen) == ("::", 80)
    assert pages.proxies == ("10.0.0.1", "::1")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "address"),
        ('address = "ftp://q.tw"', "not an address that a QR code"),
        ('address = "https://q.tw/?a=b"', "not an address that a QR code"),
        ('address = "https://q.tw/a b"', "not an address that a QR code"),
        ('address = "https://櫃檯.tw"', "not an address that a QR code"),
        ('address = "https://me@q.tw"', "not an address that a QR code"),
        ('address = "https://q.tw:99999"', "not an address that a QR code"),
        (f'address = "https://q.tw/{"x" * 60}"', "at most 60 characters"),
        ('address = "https://q.tw"\nlisten = "8080"', "not a place to serve"),
        ('address = "https://q.tw"\nlisten = "a:70000"', "not a place to serve"),
        ('address = "https://q.tw"\nproxies = ["nginx"]', "of a web server"),
        ('address = "https://q.tw"\nport = 1', "not known"),
    ],
)
def test_what_is_wrong_is_named(table: str, told: str) -> None:
    mistakes = mistakes_in(f"{OFFICE}\n[page]\n{table}\n")
    assert any(told in each for each in mistakes), mistakes


@pytest.mark.parametrize("name", template_names())
def test_the_pages_of_a_template_may_be_switched_on(name: str) -> None:
    text = template(name)
    begin = text.index("# [page]")
    table = text[begin:].split("\n\n")[0]
    lines = [each.removeprefix("# ") for each in table.split("\n")]
    changed = text.replace(table, "\n".join(lines))
    assert parse_office(changed.encode(), Path("office.toml")).pages is not None
