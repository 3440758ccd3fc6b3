"""What the pages of sheets show: the register, one sheet with its totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import find_course_ref
from records.curriculum.values import CourseRef
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.journal.rules.sheets import CONTROL_NAMES
from records.marks.queries import list_corrections
from records.marks.values import CorrectionFact
from records.norms.queries import get_norms
from records.people.queries import list_cards
from records.people.values import Card, Gender, PersonFact
from records.sheets.queries import (
    count_retakes,
    get_sheet,
    list_people,
    list_register,
    list_roll,
)
from records.sheets.rules import compute_totals
from records.sheets.rules.signs import SIGNS, describe_words, hint_of
from records.sheets.values import (
    RegisterLine,
    Result,
    SheetCode,
    SheetDraft,
    SheetFact,
    SheetRowFact,
    SheetState,
    SheetTotals,
)
from web.site.scope import list_courses, may_read, missing, sees_all
from web.site.viewer import Viewer

KINDS: Mapping[SheetCode, str] = {
    **CONTROL_NAMES,
    SheetCode.INDIVIDUAL: "индивидуальная ведомость",
}
STATES: Mapping[SheetState, tuple[str, str]] = {
    SheetState.DRAFT: ("neutral", "черновик"),
    SheetState.OPEN: ("warn", "открыта, заполняется"),
    SheetState.CLOSED: ("wax", "закрыта"),
    SheetState.PRINTED: ("wax", "закрыта и напечатана"),
    SheetState.HANDED_IN: ("wax", "сдана в учебный отдел"),
}
NEXT: Mapping[SheetState, str] = {
    SheetState.CLOSED: "Отметить напечатанной",
    SheetState.PRINTED: "Принять в учебный отдел",
}
FEMININE: Mapping[Result, str] = {
    Result.ABSENT: "не явилась",
    Result.NOT_ADMITTED: "не допущена",
}
RETAKEN = frozenset(
    {Result.TWO, Result.FAILED, Result.ABSENT, Result.NOT_ADMITTED, Result.EMPTY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A learner's line as the page shows it."""

    person_id: int
    name: str
    book: str
    ticket: str
    sign: str
    words: str
    version: int
    retake: bool
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals with their denominator in words (итоги ведомости)."""

    figures: SheetTotals
    graded: bool
    whole: int
    passed: int
    good: int
    unfilled: int
    unattested_counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """One sheet with all that may be done with it."""

    sheet: SheetFact
    course: CourseRef
    kind: str
    examiners: str
    lines: tuple[Line, ...]
    totals: Totals
    conditions: tuple[tuple[bool, str], ...]
    complete: bool
    empty: tuple[Line, ...]
    hint: str
    first: SheetFact | None
    corrections: tuple[CorrectionFact, ...]
    names: Mapping[int, str]
    issued: tuple[IssuedFact, ...]
    may_fill: bool
    may_close: bool
    may_pass: bool
    may_ask: bool
    may_retake: bool

    @property
    def title(self) -> str:
        """Return «Экзаменационная ведомость № Э-12/2026-27»."""
        number = f"№\u00a0{self.sheet.number}" if self.sheet.number else "(черновик)"
        return f"{self.kind} {number}"

    @property
    def badge(self) -> tuple[str, str]:
        """Return kind and words of the state."""
        return STATES[self.sheet.state]

    @property
    def closed(self) -> bool:
        """Tell whether lines change only by a request."""
        return self.sheet.state not in {SheetState.DRAFT, SheetState.OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """The register of sheets with its filters (реестр ведомостей)."""

    lines: tuple[RegisterLine, ...]
    whole: int
    groups: tuple[str, ...]
    years: tuple[str, ...]
    may_open: bool


def build_register(
    session: Session, viewer: Viewer, *, year: str, group: str, state: str, find: str
) -> RegisterPage:
    """Build the register: all sheets for the office, one's own for a teacher."""
    own = _list_own(session, viewer)
    wanted = find.casefold()
    lines = [
        one
        for one in own
        if year in {"", one.year}
        and group in {"", one.group_code}
        and state in {"", one.state.value}
        and wanted in f"{one.number} {one.discipline} {one.examiners}".casefold()
    ]
    return RegisterPage(
        lines=tuple(sorted(lines, key=lambda one: one.state is not SheetState.OPEN)),
        whole=len(own),
        groups=tuple(sorted({one.group_code for one in own})),
        years=tuple(sorted({one.year for one in own}, reverse=True)),
        may_open=viewer.may(Permission.SHEETS_WRITE),
    )


def build_sheet(session: Session, viewer: Viewer, sheet_id: int) -> SheetPage:
    """Build the page of one sheet.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    sheet, course = find_own_sheet(session, viewer, sheet_id)
    lines = _build_lines(session, sheet)
    empty = tuple(one for one in lines if not one.sign)
    keeps = may_keep(viewer, sheet)
    office = keeps and viewer.may(Permission.DOCUMENTS_ISSUE)
    opened = sheet.state is SheetState.OPEN
    ended = sheet.state not in {SheetState.DRAFT, SheetState.OPEN}
    corrections = tuple(
        one
        for one in list_corrections(session, sheet.journal_id)
        if one.kind == "sheet_row" and one.work == sheet.number
    )
    return SheetPage(
        sheet=sheet,
        course=course,
        kind=KINDS[sheet.code].capitalize(),
        examiners=", ".join(str(one.full_name) for one in sheet.examiners),
        lines=lines,
        totals=_build_totals(session, sheet),
        conditions=_build_conditions(session, sheet, empty),
        complete=not empty and bool(lines),
        empty=empty,
        hint=hint_of(first_code(session, sheet)),
        first=get_sheet(session, sheet.first_sheet_id)
        if sheet.first_sheet_id
        else None,
        corrections=corrections,
        names={one.person_id: one.name for one in lines},
        issued=list_issued(session, code=sheet.code, subject=sheet.number)
        if sheet.number
        else (),
        may_fill=keeps and opened,
        may_close=keeps and opened,
        may_pass=office and sheet.state in NEXT,
        may_ask=keeps and ended and course.state == "open",
        may_retake=keeps and ended,
    )


def find_own_sheet(
    session: Session, viewer: Viewer, sheet_id: int
) -> tuple[SheetFact, CourseRef]:
    """Return a sheet the viewer may read, and its course.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    sheet = get_sheet(session, sheet_id)
    course = find_course_ref(session, sheet.course_id)
    examines = viewer.person_id in {one.person_id for one in sheet.examiners}
    if course is None or not (examines or may_read(session, viewer, course)):
        raise missing("Такой ведомости нет.")
    return sheet, course


def may_keep(viewer: Viewer, sheet: SheetFact) -> bool:
    """Tell whether the viewer fills and closes this sheet: examiner or office."""
    if not viewer.may(Permission.SHEETS_WRITE):
        return False
    examines = viewer.person_id in {one.person_id for one in sheet.examiners}
    return examines or viewer.may(Permission.DOCUMENTS_ISSUE)


def first_code(session: Session, sheet: SheetFact) -> SheetCode:
    """Return the type that decides which results a sheet takes."""
    first = sheet.first_sheet_id
    return get_sheet(session, first).code if first else sheet.code


def find_same(session: Session, draft: SheetDraft) -> int | None:
    """Find the sheet a form sent twice has opened already, still untouched."""
    wanted = (draft.code, draft.semester, draft.held_on, draft.examiner_ids)
    for one in list_register(session, course_ids=[draft.course_id]):
        found = (one.code, one.semester, one.held_on, one.examiner_ids)
        if found == wanted and one.state is SheetState.OPEN and not one.filled:
            return one.id
    return None


def count_attempts(session: Session, sheet: SheetFact, person_id: int) -> int:
    """Count the re-takes a learner has had already."""
    return count_retakes(session, sheet.first_sheet_id or sheet.id, person_id)


def _list_own(session: Session, viewer: Viewer) -> tuple[RegisterLine, ...]:
    if sees_all(viewer):
        return list_register(session)
    courses = [one.id for one in list_courses(session, viewer)]
    return list_register(session, course_ids=courses, examiner_id=viewer.person_id)


def _build_lines(session: Session, sheet: SheetFact) -> tuple[Line, ...]:
    people = list_people(session, sheet.id)
    cards = list_cards(session, people)
    return tuple(
        _build_line(people[row.person_id], row, cards.get(row.person_id))
        for row in sheet.rows
    )


def _build_line(person: PersonFact, row: SheetRowFact, card: Card | None) -> Line:
    words = describe_words(row.result)
    absent = row.result in {Result.ABSENT, Result.NOT_ADMITTED}
    if absent and person.gender is Gender.FEMALE:
        words = FEMININE[row.result]
    return Line(
        person_id=row.person_id,
        name=str(person.full_name),
        book=card.record_book if card else "",
        ticket=row.ticket,
        sign=SIGNS[row.result],
        words=words,
        version=row.version,
        retake=row.result in RETAKEN,
        shown="–" if absent else SIGNS[row.result],
    )


def _build_totals(session: Session, sheet: SheetFact) -> Totals:
    norms = get_norms(session)
    figures = compute_totals(
        [row.result for row in sheet.rows],
        weights=norms.degree_weights,
        na_in_denominator=norms.na_in_denominator,
    )
    counts = figures.counts
    without = counts.unattested if norms.na_in_denominator else 0
    graded = counts.marked > 0 or first_code(session, sheet) is not SheetCode.CREDIT
    return Totals(
        figures=figures,
        graded=graded,
        whole=counts.marked + counts.passed + counts.failed + without,
        passed=counts.five + counts.four + counts.three + counts.passed,
        good=counts.five + counts.four,
        unfilled=sum(row.result is Result.EMPTY for row in sheet.rows),
        unattested_counts=norms.na_in_denominator,
    )


def _build_conditions(
    session: Session, sheet: SheetFact, empty: Sequence[Line]
) -> tuple[tuple[bool, str], ...]:
    first = sheet.first_sheet_id is not None
    roll = set(list_roll(session, sheet.course_id, sheet.held_on))
    listed = {row.person_id for row in sheet.rows}
    day = f"{sheet.held_on:%d.%m}"
    return (
        (not empty, "Все строки заполнены" if not empty else _unfilled(len(empty))),
        (bool(sheet.examiners), "Экзаменатор назван"),
        (first or roll <= listed, f"Все, кто числится на {day}, в списке"),
    )


def _unfilled(number: int) -> str:
    return f"Не заполнено строк: {number}"
