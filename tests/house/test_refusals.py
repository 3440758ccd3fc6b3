"""Whatever a person is told is told in Russian, sentence by sentence."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pytest

from records.kernel import errors
from tests.house.tree import PACKAGES, list_python_files, shown

SHOWN = {"message", "advice", "title"}
"""Arguments with these names are shown to a person."""
ENDS = re.compile(r"(?<=[.!?])\s+|\n")
CYRILLIC = re.compile("[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-z]{3,}")
NAMED = re.compile(
    r"«[^»]*»|\{\}|--[\w-]+|\b(Python|SQLite|PostgreSQL|LibreOffice)\b"
    r"|^(surguch|apt-get) .*"
)
"""What is named as it is written: quotations, values, options, commands."""

Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
TREES = {
    shown(path): ast.parse(path.read_text("utf-8"))
    for path in list_python_files(*PACKAGES)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the program and where it stands; values are left as «{}»."""

    place: str
    text: str


def _tellers() -> Mapping[str, tuple[int, ...]]:
    """Map what is called with a text to the places of the text among arguments."""
    tellers: dict[str, tuple[int, ...]] = {
        name: (0,) for name in vars(errors) if name.endswith("Error")
    }
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = {one.id for one in node.bases if isinstance(one, ast.Name)}
                if bases & tellers.keys():
                    tellers[node.name] = (0,)
            elif isinstance(node, ast.FunctionDef):
                names = [one.arg for one in node.args.args if one.arg != "self"]
                places = [names.index(name) for name in names if name in SHOWN]
                tellers.setdefault(node.name, tuple(places))
    return tellers


TELLERS = _tellers()


def _texts() -> Iterator[Text]:
    for place, tree in TREES.items():
        for call, scope in _calls(tree, tree):
            for node in _shown(call):
                for text in _literals(node, scope):
                    yield Text(place=f"{place}:{node.lineno}", text=text)


def _calls(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Give every call with the function it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, scope
        yield from _calls(child, child if isinstance(child, Scope) else scope)


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    yield from (call.args[at] for at in TELLERS.get(name, ()) if at < len(call.args))
    yield from (one.value for one in call.keywords if one.arg in SHOWN)


def _literals(node: ast.expr, scope: ast.AST) -> Iterator[str]:
    """Give the texts an expression may be; names are looked up in the function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (
            one.value if isinstance(one, ast.Constant) else "{}" for one in node.values
        )
        yield "".join(map(str, parts))
    elif isinstance(node, ast.IfExp):
        yield from chain(_literals(node.body, scope), _literals(node.orelse, scope))
    elif isinstance(node, ast.Name):
        for one in ast.walk(scope):
            if isinstance(one, ast.Assign) and _is_name(one.targets[0], node.id):
                yield from _literals(one.value, scope)


def _is_name(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name


def _foreign(text: str) -> list[str]:
    """Return the sentences that hold Latin words and no Cyrillic one."""
    return [
        sentence
        for sentence in ENDS.split(NAMED.sub("", text))
        if LATIN.search(sentence) and not CYRILLIC.search(sentence)
    ]


TEXTS = tuple(dict.fromkeys(_texts()))


def test_every_refusal_and_remark_is_in_russian() -> None:
    assert [one for one in TEXTS if _foreign(one.text)] == []


def test_the_walk_sees_what_people_are_told() -> None:
    told = {one.text for one in TEXTS}

    assert len(told) > 300
    assert {"занятие отменено в расписании", "выберите другое время"} <= told


@pytest.mark.parametrize(
    "text", ["no such journal", "Журнала нет. Try again.", "Отказ.\nValue {} is wrong"]
)
def test_a_foreign_sentence_is_seen(text: str) -> None:
    assert _foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Выполните «journal close». {}",
        "surguch init --institution ФАЙЛ.toml",
        "укажите --home ПАПКА",
        "SQLite",
    ],
)
def test_what_is_named_as_it_is_written_is_no_foreign_sentence(text: str) -> None:
    assert _foreign(text) == []
