"""The timetable: which lesson, when, who, where (расписание, REG 3.10.1)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from records.curriculum.drafts import SlotDraft, Written
from records.curriculum.queries import list_courses, list_day_slots, list_journals
from records.curriculum.rules import (
    Booking,
    check_study_day,
    covered,
    find_conflicts,
)
from records.curriculum.values import CourseFact, JournalRef, SlotFact
from records.importers.base import Office
from records.importers.names import INDEX, SUBGROUP, TEACHER, Journals, Teachers
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout
from records.kernel.calendar import WorkCalendar
from records.lessons.taught import find_others, key_of
from records.lessons.timetable import set_timetable
from records.norms.queries import get_calendar
from records.people.queries import list_staff

DAY = "Дата"
PAIR = "Пара"
ROOM = "Аудитория"

PAIRS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """A lesson of the timetable with its group and course."""

    journal: JournalRef
    course: CourseFact
    draft: SlotDraft


class TimetableImporter:
    """The timetable of a semester or a part of it, all groups or some."""

    kind = Kind.TIMETABLE
    layout = Layout(
        columns=(
            Column(name=GROUP, required=True),
            Column(name=INDEX, required=True),
            Column(name=DAY, required=True),
            Column(name=PAIR, required=True),
            Column(name=TEACHER, required=True),
            Column(name=SUBGROUP),
            Column(name=ROOM),
        ),
        by_sheets=True,
    )

    def __init__(self) -> None:
        self._journals: Journals | None = None
        self._teachers: Teachers | None = None
        self._calendar: WorkCalendar | None = None

    def read(self, line: Line, office: Office) -> SlotRow | None:
        """Read one lesson."""
        journals = self._journals = self._journals or Journals(
            office.session, office.year.name
        )
        teachers = self._teachers = self._teachers or Teachers(office.session)
        day = line.day(DAY, office.year.start, last=office.year.end)
        pair = line.number_in(PAIR, 1, high=PAIRS)
        teacher = teachers.find(line)
        subgroup = line.number_in(SUBGROUP, 1, high=9)
        room = line.text(ROOM, limit=40)
        journal = journals.find(line, needs="учебный план (import curriculum)")
        if journal is None:
            return None
        course = journals.course(line, journal, subgroup=subgroup)
        if day is None or pair is None or teacher is None or course is None:
            return None
        draft = SlotDraft(
            course_id=course.id,
            day=day,
            pair=pair,
            teacher_id=teacher.person.id,
            room=room,
        )
        return SlotRow(journal=journal, course=course, draft=draft)

    def existing(
        self, rows: list[tuple[Line, SlotRow]], office: Office, faults: Faults
    ) -> dict[int, list[SlotDraft]]:
        """Note lessons on holidays, conflicts, and other teachers of recorded ones."""
        calendar = get_calendar(office.session)
        plan: dict[int, list[SlotDraft]] = defaultdict(list)
        for line, row in rows:
            found = check_study_day(row.draft.day, calendar)
            if found is not None:
                faults.take(found, at=line.at(DAY))
            plan[row.journal.id].append(row.draft)
        if rows:
            _note_conflicts(rows, office, faults)
            _note_recorded(rows, office, faults)
        return plan

    def apply(self, plan: dict[int, list[SlotDraft]], office: Office) -> Written:
        """Write the lessons, a journal at a time."""
        total = Written()
        for journal_id, drafts in plan.items():
            total += set_timetable(office.session, journal_id, drafts, **office.signed)
        return total


def _note_recorded(
    rows: list[tuple[Line, SlotRow]], office: Office, faults: Faults
) -> None:
    others = find_others(office.session, [row.draft for _, row in rows])
    for line, row in rows:
        if key_of(row.draft) in others:
            faults.take(others[key_of(row.draft)], at=line.at(TEACHER))


def _note_conflicts(
    rows: list[tuple[Line, SlotRow]], office: Office, faults: Faults
) -> None:
    names = {
        one.person.id: one.person.full_name.short for one in list_staff(office.session)
    }
    replaced = {key_of(row.draft) for _, row in rows}
    standing = [
        _booking(journal, course, slot, key=-1, teacher=names[slot.teacher_id])
        for journal, course, slot in _standing(rows, office)
        if key_of(slot) not in replaced
    ]
    coming = [
        _booking(row.journal, row.course, row.draft, key=number,
                 teacher=names[row.draft.teacher_id])
        for number, (_, row) in enumerate(rows)
    ]  # fmt: skip
    for conflict in find_conflicts([*standing, *coming]):
        if conflict.second.key >= 0:
            line, _ = rows[conflict.second.key]
            faults.take(conflict.finding, at=line.at(PAIR))


def _standing(
    rows: list[tuple[Line, SlotRow]], office: Office
) -> Iterator[tuple[JournalRef, CourseFact, SlotFact]]:
    """Give the lessons already planned for the days of the file, of all groups."""
    days = [row.draft.day for _, row in rows]
    owners = {
        course.id: (journal, course)
        for journal in list_journals(office.session, office.year.name)
        for course in list_courses(office.session, journal.id)
    }
    for slot in list_day_slots(office.session, min(days), max(days)):
        if slot.state == "planned" and slot.course_id in owners:
            yield (*owners[slot.course_id], slot)


def _booking(
    journal: JournalRef,
    course: CourseFact,
    slot: SlotFact | SlotDraft,
    *,
    key: int,
    teacher: str,
) -> Booking:
    return Booking(
        key=key,
        group=journal.group_code,
        discipline=course.index_code,
        course_id=course.id,
        subgroup=course.subgroup,
        day=slot.day,
        pair=slot.pair,
        teacher=teacher,
        teacher_id=slot.teacher_id,
        room=slot.room,
        members=covered(course.members, slot.day) if course.subgroup else frozenset(),
    )
