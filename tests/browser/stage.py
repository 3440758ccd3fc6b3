"""The stage of the browser tests: the college on Tuesday 13.10.2026, 10:26.

ОП.01 of ЮР-21: four lessons of September (closed on the 2nd of October; the last
one with МИУД), a lesson of 6 October (its day is over), one of today and one ahead.
Today's lesson was recorded by the teacher; the other teacher substitutes in it, so
both may write. Стриж Ольга has been in the group since the 1st of October.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import list_slots
from records.curriculum.tables import ClosedMonth
from records.kernel.actor import SYSTEM, Actor
from records.lessons.timetable import substitute
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from records.marks.values import Cell, Work
from tests.builders import World, entropy
from tests.records.marks.school import local
from tests.web.college import DAYS, GROUP, College, found_college

LATE, TODAY, AHEAD = date(2026, 10, 6), date(2026, 10, 13), date(2026, 10, 20)
MORNING = datetime(2026, 10, 13, 3, 26, tzinfo=UTC)
NEWCOMER = "Стриж Ольга Павловна"
MORE = ("Тарасова Вероника Юрьевна", "Цой Мария Игоревна")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The college with what October has added: lessons by day, learners in order."""

    college: College
    lessons: Mapping[date, int]
    learners: tuple[int, ...]

    @property
    def course(self) -> int:
        """Return the course the tests write in."""
        return self.college.places.course

    @property
    def path(self) -> str:
        """Return the address of its grid."""
        return f"/journal/{self.course}"


def set_stage(session: Session) -> Stage:
    """Found the college and let a month and a half pass; the caller commits."""
    college = found_college(session)
    world = World(session=session)
    more = [world.learner(name, code=GROUP) for name in MORE]
    newcomer = world.learner(NEWCOMER, code=GROUP, start=date(2026, 10, 1))
    slots = _plan_october(world, college)
    _substitute(world, college, slots[TODAY])
    held = {day: lesson for (_, day), lesson in college.places.lessons.items()}
    lessons = {**held, **_record(world, college, slots)}
    closing = ClosedMonth(
        journal_id=college.places.journal,
        month=DAYS[0],
        closed_at=local(date(2026, 10, 2), 15),
    )
    session.add(closing)
    session.flush()
    learners = (*college.people.learners[:5], newcomer, *more)
    ordered = (*learners, college.people.learners[5])
    return Stage(college=college, lessons=lessons, learners=ordered)


def _plan_october(world: World, college: College) -> Mapping[date, int]:
    course, teacher = college.places.course, college.people.persons["teacher"]
    world.slots(
        *(
            SlotDraft(course_id=course, day=day, pair=2, teacher_id=teacher)
            for day in (LATE, TODAY, AHEAD)
        )
    )
    return {
        slot.day: slot.id
        for slot in list_slots(world.session, college.places.journal)
        if slot.course_id == course
    }


def _record(
    world: World, college: College, slots: Mapping[date, int]
) -> Mapping[date, int]:
    persons = college.people.persons
    made = {}
    for day in (*DAYS[2:], LATE, TODAY):
        monthly = day == DAYS[3]
        leader = persons["other_teacher" if day == TODAY else "teacher"]
        draft = LessonDraft(
            slot_id=slots[day],
            kind="ПЗ" if day == TODAY else "Л",
            topic=f"Форма государства: занятие {day:%d.%m}",
            homework="Конспект.",
            monthly_control=monthly,
        )
        work = Work.MONTHLY_CONTROL if monthly else Work.CURRENT
        cells = [
            Cell(person_id=person, work=work, value="4")
            for person in college.people.learners[:4]
            if day != TODAY
        ]
        recorded = record_lesson(
            world.session,
            draft,
            cells,
            actor=Actor(person_id=leader, role=Role.TEACHER.value),
            now=local(day, 9),
            entropy=entropy(),
        )
        made[day] = recorded.lesson_id or 0
    return made


def _substitute(world: World, college: College, slot_id: int) -> None:
    substitute(
        world.session,
        [slot_id],
        substitute_id=college.people.persons["other_teacher"],
        basis="приказ № 14-з",
        basis_date=TODAY,
        actor=SYSTEM,
        now=local(TODAY, 8),
        entropy=entropy(),
    )
