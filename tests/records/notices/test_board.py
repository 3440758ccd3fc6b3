"""The board: who sees which section, what waits, who has signed (REG 5.3)."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.ledger.queries import get_head, list_versions
from records.notices.actions import note_opened, withdraw_notice
from records.notices.queries import (
    count_waiting,
    get_line,
    get_notice,
    list_acknowledgements,
    list_notices,
)
from records.notices.values import NoticeLine, Section
from tests.builders import NOW, entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.notices.hall import UNTIL, Hall, asked, make_hall

DAY = timedelta(days=1)
TODAY = date(2026, 9, 1)


@pytest.fixture
def hall(session: Session) -> Hall:
    return make_hall(session)


def lines(
    hall: Hall, who: str = "teacher", section: Section = Section.STAFF
) -> tuple[NoticeLine, ...]:
    return list_notices(hall.session, hall.readers[who], section)


def waiting(hall: Hall, who: str, today: date = TODAY) -> tuple[int, bool]:
    found = count_waiting(hall.session, hall.readers[who], today=today)
    return found.number, found.urgent


def codes(caught: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [one.code.removeprefix("CHK-5.3-notice-") for one in caught.value.findings]


def test_a_notice_hangs_as_it_was_written(hall: Hall) -> None:
    number = hall.publish(text="Первая строка \n\n<b>вторая</b>")

    (line,) = lines(hall)

    assert line.notice.id == number
    assert line.notice.text == "Первая строка\n\n<b>вторая</b>"
    assert (line.notice.author, line.notice.published_at) == ("Мельникова Т. О.", NOW)
    assert not line.asked
    assert_recorded(hall.session)
    assert_nameless(hall.session)


def test_the_latest_notice_comes_first(hall: Hall) -> None:
    first, second = hall.publish(), hall.publish(now=NOW + DAY)

    assert [one.notice.id for one in lines(hall)] == [second, first]


def test_families_see_the_general_section_alone(hall: Hall) -> None:
    secret = hall.publish()
    common = hall.publish(section=Section.GENERAL)

    for who in ("learner", "parent"):
        assert lines(hall, who) == ()
        assert [one.notice.id for one in lines(hall, who, Section.GENERAL)] == [common]
        assert waiting(hall, who) == (1, False)
        with pytest.raises(NotFoundError):
            get_line(hall.session, secret, hall.readers[who])
        with pytest.raises(NotFoundError):
            hall.sign(secret, who)


def test_only_those_who_lead_hang_notices_out(hall: Hall) -> None:
    for who in ("teacher", "learner", "parent", "admin"):
        with pytest.raises(NotAllowedError):
            hall.publish(who=who)
        with pytest.raises(NotAllowedError):
            withdraw_notice(
                hall.session,
                1,
                why="x",
                actor=hall.actor(who),
                now=NOW,
                entropy=entropy(),
            )


def test_everything_wrong_with_a_notice_is_listed_at_once(hall: Hall) -> None:
    size = get_head(hall.session).size

    with pytest.raises(RuleViolationError) as caught:
        hall.publish(title=" ", text="", acknowledge_until=date(2026, 8, 31))

    assert codes(caught) == ["title", "text", "term", "audience"]
    with pytest.raises(RuleViolationError) as caught:
        hall.publish(title="З" * 201, text="т" * 8001, **asked(Role.PARENT))
    assert codes(caught) == ["title-long", "text-long", "section"]
    assert get_head(hall.session).size == size


def test_an_unread_notice_waits_until_it_is_opened(hall: Hall) -> None:
    number = hall.publish()
    assert waiting(hall, "teacher") == (1, False)
    assert waiting(hall, "deputy") == (0, False)

    reader = hall.readers["teacher"]
    note_opened(hall.session, reader, [number], now=NOW + DAY)
    note_opened(hall.session, reader, [number], now=NOW + 2 * DAY)

    (line,) = lines(hall)
    assert line.read_at == NOW + DAY
    assert waiting(hall, "teacher") == (0, False)
    assert waiting(hall, "other_teacher") == (1, False)


def test_what_hung_before_the_account_was_made_is_not_unread(hall: Hall) -> None:
    hall.publish(now=NOW - DAY)

    assert waiting(hall, "teacher") == (0, False)


def test_a_signature_is_awaited_from_those_asked_and_urgent_after_its_term(
    hall: Hall,
) -> None:
    number = hall.publish(**asked())
    note_opened(hall.session, hall.readers["teacher"], [number], now=NOW)
    note_opened(hall.session, hall.readers["admin"], [number], now=NOW)

    assert waiting(hall, "teacher") == (1, False)
    assert waiting(hall, "teacher", UNTIL + DAY) == (1, True)
    assert waiting(hall, "admin") == (0, False)
    (line,) = lines(hall)
    assert (line.waits, line.signed, line.expected) == (True, 0, 2)


def test_a_signature_is_put_once_and_stays(hall: Hall) -> None:
    number = hall.publish(**asked())

    assert hall.sign(number)
    size = get_head(hall.session).size
    assert not hall.sign(number, now=NOW + DAY)

    assert get_head(hall.session).size == size
    (line,) = lines(hall)
    assert (line.acknowledged_at, line.waits, line.signed) == (NOW, False, 1)
    reader = hall.readers["teacher"]
    (entry,) = list_versions(
        hall.session, f"acknowledgement/{number}/{reader.account_id}"
    )
    assert entry.actor == f"p{reader.person_id}"
    assert_recorded(hall.session)
    assert_nameless(hall.session)


def test_who_is_not_asked_does_not_sign(hall: Hall) -> None:
    for number in (hall.publish(), hall.publish(**asked(Role.CURATOR))):
        with pytest.raises(RuleViolationError) as caught:
            hall.sign(number)
        assert codes(caught) == ["not-asked"]


def test_a_parent_signs_a_general_notice(hall: Hall) -> None:
    number = hall.publish(**asked(Role.PARENT, Role.LEARNER, section=Section.GENERAL))

    assert hall.sign(number, "parent")

    names = [
        (one.name, one.acknowledged_at)
        for one in list_acknowledgements(hall.session, number)
    ]
    assert names == [("Ёлкина А. С.", None), ("Ёлкина Татьяна Викторовна", NOW)]
    (line,) = lines(hall, "learner", Section.GENERAL)
    assert (line.signed, line.expected) == (1, 2)
    assert_recorded(hall.session)


def test_the_slowest_come_first_in_the_list_of_acquaintance(hall: Hall) -> None:
    number = hall.publish(**asked(Role.TEACHER, Role.DEPUTY))
    absent = hall.world.teacher("Абрамов Ян Львович")
    note_opened(hall.session, hall.readers["other_teacher"], [number], now=NOW)
    hall.sign(number, "teacher", NOW + DAY)

    found = list_acknowledgements(hall.session, number)

    assert [
        (one.name, bool(one.opened_at), bool(one.acknowledged_at)) for one in found
    ] == [
        ("Абрамов Я. Л.", False, False),
        ("Мельникова Т. О.", False, False),
        ("Лаптев Д. А.", True, False),
        ("Воронцова И. С.", True, True),
    ]
    assert [one.person_id for one in found if not one.has_account] == [absent]
    (line,) = lines(hall)
    assert line.expected == len(found)


def test_a_withdrawn_notice_is_off_the_board_with_its_words_kept(hall: Hall) -> None:
    number = hall.publish(**asked())
    hall.sign(number)

    withdraw_notice(
        hall.session,
        number,
        why="ошибка в дате",
        actor=hall.actor("deputy"),
        now=NOW + DAY,
        entropy=entropy(),
    )

    assert lines(hall) == ()
    kept = get_notice(hall.session, number)
    assert (kept.withdrawn_why, kept.withdrawn_at) == ("ошибка в дате", NOW + DAY)
    with pytest.raises(RuleViolationError) as caught:
        hall.sign(number, "other_teacher")
    assert codes(caught) == ["withdrawn"]
    assert waiting(hall, "other_teacher") == (0, False)
    assert_recorded(hall.session)


def test_a_notice_is_taken_off_once_and_for_a_reason(hall: Hall) -> None:
    number = hall.publish()

    def withdraw(why: str, of: int = number) -> None:
        withdraw_notice(
            hall.session,
            of,
            why=why,
            actor=hall.actor("deputy"),
            now=NOW,
            entropy=entropy(),
        )

    with pytest.raises(RuleViolationError) as caught:
        withdraw("—")
    assert codes(caught) == ["withdrawal"]
    withdraw("устарело")
    with pytest.raises(RuleViolationError) as caught:
        withdraw("устарело")
    assert codes(caught) == ["withdrawn"]
    with pytest.raises(NotFoundError):
        withdraw("устарело", 999)


def test_the_limit_never_hides_what_waits_for_a_signature(hall: Hall) -> None:
    old = hall.publish(**asked())
    hall.publish(now=NOW + DAY)
    new = hall.publish(now=NOW + 2 * DAY)

    found = list_notices(hall.session, hall.readers["teacher"], Section.STAFF, limit=1)

    assert [one.notice.id for one in found] == [new, old]
