"""What the deputy finds in the autumn inspection: real facts of the journals."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.curriculum.values import JournalFact
from records.lessons.queries import list_lessons
from records.lessons.values import LessonFact
from records.norms.queries import get_institution
from records.orders.values import InspectionDraft, NewRemark

STARTS, ENDS = date(2026, 11, 9), date(2026, 11, 18)
PERIOD = (date(2026, 9, 1), date(2026, 10, 31))
DUE = date(2026, 11, 30)
A_GROUP = 3


def plan_inspection(
    session: Session, journals: Sequence[JournalFact], day: date
) -> InspectionDraft:
    """Look through the journals of September and October (REG 5.2)."""
    zone = ZoneInfo(get_institution(session).timezone)
    remarks: list[NewRemark] = []
    lessons = courses = in_time = 0
    for journal in journals:
        held = [
            one
            for one in list_lessons(session, journal.id)
            if PERIOD[0] <= one.day <= PERIOD[1]
        ]
        lessons += len(held)
        found = list(_remarks(held, zone))
        remarks += found[:A_GROUP]
        pages = {one.course_id for one in held}
        courses += len(pages)
        in_time += len(pages - {one.course_id for one in found})
    return InspectionDraft(
        starts=STARTS,
        ends=ENDS,
        period_from=PERIOD[0],
        period_to=PERIOD[1],
        report_date=day,
        purpose="Ведение электронного журнала за сентябрь – октябрь 2026 г.",
        groups=tuple(one.group_code for one in journals),
        courses=courses,
        lessons=lessons,
        courses_in_time=in_time,
        remarks=tuple(remarks),
    )


def _remarks(lessons: Sequence[LessonFact], zone: ZoneInfo) -> Iterator[NewRemark]:
    for one in lessons:
        text = _fault(one, zone)
        if text:
            yield NewRemark(course_id=one.course_id, text=text, clause="4.1.1", due=DUE)


def _fault(lesson: LessonFact, zone: ZoneInfo) -> str:
    recorded = lesson.recorded_at.astimezone(zone).date()
    completed = lesson.completed_at
    day = f"{lesson.day:%d.%m.%Y}"
    if recorded > lesson.day:
        return f"Запись занятия {day} внесена {recorded:%d.%m.%Y}"
    if completed is None:
        return f"Запись занятия {day} заполнена не полностью"
    filled = completed.astimezone(zone).date()
    if filled > lesson.day:
        return f"Запись занятия {day} дополнена только {filled:%d.%m.%Y}"
    return ""
