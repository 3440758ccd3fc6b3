"""Reads a graded credit sheet from the record (ведомость дифференцированного зачёта, п. 4.2.5)."""

from sqlalchemy.orm import Session

from records.sheets.values import SheetCode
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.graded_credit_sheet.context import (
    GRADED_CREDIT,
    GradedCreditSheet,
)
from templates_docs.layout.sheet.context import SheetLine, describe_result
from templates_docs.layout.sheet.facts import (
    build_foot,
    build_head,
    build_sheet,
    read_sheet,
)

EXAMINER = "Преподаватель"
TITLE = "Ведомость дифференцированного зачёта"


def build(session: Session, subject: str) -> Built:
    """Read the sheet by its number.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    source = read_sheet(session, subject, SheetCode.GRADED_CREDIT)
    lines = tuple(
        SheetLine(
            number=number,
            name=learner.full_name,
            record_book=learner.record_book,
            outcome=describe_result(row.result, learner.gender),
        )
        for number, learner, row in source.lines()
    )
    sheet = GradedCreditSheet(
        head=build_head(source, title=GRADED_CREDIT, examiner=EXAMINER),
        lines=lines,
        totals=source.totals,
        foot=build_foot(source, examiner=EXAMINER),
        imprint=BLANK_IMPRINT,
    )
    return build_sheet(source, sheet, TITLE)
