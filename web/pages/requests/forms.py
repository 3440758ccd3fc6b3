"""The form of a request: which place, what it shall hold, why."""

from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError, RuleViolationError
from records.marks.rules.texts import parse_cell
from records.marks.values import FINAL_WORK, Basis, CellKind, Period
from records.norms.queries import get_norms
from records.requests.rules import place_of
from records.requests.values import (
    CAUSE,
    DUE,
    FORM,
    ORDER_DATE,
    ORDER_NO,
    RESULT,
    CellRef,
    FinalRef,
    LessonCell,
    NewRequest,
    PlaceFact,
    SheetLine,
    Values,
)
from records.sheets.rules.signs import read_result
from web.site.forms import Form

PLACE_FIELDS = ("lesson", "work", "course", "final", "sheet", "person")


def read_ref(form: Form) -> CellRef:
    """Read which place a request is about, from the address or the form.

    Raises:
        NotFoundError: nothing like a place is named.
    """
    person = form.whole("person", "Обучающийся") or 0
    lesson, sheet = form.whole("lesson", "Занятие"), form.whole("sheet", "Ведомость")
    course, period = form.whole("course", "Дисциплина"), form.raw("final")
    if lesson is not None:
        monthly = form.raw("work") == CellKind.MONTHLY
        kind = CellKind.MONTHLY if monthly else CellKind.LESSON
        return LessonCell(lesson_id=lesson, person_id=person, column=kind)
    if sheet is not None:
        return SheetLine(sheet_id=sheet, person_id=person)
    if course is not None and period in set(Period):
        return FinalRef(course_id=course, period=Period(period), person_id=person)
    raise NotFoundError("Такой клетки в журнале нет.", code="no_place")


def read_request(session: Session, form: Form, place: PlaceFact) -> NewRequest | None:
    """Read a request; None while something is wrong with the form."""
    wanted = _read_wanted(session, form, place)
    reason = form.text("reason", "Причина", required=True, limit=300)
    document = form.text("document", "Документ", required=True, limit=200)
    day = form.day("document_date", "Дата документа", required=True)
    if form.errors or day is None:
        return None
    basis = Basis(reason=reason, document=document, document_date=day)
    return NewRequest(ref=place.ref, wanted=wanted, basis=basis)


def place_values(form: Form) -> list[tuple[str, str]]:
    """Return the fields that name the place, to be sent again with the form."""
    return [(name, form.raw(name)) for name in PLACE_FIELDS if form.raw(name)]


def _read_wanted(session: Session, form: Form, place: PlaceFact) -> Values:
    text = form.text("text", "Должно стоять", limit=20)
    if isinstance(place.ref, SheetLine):
        result = read_result(text)
        if not result:
            form.refuse("text", "Должно стоять: поставьте результат ведомости.")
        return {RESULT: str(result or "")}
    kind = CellKind.FINAL if isinstance(place.ref, FinalRef) else place.ref.column
    try:
        works = parse_cell(text, kind, get_norms(session), place=place_of(place))
    except RuleViolationError as refused:
        form.refuse("text", refused.message)
        return {}
    if kind is not CellKind.FINAL:
        return works
    return {FINAL_WORK: "", **works, **_read_terms(form, works.get(FINAL_WORK, ""))}


def _read_terms(form: Form, value: str) -> Values:
    """Read cause, form and term of a wanted «н/а» (REG 4.2.3)."""
    due = form.day(DUE, "Срок сдачи")
    ordered = form.day(ORDER_DATE, "Дата приказа")
    terms = {
        CAUSE: form.text(CAUSE, "Причина «н/а»", limit=200),
        FORM: form.text(FORM, "Форма сдачи", limit=100),
        DUE: due.isoformat() if due else "",
        ORDER_NO: form.text(ORDER_NO, "Приказ", limit=40),
        ORDER_DATE: ordered.isoformat() if ordered else "",
    }
    return terms if "/" in value else {}
