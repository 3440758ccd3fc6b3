"""The school year, day by day (учебный год)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal, list_journals, list_slots
from records.curriculum.values import CourseFact, JournalFact, SlotFact, TermFact
from records.kernel.calendar import WorkCalendar
from records.norms.queries import get_calendar
from web.demo.book import CourseBook, find_last_of_month
from web.demo.curators import check_week
from web.demo.inspection import plan_inspection
from web.demo.living import Living
from web.demo.mending import CORRECTION_DAYS, correct_one, fill_gaps, make_good
from web.demo.office import (
    CLOSING_DAY,
    REPORT_DAY,
    close,
    first_days,
    inspect,
    monitor,
    order,
    settle,
    sign_in,
)
from web.demo.story import MAKE_UP, Story, tell
from web.demo.teaching import list_today, slip_of, teach
from web.demo.terms import Closing, close_term
from web.demo.world import World

DAY = timedelta(days=1)
INSPECTION_REPORT = date(2026, 11, 20)
INSPECTION_ORDER = date(2026, 11, 23)
INSPECTION_FIXED = date(2026, 11, 27)
Progress = Callable[[str], None]


@dataclass(slots=True, kw_only=True)
class Year:
    """The year under way: journals, courses, the story, terms that will end."""

    world: World
    books: list[CourseBook]
    story: Story
    calendar: WorkCalendar
    closings: Mapping[date, Sequence[tuple[CourseBook, TermFact]]]
    living: Living
    inspection: int = 0

    @property
    def journals(self) -> Sequence[JournalFact]:
        """Return the journals of the year."""
        return list({book.journal.id: book.journal for book in self.books}.values())


def open_year(world: World) -> Year:
    """Read the journals that were imported and make the story of the year."""
    with world.reading() as session:
        refs = list_journals(session, world.year)
        journals = [get_journal(session, one.group_code, world.year) for one in refs]
        slots = [
            slot for journal in journals for slot in list_slots(session, journal.id)
        ]
        calendar = get_calendar(session)
    journals.sort(key=lambda one: (one.programme_kind != "spo", one.group_id))
    year = Year(
        world=world,
        books=[],
        story=tell(journals[0], journals[1:], slots),
        calendar=calendar,
        closings={},
        living=Living(world=world, calendar=calendar),
    )
    year.books = _make_books(journals, slots)
    year.closings = _plan_closings(year.books, calendar)
    return year


def live(year: Year, *, progress: Progress) -> int:
    """Live the year to its last day; return how many lessons were recorded."""
    first = min(one.start for one in year.journals)
    last = max(one.end for one in year.journals)
    day, lessons = first, 0
    while day <= last:
        with year.world.writing() as session:
            lessons += _live_day(year, session, day)
        if day.day == 1:
            progress(f"{day:%m.%Y}: занятий записано {lessons}")
        day += DAY
    return lessons


def _live_day(year: Year, session: Session, day: date) -> int:
    _morning(year, session, day)
    today = list_today(year.books, day)
    for book, slot in today:
        slip = slip_of(slot, dict(year.story.slips))
        teach(year.world, session, book, slot, slip=slip)
    for book, term in year.closings.get(day, ()):
        illness = year.story.illness
        closing = Closing(book=book, term=term, day=day, illness=illness)
        close_term(year.world, session, closing)
    recorded = year.living.live_day(session, day)
    _evening(year, session, day)
    return len(today) + recorded


def _morning(year: Year, session: Session, day: date) -> None:
    happened = [event for event in year.story.events if event.day == day]
    for event in happened:
        event.act(year.world, session)
    if happened:
        _refresh(year, session)
    if day.day == 1 and day.month != 9:
        sign_in(year.world, session, (day - DAY).replace(day=1))
    if day.isoweekday() == 1:
        lessons = (slot.day for book in year.books for slot in book.slots)
        check_week(year.world, session, year.journals, lessons=lessons, monday=day)


def _evening(year: Year, session: Session, day: date) -> None:
    world, main = year.world, year.journals[0]
    if day in CORRECTION_DAYS:
        for journal in year.journals[:2]:
            correct_one(world, session, journal, day)
    if day == MAKE_UP and year.story.illness is not None:
        own = [book for book in year.books if book.journal.id == main.id]
        make_good(world, session, own, year.story.illness)
    _inspection_days(year, session, day)
    _month_days(year, session, day)


def _inspection_days(year: Year, session: Session, day: date) -> None:
    if day == INSPECTION_REPORT:
        plan = plan_inspection(session, year.journals, day)
        year.inspection = inspect(year.world, session, plan)
    elif day == INSPECTION_ORDER:
        order(year.world, session, year.inspection, day)
    elif day == INSPECTION_FIXED:
        settle(year.world, session, year.inspection, day)


def _month_days(year: Year, session: Session, day: date) -> None:
    this = day.replace(day=1)
    before = (this - DAY).replace(day=1)
    if before < min(one.start for one in year.journals).replace(day=1):
        return
    if day == first_days(year.calendar, this, REPORT_DAY):
        monitor(year.world, session, before, day)
    if day == first_days(year.calendar, this, CLOSING_DAY):
        for journal in year.journals:
            fill_gaps(year.world, session, journal, day)
        close(year.world, session, year.journals, month=before, day=day)


def _refresh(year: Year, session: Session) -> None:
    fresh = {
        one.id: get_journal(session, one.group_code, year.world.year)
        for one in year.journals
    }
    slots = {slot.id: slot for key in fresh for slot in list_slots(session, key)}
    last = find_last_of_month(slots.values())
    for book in year.books:
        book.journal = fresh[book.journal.id]
        book.course = next(
            one for one in book.journal.courses if one.id == book.course.id
        )
        book.slots = tuple(slots[one.id] for one in book.slots)
        book.last_of_month = last


def _make_books(
    journals: Sequence[JournalFact], slots: Sequence[SlotFact]
) -> list[CourseBook]:
    last = find_last_of_month(slots)
    return [
        CourseBook(
            journal=journal,
            course=course,
            slots=_own(course, slots),
            last_of_month=last,
        )
        for journal in journals
        for course in journal.courses
    ]


def _own(course: CourseFact, slots: Sequence[SlotFact]) -> tuple[SlotFact, ...]:
    own = [one for one in slots if one.course_id == course.id]
    return tuple(sorted(own, key=lambda one: (one.day, one.pair)))


def _plan_closings(
    books: Sequence[CourseBook], calendar: WorkCalendar
) -> Mapping[date, Sequence[tuple[CourseBook, TermFact]]]:
    planned: dict[date, list[tuple[CourseBook, TermFact]]] = {}
    for book in books:
        for term in book.course.terms:
            day = _closing_day(book, term, calendar)
            if day is not None:
                planned.setdefault(day, []).append((book, term))
    return planned


def _closing_day(
    book: CourseBook, term: TermFact, calendar: WorkCalendar
) -> date | None:
    semester = next(
        one for one in book.journal.semesters if one.number == term.semester
    )
    held = book.slots_of(semester.start, semester.end)
    if not held:
        return None
    last = held[-1].day
    if term.control not in {"Э", "Эк"}:
        return last
    exam = calendar.add_working_days(last, 2 + book.course.id % 3)
    return min(exam, max(last, semester.end))
