"""The data of the grid: columns, learners and cells as compact JSON (REG 3.13.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from records.ledger.queries import get_head
from records.marks.queries.grid import (
    Designations,
    GridLearner,
    GridLesson,
    count_written,
    list_grid_learners,
    list_grid_lessons,
    load_closed_months,
    load_designations,
    load_final_texts,
)
from records.marks.rules.finals import PERIOD_NAMES, compute_span, list_periods
from records.marks.rules.opening import READ_ONLY, Opening, open_final, open_lesson
from records.marks.rules.texts import WORKS, cell_text
from records.marks.values import CellKind, Period
from records.norms.queries import get_norms
from records.requests.queries import list_windows
from records.requests.values import FinalRef, LessonCell, Window
from templates_docs.formatting.dates import month_name
from web.pages.journal.desk import CourseDesk
from web.pages.journal.footnotes import Footnotes, build_footnotes
from web.site.absence import list_gaps
from web.site.moment import local, now, today, zone

_LESSON, _MONTHLY = WORKS[CellKind.LESSON], WORKS[CellKind.MONTHLY]
TITLES: Mapping[Period, str] = {
    Period.FIRST: "1 семестр",
    Period.SECOND: "2 семестр",
    Period.YEAR: "Год",
    Period.EXAM: "Экзамен",
    Period.TOTAL: "Итог",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the grid: a lesson's own, or its МИУД."""

    lesson: GridLesson
    kind: CellKind
    number: int
    opening: Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What the page of a course shows."""

    desk: CourseDesk
    columns: tuple[Column, ...]
    finals: tuple[Period, ...]
    learners: tuple[GridLearner, ...]
    marks: Designations
    values: Mapping[tuple[int, str], tuple[str, int]]
    closed: Mapping[date, datetime]
    footnotes: Footnotes
    windows: tuple[Window, ...]
    head: int
    written: int

    @property
    def held(self) -> int:
        """Return how many lessons have been recorded."""
        return len({one.lesson.setting.lesson_id for one in self.columns} - {None})

    def opening_of(self, period: Period) -> Opening:
        """Tell how far a column of finals is open."""
        desk = self.desk
        if not desk.writes:
            return READ_ONLY
        ends = compute_span(period, desk.setting).end
        return open_final(
            period,
            desk.setting.journal_state,
            leads=desk.leads,
            today=today(),
            ends=ends,
            closed_on=_day_closed(self.closed, ends),
        )


def build_grid(session: Session, desk: CourseDesk) -> Grid:
    """Read the page of a course in a dozen of narrow questions."""
    course = desk.setting
    closed = load_closed_months(session, course.journal_id)
    found = [
        one
        for one in list_grid_lessons(session, course, closed)
        if desk.shows(one.setting.slot_id)
    ]
    monthly = get_norms(session).monthly_control
    columns = tuple(_list_columns(found, desk, closed, monthly=monthly))
    recorded = frozenset(one.setting.lesson_id or 0 for one in found)
    shown = None if desk.slots is None else recorded
    midnight = datetime.combine(today(), time(), zone())
    return Grid(
        desk=desk,
        columns=columns,
        finals=list_periods_shown(desk),
        learners=list_grid_learners(session, course),
        marks=load_designations(session, course.course_id),
        values=load_final_texts(session, course.course_id),
        closed=closed,
        footnotes=build_footnotes(session, course.course_id, lessons=shown),
        windows=list_windows(
            session, actor_id=desk.person_id, now=now(), course_id=course.course_id
        ),
        head=get_head(session).size,
        written=count_written(
            session, course.journal_key, actor=f"p{desk.person_id}", since=midnight
        )
        if desk.writes
        else 0,
    )


def list_periods_shown(desk: CourseDesk) -> tuple[Period, ...]:
    """List the columns of finals; a substitute has none."""
    return list_periods(desk.setting) if desk.slots is None else ()


def grid_json(grid: Grid) -> dict[str, Any]:
    """Return the page as its module reads it (compact: see the protocol's names)."""
    keys = list(dict.fromkeys(_month(column) for column in grid.columns))
    windows = list(_list_windows(grid))
    return {
        "course": grid.desk.ref.id,
        "title": grid.desk.ref.title,
        "group": grid.desk.ref.group_code,
        "year": grid.desk.ref.year,
        "today": today().isoformat(),
        "head": grid.head,
        "editable": _is_editable(grid),
        "months": [_month_json(key, grid) for key in keys],
        "columns": [_column_json(one, keys.index(_month(one))) for one in grid.columns],
        "finals": [_final_json(period, grid) for period in grid.finals],
        "learners": [_learner_json(one, grid) for one in grid.learners],
        "cells": [list(_cells(one.person_id, grid)) for one in grid.learners],
        "notes": list(grid.footnotes.texts),
        "windows": windows,
        "written": grid.written,
    }


def describe_lacks(lesson: GridLesson) -> str:
    """Say what a held lesson lacks: «тема, задание» (REG 3.13.1)."""
    if lesson.setting.lesson_id is None:
        return "запись" if lesson.setting.day < today() else ""
    parts = (
        ("тема", lesson.topic),
        ("задание", lesson.homework),
        ("перекличка", lesson.roll_called),
    )
    return ", ".join(word for word, present in parts if not present)


def _list_columns(
    lessons: Sequence[GridLesson],
    desk: CourseDesk,
    closed: Mapping[date, datetime],
    *,
    monthly: bool,
) -> Iterator[Column]:
    numbers = {id(one): at for at, one in enumerate(lessons, start=1)}
    for month, held in groupby(lessons, key=lambda one: one.setting.day.replace(day=1)):
        of_month = list(held)
        closed_on = _day_closed(closed, month)
        controlled = any(one.setting.monthly_control for one in of_month)
        for one in of_month:
            opening = _opening(one, desk, closed_on)
            number = numbers[id(one)]
            yield Column(
                lesson=one, kind=CellKind.LESSON, number=number, opening=opening
            )
            recorded = one.setting.lesson_id is not None
            offered = monthly and not controlled and one is of_month[-1] and recorded
            if one.setting.monthly_control or (offered and desk.slots is None):
                yield Column(
                    lesson=one, kind=CellKind.MONTHLY, number=number, opening=opening
                )


def _day_closed(closed: Mapping[date, datetime], day: date) -> date | None:
    moment = closed.get(day.replace(day=1))
    return local(moment).date() if moment else None


def _opening(lesson: GridLesson, desk: CourseDesk, closed_on: date | None) -> Opening:
    if not desk.writes:
        return READ_ONLY
    return open_lesson(
        lesson.setting, desk.person_id, today=today(), closed_on=closed_on
    )


def _is_editable(grid: Grid) -> bool:
    states = [column.opening.state for column in grid.columns]
    states += [grid.opening_of(period).state for period in grid.finals]
    return any(state != "none" for state in states)


def _month(column: Column) -> date:
    return column.lesson.setting.day.replace(day=1)


def _month_json(month: date, grid: Grid) -> dict[str, Any]:
    moment = grid.closed.get(month)
    return {
        "key": f"{month:%Y-%m}",
        "name": month_name(month),
        "closed": f"{local(moment):%d.%m.%Y}" if moment else None,
    }


def _column_json(column: Column, month: int) -> dict[str, Any]:
    setting = column.lesson.setting
    made = {
        "lesson": setting.lesson_id,
        "slot": setting.slot_id,
        "day": setting.day.isoformat(),
        "kind": column.lesson.kind,
        "no": column.number,
        "month": month,
        "work": column.kind.value,
        "open": column.opening.state.value,
    }
    lacks = describe_lacks(column.lesson) if column.kind is CellKind.LESSON else ""
    extra = {
        "why": column.opening.why,
        "lacks": lacks,
        "topic": column.lesson.topic if column.kind is CellKind.LESSON else "",
    }
    return made | {name: words for name, words in extra.items() if words}


def _final_json(period: Period, grid: Grid) -> dict[str, Any]:
    opening = grid.opening_of(period)
    return {
        "period": period.value,
        "title": TITLES[period],
        "name": PERIOD_NAMES[period],
        "open": opening.state.value,
        "why": opening.why,
    }


def _learner_json(learner: GridLearner, grid: Grid) -> dict[str, Any]:
    gaps = list_gaps(
        learner,
        [column.lesson.setting.day for column in grid.columns],
        [compute_span(one, grid.desk.setting).end for one in grid.finals],
        today=today(),
    )
    made: dict[str, Any] = {"id": learner.person_id, "name": learner.name}
    if gaps:
        made["off"] = [[one.first, one.last] for one in gaps]
        made["why"] = [one.why for one in gaps]
    return made


def _cells(person_id: int, grid: Grid) -> Iterator[list[Any]]:
    marks = grid.marks.get(person_id, {})
    notes = grid.footnotes.numbers
    for at, column in enumerate(grid.columns):
        lesson_id = column.lesson.setting.lesson_id
        found = marks.get(lesson_id or 0)
        if not found:
            continue
        works = _MONTHLY if column.kind is CellKind.MONTHLY else _LESSON
        own = {work: found[work] for work in works if work in found}
        if own:
            note = notes.get((person_id, lesson_id, column.kind))
            yield _cell(at, own, note)
    for at, period in enumerate(grid.finals, start=len(grid.columns)):
        value = grid.values.get((person_id, period))
        if value:
            yield _cell(at, {"final": value}, notes.get((person_id, None, period)))


def _cell(at: int, works: Mapping[str, tuple[str, int]], note: int | None) -> list[Any]:
    """Write [column, text, versions?, footnote?]; versions that are 1 go unsaid."""
    if len(works) == 1:
        ((value, version),) = works.values()
        text, plain = value, version == 1 and value != ""
    else:
        text = cell_text({work: value for work, (value, _) in works.items()})
        plain = all(value and version == 1 for value, version in works.values())
    versions = None if plain else {work: one[1] for work, one in works.items()}
    if note is not None:
        return [at, text, versions, note]
    return [at, text] if plain else [at, text, versions]


def _list_windows(grid: Grid) -> Iterator[dict[str, Any]]:
    places = {
        (column.lesson.setting.lesson_id, column.kind.value): at
        for at, column in enumerate(grid.columns)
    }
    finals = {period: at for at, period in enumerate(grid.finals, len(grid.columns))}
    for window in grid.windows:
        ref, at = window.ref, None
        if isinstance(ref, LessonCell):
            at = places.get((ref.lesson_id, ref.column.value))
        elif isinstance(ref, FinalRef):
            at = finals.get(ref.period)
        if at is not None:
            yield {
                "col": at,
                "person": ref.person_id,
                "request": window.request_id,
                "text": window.text,
            }
