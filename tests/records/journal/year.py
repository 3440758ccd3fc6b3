"""A year of the small school, lived by commands: lessons, finals, the exam."""

from datetime import date

from records.marks.actions import enter_finals, record_lesson
from records.marks.values import FinalCell, Period, Recorded, Work
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from tests.builders import entropy
from tests.records.marks.school import School, draft, local, mark

DAYS = (date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 30), date(2026, 10, 7))
LAST_OF_MONTH = 2
EXAM_DAY = date(2026, 12, 25)


def teach(school: School, number: int, *, monthly: bool | None = None) -> Recorded:
    """Record a lesson with a mark for everybody, МИУД if it is the month's last."""
    control = number >= LAST_OF_MONTH if monthly is None else monthly
    works = (Work.CURRENT, Work.MONTHLY_CONTROL) if control else (Work.CURRENT,)
    return record_lesson(
        school.session,
        draft(school.slots[number], monthly_control=control, kind="КР"),
        [mark(person, "4", work=work) for person in school.learners for work in works],
        actor=school.teacher,
        now=local(DAYS[number]),
        entropy=entropy(),
    )


def teach_first(school: School, count: int) -> None:
    """Record the first lessons of the year."""
    for number in range(count):
        teach(school, number)


def live_year(school: School) -> None:
    """Record all lessons, finals and the exam with its sheet."""
    teach_first(school, len(DAYS))
    for period in (Period.FIRST, Period.EXAM):
        enter_finals(
            school.session,
            school.course_id,
            period,
            [FinalCell(person_id=person, value="4") for person in school.learners],
            actor=school.teacher,
            now=local(EXAM_DAY, 16),
            entropy=entropy(),
        )
    _hold_exam(school)


def _hold_exam(school: School) -> None:
    chances = {"actor": school.teacher, "now": local(EXAM_DAY), "entropy": entropy()}
    opened = SheetDraft(
        course_id=school.course_id,
        code=SheetCode.EXAM,
        semester=1,
        held_on=EXAM_DAY,
        examiner_ids=(school.teacher_id,),
    )
    number = open_sheet(school.session, opened, **chances)  # type: ignore[arg-type]
    rows = [RowEntry(person_id=one, result=Result.FOUR) for one in school.learners]
    fill_sheet(school.session, number, rows, **chances)  # type: ignore[arg-type]
    advance_sheet(school.session, number, **chances)  # type: ignore[arg-type]
