"""A small college for the tests of pages: two groups, everybody's account, a month.

It lives on Tuesday 15.09.2026, 10:26 in Tomsk. ЮР-21 has ОП.01 (whole group, led
by the teacher), ОП.02 in two subgroups (the teacher and the other teacher); БУ-25
has ОП.01 of the other teacher. Lessons of 1, 8 and 15 September; the first two are
recorded, that of the 15th (today) is not. The other teacher is substituted today in
БУ-25 by the teacher.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions as curriculum
from records.curriculum.drafts import SlotDraft, SubgroupPlace
from records.curriculum.queries import find_course, list_slots
from records.kernel.actor import SYSTEM, Actor
from records.lessons.timetable import substitute
from records.lessons.values import LessonDraft
from records.marks.actions import record_lesson
from records.marks.values import Cell, Work
from records.people.actions import create_accounts, set_guardian, set_staff
from records.people.queries import list_guardians
from records.people.tables import Account
from records.people.values import NewAccount, NewGuardian, NewStaff
from tests.builders import World, entropy, make_world
from tests.records.marks.school import local
from tests.signers import appoint_signers

GROUP, OTHER_GROUP = "ЮР-21", "БУ-25"
DAYS = (date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 22))
TODAY = DAYS[2]
MORNING = datetime(2026, 9, 15, 3, 26, tzinfo=UTC)
PASSWORD = "верный-пароль-для-проб"  # noqa: S105 - of a test
LEARNERS = (
    "Алибек уулу Нурлан",
    "Гасанова Лейла Рашидовна",
    "Ёлкина Алёна Сергеевна",
    "Иванов Иван Иванович",
    "О'Коннор Джон",
    "Шевчук Анна Олеговна",
)
TOPICS = (
    "Предмет и методы теории государства и права",
    "Происхождение государства и права",
    "Сущность и типы государства",
    "Форма государства",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who is who: persons by role, learners, logins by role."""

    persons: Mapping[str, int]
    learners: tuple[int, ...]
    others: tuple[int, ...]
    logins: Mapping[str, str]
    accounts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What is where: journals, courses and slots by name."""

    journal: int
    other_journal: int
    course: int
    first_half: int
    second_half: int
    other_course: int
    slots: Mapping[tuple[int, date], int]
    lessons: Mapping[tuple[int, date], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class College:
    """The whole college."""

    people: People
    places: Places


def found_college(session: Session) -> College:
    """Found the college in an empty record; the caller commits."""
    world = make_world(session)
    persons = _appoint(world)
    learners = tuple(world.learner(name, code=GROUP) for name in LEARNERS)
    others = tuple(
        world.learner(name, code=OTHER_GROUP)
        for name in ("Ким Лев Андреевич", "Цой Александра Викторовна")
    )
    courses = _open_courses(world, persons, learners)
    _fill_timetable(world, courses, persons)
    slots = _number_slots(world)
    lessons = _record(world, courses, slots, persons["teacher"], learners)
    logins, accounts = _give_sign_ins(world, persons, learners, others)
    return College(
        people=People(
            persons=persons,
            learners=learners,
            others=others,
            logins=logins,
            accounts=accounts,
        ),
        places=Places(
            journal=world.journal(GROUP),
            other_journal=world.journal(OTHER_GROUP),
            course=courses[0],
            first_half=courses[1],
            second_half=courses[2],
            other_course=courses[3],
            slots=slots,
            lessons=lessons,
        ),
    )


def _appoint(world: World) -> Mapping[str, int]:
    signers = appoint_signers(world)
    posts = {
        "teacher": ("Воронцова Ирина Сергеевна", "преподаватель", Role.TEACHER),
        "other_teacher": ("Лаптев Денис Андреевич", "преподаватель", Role.TEACHER),
        "curator": ("Орлова Мария Ивановна", "преподаватель", Role.CURATOR),
        "secretary": ("Белова Нина Петровна", "секретарь", Role.SECRETARY),
        "dispatcher": ("Рогов Павел Ильич", "диспетчер", Role.DISPATCHER),
        "system_admin": ("Зимин Олег Юрьевич", "инженер", Role.SYSTEM_ADMIN),
    }
    persons = {
        "director": signers[Role.DIRECTOR],
        "deputy": signers[Role.DEPUTY],
        "content_admin": signers[Role.CONTENT_ADMIN],
    }
    for key, (name, post, role) in posts.items():
        persons[key] = world.person(name)
        groups = frozenset({GROUP} if role is Role.CURATOR else ())
        staff = NewStaff(post=post, roles=frozenset({role}), groups=groups)
        set_staff(world.session, persons[key], staff, actor=SYSTEM)
    return persons


def _open_courses(
    world: World, persons: Mapping[str, int], learners: Sequence[int]
) -> tuple[int, int, int, int]:
    teacher, other = persons["teacher"], persons["other_teacher"]
    course = world.course(teacher_id=teacher)
    first = world.course(
        "ОП.02", name="Конституционное право", subgroup=1, teacher_id=teacher
    )
    second = world.course(
        "ОП.02", name="Конституционное право", subgroup=2, teacher_id=other
    )
    foreign = world.course(code=OTHER_GROUP, teacher_id=other)
    for one in (course, first, second, foreign):
        world.plan(one, *TOPICS)
    curriculum.assign_subgroups(
        world.session,
        find_course(
            world.session, world.journal(GROUP), "ОП.02", subgroup=1
        ).discipline_id,
        [
            SubgroupPlace(person_id=person, subgroup=1 + at % 2, start=DAYS[0])
            for at, person in enumerate(learners)
        ],
        actor=SYSTEM,
        now=world.now,
        entropy=entropy(),
    )
    return course, first, second, foreign


def _fill_timetable(
    world: World, courses: Sequence[int], persons: Mapping[str, int]
) -> None:
    teacher, other = persons["teacher"], persons["other_teacher"]
    places = (
        (courses[0], 2, teacher),
        (courses[1], 3, teacher),
        (courses[2], 3, other),
    )
    world.slots(
        *(
            SlotDraft(
                course_id=course, day=day, pair=pair, teacher_id=leader, room="302"
            )
            for course, pair, leader in places
            for day in DAYS
        )
    )
    world.slots(
        *(
            SlotDraft(
                course_id=courses[3], day=day, pair=4, teacher_id=other, room="214"
            )
            for day in DAYS
        ),
        code=OTHER_GROUP,
    )
    slots = _number_slots(world)
    substitute(
        world.session,
        [slots[courses[3], TODAY]],
        substitute_id=teacher,
        basis="приказ № 12-з",
        basis_date=date(2026, 9, 14),
        actor=SYSTEM,
        now=world.now,
        entropy=entropy(),
    )


def _number_slots(world: World) -> dict[tuple[int, date], int]:
    return {
        (slot.course_id, slot.day): slot.id
        for code in (GROUP, OTHER_GROUP)
        for slot in list_slots(world.session, world.journal(code))
    }


def _record(
    world: World,
    courses: Sequence[int],
    slots: Mapping[tuple[int, date], int],
    teacher: int,
    learners: Sequence[int],
) -> Mapping[tuple[int, date], int]:
    actor = Actor(person_id=teacher, role=Role.TEACHER.value)
    values = (("5", "4", "н", "3", "4", ""), ("4", "", "5", "н", "3", "4"))
    lessons = {}
    for day, row in zip(DAYS[:2], values, strict=True):
        draft = LessonDraft(
            slot_id=slots[courses[0], day],
            kind="Л",
            topic=TOPICS[DAYS.index(day)],
            homework="Конспект.",
        )
        cells = [
            Cell(
                person_id=person,
                work=Work.ABSENCE if value == "н" else Work.CURRENT,
                value=value,
            )
            for person, value in zip(learners, row, strict=True)
            if value
        ]
        made = record_lesson(
            world.session,
            draft,
            cells,
            actor=actor,
            now=local(day, 12),
            entropy=entropy(),
        )
        lessons[courses[0], day] = made.lesson_id or 0
    return lessons


def _give_sign_ins(
    world: World,
    persons: Mapping[str, int],
    learners: Sequence[int],
    others: Sequence[int],
) -> tuple[Mapping[str, str], Mapping[str, int]]:
    parent = NewGuardian(
        full_name="Ёлкина Татьяна Викторовна", phone="+7 900 000-00-01"
    )
    set_guardian(world.session, learners[2], parent, actor=SYSTEM)
    (guardian,) = list_guardians(world.session)
    roles = {key: Role(key.removeprefix("other_")) for key in persons}
    holders = {
        key: NewAccount(role=roles[key], person_id=person)
        for key, person in persons.items()
    }
    holders["learner"] = NewAccount(role=Role.LEARNER, person_id=learners[2])
    holders["other_learner"] = NewAccount(role=Role.LEARNER, person_id=others[0])
    holders["parent"] = NewAccount(role=Role.PARENT, guardian_id=guardian.id)
    made = create_accounts(
        world.session,
        list(holders.values()),
        actor=SYSTEM,
        now=world.now,
        entropy=entropy(),
    )
    world.session.execute(
        update(Account).values(must_change=False, password_hash=_hash())
    )
    names = list(holders)
    return (
        {name: one.login for name, one in zip(names, made, strict=True)},
        {name: one.account_id for name, one in zip(names, made, strict=True)},
    )


def _hash() -> str:
    from records.people.passwords import hash_password

    return hash_password(PASSWORD, salt=b"sixteen bytes ok")
