"""What happens in the year besides lessons: people come and go, teachers fall ill.

The story is told for the first group of the examples; dates are fixed, people are
found by their place in the list.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.actions.contingent import (
    enrol,
    expel,
    grant_academic_leave,
    rename,
)
from records.curriculum.actions.subgroups import assign_subgroups, move_to_subgroup
from records.curriculum.drafts import Enrolment, Move, OrderRef, SubgroupPlace
from records.curriculum.values import CourseFact, JournalFact, LearnerFact, SlotFact
from records.lessons.timetable import substitute
from records.marks.values import NotAttested
from records.people.actions import add_person, set_card
from records.people.values import Card, FullName, Gender, NewPerson
from web.demo.teaching import Slip
from web.demo.terms import Illness
from web.demo.world import World

Act = Callable[[World, Session], None]
ILL_FROM, ILL_TO = date(2026, 10, 12), date(2026, 10, 16)
ILL_LESSONS = 4
MAKE_UP = date(2027, 1, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens on a day, before its lessons."""

    day: date
    name: str
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The events of the year, the slips of teachers, and who misses an exam."""

    events: tuple[Event, ...]
    slips: Mapping[int, Slip]
    illness: Illness | None


def tell(
    journal: JournalFact, others: Sequence[JournalFact], slots: Sequence[SlotFact]
) -> Story:
    """Make the story of the main group; `slots` are those of all groups."""
    people = journal.learners
    events = (
        Event(day=date(2026, 10, 5), name="зачисление", act=_arrival(journal)),
        *_substitutions(journal, slots),
        Event(
            day=date(2026, 12, 1),
            name="академический отпуск",
            act=_leave(journal, people[17]),
        ),
        Event(
            day=date(2027, 1, 20),
            name="смена фамилии",
            act=_rename(journal, _first_woman(people[8:])),
        ),
        Event(day=date(2027, 2, 1), name="подгруппы", act=_move(journal, people[3])),
        Event(
            day=date(2027, 2, 12), name="отчисление", act=_expel(journal, people[14])
        ),
    )
    return Story(
        events=events,
        slips=_slips(journal, others, slots),
        illness=_illness(journal, people[13]),
    )


def _first_woman(people: Sequence[LearnerFact]) -> LearnerFact:
    return next(one for one in people if one.gender == Gender.FEMALE)


def _arrival(journal: JournalFact) -> Act:
    order = OrderRef(number="77-к", date=date(2026, 10, 2))
    day = date(2026, 10, 5)

    def act(world: World, session: Session) -> None:
        actor = world.acting(Role.SECRETARY)
        now = world.moment(day, 8, 40)
        name = FullName(surname="Воронцов", name="Тимофей", patronymic="Ильич")
        person = add_person(
            session,
            NewPerson(full_name=name, gender=Gender.MALE, birth_date=date(2008, 3, 14)),
            actor=actor,
        )
        card = Card(file_no="ЮР-26-028", record_book="ЮР-25-028")
        set_card(session, person, card, actor=actor)
        enrol(
            session,
            journal.group_id,
            [Enrolment(person_id=person, effective=day, order=order)],
            actor=actor,
            now=now,
            entropy=world.entropy,
        )
        for discipline in dict.fromkeys(
            one.discipline_id for one in journal.courses if one.subgroup
        ):
            assign_subgroups(
                session,
                discipline,
                [SubgroupPlace(person_id=person, subgroup=1, start=day)],
                actor=world.acting(Role.DEPUTY),
                now=now,
                entropy=world.entropy,
            )

    return act


def _leave(journal: JournalFact, learner: LearnerFact) -> Act:
    move = Move(
        group_id=journal.group_id,
        person_id=learner.person_id,
        effective=date(2026, 12, 1),
        order=OrderRef(number="78-к", date=date(2026, 11, 30)),
    )

    def act(world: World, session: Session) -> None:
        grant_academic_leave(
            session,
            move,
            until=date(2027, 11, 30),
            actor=world.acting(Role.SECRETARY),
            now=world.moment(date(2026, 12, 1), 8, 30),
            entropy=world.entropy,
        )

    return act


def _expel(journal: JournalFact, learner: LearnerFact) -> Act:
    move = Move(
        group_id=journal.group_id,
        person_id=learner.person_id,
        effective=date(2027, 2, 12),
        order=OrderRef(number="18-к", date=date(2027, 2, 12)),
    )

    def act(world: World, session: Session) -> None:
        expel(
            session,
            move,
            actor=world.acting(Role.SECRETARY),
            now=world.moment(date(2027, 2, 12), 8, 20),
            entropy=world.entropy,
        )

    return act


def _rename(journal: JournalFact, learner: LearnerFact) -> Act:
    order = OrderRef(number="9-к", date=date(2027, 1, 20))

    def act(world: World, session: Session) -> None:
        rename(
            session,
            Move(
                group_id=journal.group_id,
                person_id=learner.person_id,
                effective=date(2027, 1, 20),
                order=order,
            ),
            new_name=FullName(
                surname="Архангельская-Преображенская",
                name=learner.name,
                patronymic=learner.patronymic,
            ),
            actor=world.acting(Role.SECRETARY),
            now=world.moment(date(2027, 1, 20), 8, 50),
            entropy=world.entropy,
        )

    return act


def _move(journal: JournalFact, learner: LearnerFact) -> Act:
    course = next(one for one in journal.courses if one.subgroup)
    own = [one for one in course.members if one.person_id == learner.person_id]
    target = 2 if own and own[0].subgroup == 1 else 1
    order = OrderRef(number="14-к", date=date(2027, 1, 29))

    def act(world: World, session: Session) -> None:
        move_to_subgroup(
            session,
            course.discipline_id,
            learner.person_id,
            subgroup=target,
            effective=date(2027, 2, 1),
            order=order,
            actor=world.acting(Role.DEPUTY),
            now=world.moment(date(2027, 2, 1), 8, 10),
            entropy=world.entropy,
        )

    return act


def _substitutions(
    journal: JournalFact, slots: Sequence[SlotFact]
) -> tuple[Event, ...]:
    own = {course.id for course in journal.courses}
    week = [one for one in slots if ILL_FROM <= one.day <= ILL_TO]
    teachers = sorted({one.teacher_id for one in week})
    lessons = [one for one in week if one.course_id in own]
    counted = Counter(one.teacher_id for one in lessons)
    ill = {who for who, _count in counted.most_common(2)}
    missed = [one for one in lessons if one.teacher_id in ill][:ILL_LESSONS]
    busy = {(one.teacher_id, one.day, one.pair) for one in week}

    def act(world: World, session: Session) -> None:
        for slot in missed:
            free = [
                who
                for who in teachers
                if who not in ill and (who, slot.day, slot.pair) not in busy
            ]
            substitute(
                session,
                [slot.id],
                substitute_id=free[slot.id % len(free)],
                basis="распоряжение от 12.10.2026 № 34-р",
                basis_date=date(2026, 10, 12),
                actor=world.acting(Role.DISPATCHER),
                now=world.moment(ILL_FROM, 7, 45),
                entropy=world.entropy,
            )

    return (Event(day=ILL_FROM, name="замены", act=act),)


def _slips(
    journal: JournalFact, others: Sequence[JournalFact], slots: Sequence[SlotFact]
) -> Mapping[int, Slip]:
    def lessons(of: JournalFact, day: date) -> list[SlotFact]:
        own = {course.id for course in of.courses if _usual(course)}
        return [one for one in slots if one.course_id in own and one.day == day]

    slips: dict[int, Slip] = {}
    for day in (date(2026, 10, 21), date(2026, 11, 18)):
        slips |= {one.id: Slip(late=True) for one in lessons(journal, day)[:1]}
    second = others[0] if others else journal
    for one in lessons(second, date(2026, 10, 7))[:1]:
        slips[one.id] = Slip(without_topic=True)
    for one in lessons(second, date(2026, 10, 8))[:2]:
        slips[one.id] = Slip(without_homework=True)
    return slips


def _usual(course: CourseFact) -> bool:
    return course.kind in {"discipline", "module_course"}


def _illness(journal: JournalFact, learner: LearnerFact) -> Illness | None:
    exams = [
        course
        for course in journal.courses
        for term in course.terms
        if term.semester == 1 and term.control == "Э"
    ]
    if not exams:
        return None
    module = [one for one in exams if one.index_code.startswith("МДК")]
    return Illness(
        person_id=learner.person_id,
        index_code=(module or exams)[0].index_code,
        semester=1,
        terms=NotAttested(
            cause="болезнь, справка № 115",
            form="экзамен",
            due=MAKE_UP,
            order_no="12-к",
            order_date=date(2026, 12, 21),
        ),
    )
