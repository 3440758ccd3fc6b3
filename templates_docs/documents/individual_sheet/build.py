"""Reads a direction to re-take from the record (направление, п. 4.2.5)."""

from sqlalchemy.orm import Session

from records.curriculum.values import LearnerFact
from records.sheets.queries import get_sheet
from records.sheets.values import SheetCode, SheetRowFact
from templates_docs.document import BLANK_IMPRINT, Built, Signature
from templates_docs.documents.individual_sheet.context import (
    FIRST_TIME,
    RETAKE,
    IndividualSheet,
    Slip,
)
from templates_docs.facts import build_letterhead, initials
from templates_docs.layout.sheet.context import describe_result
from templates_docs.layout.sheet.facts import (
    SheetSource,
    build_sheet,
    read_sheet,
    sign_teacher,
)

TITLE = "Направление на пересдачу"
_OF_WHAT = {
    SheetCode.EXAM: "ЭКЗАМЕНА",
    SheetCode.CREDIT: "ЗАЧЁТА",
    SheetCode.GRADED_CREDIT: "ДИФФЕРЕНЦИРОВАННОГО ЗАЧЁТА",
    SheetCode.PRACTICE: "ЗАЧЁТА ПО ПРАКТИКЕ",
    SheetCode.COURSEWORK: "КУРСОВОЙ РАБОТЫ",
}
_ATTEMPTS = {1: "первая", 2: "вторая"}


def build(session: Session, subject: str) -> Built:
    """Read the direction by its number; a slip for each learner in it.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    source = read_sheet(session, subject, SheetCode.INDIVIDUAL)
    sheet = source.sheet
    context = IndividualSheet(
        letterhead=build_letterhead(source.institution),
        title=sheet.title.upper() or _title(session, source),
        number=sheet.number,
        slips=tuple(_slip(source, learner, row) for _, learner, row in source.lines()),
        imprint=BLANK_IMPRINT,
    )
    return build_sheet(source, context, TITLE)


def _title(session: Session, source: SheetSource) -> str:
    first = source.sheet.first_sheet_id
    if first is None:
        return f"{FIRST_TIME} {_OF_WHAT[SheetCode.EXAM]}"
    return f"{RETAKE} {_OF_WHAT.get(get_sheet(session, first).code, 'ЭКЗАМЕНА')}"


def _slip(source: SheetSource, learner: LearnerFact, row: SheetRowFact) -> Slip:
    sheet = source.sheet
    attempt = _ATTEMPTS.get(sheet.attempt, str(sheet.attempt))
    commission = len(sheet.examiners) > 1
    outcome = describe_result(row.result, learner.gender)
    return Slip(
        learner=learner.full_name,
        group=source.journal.group_code,
        course=source.journal.course,
        discipline=source.course.title,
        examiners=tuple(one.full_name for one in sheet.examiners),
        basis=sheet.basis,
        attempt=f"{attempt} (комиссия)" if commission else attempt,
        issued_on=sheet.held_on,
        valid_until=sheet.valid_until,
        deputy=initials(source.signers.deputy.person.full_name),
        outcome=outcome,
        taken_on=source.closed_on if outcome.given else None,
        signatures=_signatures(source),
    )


def _signatures(source: SheetSource) -> tuple[Signature, ...]:
    examiners = source.sheet.examiners
    if len(examiners) == 1:
        return (sign_teacher("Экзаменатор", examiners[0], source.closed_on),)
    return tuple(
        sign_teacher(
            "Член комиссии" if place else "Председатель комиссии",
            one,
            source.closed_on,
        )
        for place, one in enumerate(examiners)
    )
