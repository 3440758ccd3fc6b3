"""Reads a practice sheet from the record (ведомость по практике, п. 4.2.5)."""

from sqlalchemy.orm import Session

from records.curriculum.queries import list_placements
from records.curriculum.values import DisciplineKind, LearnerFact, PlacementFact
from records.sheets.values import SheetCode, SheetRowFact
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.practice_sheet.context import (
    FINAL_PRACTICE,
    TRAINING_PRACTICE,
    WORK_PRACTICE,
    PracticeLine,
    PracticeSheet,
)
from templates_docs.layout.sheet.context import describe_result
from templates_docs.layout.sheet.facts import (
    build_foot,
    build_head,
    build_sheet,
    read_sheet,
)

LEADER = "Руководитель"
TITLE = "Ведомость по практике"
_TITLES = {
    DisciplineKind.WORK_PRACTICE: WORK_PRACTICE,
    DisciplineKind.FINAL_PRACTICE: FINAL_PRACTICE,
}


def build(session: Session, subject: str) -> Built:
    """Read the sheet by its number, with the bases of practice.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    source = read_sheet(session, subject, SheetCode.PRACTICE)
    placed = {
        one.person_id: one
        for one in list_placements(session, source.journal.id)
        if one.course_id == source.course.id
    }
    title = _TITLES.get(source.course.kind, TRAINING_PRACTICE)
    sheet = PracticeSheet(
        head=build_head(source, title=title, examiner=LEADER),
        lines=tuple(
            _line(number, learner, row, placed=placed.get(row.person_id))
            for number, learner, row in source.lines()
        ),
        totals=source.totals,
        foot=build_foot(source, examiner="Руководитель практики"),
        imprint=BLANK_IMPRINT,
    )
    return build_sheet(source, sheet, TITLE)


def _line(
    number: int,
    learner: LearnerFact,
    row: SheetRowFact,
    *,
    placed: PlacementFact | None,
) -> PracticeLine:
    return PracticeLine(
        number=number,
        name=learner.full_name,
        base=placed.organisation if placed else "",
        period=(placed.starts, placed.ends) if placed else None,
        papers="сданы" if placed and placed.report_date else "",
        outcome=describe_result(row.result, learner.gender, short=True),
    )
