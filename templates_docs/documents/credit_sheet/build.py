"""Reads a credit sheet from the record (зачётная ведомость, п. 4.2.5)."""

from sqlalchemy.orm import Session

from records.sheets.values import SheetCode
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.credit_sheet.context import CREDIT, CreditSheet
from templates_docs.layout.sheet.context import SheetLine, describe_result
from templates_docs.layout.sheet.facts import (
    build_foot,
    build_head,
    build_sheet,
    read_sheet,
)

EXAMINER = "Преподаватель"
TITLE = "Зачётная ведомость"


def build(session: Session, subject: str) -> Built:
    """Read the sheet by its number.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    source = read_sheet(session, subject, SheetCode.CREDIT)
    lines = tuple(
        SheetLine(
            number=number,
            name=learner.full_name,
            record_book=learner.record_book,
            outcome=describe_result(row.result, learner.gender),
        )
        for number, learner, row in source.lines()
    )
    sheet = CreditSheet(
        head=build_head(source, title=CREDIT, examiner=EXAMINER),
        lines=lines,
        totals=source.totals,
        foot=build_foot(source, examiner=EXAMINER),
        imprint=BLANK_IMPRINT,
    )
    return build_sheet(source, sheet, TITLE)
