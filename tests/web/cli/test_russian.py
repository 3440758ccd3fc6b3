import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from tests.conftest import Ran
from web.cli.russian import PLURALS, TEXTS, TRANSLATED_MODULES, translate_plural


def _texts_of(module: ModuleType) -> Iterator[tuple[str, str]]:
    source = Path(str(module.__file__)).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
            ]
            if texts and node.func.id in {"_", "ngettext"}:
                yield node.func.id, texts[-1]


@pytest.mark.parametrize("module", TRANSLATED_MODULES, ids=lambda one: one.__name__)
def test_every_text_of_click_has_its_russian(module: ModuleType) -> None:
    known = {"_": set(TEXTS), "ngettext": set(PLURALS)}

    missing = [text for kind, text in _texts_of(module) if text not in known[kind]]

    assert missing == []


def test_the_russian_asks_for_nothing_click_does_not_give() -> None:
    pairs = [*TEXTS.items()]
    pairs += [(text, one) for text, both in PLURALS.items() for one in both]

    for text, russian in pairs:
        extra = _fields(russian) - _fields(text)
        assert extra <= {"possibility", "format", "choice"}, text


def test_one_and_many_are_told_apart() -> None:
    text = "{value!r} is not one of {choices}."

    assert translate_plural("", text, 1) != translate_plural("", text, 2)


def test_a_number_out_of_its_range_is_refused_as_people_write_ranges(
    surguch: Callable[..., Ran],
) -> None:
    ran = surguch("serve", "--port", "0")

    assert ran.code == 2
    assert "0 вне пределов 1–65535" in ran.err


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
