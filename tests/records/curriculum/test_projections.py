from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from records.curriculum import actions, queries
from records.curriculum.drafts import (
    Move,
    OrderRef,
    PlanDraft,
    SlotDraft,
    SubgroupPlace,
)
from records.ledger.queries import list_current
from records.ledger.rules import canonical_text
from records.lessons.timetable import substitute
from tests.builders import NOW, YEAR, World, entropy, make_world

PROJECTIONS = {
    "movement": queries.project_movement,
    "membership": queries.project_membership,
    "subgroup": queries.project_subgroup,
    "slot": queries.project_slot,
    "substitution": queries.project_substitution,
}


@pytest.fixture
def world(session: Session) -> World:
    world = make_world(session)
    person_id = world.learner()
    teacher, colleague = world.teacher(), world.teacher("Стриж Ольга Петровна")
    options = {"actor": world.actor, "now": NOW, "entropy": entropy()}
    course = world.course("ОГСЭ.03", subgroup=1, teacher_id=teacher)
    world.slots(
        SlotDraft(
            course_id=course, day=date(2026, 9, 2), pair=1, teacher_id=teacher, room="1"
        )
    )
    (one,) = queries.list_courses(session, world.journal_id)
    place = SubgroupPlace(person_id=person_id, subgroup=1, start=date(2026, 9, 1))
    actions.assign_subgroups(session, one.discipline_id, [place], **options)  # type: ignore[arg-type]
    (slot,) = queries.list_slots(session, world.journal_id)
    substitute(
        session,
        [slot.id],
        substitute_id=colleague,
        basis="распоряжение № 14",
        basis_date=date(2026, 9, 1),
        **options,  # type: ignore[arg-type]
    )
    actions.expel(
        session,
        Move(
            group_id=queries.get_group_id(session, "ЮР-21"),
            person_id=person_id,
            effective=date(2027, 2, 12),
            order=OrderRef(number="18-к", date=date(2027, 2, 12)),
        ),
        **options,  # type: ignore[arg-type]
    )
    return world


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_rows_say_what_the_ledger_says(world: World, kind: str) -> None:
    rebuilt = {
        entry_id: (version, canonical_text(payload))
        for entry_id, version, payload in PROJECTIONS[kind](world.session)
    }

    written = {
        entry_id: (version, payload)
        for entry_id, version, payload in list_current(world.session, kind)
    }
    assert written
    assert rebuilt == written


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_no_name_is_written_into_the_ledger(world: World, kind: str) -> None:
    texts = [str(payload) for _, _, payload in list_current(world.session, kind)]

    assert not [text for text in texts if "Ким" in text or "Стриж" in text]


def test_a_journal_is_read_in_a_constant_number_of_queries(world: World) -> None:
    asked: list[str] = []
    connection = world.session.connection()
    event.listen(
        connection, "before_cursor_execute", lambda *given: asked.append(given[2])
    )
    queries.get_journal(world.session, "ЮР-21", YEAR)
    few = len(asked)
    for number in range(5):
        world.learner(f"Иванов{'а' * number} Иван")
        course = world.course(f"ОП.0{number + 2}", teacher_id=world.teacher())
        rows = [
            PlanDraft(number=n, topic=f"Тема {n}", hours=2, kind="Л")
            for n in range(1, 30)
        ]
        actions.set_plan(world.session, course, rows, actor=world.actor)
    world.session.expire_all()
    asked.clear()

    journal = queries.get_journal(world.session, "ЮР-21", YEAR)

    assert len(journal.learners) == 6
    assert len(asked) <= few + 1
