"""Orders get their number when they are signed, one after another (REG 5.3)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import list_versions
from records.ledger.verification import verify_chain
from records.orders.actions import draft_order, edit_draft, sign_order
from records.orders.queries import get_order, list_orders
from tests.builders import NOW, World, entropy, make_world
from tests.recordings import assert_nameless, assert_recorded

TODAY = date(2026, 11, 20)
OFFICE = Actor(person_id=None, role="content_admin")
DIRECTOR = Actor(person_id=None, role="director")
BODY: dict[str, object] = {
    "points": ["Петровой Анне Викторовне устранить замечания."],
    "readers": [7],
}


class ChangedMindError(Exception):
    """The director has put the pen down."""


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def draft(session: Session, *, actor: Actor = OFFICE, **changes: object) -> int:
    values: dict[str, object] = {
        "code": "ORD-INSP",
        "series": "од",
        "heading": "Об итогах проверки",
        "body": BODY,
        "inspection_id": None,
    }
    return draft_order(
        session,
        **{**values, **changes},  # type: ignore[arg-type]
        actor=actor,
        now=NOW,
        entropy=entropy(),
    )


def sign(
    session: Session, order_id: int, *, today: date = TODAY, actor: Actor = DIRECTOR
) -> str:
    return sign_order(
        session, order_id, today=today, actor=actor, now=NOW, entropy=entropy()
    )


def test_a_draft_has_no_number_and_the_signed_order_has(world: World) -> None:
    order_id = draft(world.session)
    kept = get_order(world.session, order_id)
    assert (kept.state, kept.number, kept.full_number) == ("draft", None, "")

    number = sign(world.session, order_id)

    order = get_order(world.session, order_id)
    assert (number, order.full_number, order.state) == ("1-од", "1-од", "signed")
    assert (order.signed_on, order.year, order.body) == (TODAY, 2026, BODY)
    versions = list_versions(world.session, f"order/{order_id}")
    assert [one.payload and one.payload["number"] for one in versions] == [None, 1]
    assert_recorded(world.session)


def test_names_of_the_wording_stay_out_of_the_ledger(world: World) -> None:
    world.teacher()
    sign(world.session, draft(world.session, heading="О Петровой А.В."))

    assert_recorded(world.session)
    assert_nameless(world.session)


def test_numbers_follow_the_signatures_and_not_the_drafts(world: World) -> None:
    first, second, third = (draft(world.session) for _ in range(3))

    signed = [sign(world.session, one) for one in (third, first)]

    assert signed == ["1-од", "2-од"]
    assert get_order(world.session, second).number is None
    assert [one.id for one in list_orders(world.session, "ORD-INSP")] == [
        first,
        second,
        third,
    ]


def test_every_series_and_every_year_has_its_own_numbers(world: World) -> None:
    session = world.session
    signed = [
        sign(session, draft(session)),
        sign(session, draft(session, series="к")),
        sign(session, draft(session), today=date(2027, 1, 11)),
        sign(session, draft(session), today=date(2027, 1, 11)),
    ]

    assert signed == ["1-од", "1-к", "1-од", "2-од"]


def test_a_signed_order_is_not_signed_again(world: World) -> None:
    order_id = draft(world.session)
    sign(world.session, order_id)

    with pytest.raises(RuleViolationError, match="уже подписан"):
        sign(world.session, order_id)

    assert sign(world.session, draft(world.session)) == "2-од"


def test_an_empty_order_takes_no_number(world: World) -> None:
    with pytest.raises(RuleViolationError, match="ни одного пункта"):
        sign(world.session, draft(world.session, body={**BODY, "points": []}))

    assert sign(world.session, draft(world.session)) == "1-од"


@pytest.mark.parametrize("body", [{**BODY, "readers": []}, {"points": ["Устранить."]}])
def test_an_order_nobody_is_to_read_is_not_signed(
    world: World, body: dict[str, object]
) -> None:
    order_id = draft(world.session, body=body)

    with pytest.raises(RuleViolationError, match="не названы те, кто") as refused:
        sign(world.session, order_id)

    assert [one.code for one in refused.value.findings] == ["CHK-5.3-5"]
    assert get_order(world.session, order_id).state == "draft"


def test_what_is_not_there_is_named(world: World) -> None:
    with pytest.raises(NotFoundError, match="2000000077"):
        sign(world.session, 2000000077)
    with pytest.raises(NotFoundError, match="2000000078"):
        draft(world.session, inspection_id=2000000078)
    with pytest.raises(NotFoundError, match="2000000077"):
        get_order(world.session, 2000000077)


@pytest.mark.parametrize("role", ["teacher", "content_admin", "deputy", "secretary"])
def test_only_the_director_signs(world: World, role: str) -> None:
    order_id = draft(world.session)

    with pytest.raises(NotAllowedError):
        sign(world.session, order_id, actor=Actor(person_id=1, role=role))


@pytest.mark.parametrize("role", ["teacher", "curator", "learner", "dispatcher"])
def test_who_has_no_right_drafts_nothing(world: World, role: str) -> None:
    with pytest.raises(NotAllowedError):
        draft(world.session, actor=Actor(person_id=1, role=role))


def edit(
    session: Session,
    order_id: int,
    *points: str,
    heading: str = "",
    seen: int | None = None,
    actor: Actor = OFFICE,
) -> None:
    edit_draft(
        session,
        order_id,
        heading=heading,
        points=points,
        seen=seen,
        actor=actor,
        now=NOW,
        entropy=entropy(),
    )


def test_a_draft_is_edited_before_it_is_signed(world: World) -> None:
    order_id = draft(world.session)

    edit(world.session, order_id, "  Признать  верным. ", "", "Контроль оставляю.")

    order = get_order(world.session, order_id)
    assert order.body == {
        "points": ["Признать верным.", "Контроль оставляю."],
        "readers": [7],
    }
    assert (order.heading, order.version) == ("Об итогах проверки", 2)
    edit(world.session, order_id, "Признать верным.", heading="О журналах", seen=2)
    assert get_order(world.session, order_id).heading == "О журналах"
    assert len(list_versions(world.session, f"order/{order_id}")) == 3
    assert_recorded(world.session)


def test_a_signed_order_is_not_edited(world: World) -> None:
    order_id = draft(world.session)
    sign(world.session, order_id)

    with pytest.raises(RuleViolationError, match="подписанный приказ не правят"):
        edit(world.session, order_id, "Другое.")

    assert get_order(world.session, order_id).body == BODY


def test_a_draft_keeps_at_least_one_point(world: World) -> None:
    order_id = draft(world.session)

    with pytest.raises(RuleViolationError, match="ни одного пункта"):
        edit(world.session, order_id, " ", "")

    assert get_order(world.session, order_id).body == BODY


def test_an_edit_over_somebody_elses_is_refused(world: World) -> None:
    order_id = draft(world.session)
    edit(world.session, order_id, "Первая правка.", seen=1)

    with pytest.raises(StaleVersionError, match="уже изменён другим"):
        edit(world.session, order_id, "Вторая правка.", seen=1)

    assert get_order(world.session, order_id).body["points"] == ["Первая правка."]


def test_the_director_signs_only_the_wording_that_was_read(world: World) -> None:
    order_id = draft(world.session)
    edit(world.session, order_id, "Незаметная правка.")

    with pytest.raises(StaleVersionError, match="пока вы его читали"):
        sign_order(
            world.session,
            order_id,
            today=TODAY,
            seen=1,
            actor=DIRECTOR,
            now=NOW,
            entropy=entropy(),
        )

    assert get_order(world.session, order_id).state == "draft"


@pytest.mark.parametrize("role", ["teacher", "curator", "learner", "dispatcher"])
def test_who_has_no_right_edits_nothing(world: World, role: str) -> None:
    order_id = draft(world.session)

    with pytest.raises(NotAllowedError):
        edit(world.session, order_id, "Моё.", actor=Actor(person_id=1, role=role))


@pytest.mark.slow
def test_eight_pens_leave_no_gap_and_sign_nothing_twice(clean_engine: Engine) -> None:
    with transaction(clean_engine) as session:
        make_world(session)
        orders = [draft(session) for _ in range(6)]

    def pen(number: int) -> None:
        for place, order_id in enumerate(orders):
            gives_up = (number + place) % 4 == 0
            with (
                suppress(ChangedMindError, RuleViolationError),
                transaction(clean_engine) as session,
            ):
                sign(session, order_id)
                if gives_up:
                    raise ChangedMindError

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(pen, range(8)))

    with transaction(clean_engine, write=False) as session:
        signed = list_orders(session, "ORD-INSP")
        assert sorted(one.number or 0 for one in signed) == [1, 2, 3, 4, 5, 6]
        assert verify_chain(session).problems == ()
        assert_recorded(session)
