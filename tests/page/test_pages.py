"""Every page in every language: whole, light, safe, and silent about others."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaohao.page.files import SCRIPT_TEXT, STYLE_TEXT
from jiaohao.page.frame import page
from jiaohao.page.hall_page import hall_sheet
from jiaohao.page.look import Look, Wishes
from jiaohao.page.services_page import found_services, services_sheet
from jiaohao.page.text import lines
from jiaohao.page.tongue import preferred
from jiaohao.page.visit import Standing
from jiaohao.page.visit_page import visit_sheet
from jiaohao.page.when import latest_time, when_called
from shared.text.catalogue import Phrase
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState
from tests.display.scenes import MORNING
from tests.page.looks import (
    CODE,
    ELSEWHERE,
    LANGUAGES,
    OWN,
    hall,
    look,
    numbered,
    office,
    pages,
    posted,
    sheets,
    visit,
)

MOST_BYTES = 60_000
WICKED = "</p><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{x}\"'"
_WITHOUT_END = {"meta", "link", "input", "br"}


class _Reader(HTMLParser):
    """Reads a page and notes what a policy, a screen reader or a parser would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs))
        if tag not in _WITHOUT_END:
            self.open.append(tag)

    def _note(self, tag: str, given: dict[str, str | None]) -> None:
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on")]
        if "style" in given:
            self.wrong.append(f"{tag} style")
        if tag == "script" and not given.get("src"):
            self.wrong.append("script inside")
        if tag in ("iframe", "object", "embed", "base", "img", "style"):
            self.wrong.append(tag)
        self.addresses += [
            given[name] or "" for name in ("href", "src") if name in given
        ]
        self.ids += [given["id"] or ""] if "id" in given else []

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_and_light_and_keeps_the_policy(language: str) -> None:
    for name, text in pages(look(language)):
        reader = read(text)
        assert not reader.wrong, (name, reader.wrong)
        assert len(set(reader.ids)) == len(reader.ids), name
        assert "top" in reader.ids and "main" in reader.ids, name
        weight = len(text.encode()) + len(STYLE_TEXT) + len(SCRIPT_TEXT)
        assert weight < MOST_BYTES, (name, weight)
        assert f'lang="{language}"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_asks_nobody_else(language: str) -> None:
    for name, text in pages(look(language)):
        for address in read(text).addresses:
            is_ours = address.startswith(("/", "#", "tel:")) or address in (
                "data:,",
                ELSEWHERE,
                f"{OWN}/",
            )
            assert is_ours and not address.startswith("//"), (name, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_one_language(language: str) -> None:
    """English words of the program stand in no other language's page."""
    if language == "en":
        return
    english = dict(sheets(look("en")))
    for name, sheet in sheets(look(language)):
        assert sheet.title != english[name].title, name


def test_a_page_with_a_field_never_renews_itself() -> None:
    for name, sheet in sheets(look()):
        has_field = "<input" in re.sub(r"<form data-js.*?</form>", "", sheet.main)
        has_field = has_field and 'type="search"' in sheet.main
        text = page(look(), sheet)
        if has_field or not sheet.is_live:
            assert "http-equiv" not in text and "data-events" not in text, name
        else:
            assert 'http-equiv="refresh" content="20"' in text, name


def test_renewing_stops_where_that_is_wished() -> None:
    still = look(wishes=Wishes(is_still=True))
    for name, text in pages(still):
        assert "http-equiv" not in text and "data-events" not in text, name


def test_markup_of_others_is_text() -> None:
    """Notices, messages, names, searched words, places: whatever people wrote."""
    centre = office()
    first, *others = centre.services
    phrase = Phrase({"": WICKED})
    wicked = replace(
        centre,
        name=phrase,
        phone=WICKED,
        waiting_area=phrase,
        services=(
            replace(first, name=phrase, steps=(phrase,), documents=(phrase,)),
            *others,
        ),
        counters=tuple(replace(each, way=phrase) for each in centre.counters),
    )
    seen = look(
        office=wicked,
        hall=hall(notices=(posted(WICKED),)),
        address=WICKED,
        wishes=Wishes(language=WICKED),
    )
    called = replace(numbered(TicketState.CALLED), service=first.code)
    texts = [
        page(seen, hall_sheet(seen)),
        page(seen, services_sheet(seen, WICKED)),
        page(seen, visit_sheet(seen, visit(Standing.CALLED, ticket=called), CODE)),
        page(seen, visit_sheet(seen, visit(Standing.CALLED, place=WICKED), CODE)),
        page(seen, visit_sheet(seen, visit(Standing.WAITING, ticket=called), CODE)),
    ]
    for text in texts:
        reader = read(text)
        assert not reader.wrong
        assert "<script>alert" not in text and "<img" not in text
        assert WICKED in reader.text


def _expected(low: int, high: int, **changed: object) -> Ticket:
    ticket = numbered(TicketState.WAITING, counter=None, issued_at=MORNING - 900_000)
    return replace(ticket, wait=Range(low, high), **changed)


def test_when_one_is_called_is_a_range_rounded_outwards() -> None:
    """10:24 and 18 to 31 minutes: 10:42 to 10:55."""
    seen = look(hall=hall())
    ticket = _expected(18, 31, promised=Range(22, 37))
    sheet = visit_sheet(seen, visit(Standing.WAITING, ticket=ticket), CODE)
    text = read(page(seen, sheet)).text
    assert sheet.title == "C153: 8 people ahead of you · About 10:40–10:55"
    assert "Your turn in 15–35 minutes" in text
    assert "At 10:09, when you took it: 10:30–10:50." in text
    assert "Not called by 10:55?" in text


def test_how_the_time_is_known_and_how_it_changed_is_told_to_who_waits() -> None:
    ticket = _expected(20, 35, promised=Range(22, 63))
    waits = visit(Standing.WAITING, ticket=ticket)
    shown = page(look("en"), visit_sheet(look("en"), waits, CODE))
    assert "How is the time estimated?" in shown
    table = shown.partition("<table>")[2].partition("</table>")[0]
    assert table.count("<tr>") == 3 and "Now" in table
    untold = visit(Standing.WAITING, ticket=replace(ticket, wait=None))
    assert "<table>" not in page(look("en"), visit_sheet(look("en"), untold, CODE))


@pytest.mark.parametrize(("low", "is_told"), [(9, False), (10, True), (40, True)])
def test_who_goes_away_hears_by_when_to_be_back(low: int, is_told: bool) -> None:
    shown = when_called(look("en"), _expected(low, low + 20))
    assert shown is not None and bool(shown.back) is is_told
    assert not is_told or shown.back.endswith(f"by {shown.clock[6:11]}.")


def test_the_latest_time_is_never_earlier_than_was_promised() -> None:
    ticket = _expected(0, 4, promised=Range(22, 63))
    assert latest_time(look(), ticket) == "11:12"
    assert latest_time(look(age=300.0), ticket) == "11:12"
    assert latest_time(look(), _expected(0, 49, promised=Range(22, 63))) == "11:15"
    assert latest_time(look(age=300.0), replace(ticket, promised=None)) == ""


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 3_600_000))
def test_no_range_is_narrower_than_it_was_reckoned(
    low: int, more: int, later: int
) -> None:
    seen = look(hall=replace(hall(), as_of=MORNING + later))
    shown = when_called(seen, _expected(low, low + more))
    assert shown is not None
    said = [int(each) for each in re.findall(r"\d+", shown.minutes)]
    assert said[0] <= low and said[1] >= low + more and said[1] - said[0] >= 5
    assert not any(each % 5 for each in said)


def test_old_data_tells_no_range() -> None:
    assert when_called(look(age=300.0), _expected(18, 31)) is None


def test_ranges_of_a_letter_only_where_its_people_are_told() -> None:
    services = tuple(replace(each, wait=Range(12, 33)) for each in hall().services)
    seen = look(hall=hall(services=services))
    text = read(page(seen, hall_sheet(seen))).text
    assert text.count("about 10–35 min") == 1, "C: 9 people"


def test_few_people_are_told_on_no_page() -> None:
    text = read(page(look(), hall_sheet(look()))).text
    assert "9 people" in text, "C: 4 and 5"
    assert "fewer than 3 people" in text, "A: 2"
    assert not re.search(r"\b[245] people", text)
    assert not re.search(r"\b[A-Z]\d{3}\b", text)


def test_old_data_is_said_first_and_nobody_is_counted() -> None:
    seen = look(age=300.0)
    text = read(page(seen, hall_sheet(seen))).text
    assert "What is here is of 10:19" in text and "5 min old" in text
    assert "people" not in text.replace("So few people", "")
    sheet = visit_sheet(seen, visit(Standing.OLD), CODE)
    assert 'role="alert"' in sheet.main
    assert "At 10:19: 8 people ahead of you" in read(page(seen, sheet)).text


def test_the_best_hours_to_come_stand_on_the_page_and_in_the_text() -> None:
    known = hall(best_hours=((1, 9), (1, 10), (1, 15), (7, 10)))
    for text in (
        page(look(hall=known), hall_sheet(look(hall=known))),
        "\n".join(lines(look(hall=known))),
    ):
        read = _Reader()
        read.feed(text)
        assert "Best hours to come" in read.text
        assert "09:00–11:00, 15:00–16:00" in read.text
        # Nobody is sent to a closed door.
        assert "10:00–11:00" not in read.text
    for none in (look(), look(hall=None)):
        assert "Best hours" not in page(none, hall_sheet(none))
        assert "Best hours" not in "\n".join(lines(none))


def test_before_the_first_hall_nothing_is_claimed() -> None:
    seen = look(hall=None)
    for sheet in (
        hall_sheet(seen),
        visit_sheet(seen, visit(Standing.OLD, label="", ticket=None), CODE),
    ):
        text = read(page(seen, sheet)).text
        assert "Waiting for the office" in text
        assert "As of" not in text


def test_the_called_page_says_where_to_go_in_words_too() -> None:
    for language, words in (
        ("zh-TW", "輪到您了：C153 請到 3 號櫃檯"),
        ("en", "Your turn: C153, Counter 3"),
    ):
        sheet = visit_sheet(look(language), visit(Standing.CALLED), CODE)
        assert sheet.title == words
        assert sheet.is_called
    chinese = look("zh-TW")
    way = read(page(chinese, visit_sheet(chinese, visit(Standing.CALLED), CODE)))
    assert "2F ←" in way.text


def test_wishes_stay_on_the_way() -> None:
    seen = look(wishes=Wishes("vi", is_large=True, near=5), prefix="/yk")
    sheet = visit_sheet(seen, visit(Standing.WAITING), CODE)
    text = page(seen, sheet)
    assert 'href="/yk/?lang=vi&amp;size=large&amp;n=5"' in text
    assert f'data-events="/yk/t/{CODE}/events?lang=vi&amp;size=large&amp;n=5"' in text
    assert 'class="large"' in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 16),
        ("失業給付", 5),
        ("UNEMPLOYMENT", 4),
        ("unemployment benefit", 4),
        ("ｅｘｐｒｅｓｓ", 1),
        ("nothing like it", 0),
        ("x" * 100_000, 0),
    ],
)
def test_services_are_found_by_words_in_any_language(words: str, found: int) -> None:
    assert len(found_services(office(), words)) == found


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh-TW"),
        ("de", "zh-TW"),
        ("en-US,en;q=0.9", "en"),
        ("zh", "zh-TW"),
        ("th;q=0.5, vi;q=0.8", "vi"),
        ("id;q=0, en;q=0.1", "en"),
        ("en;q=x,,;;;,th", "th"),
        ("," * 10_000 + "en", "zh-TW"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str, language: str) -> None:
    assert preferred(accepted, LANGUAGES) == language


def test_the_style_sheet_says_every_colour_in_two_ways() -> None:
    """Telephones of 2016 know no var()."""
    for line in STYLE_TEXT.decode().splitlines():
        for name, value in re.findall(r"([a-z-]+): ([^;{}]*var\([^;{}]*)", line):
            assert re.search(rf"{name}: [^;{{}}]*#[^;{{}}]*; ?{name}: ", line), value


def _of(seen: Look, name: str) -> str:
    return dict(pages(seen))[name]


def test_alerts_are_links_without_scripts() -> None:
    text = _of(look(), "waiting")
    for near in (1, 5, 10):
        assert f'href="/t/{CODE}?n={near}"' in text
