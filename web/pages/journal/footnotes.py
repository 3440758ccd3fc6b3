"""Corrections as footnotes of the page, numbered as on paper (исправления, 4.1.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from records.marks.queries.grid import GridNote, list_grid_notes
from records.marks.queries.narrow import list_short_names
from records.marks.rules.texts import WORKS
from records.marks.values import CellKind, CellWish, Period
from web.site.moment import local

_MONTHLY = frozenset(map(str, WORKS[CellKind.MONTHLY]))
Place = tuple[int, int | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnotes:
    """The last footnote of each corrected cell, and the texts of all."""

    numbers: dict[Place, int]
    texts: tuple[str, ...]


def build_footnotes(
    session: Session, course_id: int, *, lessons: frozenset[int] | None
) -> Footnotes:
    """Give every correction of the lessons shown its number (None: of all)."""
    notes = [
        one
        for one in list_grid_notes(session, course_id)
        if lessons is None or one.lesson_id in lessons
    ]
    if not notes:
        return Footnotes(numbers={}, texts=())
    authors = {one.actor_id for one in notes if one.actor_id is not None}
    names = list_short_names(session, authors)
    numbers: dict[Place, int] = {}
    texts = []
    for number, (place, together) in enumerate(_group(notes), start=1):
        numbers[place] = number
        texts.append(f"{number}. {_describe(together, names)}")
    return Footnotes(numbers=numbers, texts=tuple(texts))


def add_footnotes(
    cells: Sequence[dict[str, Any]], wishes: Sequence[CellWish], made: Footnotes
) -> None:
    """Say at every corrected cell which footnote it has got."""
    for cell, wish in zip(cells, wishes, strict=True):
        place = (wish.person_id, wish.lesson_id, wish.period or wish.kind)
        number = made.numbers.get(place)
        if cell.get("corrected") and number is not None:
            cell["note"] = {"n": number, "text": made.texts[number - 1]}


def _group(notes: Sequence[GridNote]) -> Iterator[tuple[Place, list[GridNote]]]:
    for (place, _), together in groupby(notes, key=lambda one: (_place(one), one.at)):
        yield place, list(together)


def _place(note: GridNote) -> Place:
    if note.lesson_id is None:
        return note.person_id, None, Period(note.work)
    kind = CellKind.MONTHLY if note.work in _MONTHLY else CellKind.LESSON
    return note.person_id, note.lesson_id, kind


def _describe(together: Sequence[GridNote], names: dict[int, str]) -> str:
    old = "/".join(one.old for one in together if one.old) or "пусто"
    new = "/".join(one.new for one in together if one.new) or "пусто"
    last = together[-1]
    who = names.get(last.actor_id or 0, "программа")
    when = f"{local(last.at):%d.%m.%Y}"
    return f"исправлено с {old} на {new}, {when}, {last.reason}, {last.basis}, {who}"
