"""October 2026 of a small centre, made by the commands of teachers and office.

ОП.01, Журавлёва     7.10 in time at 23:59 · 14.10 completed at 00:01 the day
                     after · 21.10 cancelled · 28.10 by Орлова, «без задания»
ОП.07/1, Орлова      9.10 topic only · 16.10 nothing; who is in the subgroup
                     changes on 12.10
ПП.01, Журавлёва     20.10 nothing; not marked by lessons
ИСП-22, Громов       5.10 nothing
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions as curriculum
from records.curriculum.drafts import Enrolment, Move, SlotDraft, SubgroupPlace
from records.curriculum.queries import find_course, list_slots
from records.curriculum.values import DisciplineKind, SlotFact
from records.kernel.actor import SYSTEM, Actor
from records.lessons.timetable import cancel_slot, substitute
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from records.marks.values import Cell, Work
from records.monitoring.actions import run_month
from records.monitoring.values import RunFact
from records.people.actions import create_accounts, record_sign_in, set_guardian
from records.people.queries import list_guardians
from records.people.values import NewAccount, NewGuardian
from tests.builders import NOW, ORDER, START, World, entropy, make_world

TOMSK = ZoneInfo("Asia/Tomsk")
OCTOBER = date(2026, 10, 1)
AFTER = date(2026, 11, 3)
LEARNERS = (
    ("Абрамова Дарья Олеговна", date(2008, 10, 31), START),
    ("Волков Олег Львович", date(2008, 11, 1), START),
    ("Ёлкин Лев Юрьевич", date(2009, 5, 5), START),
    ("Зуева Вера Игоревна", None, date(2026, 10, 27)),
    ("Иванченко Яна Юрьевна", date(2009, 1, 1), START),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the tests of the month speak of."""

    world: World
    learners: tuple[int, ...]
    teachers: tuple[int, int, int]
    course_id: int

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.world.session

    def run(
        self,
        month: date = OCTOBER,
        *,
        today: date = AFTER,
        actor: Actor = SYSTEM,
        now: datetime | None = None,
    ) -> RunFact:
        """Count and freeze a month as the office does."""
        return run_month(
            self.session,
            month,
            today=today,
            actor=actor,
            now=now or local(AFTER),
            entropy=entropy(),
        )

    def record(
        self,
        slot: SlotFact,
        *cells: Cell,
        at: datetime | None = None,
        **changes: object,
    ) -> None:
        """Record a lesson by who leads it, in full and at noon unless told else."""
        values: dict[str, object] = {
            "slot_id": slot.id,
            "kind": "Л",
            "topic": "Предмет и методы науки",
            "homework": "Конспект, гл. 1",
        }
        record_lesson(
            self.session,
            LessonDraft(**{**values, **changes}),  # type: ignore[arg-type]
            cells,
            actor=Actor(person_id=slot.leader_id, role="teacher"),
            now=at or local(slot.day),
            entropy=entropy(),
            late_reason="отключали свет" if at and at.date() > slot.day else "",
        )

    def slot(self, course_id: int, day: int, month: int = 10) -> SlotFact:
        """Find a lesson of a course by its day."""
        return next(
            one
            for one in list_slots(self.session, self.world.journal_id)
            if (one.course_id, one.day) == (course_id, date(2026, month, day))
        )


def local(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """Return a moment by the clock of Tomsk."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TOMSK)


def mark(person_id: int, value: str, work: Work = Work.CURRENT) -> Cell:
    """Give a designation."""
    return Cell(person_id=person_id, work=work, value=value)


def make_month(session: Session) -> Month:
    """Make the month; its figures are counted by hand in the tests."""
    world = make_world(session)
    teachers = (
        world.teacher("Журавлёва Инна Сергеевна"),
        world.teacher("Орлова Мария Львовна"),
        world.teacher("Громов Егор Ильич"),
    )
    month = Month(
        world=world,
        learners=tuple(_learner(world, *one) for one in LEARNERS),
        teachers=teachers,
        course_id=world.course("ОП.01", teacher_id=teachers[0]),
    )
    _move(month)
    world.plan(month.course_id, *(f"Тема {number}" for number in range(1, 7)))
    _lead_the_lecture(month)
    _lead_the_subgroup(month)
    _leave_unrecorded(month)
    _sign_in(month)
    return month


def _learner(world: World, name: str, born: date | None, start: date) -> int:
    person_id = world.person(name, born)
    curriculum.enrol(
        world.session,
        curriculum.ensure_group(world.session, "ЮР-21"),
        [Enrolment(person_id=person_id, effective=start, order=ORDER)],
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )
    return person_id


def _move(month: Month) -> None:
    group_id = curriculum.ensure_group(month.session, "ЮР-21")

    def leave(person_id: int, day: date) -> Move:
        return Move(group_id=group_id, person_id=person_id, effective=day, order=ORDER)

    common = {"actor": SYSTEM, "now": NOW, "entropy": entropy()}
    curriculum.grant_academic_leave(
        month.session,
        leave(month.learners[2], date(2026, 10, 8)),
        until=date(2027, 10, 7),
        **common,  # type: ignore[arg-type]
    )
    curriculum.expel(
        month.session,
        leave(month.learners[4], OCTOBER),
        **common,  # type: ignore[arg-type]
    )


def _slots(course_id: int, teacher_id: int, *days: date) -> Sequence[SlotDraft]:
    return [
        SlotDraft(course_id=course_id, day=day, pair=1, teacher_id=teacher_id)
        for day in days
    ]


def _october(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 10, day) for day in days)


def _lead_the_lecture(month: Month) -> None:
    own, other, _third = month.teachers
    course_id = month.course_id
    first, second, third, *_rest = month.learners
    days = (date(2026, 9, 30), *_october(7, 14, 21, 28))
    month.world.slots(*_slots(course_id, own, *days))
    common = {"actor": SYSTEM, "now": NOW, "entropy": entropy()}
    cancel_slot(
        month.session,
        month.slot(course_id, 21).id,
        reason="карантин",
        **common,  # type: ignore[arg-type]
    )
    substitute(
        month.session,
        [month.slot(course_id, 28).id],
        substitute_id=other,
        basis="распоряжение № 3",
        basis_date=date(2026, 10, 27),
        **common,  # type: ignore[arg-type]
    )
    month.record(
        month.slot(course_id, 7),
        mark(first, "5"),
        mark(second, "н", Work.ABSENCE),
        mark(third, "4"),
        at=local(date(2026, 10, 7), 23, 59),
    )
    month.record(
        month.slot(course_id, 14),
        mark(first, "4"),
        at=local(date(2026, 10, 15), 0, 1),
    )
    month.record(
        month.slot(course_id, 28),
        mark(second, "4", Work.MONTHLY_CONTROL),
        homework="",
        no_homework=True,
        monthly_control=True,
    )


def _lead_the_subgroup(month: Month) -> None:
    own = month.teachers[1]
    first, second, *_rest = month.learners
    world = month.world
    course_id = world.course("ОП.07", teacher_id=own, subgroup=1)
    world.course("ОП.07", teacher_id=own, subgroup=2)
    discipline = find_course(
        month.session, world.journal_id, "ОП.07", subgroup=1
    ).discipline_id
    change = date(2026, 10, 12)
    places = [
        SubgroupPlace(
            person_id=second, subgroup=1, start=START, end=change - timedelta(days=1)
        ),
        SubgroupPlace(person_id=second, subgroup=2, start=change),
        SubgroupPlace(
            person_id=first, subgroup=2, start=START, end=change - timedelta(days=1)
        ),
        SubgroupPlace(person_id=first, subgroup=1, start=change),
    ]
    curriculum.assign_subgroups(
        month.session, discipline, places, actor=SYSTEM, now=NOW, entropy=entropy()
    )
    world.slots(*_slots(course_id, own, *_october(9, 16)))
    month.record(
        month.slot(course_id, 9), mark(second, "3"), homework="", roll_called=False
    )


def _leave_unrecorded(month: Month) -> None:
    own, _other, third = month.teachers
    world = month.world
    practice = world.course(
        "ПП.01", teacher_id=own, kind=DisciplineKind.WORK_PRACTICE, control="ДЗ"
    )
    world.slots(*_slots(practice, own, *_october(20)))
    elsewhere = world.course("ОП.01", teacher_id=third, code="ИСП-22")
    world.slots(*_slots(elsewhere, third, *_october(5)), code="ИСП-22")


def _sign_in(month: Month) -> None:
    session, (first, second, third, _fourth, left) = month.session, month.learners
    for learner, name in ((first, "Абрамов О.П."), (second, "Волкова Н.И.")):
        set_guardian(session, learner, NewGuardian(full_name=name), actor=SYSTEM)
    guardians = [one.id for one in list_guardians(session)]
    wanted = [
        *(NewAccount(role=Role.LEARNER, person_id=one) for one in (first, third, left)),
        *(NewAccount(role=Role.PARENT, guardian_id=one) for one in guardians),
    ]
    made = create_accounts(session, wanted, actor=SYSTEM, now=NOW, entropy=entropy())
    accounts = [one.account_id for one in made]
    entered = (
        (accounts[0], date(2026, 10, 1)),
        (accounts[0], date(2026, 10, 31)),
        (accounts[1], date(2026, 9, 30)),
        (accounts[1], date(2026, 11, 1)),
        (accounts[2], date(2026, 10, 5)),
        (accounts[4], date(2026, 10, 20)),
        (accounts[4], date(2026, 10, 21)),
    )
    for account, day in entered:
        record_sign_in(session, account, now=local(day), today=day)
