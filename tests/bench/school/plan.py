"""How large a made-up school is and when it works."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from records.kernel.calendar import WorkCalendar

YEAR = "2026/2027"
START, END = date(2026, 9, 1), date(2027, 6, 30)
SEMESTERS = ((1, START, date(2026, 12, 26)), (2, date(2027, 1, 11), END))
LAST_LESSON = date(2027, 6, 11)
ZONE = "Asia/Tomsk"
_PAIRS = ((8, 30), (10, 10), (12, 20), (14, 0), (15, 40), (17, 20), (19, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Sizes of a school; one group with these is about 110 printed pages.

    `unrecorded` is how many of a course's last lessons stand in the timetable
    only; `marked` is the share of cells that hold a mark, absences included.
    """

    groups: int = 1
    learners: int = 25
    disciplines: int = 15
    lessons: int = 70
    unrecorded: int = 0
    marked: float = 0.40
    absent: float = 0.05

    @property
    def recorded(self) -> int:
        """Return how many lessons of a course are recorded."""
        return self.lessons - self.unrecorded

    def group_code(self, number: int) -> str:
        """Return the code of a group counted from 0, as «ЮР-21»."""
        course, which = divmod(number, 20)
        return f"ЮР-{course + 2}{which + 1}"


@cache
def teaching_days() -> tuple[date, ...]:
    """Return the days lessons are held on: working days outside the holidays."""
    calendar = WorkCalendar(week=5)
    span = (LAST_LESSON - START).days + 1
    days = (START + timedelta(days=offset) for offset in range(span))
    return tuple(
        day for day in days if semester_of(day) and calendar.is_working_day(day)
    )


def semester_of(day: date) -> int:
    """Return the number of the semester that holds the day, 0 for none."""
    return next(
        (number for number, first, last in SEMESTERS if first <= day <= last), 0
    )


def moment(day: date, pair: int, *, late: int = 20) -> datetime:
    """Return the moment `late` minutes into a pair of a day, in UTC."""
    hour, minute = _PAIRS[min(pair, len(_PAIRS)) - 1]
    begins = datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))
    return (begins + timedelta(minutes=late)).astimezone(UTC)
