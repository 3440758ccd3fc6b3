"""Reads a course work sheet from the record (защита курсовых работ, п. 4.1.6)."""

from sqlalchemy.orm import Session

from records.curriculum.queries import list_course_works
from records.sheets.values import SheetCode
from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.coursework_sheet.context import (
    COURSE_PROJECT,
    COURSEWORK,
    CourseworkLine,
    CourseworkSheet,
)
from templates_docs.layout.sheet.context import describe_result
from templates_docs.layout.sheet.facts import (
    build_foot,
    build_head,
    build_sheet,
    read_sheet,
)

LEADER = "Руководитель"
TITLE = "Ведомость защиты курсовых работ"


def build(session: Session, subject: str) -> Built:
    """Read the sheet by its number, with topics and days of defence.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    source = read_sheet(session, subject, SheetCode.COURSEWORK)
    works = {
        one.person_id: one
        for one in list_course_works(session, source.journal.id)
        if one.course_id == source.course.id
    }
    lines = tuple(
        CourseworkLine(
            number=number,
            name=learner.full_name,
            topic=works[row.person_id].topic if row.person_id in works else "",
            defended_on=works[row.person_id].defended
            if row.person_id in works
            else None,
            outcome=describe_result(row.result, learner.gender, short=True),
        )
        for number, learner, row in source.lines()
    )
    title = COURSE_PROJECT if "проект" in source.sheet.form else COURSEWORK
    sheet = CourseworkSheet(
        head=build_head(source, title=title, examiner=LEADER),
        lines=lines,
        totals=source.totals,
        foot=build_foot(source, examiner="Руководитель работы"),
        imprint=BLANK_IMPRINT,
    )
    return build_sheet(source, sheet, TITLE)
