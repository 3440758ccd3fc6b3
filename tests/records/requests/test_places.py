"""Requests for finals after their period, for closed sheets (REG 4.1.1, 4.2.5)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import list_versions
from records.marks.actions import enter_finals
from records.marks.queries import list_corrections, list_finals
from records.marks.values import Basis, FinalCell, Period
from records.requests.queries import get_place
from records.requests.values import FinalRef, RequestState, SheetLine
from records.sheets.actions import advance_sheet, correct_row
from records.sheets.queries import get_sheet
from records.sheets.values import Result, RowEntry, SheetCode
from tests.builders import entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.marks.school import local
from tests.records.requests.desk import BASIS, Desk, make_desk
from tests.records.sheets.office import NOW, Office, make_office

REQUESTED = replace(BASIS, by_request=True)
LATER = local(date(2027, 1, 12))
LAST = local(date(2026, 12, 26))


@pytest.fixture
def desk(session: Session) -> Desk:
    desk = make_desk(session)
    enter_finals(
        session,
        desk.school.course_id,
        Period.FIRST,
        [FinalCell(person_id=desk.school.learners[0], value="4")],
        actor=desk.teacher,
        now=LAST,
        entropy=entropy(),
    )
    return desk


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def close(office: Office, *results: Result, code: SheetCode = SheetCode.EXAM) -> int:
    sheet_id = office.open(code=code)
    office.fill(sheet_id, *results)
    advance_sheet(
        office.session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy()
    )
    return sheet_id


def correct(
    office: Office,
    sheet_id: int,
    result: Result,
    *,
    learner: int | None = None,
    basis: Basis = REQUESTED,
    actor: Actor | None = None,
) -> int:
    return correct_row(
        office.session,
        sheet_id,
        RowEntry(person_id=learner or office.learners[0], result=result),
        basis=basis,
        actor=actor or office.teacher,
        now=NOW,
        entropy=entropy(),
    ).entries


def test_a_final_after_its_period_is_corrected_by_a_request(desk: Desk) -> None:
    ref = FinalRef(
        course_id=desk.school.course_id,
        period=Period.FIRST,
        person_id=desk.school.learners[0],
    )
    assert not get_place(desk.session, ref, now=LAST).shut
    request_id = desk.ask(ref, {"final": "5"}, now=LATER)
    fact = desk.get(request_id, now=LATER)
    assert (fact.was, fact.wanted) == ("4", "5")
    assert fact.words == "«Итоговые отметки», 1 семестр"
    desk.approve(request_id, now=LATER)

    desk.use(request_id, now=LATER)

    (final,) = list_finals(desk.session, desk.school.world.journal_id)
    assert final.value == "5"
    assert_recorded(desk.session)


def test_a_final_of_a_closed_month_is_corrected_by_its_request(desk: Desk) -> None:
    ref = FinalRef(
        course_id=desk.school.course_id,
        period=Period.FIRST,
        person_id=desk.school.learners[0],
    )
    journal_id = desk.school.world.journal_id
    month = ClosedMonth(journal_id=journal_id, month=date(2026, 12, 1), closed_at=LAST)
    desk.session.add(month)
    desk.session.flush()
    assert get_place(desk.session, ref, now=LAST).shut
    request_id = desk.ask(ref, {"final": "5"}, now=LAST)
    desk.approve(request_id, now=LAST)

    desk.use(request_id, now=LAST)

    (final,) = list_finals(desk.session, journal_id)
    assert final.value == "5"


def test_an_asked_for_not_attested_brings_its_terms(desk: Desk) -> None:
    ref = FinalRef(
        course_id=desk.school.course_id,
        period=Period.FIRST,
        person_id=desk.school.learners[0],
    )
    with pytest.raises(RuleViolationError, match="форму"):
        desk.ask(ref, {"final": "н/а"}, now=LATER)
    terms = {"na_cause": "болезнь", "na_form": "экзамен", "na_due": "2027-01-30"}
    request_id = desk.ask(ref, {"final": "н/а", **terms}, now=LATER)
    assert desk.get(request_id, now=LATER).wanted == "н/а"
    desk.approve(request_id, now=LATER)

    desk.use(request_id, now=LATER)

    (final,) = list_finals(desk.session, desk.school.world.journal_id)
    assert final.not_attested is not None
    assert (final.value, final.not_attested.form) == ("н/а", "экзамен")
    assert final.not_attested.due == date(2027, 1, 30)
    assert_recorded(desk.session)


def test_a_line_of_a_closed_sheet_is_corrected_by_a_request(office: Office) -> None:
    sheet_id = close(office, Result.FOUR, Result.THREE, Result.ABSENT)
    deputy = office.world.person("Мельникова Татьяна Олеговна")
    desk = Desk(school=office, lesson_id=0, deputy_id=deputy)  # type: ignore[arg-type]
    ref = SheetLine(sheet_id=sheet_id, person_id=office.learners[1])
    request_id = desk.ask(ref, {"result": "4"}, now=LATER)
    desk.approve(request_id, now=LATER)

    desk.use(request_id, now=LATER)

    rows = {row.person_id: row for row in get_sheet(office.session, sheet_id).rows}
    assert rows[office.learners[1]].result is Result.FOUR
    fact = desk.get(request_id, now=LATER)
    assert (fact.was, fact.wanted, fact.state) == ("3", "4", RequestState.DONE)
    assert fact.words.startswith("ведомость № Э-01/")
    assert_recorded(office.session)
    assert_nameless(office.session)


def test_the_old_result_of_a_line_stays_with_its_basis(office: Office) -> None:
    sheet_id = close(
        office, Result.FAILED, Result.PASSED, Result.PASSED, code=SheetCode.CREDIT
    )

    assert correct(office, sheet_id, Result.PASSED) == 2

    number = get_sheet(office.session, sheet_id).number
    (kept,) = list_corrections(office.session, office.world.journal_id)
    assert (kept.kind, kept.old, kept.new) == ("sheet_row", "не зачтено", "зачтено")
    assert (kept.work, kept.basis) == (number, BASIS)
    line = f"sheet_row/{sheet_id}/{office.learners[0]}"
    versions = list_versions(office.session, line)
    results = [one.payload and one.payload["result"] for one in versions]
    assert results == ["", "failed", "passed"]
    assert versions[-1].reason == BASIS.reason
    assert_recorded(office.session)


def test_a_line_of_a_closed_sheet_is_not_corrected_without_a_request(
    office: Office,
) -> None:
    sheet_id = close(office, Result.FOUR, Result.THREE, Result.ABSENT)

    with pytest.raises(RuleViolationError, match="подайте заявку"):
        correct(office, sheet_id, Result.FIVE, basis=BASIS)


def test_an_open_sheet_is_filled_and_not_corrected(office: Office) -> None:
    sheet_id = office.open()

    with pytest.raises(RuleViolationError, match="ещё не закрыта"):
        correct(office, sheet_id, Result.FIVE)


def test_a_line_of_a_closed_sheet_is_not_emptied(office: Office) -> None:
    sheet_id = close(office, Result.FOUR, Result.THREE, Result.ABSENT)

    with pytest.raises(RuleViolationError, match="очистить нельзя"):
        correct(office, sheet_id, Result.EMPTY)
    with pytest.raises(RuleViolationError, match="не бывает в ведомости"):
        correct(office, sheet_id, Result.PASSED)
    with pytest.raises(RuleViolationError, match="ничего не меняет"):
        correct(office, sheet_id, Result.FOUR)
    with pytest.raises(NotFoundError, match="нет в этой ведомости"):
        correct(office, sheet_id, Result.FIVE, learner=office.teacher_id)


def test_a_stranger_corrects_no_line_and_nobody_one_of_a_closed_year(
    office: Office,
) -> None:
    sheet_id = close(office, Result.FOUR, Result.THREE, Result.ABSENT)
    other = Actor(person_id=office.world.teacher("Лаптев Д А"), role="teacher")
    with pytest.raises(RuleViolationError, match="не экзаменатор"):
        correct(office, sheet_id, Result.FIVE, actor=other)
    journal = office.session.get_one(Journal, office.world.journal_id)
    journal.state = "closed"
    office.session.flush()

    with pytest.raises(PeriodClosedError):
        correct(office, sheet_id, Result.FIVE)
