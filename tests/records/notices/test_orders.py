"""A signed order goes to «Преподавательская» (REG 5.3)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.notices.actions import publish_order, withdraw_notice
from records.notices.queries import (
    find_order_notice,
    get_notice,
    list_acknowledgements,
    tell_concern,
)
from records.notices.values import Section
from records.orders.actions import draft_order, record_inspection, sign_order
from records.orders.values import InspectionDraft, NewRemark
from tests.builders import NOW, entropy
from tests.recordings import assert_recorded
from tests.records.notices.hall import UNTIL, Hall, make_hall

TODAY = date(2026, 9, 1)


@pytest.fixture
def hall(session: Session) -> Hall:
    return make_hall(session)


def order(hall: Hall, *readers: int, inspection_id: int | None = None) -> int:
    teacher = hall.readers["teacher"].person_id
    body: dict[str, object] = {
        "points": [
            "Признать ведение удовлетворительным.",
            "Контроль оставить за собой.",
        ],
        "readers": list(readers or (teacher,)),
    }
    return draft_order(
        hall.session,
        code="ORDER-CHECK",
        series="од",
        heading="Об итогах проверки",
        body=body,
        inspection_id=inspection_id,
        actor=hall.world.actor,
        now=NOW,
        entropy=entropy(),
    )


def sign(hall: Hall, order_id: int) -> None:
    sign_order(
        hall.session,
        order_id,
        today=TODAY,
        actor=hall.world.actor,
        now=NOW,
        entropy=entropy(),
    )


def publish(hall: Hall, order_id: int, who: str = "deputy") -> int:
    return publish_order(
        hall.session,
        order_id,
        acknowledge_until=UNTIL,
        actor=hall.actor(who),
        now=NOW,
        entropy=entropy(),
    )


def test_a_signed_order_hangs_with_its_number_and_points(hall: Hall) -> None:
    teacher = hall.readers["teacher"].person_id or 0
    order_id = order(hall, teacher)
    sign(hall, order_id)

    number = publish(hall, order_id)

    found = get_notice(hall.session, number)
    assert found.title == "Приказ № 1-од «Об итогах проверки»"
    assert found.text.splitlines()[0] == "1. Признать ведение удовлетворительным."
    assert (found.section, found.acknowledge_until) == (Section.STAFF, UNTIL)
    assert found.readers == (teacher,)
    assert find_order_notice(hall.session, order_id) == found
    (line,) = list_acknowledgements(hall.session, number)
    assert line.name == "Воронцова И. С."
    assert hall.sign(number)
    assert_recorded(hall.session)


def test_a_draft_and_a_second_time_are_refused(hall: Hall) -> None:
    order_id = order(hall)
    with pytest.raises(RuleViolationError, match="ещё не подписан"):
        publish(hall, order_id)
    sign(hall, order_id)
    number = publish(hall, order_id)
    with pytest.raises(RuleViolationError, match="уже на доске"):
        publish(hall, order_id)

    withdraw_notice(
        hall.session,
        number,
        why="не тот срок",
        actor=hall.actor("deputy"),
        now=NOW,
        entropy=entropy(),
    )

    assert find_order_notice(hall.session, order_id) is None
    assert publish(hall, order_id) != number


def test_a_notice_of_ones_own_words_hangs_no_unsigned_order_out(hall: Hall) -> None:
    order_id = order(hall)

    with pytest.raises(RuleViolationError, match="ещё не подписан"):
        hall.publish(order_id=order_id)


def test_who_does_not_lead_publishes_no_order(hall: Hall) -> None:
    with pytest.raises(NotAllowedError):
        publish(hall, order(hall), "teacher")
    with pytest.raises(NotFoundError):
        publish(hall, 999)


def test_a_reader_is_told_what_of_the_order_concerns_one(hall: Hall) -> None:
    teacher, other = (
        hall.readers[who].person_id or 0 for who in ("teacher", "other_teacher")
    )
    own = hall.world.course(teacher_id=teacher)
    foreign = hall.world.course("ОП.02", teacher_id=other)
    draft = InspectionDraft(
        starts=TODAY,
        ends=TODAY,
        period_from=TODAY,
        period_to=TODAY,
        report_date=TODAY,
        purpose="Ведение журналов",
        groups=("ЮР-21",),
        courses=2,
        lessons=2,
        courses_in_time=0,
        remarks=tuple(
            NewRemark(course_id=one, text="Нет темы", clause="4.1.2", due=UNTIL)
            for one in (own, foreign, foreign)
        ),
    )
    inspection_id = record_inspection(
        hall.session, draft, actor=hall.world.actor, now=NOW, entropy=entropy()
    )
    order_id = order(hall, teacher, inspection_id=inspection_id)
    sign(hall, order_id)
    found = get_notice(hall.session, publish(hall, order_id))

    concern = tell_concern(hall.session, found, teacher)

    assert concern.total == 3
    assert concern.own == (
        "ЮР-21, ОП.01 Теория государства и права: Нет темы — устранить до 05.09",
    )
    assert tell_concern(hall.session, found, None).own == ()
