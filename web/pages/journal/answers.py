"""What the open grid asks for: changes of others, the history of a cell."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from records.lessons.queries import list_course_settings
from records.marks.queries.changes import ChangedCell, list_changes, list_history
from records.marks.queries.grid import list_grid_learners
from records.marks.queries.narrow import list_short_names, load_people
from records.marks.values import CellKind
from web.pages.journal.desk import CourseDesk, open_course
from web.pages.journal.presence import note_presence
from web.pages.journal.wishes import read_period
from web.site.filters import recent_words
from web.site.moment import local
from web.site.scope import missing
from web.site.viewer import Viewer


def changes_json(
    session: Session, viewer: Viewer, course_id: int, since: str
) -> dict[str, Any]:
    """Tell what has been written since the head the page knows."""
    if not since.isascii() or not since.isdigit() or len(since) > 15:
        raise BadRequest
    desk = open_course(session, viewer, course_id)
    changes = list_changes(
        session, course_id, journal=desk.setting.journal_key, since=int(since)
    )
    cells = _shown(session, desk, changes.cells)
    others = note_presence(viewer, course_id)
    people = {one.author.person_id or 0 for one in cells} | set(others)
    names = load_people(session, people) if people else {}
    return {
        "head": changes.head,
        "cells": [_changed(one, names) for one in cells],
        "here": [names[one][0] for one in others if one in names],
        "stale": changes.stale,
    }


def history_json(
    session: Session, viewer: Viewer, course_id: int, asked: Mapping[str, str]
) -> dict[str, Any]:
    """Tell the versions of a cell of this course, the oldest first.

    Raises:
        NotFoundError: the cell is of another course, or not shown to the viewer.
    """
    desk = open_course(session, viewer, course_id)
    person_id = _number(asked.get("person"))
    learners = {one.person_id for one in list_grid_learners(session, desk.setting)}
    if person_id not in learners:
        raise missing("Такой клетки нет.")
    steps = _list_steps(session, desk, person_id, asked)
    names = list_short_names(session, {one[1].person_id or 0 for one in steps})
    return {
        "versions": [
            {
                "version": number,
                "text": text,
                "by": names.get(author.person_id or 0, "программа"),
                "at": f"{local(author.at):%d.%m.%Y в %H:%M}",
                "reason": reason,
                "entry": entry,
            }
            for number, (text, author, reason, entry) in enumerate(steps, start=1)
        ]
    }


def _list_steps(
    session: Session, desk: CourseDesk, person_id: int, asked: Mapping[str, str]
) -> tuple[Any, ...]:
    course_id = desk.ref.id
    if "final" in asked:
        if desk.slots is not None:
            raise missing("Такой клетки нет.")
        return list_history(
            session,
            kind=CellKind.FINAL,
            person_id=person_id,
            course_id=course_id,
            period=read_period(asked["final"]).value,
        )
    lesson_id = _number(asked.get("lesson"))
    setting = list_course_settings(session, course_id, [lesson_id]).get(lesson_id)
    if setting is None or not desk.shows(setting.slot_id):
        raise missing("Такой клетки нет.")
    monthly = asked.get("work") == CellKind.MONTHLY
    kind = CellKind.MONTHLY if monthly else CellKind.LESSON
    return list_history(session, kind=kind, person_id=person_id, lesson_id=lesson_id)


def _shown(
    session: Session, desk: CourseDesk, cells: tuple[ChangedCell, ...]
) -> list[ChangedCell]:
    """Leave out what a substitute was not given."""
    if desk.slots is None or not cells:
        return list(cells)
    lessons = {one.lesson_id or 0 for one in cells}
    settings = list_course_settings(session, desk.ref.id, lessons)
    return [
        one
        for one in cells
        if one.lesson_id in settings and desk.shows(settings[one.lesson_id].slot_id)
    ]


def _changed(cell: ChangedCell, names: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    column: dict[str, Any] = (
        {"final": cell.period}
        if cell.kind is CellKind.FINAL
        else {"lesson": cell.lesson_id, "work": cell.kind.value}
    )
    name, gender = names.get(cell.author.person_id or 0, ("другой сеанс", ""))
    return {
        "col": column,
        "person": cell.person_id,
        "text": cell.text,
        "seen": cell.versions,
        "by": f"{'изменила' if gender == 'female' else 'изменил'} {name}",
        "at": recent_words(cell.author.at),
    }


def _number(word: str | None) -> int:
    if not word or not word.isascii() or not word.isdigit() or len(word) > 9:
        raise BadRequest
    return int(word)
