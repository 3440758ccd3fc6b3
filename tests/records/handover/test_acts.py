"""Acts of handover: only bound volumes, each once, numbered without gaps (3.8.5)."""

from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.curriculum.tables import Journal
from records.handover.actions import prepare
from records.handover.queries import get_act, list_handed, project_handover
from records.handover.tables import HandoverAct
from records.issuance.actions import register
from records.issuance.values import FileFact, NewDocument
from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.ledger.projection import Projection, compare
from records.ledger.queries import list_versions
from tests.builders import NOW, YEAR, World, entropy, make_world
from tests.recordings import assert_nameless, assert_recorded

TODAY = date(2027, 6, 30)
OFFICE = Actor(person_id=None, role="content_admin")
NAME = "П.Р. Зайцев"


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def bind(world: World, group: str, *sheets: int, code: str = "J-YEAR") -> None:
    """Register volumes as a binding does."""
    journal_id = world.journal(group)
    for volume, count in enumerate(sheets, start=1):
        new = NewDocument(
            id=f"{code}-{group}-{volume}",
            code=code,
            series=f"{code}/2027",
            number=f"05-03/{group}",
            issued_on=TODAY,
            title=f"Журнал группы {group}",
            subject=f"{group} {YEAR}",
            journal_id=journal_id,
            volume=volume,
            pages=2 * count,
            sheets=count,
            entries=1,
            revision="1",
            digest="0" * 64,
            files=(FileFact(format="pdf", sha256="1" * 64, size=1),),
        )
        register(world.session, new, actor=SYSTEM, now=NOW, entropy=entropy())
    world.session.get_one(Journal, journal_id).state = "bound"


def draw_up(
    world: World,
    *,
    session: Session | None = None,
    year: str = YEAR,
    name: str = NAME,
    actor: Actor = OFFICE,
) -> int:
    return prepare(
        session or world.session,
        year,
        receiver_post="заведующий учебным отделением",
        receiver_name=name,
        today=TODAY,
        actor=actor,
        now=NOW,
        entropy=entropy(),
    )


def test_an_act_lists_all_bound_volumes_with_the_sheets_of_their_files(
    world: World,
) -> None:
    bind(world, "ЮР-21", 250, 12)
    bind(world, "ИСП-22", 70)
    bind(world, "ЮР-21", 1, code="J-CERT")

    act = get_act(world.session, draw_up(world))

    assert [(one.document.id, one.sheets) for one in act.items] == [
        ("J-YEAR-ЮР-21-1", 250),
        ("J-YEAR-ЮР-21-2", 12),
        ("J-YEAR-ИСП-22-1", 70),
    ]
    assert (act.number, act.act_date, act.year, act.state) == (
        1,
        TODAY,
        YEAR,
        "prepared",
    )
    assert act.receiver_name == NAME
    assert list_handed(world.session) == {one.document.id for one in act.items}
    assert_recorded(world.session)


def test_who_receives_is_not_named_in_the_ledger_yet_held_by_it(world: World) -> None:
    world.person("Зайцев Павел Романович")
    bind(world, "ЮР-21", 70)
    act_id = draw_up(world)
    assert_nameless(world.session)

    world.session.get_one(HandoverAct, act_id).receiver_name = "И.И. Иной"
    world.session.flush()

    (version,) = list_versions(world.session, f"handover/{act_id}")
    assert "Зайцев" not in str(version.payload)
    projection = Projection(kind="handover", rows=project_handover)
    (problem,) = compare(world.session, projection)
    assert problem.code == "row_altered"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_journals_that_are_not_bound_are_all_named(world: World, state: str) -> None:
    bind(world, "ЮР-21", 70)
    for group in ("ИСП-22", "ИСП-23"):
        world.session.get_one(Journal, world.journal(group)).state = state

    with pytest.raises(RuleViolationError) as refused:
        draw_up(world)

    named = [(one.code, one.subject) for one in refused.value.findings]
    assert named == [
        ("CHK-3.8.5-1", "Группа ИСП-22"),
        ("CHK-3.8.5-1", "Группа ИСП-23"),
    ]
    assert list_handed(world.session) == frozenset()


def test_what_lies_in_an_act_is_not_handed_over_again(world: World) -> None:
    bind(world, "ЮР-21", 70)
    draw_up(world)

    with pytest.raises(RuleViolationError) as refused:
        draw_up(world)

    assert [one.code for one in refused.value.findings] == ["CHK-3.8.5-3"]


def test_a_journal_bound_later_gets_an_act_of_its_own(world: World) -> None:
    bind(world, "ЮР-21", 70)
    draw_up(world)
    bind(world, "ИСП-22", 12)

    act = get_act(world.session, draw_up(world))

    assert act.number == 2
    assert [one.sheets for one in act.items] == [12]


def test_a_year_without_journals_has_nothing_to_hand_over(world: World) -> None:
    with pytest.raises(RuleViolationError) as refused:
        draw_up(world)

    assert [one.code for one in refused.value.findings] == ["CHK-3.8.5-3"]


def test_a_year_or_an_act_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(NotFoundError, match="2030/2031"):
        draw_up(world, year="2030/2031")
    with pytest.raises(NotFoundError, match="2000000077"):
        get_act(world.session, 2000000077)


@pytest.mark.parametrize("role", ["teacher", "deputy", "director", "secretary"])
def test_only_the_content_administrator_draws_up_acts(world: World, role: str) -> None:
    with pytest.raises(NotAllowedError):
        draw_up(world, actor=Actor(person_id=1, role=role))


def test_an_act_that_was_rolled_back_gives_its_number_back(
    clean_engine: Engine,
) -> None:
    with transaction(clean_engine) as session:
        world = make_world(session)
        bind(world, "ЮР-21", 70)
    with suppress(ZeroDivisionError), transaction(clean_engine) as session:
        assert get_act(session, draw_up(world, session=session)).number == 1
        raise ZeroDivisionError

    with transaction(clean_engine) as session:
        assert list_handed(session) == frozenset()
        assert get_act(session, draw_up(world, session=session)).number == 1
        assert_recorded(session)
