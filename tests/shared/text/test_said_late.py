"""Words are filled in after they are translated, never before."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from shared.errors import ShareUnsafe
from shared.machine.mount import Mount, access_to
from shared.text.catalogue import N_, Sentence, Words, catalogue
from shared.text.reasons import why
from tests.catalogues import ROOMS, TOP

FROM_ANOTHER_PROCESS = ("shared/machine/own_process.py", "jiaohao/doctor/share.py")
"""Modules that read a msgid which another process of ours wrote down."""
CHANGERS = {"format", "format_map", "join", "replace", "removesuffix", "upper"}
"""Methods of a text that make one which no catalogue knows."""
SAYERS = {"say", "_say"}
FILES = sorted(file for room in ROOMS for file in (TOP / room).rglob("*.py"))
OURS = "shared/text/catalogue.py"


def _called(node: ast.AST) -> str:
    """The name of what is called, or ""."""
    if not isinstance(node, ast.Call):
        return ""
    asked = node.func
    if isinstance(asked, ast.Attribute):
        return asked.attr
    return asked.id if isinstance(asked, ast.Name) else ""


def _holds_words(node: ast.AST | None) -> bool:
    """Whether a value is, or holds, words that nobody has said yet."""
    if node is None or isinstance(node, ast.Call):
        return node is not None and _called(node) == "N_"
    parts = (ast.Dict, ast.Tuple, ast.List, ast.IfExp, ast.BoolOp, ast.Starred)
    return isinstance(node, parts) and any(
        _holds_words(each) for each in ast.iter_child_nodes(node)
    )


def _named(scope: ast.AST) -> set[str]:
    """The names that a function or a module gives to words and to nothing else."""
    words: set[str] = set()
    others: set[str] = set()
    for node in _own_nodes(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = words if _holds_words(node.value) else others
            names |= {each.id for each in targets if isinstance(each, ast.Name)}
    return words - others


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function or module itself, not in a function inside it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _own_nodes(node)


def _is_words(node: ast.AST, named: set[str]) -> bool:
    if isinstance(node, ast.Subscript):
        return _is_words(node.value, named)
    if isinstance(node, ast.Name):
        return node.id in named
    return _called(node) == "N_"


def _is_filled(node: ast.AST) -> bool:
    """Whether a text has something in it that no catalogue can know."""
    if isinstance(node, ast.BinOp):
        return any(isinstance(each, ast.Constant) for each in (node.left, node.right))
    return isinstance(node, ast.JoinedStr) or _called(node) == "format"


def too_early(tree: ast.AST, constants: set[str]) -> Iterator[tuple[int, str]]:
    """Where a module fills words in before they are said, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _too_early_in(node, _named(node) | constants)


def _too_early_in(scope: ast.AST, named: set[str]) -> Iterator[tuple[int, str]]:
    for node in _own_nodes(scope):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = [node.func.value] if node.func.attr in CHANGERS else []
        elif isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        elif isinstance(node, ast.FormattedValue):
            parts = [node.value]
        if any(_is_words(part, named) for part in parts):
            yield node.lineno, "glued or filled in before it is said"
        if isinstance(node, ast.Call) and node.args and _is_filled(node.args[0]):
            if _called(node) in SAYERS | {"N_"}:
                yield node.lineno, "no catalogue knows this text"
            if _called(node) == "Sentence":
                yield node.lineno, "the words of a sentence are filled in already"
        for reason in _reasons(node):
            if _is_filled(reason) or _is_english(reason):
                yield reason.lineno, "a reason is Words or a Sentence"
        if _is_of_the_system(node):
            yield node.lineno, "the system speaks English; ask shared.text.reasons"


def _is_of_the_system(node: ast.AST) -> bool:
    """Whether it is "error.strerror"."""
    if not isinstance(node, ast.Attribute) or node.attr != "strerror":
        return False
    of = node.value
    return (of.id if isinstance(of, ast.Name) else getattr(of, "attr", "")) == "error"


def _is_english(reason: ast.expr) -> bool:
    """Whether a reason is an exception, or what it says of itself."""
    if isinstance(reason, ast.Call) and _called(reason) == "str":
        return isinstance(reason.args[0], ast.Name)
    return isinstance(reason, ast.Name) and reason.id == "error"


def _reasons(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from (each.value for each in node.keywords if each.arg == "reason")
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "reason":
                yield value
    elif isinstance(node, ast.Assign) and any(
        isinstance(each, ast.Name) and each.id == "reason" for each in node.targets
    ):
        yield node.value


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _knows_words(tree: ast.Module) -> bool:
    """Whether its Words are those of the catalogue, not the drawn ones of canvas."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "shared.text.catalogue"
        and "Words" in [each.name for each in node.names]
        for node in ast.walk(tree)
    )


CONSTANTS = {
    name for file in FILES for name in _named(_tree(file)) if name[0].isupper()
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(TOP)))
def test_nothing_is_filled_in_before_it_is_said(file: Path) -> None:
    place = file.relative_to(TOP).as_posix()
    if place in (OURS, "shared/text/reasons.py"):
        return
    tree = _tree(file)
    assert list(too_early(tree, CONSTANTS)) == [], file
    if place not in FROM_ANOTHER_PROCESS and _knows_words(tree):
        assert not [each for each in ast.walk(tree) if _called(each) == "Words"], file


@pytest.mark.parametrize(
    "wrong",
    [
        'N_("a {b}").format(b=1)',
        'words = N_("a {b}")\nwords.format(b=1)',
        'words = N_("a %s") if x else N_("b")\nwords % 1',
        'WORDS = {1: N_("a")}\nf"{WORDS[1]}: b"',
        'WORDS: Final = {1: N_("a")}\nWORDS[1] + "b"',
        'say(f"a {b}")',
        'say("a {}".format(b))',
        'N_(f"a {b}")',
        'Sentence("a" + b, {})',
        'Sentence(f"a {b}", {})',
        "Unsafe(reason=str(error))",
        'Unsafe(reason=f"{error}")',
        "Unsafe(reason=error)",
        '{"reason": error.strerror}',
        "reason = str(error)",
    ],
)
def test_what_is_too_early_is_found(wrong: str) -> None:
    assert list(too_early(ast.parse(wrong), set()))


@pytest.mark.parametrize(
    "right",
    [
        'say(N_("a {b}"), b=1)',
        'f"{say(WORDS[1])}: b"',
        'Unsafe(reason=N_("a"))',
        'Unsafe(reason=Sentence(N_("a {b}"), {"b": 1}))',
        "Unsafe(reason=why(error))",
        'WORDS.get(1, N_("a"))',
    ],
)
def test_what_is_said_in_time_is_let_be(right: str) -> None:
    assert not list(too_early(ast.parse(right), {"WORDS"}))


def test_a_sentence_inside_a_sentence_speaks_the_same_language() -> None:
    mount = Mount("/mnt", "fuse.sshfs", "", frozenset())
    with pytest.raises(ShareUnsafe) as caught:
        access_to(mount, Path("/srv/office"))
    assert "fuse.sshfs" in str(caught.value)
    told = caught.value.message(catalogue("zh-TW"))
    assert "fuse.sshfs" in told and "/srv/office" in told
    assert "nobody" not in told and "lock" not in told


def test_values_are_said_one_by_one() -> None:
    say = catalogue("zh-TW")
    inner = Sentence(N_("{found} ({reason})"), {"found": Words("printed"), "reason": 1})
    assert say("{found} ({reason})", found=inner, reason="{x}") == "已印出（1）（{x}）"
    assert str(inner) == "printed (1)"
    assert say("") == ""


def test_the_system_says_why_in_the_language_of_the_program() -> None:
    say = catalogue("zh-TW")
    for number in (2, 13, 28, 30):
        assert say(why(OSError(number, "English"))) != say("English")
    assert why(OSError(9999, "Odd")) == "Odd"
    assert why(OSError("odd")) == "odd"
