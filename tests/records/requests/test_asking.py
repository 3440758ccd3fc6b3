"""What may be asked for: a shut place, a value a rule lets in, once (REG 4.1.1)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.marks.queries import list_corrections
from records.marks.values import Work
from records.requests.queries import (
    get_place,
    list_requests,
)
from records.requests.values import LessonCell
from tests.records.requests.desk import ASKED, BASIS, Desk, make_desk


@pytest.fixture
def desk(session: Session) -> Desk:
    return make_desk(session)


def test_an_open_month_needs_no_request(desk: Desk) -> None:
    journal_id = desk.school.world.journal_id
    place = get_place(desk.session, desk.cell(), now=ASKED)
    assert (place.shut, place.journal_id) == (True, journal_id)
    desk.session.execute(delete(ClosedMonth))

    with pytest.raises(RuleViolationError, match="заявка здесь не нужна"):
        desk.ask()


def test_one_cell_has_one_live_request(desk: Desk) -> None:
    desk.ask()

    with pytest.raises(RuleViolationError, match="уже подана"):
        desk.ask(wanted={Work.CURRENT: "3"})


def test_a_request_that_changes_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="ничего не меняет"):
        desk.ask(wanted={Work.CURRENT: "4", Work.SECOND: ""})


def test_what_no_rule_lets_in_is_not_even_asked_for(desk: Desk) -> None:
    with pytest.raises(RuleViolationError, match="недопустимое обозначение"):
        desk.ask(wanted={Work.CURRENT: "1"})
    with pytest.raises(RuleViolationError, match="не указано: документ"):
        desk.ask(basis=replace(BASIS, document=" "))
    with pytest.raises(RuleViolationError, match="ещё не составлен"):
        desk.ask(basis=replace(BASIS, document_date=date(2026, 10, 8)))

    assert list_requests(desk.session, now=ASKED) == ()
    assert list_corrections(desk.session, desk.school.world.journal_id) == ()


def test_a_stranger_asks_for_nothing(desk: Desk) -> None:
    other = Actor(person_id=desk.school.world.teacher("Лаптев Д А"), role="teacher")

    with pytest.raises(RuleViolationError, match="только преподаватель"):
        desk.ask(actor=other)
    with pytest.raises(NotAllowedError):
        desk.ask(actor=desk.deputy)
    with pytest.raises(RuleViolationError, match="не программа"):
        desk.ask(actor=SYSTEM)


def test_a_closed_year_takes_no_requests(desk: Desk) -> None:
    journal = desk.session.get_one(Journal, desk.school.world.journal_id)
    journal.state = "closed"
    desk.session.execute(delete(ClosedMonth))
    desk.session.flush()

    with pytest.raises(PeriodClosedError) as refused:
        desk.ask()

    assert "не нужна" not in str(refused.value)


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.ask(LessonCell(lesson_id=2000000001, person_id=desk.school.learners[0]))
    with pytest.raises(NotFoundError):
        desk.ask(LessonCell(lesson_id=desk.lesson_id, person_id=2000000002))
    with pytest.raises(NotFoundError, match="2000000003"):
        desk.approve(2000000003)
    with pytest.raises(NotFoundError, match="2000000003"):
        desk.get(2000000003)


def test_the_list_is_the_newest_first_and_ones_own(desk: Desk) -> None:
    first, second = desk.ask(), desk.ask(desk.cell(1), {})
    teacher = desk.school.teacher_id

    everything = list_requests(desk.session, now=ASKED)

    assert [one.id for one in everything] == [second, first]
    assert list_requests(desk.session, now=ASKED, asked_by=teacher) == everything
    assert list_requests(desk.session, now=ASKED, asked_by=desk.deputy_id) == ()
