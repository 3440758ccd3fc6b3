"""Re-takes: linked to the first sheet, two attempts (REG 4.2.5, forms §4.5)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions as curriculum
from records.curriculum.drafts import Move
from records.curriculum.tables import Journal
from records.kernel.actor import SYSTEM, Actor
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.sheets.actions import advance_sheet, open_retake
from records.sheets.queries import get_sheet
from records.sheets.values import Result, SheetCode, SheetState
from tests.builders import ORDER, entropy
from tests.recordings import assert_recorded
from tests.records.sheets.office import NOW, Office, make_office

LATER = date(2027, 1, 26)


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def close(office: Office, sheet_id: int, *results: Result) -> None:
    office.fill(sheet_id, *results)
    advance_sheet(
        office.session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy()
    )


def failed(office: Office, *, code: SheetCode = SheetCode.EXAM) -> int:
    sheet_id = office.open(code=code)
    low = Result.FAILED if code is SheetCode.CREDIT else Result.TWO
    close(office, sheet_id, low, Result.ABSENT, Result.NOT_ADMITTED)
    return sheet_id


def retake(
    office: Office,
    first: int,
    *,
    learner: int | None = None,
    actor: Actor | None = None,
    **changes: object,
) -> int:
    usual: dict[str, object] = {"code": SheetCode.INDIVIDUAL, "held_on": LATER}
    return open_retake(
        office.session,
        first,
        office.draft(**(usual | changes)),
        learner_id=learner or office.learners[0],
        actor=actor or office.teacher,
        now=NOW,
        entropy=entropy(),
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code.rpartition("-")[2] for found in refused.value.findings]


def test_a_retake_is_one_learners_sheet_linked_to_the_first(office: Office) -> None:
    first = failed(office)

    sheet = get_sheet(
        office.session,
        retake(office, first, basis="академическая задолженность", valid_until=LATER),
    )

    assert (sheet.number, sheet.code) == ("И-01/2026-27", SheetCode.INDIVIDUAL)
    assert (sheet.first_sheet_id, sheet.attempt) == (first, 1)
    assert [row.person_id for row in sheet.rows] == [office.learners[0]]
    assert (sheet.basis, sheet.valid_until) == ("академическая задолженность", LATER)
    assert get_sheet(office.session, first).rows[0].result is Result.TWO
    assert_recorded(office.session)


def test_the_second_attempt_is_linked_to_the_first_sheet_too(office: Office) -> None:
    first = failed(office)
    once = retake(office, first)
    office.fill(once, Result.TWO)

    again = get_sheet(office.session, retake(office, once))

    assert (again.first_sheet_id, again.attempt) == (first, 2)


def test_there_is_no_third_attempt(office: Office) -> None:
    first = failed(office)
    for _ in range(2):
        retake(office, first)

    with pytest.raises(RuleViolationError) as refused:
        retake(office, first)

    assert codes(refused) == ["attempts"]
    other = get_sheet(office.session, retake(office, first, learner=office.learners[1]))
    assert other.attempt == 1


def test_results_of_a_retake_are_those_of_the_first_sheet(office: Office) -> None:
    of_credit = retake(office, failed(office, code=SheetCode.CREDIT))

    with pytest.raises(RuleViolationError) as refused:
        office.fill(of_credit, Result.FIVE)
    office.fill(of_credit, Result.PASSED)

    assert codes(refused) == ["result"]


def test_a_sheet_that_is_not_closed_has_no_retake(office: Office) -> None:
    first = office.open()

    with pytest.raises(RuleViolationError) as refused:
        retake(office, first)

    assert codes(refused) == ["retake"]
    assert "ещё не закрыта" in refused.value.message


def test_everything_wrong_with_a_retake_is_listed_at_once(office: Office) -> None:
    first = failed(office)

    with pytest.raises(RuleViolationError) as refused:
        retake(
            office,
            first,
            code=SheetCode.EXAM,
            semester=2,
            held_on=date(2026, 12, 17),
            examiner_ids=(),
        )

    assert codes(refused) == [
        "examiners",
        "author",
        "retake",
        "retake",
        "retake",
    ]


def test_who_is_not_in_the_first_sheet_has_no_retake(office: Office) -> None:
    stranger = office.world.learner("Юдин Марк Ильич", start=date(2027, 1, 11))
    first = failed(office)

    with pytest.raises(NotFoundError):
        retake(office, first, learner=stranger)
    with pytest.raises(NotFoundError):
        retake(office, 2000000404)


def test_who_has_left_the_group_has_no_retake(office: Office) -> None:
    first = failed(office)
    journal = office.session.get_one(Journal, office.world.journal_id)
    curriculum.expel(
        office.session,
        Move(
            group_id=journal.group_id,
            person_id=office.learners[0],
            effective=date(2027, 1, 12),
            order=ORDER,
        ),
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    with pytest.raises(RuleViolationError) as refused:
        retake(office, first)

    assert codes(refused) == ["roll"]
    assert "Абрамова Д.О." in refused.value.message


def test_a_debt_is_made_good_after_the_year_is_closed(office: Office) -> None:
    first = failed(office)
    office.session.get_one(Journal, office.world.journal_id).state = "closed"

    sheet_id = retake(office, first, held_on=date(2027, 9, 10))
    close(office, sheet_id, Result.THREE)

    assert get_sheet(office.session, sheet_id).state is SheetState.CLOSED


def test_a_teacher_opens_no_retake_of_what_another_examined(office: Office) -> None:
    first = failed(office)
    other = office.world.teacher("Орлова Мария Львовна")

    with pytest.raises(RuleViolationError) as refused:
        retake(
            office,
            first,
            actor=Actor(person_id=other, role="teacher"),
            examiner_ids=(other,),
        )

    assert codes(refused) == ["author"]
    head = Actor(person_id=None, role="content_admin")
    assert retake(office, first, actor=head, examiner_ids=(other,))


def test_who_has_no_right_opens_no_retake(office: Office) -> None:
    first = failed(office)

    with pytest.raises(NotAllowedError):
        retake(office, first, actor=Actor(person_id=1, role="learner"))
