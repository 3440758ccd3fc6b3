"""Groups and movements by orders: nobody disappears (REG 3.9.1, 3.9.2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions, queries
from records.curriculum.drafts import Enrolment, Move, OrderRef
from records.curriculum.tables import Journal
from records.curriculum.values import MovementKind
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import journal_head
from records.people.queries import list_former_names
from records.people.values import FullName
from tests.builders import NOW, ORDER, YEAR, World, entropy, make_world

LEAVE = OrderRef(number="31-к", date=date(2026, 11, 27))


@pytest.fixture
def world(session: Session) -> World:
    world = make_world(session)
    world.course()
    return world


def act(world: World, command: Callable[..., Any], *args: Any, **options: Any) -> Any:
    return command(
        world.session, *args, actor=world.actor, now=NOW, entropy=entropy(), **options
    )


def move(world: World, person_id: int, day: date, order: OrderRef = LEAVE) -> Move:
    group_id = queries.get_group_id(world.session, "ЮР-21")
    return Move(group_id=group_id, person_id=person_id, effective=day, order=order)


def test_an_expelled_learner_stays_in_the_journal_until_the_day_before(
    world: World,
) -> None:
    person_id = world.learner()

    act(world, actions.expel, move(world, person_id, date(2027, 2, 12)))

    (learner,) = queries.get_journal(world.session, "ЮР-21", YEAR).learners
    assert learner.on_roll(date(2027, 2, 11))
    assert not learner.on_roll(date(2027, 2, 12))
    (span,) = learner.spans
    assert span.left_by is not None
    assert span.left_by.kind is MovementKind.EXPELLED


def test_a_leave_and_a_return_make_two_spans(world: World) -> None:
    person_id = world.learner()
    away = move(world, person_id, date(2026, 12, 1))
    back = move(world, person_id, date(2027, 6, 1))

    act(world, actions.grant_academic_leave, away, until=date(2027, 11, 30))
    act(world, actions.return_from_leave, back)

    (learner,) = queries.get_journal(world.session, "ЮР-21", YEAR).learners
    assert [(span.start, span.end) for span in learner.spans] == [
        (date(2026, 9, 1), date(2026, 11, 30)),
        (date(2027, 6, 1), None),
    ]


def test_who_is_not_on_the_roll_cannot_be_expelled(world: World) -> None:
    stranger = world.person("Цой Александра")

    with pytest.raises(NotFoundError, match="Цой Александра: в группе ЮР-21"):
        act(world, actions.expel, move(world, stranger, date(2027, 2, 12)))


def test_a_learner_cannot_be_expelled_twice(world: World) -> None:
    person_id = world.learner()
    act(world, actions.expel, move(world, person_id, date(2027, 2, 12)))

    with pytest.raises(NotFoundError):
        act(world, actions.expel, move(world, person_id, date(2027, 3, 1)))


def test_everybody_who_is_on_the_roll_already_is_named_at_once(world: World) -> None:
    known = [world.learner("Ким Лев Андреевич"), world.learner("Долгих Виктория")]
    again = [
        Enrolment(person_id=one, effective=date(2026, 10, 5), order=ORDER)
        for one in known
    ]
    group_id = queries.get_group_id(world.session, "ЮР-21")

    with pytest.raises(RuleViolationError) as caught:
        act(world, actions.enrol, group_id, again)

    assert [found.subject for found in caught.value.findings] == [
        "Ким Лев Андреевич",
        "Долгих Виктория",
    ]


def test_a_transfer_ends_one_place_and_begins_another(world: World) -> None:
    person_id = world.learner()
    world.journal("ИСП-22-11")
    there = queries.get_group_id(world.session, "ИСП-22-11")

    act(
        world,
        actions.transfer,
        move(world, person_id, date(2027, 1, 11)),
        to_group_id=there,
    )

    (left,) = queries.get_journal(world.session, "ЮР-21", YEAR).learners
    (come,) = queries.get_journal(world.session, "ИСП-22-11", YEAR).learners
    assert left.spans[0].end == date(2027, 1, 10)
    assert left.spans[0].left_by is not None
    assert left.spans[0].left_by.note == "в группу ИСП-22-11"
    assert come.spans[0].start == date(2027, 1, 11)
    assert come.spans[0].arrived_by.note == "из группы ЮР-21"


def test_a_new_surname_keeps_the_former_one(world: World) -> None:
    person_id = world.learner("Иванова Мария Олеговна")
    new = FullName(surname="Петрова", name="Мария", patronymic="Олеговна")

    act(
        world,
        actions.rename,
        move(world, person_id, date(2027, 1, 20)),
        new_name=new,
    )

    (learner,) = queries.get_journal(world.session, "ЮР-21", YEAR).learners
    assert learner.full_name == "Петрова Мария Олеговна"
    assert learner.former_surname == "Иванова"
    (former,) = list_former_names(world.session, [person_id])[person_id]
    assert former.surname == "Иванова"


def test_the_same_name_is_no_renaming(world: World) -> None:
    person_id = world.learner("Иванова Мария Олеговна")
    same = FullName(surname="Иванова", name="Мария", patronymic="Олеговна")

    with pytest.raises(RuleViolationError, match="не отличается"):
        act(
            world,
            actions.rename,
            move(world, person_id, date(2027, 1, 20)),
            new_name=same,
        )


def test_a_teacher_may_not_expel(world: World) -> None:
    person_id = world.learner()
    teacher = Actor(person_id=1, role="teacher")

    with pytest.raises(NotAllowedError, match="секретарь"):
        actions.expel(
            world.session,
            move(world, person_id, date(2027, 2, 12)),
            actor=teacher,
            now=NOW,
            entropy=entropy(),
        )


def test_a_closed_year_takes_no_movement(world: World, session: Session) -> None:
    person_id = world.learner()
    session.get_one(Journal, world.journal_id).state = "closed"
    session.flush()

    with pytest.raises(PeriodClosedError, match="ЮР-21"):
        act(world, actions.expel, move(world, person_id, date(2027, 2, 12)))


@pytest.mark.parametrize(
    "day", [date(2025, 9, 1), date(2026, 8, 31), date(2027, 6, 30)]
)
def test_nobody_is_put_into_a_closed_year_from_before_it(
    world: World, session: Session, day: date
) -> None:
    session.get_one(Journal, world.journal_id).state = "bound"
    session.flush()

    with pytest.raises(PeriodClosedError, match="ЮР-21"):
        world.learner(start=day)


def test_who_was_enrolled_a_year_before_belongs_to_the_first_journal(
    world: World,
) -> None:
    world.learner(start=date(2025, 9, 1))

    journal = queries.get_journal(world.session, "ЮР-21", YEAR)

    assert [learner.full_name for learner in journal.learners] == ["Ким Лев Андреевич"]
    assert journal.movements == ()


def test_what_happens_in_summer_does_not_touch_a_closed_journal(
    world: World, session: Session
) -> None:
    person_id = world.learner()
    session.get_one(Journal, world.journal_id).state = "closed"
    session.flush()
    before = journal_head(session, f"journal/{world.journal_id}")

    act(world, actions.expel, move(world, person_id, date(2027, 7, 5)))

    assert journal_head(session, f"journal/{world.journal_id}") == before
    (learner,) = queries.list_learners(session, "ЮР-21")
    assert not learner.on_roll(date(2027, 7, 5))


def test_a_roll_is_counted_now_and_ever(world: World) -> None:
    gone = world.learner("Иванов Иван Иванович")
    world.learner("Ёлкина Алёна Сергеевна")
    world.learner("Ким Лев Андреевич", code="БУ-25")
    act(world, actions.expel, move(world, gone, date(2027, 2, 12)))

    before = queries.count_rolls(
        world.session, date(2027, 2, 11), group_codes=["ЮР-21"]
    )["ЮР-21"]
    after = queries.count_rolls(
        world.session, date(2027, 2, 12), group_codes=["ЮР-21"]
    )["ЮР-21"]

    assert (before.on_roll, before.ever) == (2, 2)
    assert (after.on_roll, after.ever) == (1, 2)


def test_movements_of_groups_are_listed_with_the_last_entered_first(
    world: World,
) -> None:
    gone = world.learner("Иванов Иван Иванович")
    world.learner("Ким Лев Андреевич", code="БУ-25")
    act(world, actions.expel, move(world, gone, date(2027, 2, 12)))

    def list_kinds(*codes: str, **options: Any) -> list[tuple[str, str, str]]:
        found = queries.list_movements(world.session, codes, **options)
        return [(one.name, one.group_code, str(one.movement.kind)) for one in found]

    whole = list_kinds("ЮР-21", "БУ-25")
    ivan, kim = ("Иванов Иван Иванович", "ЮР-21"), ("Ким Лев Андреевич", "БУ-25")
    assert whole == [(*ivan, "expelled"), (*kim, "enrolled"), (*ivan, "enrolled")]
    assert list_kinds("БУ-25") == whole[1:2]
    assert list_kinds("ЮР-21", "БУ-25", limit=1) == whole[:1]
    assert list_kinds("ЮР-21", "БУ-25", person_id=gone) == [whole[0], whole[2]]
    assert list_kinds("ЮР-21", ordered_since=LEAVE.date) == whole[:1]


def test_learners_are_found_by_any_part_of_the_name_in_given_groups(
    world: World,
) -> None:
    world.learner("Ёлкина Алёна Сергеевна")
    world.learner("Ким Лев Андреевич", code="БУ-25")

    def find(*words: str, codes: tuple[str, ...] = ("ЮР-21", "БУ-25")) -> list[str]:
        found = queries.find_learners(world.session, words, codes, limit=9)
        return [one.full_name for one in found]

    assert find("алена", "елк") == ["Ёлкина Алёна Сергеевна"]
    assert find("ким", codes=("ЮР-21",)) == []
    assert find("%") == []
