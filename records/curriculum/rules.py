"""Rules on the contingent, subgroups and the timetable; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from records.curriculum.values import (
    JournalFact,
    MovementFact,
    MovementKind,
    SubgroupSpan,
)
from records.kernel.calendar import DayKind, WorkCalendar
from records.kernel.finding import Finding, Severity
from records.kernel.text import plural_form

DAYS = ("рабочий день", "рабочих дня", "рабочих дней")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A lesson of the timetable with what it occupies, for finding conflicts.

    `members` are the learners of a subgroup; empty for the whole group.
    """

    key: int
    group: str
    discipline: str
    course_id: int
    subgroup: int
    day: date
    pair: int
    teacher: str
    teacher_id: int
    room: str
    members: frozenset[int] = frozenset()

    @property
    def words(self) -> str:
        """Return «ЮР-21, ОП.01, 02.09.2026, пара 1»."""
        part = f", подгруппа {self.subgroup}" if self.subgroup else ""
        return (
            f"{self.group}, {self.discipline}{part}, {self.day:%d.%m.%Y}, "
            f"пара {self.pair}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two lessons that cannot both be held (накладка): the later one is named."""

    first: Booking
    second: Booking
    finding: Finding


def count_movement_days(movement: MovementFact, calendar: WorkCalendar) -> int:
    """Count the working days from the order to its entry (REG 3.9.2)."""
    if movement.entered_on <= movement.order_date:
        return 0
    following = movement.order_date + timedelta(days=1)
    return calendar.working_days_between(following, movement.entered_on)


def check_movement_term(
    movement: MovementFact, calendar: WorkCalendar, *, days: int, subject: str = ""
) -> tuple[Finding, ...]:
    """Remark on a movement entered later than three working days (REG 3.9.2)."""
    due = calendar.deadline(movement.order_date, days)
    if movement.entered_on <= due:
        return ()
    spent = count_movement_days(movement, calendar)
    return (
        Finding(
            code="CHK-3.9.2",
            clause="3.9.2",
            severity=Severity.WARNING,
            subject=subject,
            message=(
                f"движение по приказу {movement.order_no} от "
                f"{movement.order_date:%d.%m.%Y} внесено {movement.entered_on:%d.%m.%Y}"
                f", через {spent} {plural_form(spent, DAYS)}; срок был до {due:%d.%m.%Y}"
            ),
            advice=f"вносите движение в течение {days} рабочих дней",
        ),
    )


def check_leave_length(
    movement: MovementFact, *, months: int, subject: str = ""
) -> tuple[Finding, ...]:
    """Remark on an academic leave longer than twelve months (приказ № 303)."""
    if movement.kind is not MovementKind.ACADEMIC_LEAVE or movement.until is None:
        return ()
    if movement.until < add_months(movement.effective, months):
        return ()
    return (
        Finding(
            code="CHK-3.9.2-leave",
            clause="3.9.2",
            severity=Severity.WARNING,
            subject=subject,
            message=(
                f"академический отпуск с {movement.effective:%d.%m.%Y} по "
                f"{movement.until:%d.%m.%Y} длиннее {months} месяцев"
            ),
            advice="проверьте приказ: дольше — только по призыву или здоровью",
        ),
    )


def check_contingent(
    journal: JournalFact, calendar: WorkCalendar, *, days: int, months: int
) -> Iterator[Finding]:
    """Remark on every movement of a journal that was late or is out of measure."""
    names = {one.person_id: one.full_name for one in journal.learners}
    for movement in journal.movements:
        name = names.get(movement.person_id, "")
        subject = ", ".join(filter(None, (f"группа {journal.group_code}", name)))
        yield from check_movement_term(movement, calendar, days=days, subject=subject)
        yield from check_leave_length(movement, months=months, subject=subject)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, the month's last one at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), last)


def check_subgroup_overlap(
    spans: Iterable[SubgroupSpan], names: Mapping[int, str], *, title: str
) -> Iterator[Finding]:
    """Refuse a learner who is in two subgroups of a discipline at once (REG 4.1.4)."""
    by_person: dict[int, list[SubgroupSpan]] = defaultdict(list)
    for span in spans:
        by_person[span.person_id].append(span)
    for person_id, few in by_person.items():
        few.sort(key=lambda span: span.start)
        for earlier, later in pairwise(few):
            if earlier.end is None or earlier.end >= later.start:
                yield Finding(
                    code="CHK-4.1.4-overlap",
                    clause="4.1.4",
                    subject=f"{title}, {names.get(person_id, person_id)}",
                    message=(
                        f"с {later.start:%d.%m.%Y} числится и в подгруппе "
                        f"{earlier.subgroup}, и в подгруппе {later.subgroup}"
                    ),
                    advice="укажите в столбце «По дату», когда закончилась первая",
                )


def find_conflicts(bookings: Iterable[Booking]) -> Iterator[Conflict]:
    """Find lessons of one pair that share a group, a teacher or a room (REG 3.10.1)."""
    at_once: dict[tuple[date, int], list[Booking]] = defaultdict(list)
    for booking in bookings:
        here = at_once[booking.day, booking.pair]
        for other in here:
            finding = _clash(other, booking)
            if finding is not None:
                yield Conflict(first=other, second=booking, finding=finding)
        here.append(booking)


def check_study_day(day: date, calendar: WorkCalendar) -> Finding | None:
    """Remark on a lesson put on a day without lessons (REG 3.10.1)."""
    kind = calendar.kind_of(day)
    if kind is DayKind.HOLIDAY:
        return _timetable(
            f"{day:%d.%m.%Y} — праздничный день",
            "перенесите занятие или отметьте день рабочим в календаре",
        )
    if kind is DayKind.VACATION:
        return _timetable(f"{day:%d.%m.%Y} — каникулы", "проверьте дату", weak=True)
    if day.weekday() == 6 and kind is not DayKind.WORKING:
        return _timetable(f"{day:%d.%m.%Y} — воскресенье", "проверьте дату", weak=True)
    return None


def covered(members: Iterable[SubgroupSpan], day: date) -> frozenset[int]:
    """Return the learners of a subgroup that day; empty for the whole group."""
    return frozenset(span.person_id for span in members if span.covers(day))


def _clash(one: Booking, other: Booking) -> Finding | None:
    if one.course_id == other.course_id:
        return _timetable("занятие уже есть в расписании", "оставьте одну строку")
    if one.teacher_id == other.teacher_id:
        stream = bool(one.room) and one.room == other.room
        advice = (
            "если это общее занятие потока, так и оставьте"
            if stream
            else "преподаватель не может быть в двух местах"
        )
        message = f"{other.teacher} в это же время ведёт: {one.words}"
        return _timetable(message, advice, weak=stream)
    if one.group == other.group and _share_learners(one, other):
        return _timetable(
            f"у группы в это же время: {one.words}", "выберите другую пару или день"
        )
    if one.room and one.room == other.room:
        message = f"аудитория {one.room} в это же время занята: {one.words}"
        return _timetable(message, "проверьте аудиторию", weak=True)
    return None


def _share_learners(one: Booking, other: Booking) -> bool:
    if not one.subgroup or not other.subgroup:
        return True
    if one.discipline == other.discipline:
        return False
    return bool(one.members & other.members)


def _timetable(message: str, advice: str, *, weak: bool = False) -> Finding:
    return Finding(
        code="CHK-3.10.1",
        clause="3.10.1",
        severity=Severity.WARNING if weak else Severity.ERROR,
        message=message,
        advice=advice,
    )
