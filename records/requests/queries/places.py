"""A place of the record a request is about: where it is, what stands, is it shut."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.lessons.queries import get_lesson_setting, is_month_closed
from records.lessons.rules import compute_local_day
from records.marks.queries.settings import get_course_setting, load_standings
from records.marks.rules.finals import PERIOD_NAMES, compute_span
from records.marks.rules.texts import WORKS
from records.marks.tables import FinalMark
from records.marks.values import FINAL_WORK, Basis, CellKind, Period, Work
from records.people.queries import get_person
from records.requests.rules import drop_empty
from records.requests.tables import CorrectionRequest
from records.requests.values import (
    RESULT,
    CellRef,
    FinalRef,
    LessonCell,
    PlaceFact,
    SheetLine,
)
from records.sheets.queries import get_sheet
from records.sheets.values import SheetState


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceColumns:
    """How a place is written in a row of the table."""

    kind: str
    place: str = ""
    lesson_id: int | None = None
    sheet_id: int | None = None


def place_columns(ref: CellRef) -> PlaceColumns:
    """Return the columns that name a place beside course and learner."""
    if isinstance(ref, LessonCell):
        return PlaceColumns(kind="cell", place=ref.column, lesson_id=ref.lesson_id)
    if isinstance(ref, FinalRef):
        return PlaceColumns(kind="final", place=ref.period)
    return PlaceColumns(kind="sheet_row", sheet_id=ref.sheet_id)


def ref_of(row: CorrectionRequest) -> CellRef:
    """Return the place a request is about."""
    if row.lesson_id is not None:
        return LessonCell(
            lesson_id=row.lesson_id, person_id=row.person_id, column=CellKind(row.place)
        )
    if row.sheet_id is not None:
        return SheetLine(sheet_id=row.sheet_id, person_id=row.person_id)
    return FinalRef(
        course_id=row.course_id, period=Period(row.place), person_id=row.person_id
    )


def basis_of(row: CorrectionRequest) -> Basis:
    """Return why and by which document a request is made."""
    return Basis(reason=row.reason, document=row.basis, document_date=row.basis_date)


def get_place(session: Session, ref: CellRef, *, now: datetime) -> PlaceFact:
    """Return what stands in a place of the record, and whether it is shut.

    Raises:
        NotFoundError: there is no such lesson, course, sheet, line or learner.
    """
    if isinstance(ref, LessonCell):
        return _lesson_place(session, ref)
    if isinstance(ref, FinalRef):
        return _final_place(session, ref, now=now)
    return _sheet_place(session, ref)


def _lesson_place(session: Session, ref: LessonCell) -> PlaceFact:
    setting = get_lesson_setting(session, ref.lesson_id)
    standing = load_standings(session, ref.lesson_id)
    stands = {
        work: standing[ref.person_id, Work(work)].value
        for work in WORKS[ref.column]
        if (ref.person_id, Work(work)) in standing
    }
    return PlaceFact(
        ref=ref,
        journal_id=setting.journal_id,
        journal_state=setting.journal_state,
        course_id=setting.course_id,
        group_code=setting.group_code,
        title=setting.title,
        words=lesson_words(setting.day, setting.pair, ref.column),
        learner=get_person(session, ref.person_id).full_name.short,
        stands=drop_empty(stands),
        shut=setting.month_closed,
    )


def _final_place(session: Session, ref: FinalRef, *, now: datetime) -> PlaceFact:
    course = get_course_setting(session, ref.course_id)
    row = session.get(FinalMark, (ref.course_id, ref.person_id, str(ref.period)))
    today = compute_local_day(now, course.timezone)
    ends = compute_span(ref.period, course).end
    return PlaceFact(
        ref=ref,
        journal_id=course.journal_id,
        journal_state=course.journal_state,
        course_id=ref.course_id,
        group_code=course.group_code,
        title=course.title,
        words=final_words(ref.period),
        learner=get_person(session, ref.person_id).full_name.short,
        stands={FINAL_WORK: row.value if row else ""},
        shut=ends < today or is_month_closed(session, course.journal_id, ends),
    )


def _sheet_place(session: Session, ref: SheetLine) -> PlaceFact:
    sheet = get_sheet(session, ref.sheet_id)
    course = get_course_setting(session, sheet.course_id)
    results = {row.person_id: row.result for row in sheet.rows}
    if ref.person_id not in results:
        raise NotFoundError("Обучающегося нет в этой ведомости.", code="not_in_sheet")
    return PlaceFact(
        ref=ref,
        journal_id=sheet.journal_id,
        journal_state=course.journal_state,
        course_id=sheet.course_id,
        group_code=course.group_code,
        title=course.title,
        words=f"ведомость № {sheet.number}",
        learner=get_person(session, ref.person_id).full_name.short,
        stands={RESULT: str(results[ref.person_id])},
        shut=sheet.state not in {SheetState.DRAFT, SheetState.OPEN},
    )


def lesson_words(day: date, pair: int, column: CellKind) -> str:
    """Name a cell of a lesson in words."""
    monthly = ", МИУД" if column is CellKind.MONTHLY else ""
    return f"занятие {day:%d.%m.%Y}, пара {pair}{monthly}"


def final_words(period: Period) -> str:
    """Name a cell of «Итоговые отметки» in words."""
    return f"«Итоговые отметки», {PERIOD_NAMES[period]}"
