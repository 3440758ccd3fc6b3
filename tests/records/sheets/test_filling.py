"""Filling a sheet and its way from open to handed in (REG 4.2.5, forms §4.7)."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.projection import Projection, compare
from records.ledger.queries import get_head, list_versions
from records.sheets.actions import advance_sheet, draft_sheet, fill_sheet
from records.sheets.queries import get_sheet, project_sheet
from records.sheets.tables import Sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetState
from tests.builders import entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.sheets.office import NOW, Office, make_office

ALL = (Result.FIVE, Result.ABSENT, Result.NOT_ADMITTED)


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def advance(
    office: Office,
    sheet_id: int,
    *,
    actor: Actor | None = None,
    seen: SheetState | None = None,
) -> SheetState:
    return advance_sheet(
        office.session,
        sheet_id,
        actor=actor or office.teacher,
        now=NOW,
        entropy=entropy(),
        seen=seen,
    )


def write(office: Office, sheet_id: int, *entries: RowEntry) -> int:
    return fill_sheet(
        office.session,
        sheet_id,
        entries,
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )


def results(office: Office, sheet_id: int) -> list[Result]:
    return [row.result for row in get_sheet(office.session, sheet_id).rows]


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code.rpartition("-")[2] for found in refused.value.findings]


def test_results_and_tickets_are_written_into_their_lines(office: Office) -> None:
    sheet_id = office.open()
    first = RowEntry(person_id=office.learners[0], result=Result.FOUR, ticket="17")

    changed = write(office, sheet_id, first)

    row = get_sheet(office.session, sheet_id).rows[0]
    assert (changed, row.result, row.ticket, row.version) == (1, Result.FOUR, "17", 2)
    assert_recorded(office.session)
    assert_nameless(office.session)


def test_every_change_of_a_line_is_a_version_of_its_own(office: Office) -> None:
    sheet_id = office.open()
    for result in (Result.THREE, Result.FOUR, Result.EMPTY):
        office.fill(sheet_id, result)

    versions = list_versions(
        office.session, f"sheet_row/{sheet_id}/{office.learners[0]}"
    )

    assert [one.payload and one.payload["result"] for one in versions] == [
        "",
        "3",
        "4",
        "",
    ]
    assert_recorded(office.session)


def test_the_same_result_again_writes_nothing(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)
    size = get_head(office.session).size

    assert office.fill(sheet_id, *ALL) == 0
    assert get_head(office.session).size == size


def test_a_sheet_goes_its_whole_way_step_by_step(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)

    steps = [advance(office, sheet_id) for _ in range(3)]

    assert steps == [SheetState.CLOSED, SheetState.PRINTED, SheetState.HANDED_IN]
    versions = list_versions(office.session, f"sheet/{sheet_id}")
    assert [one.payload and one.payload["state"] for one in versions] == [
        "open",
        "closed",
        "printed",
        "handed_in",
    ]
    assert get_sheet(office.session, sheet_id).closed_at == NOW
    assert_recorded(office.session)


def test_the_ledger_keeps_the_moment_a_sheet_was_closed(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)
    advance(office, sheet_id)

    opened, closed = list_versions(office.session, f"sheet/{sheet_id}")
    assert [one.payload and one.payload["closed_at"] for one in (opened, closed)] == [
        None,
        "2026-12-18T05:00:00.000000Z",
    ]
    office.session.get_one(Sheet, sheet_id).closed_at = NOW - timedelta(days=1)
    office.session.flush()
    sheets = Projection(kind="sheet", rows=project_sheet)
    (problem,) = compare(office.session, sheets)
    assert (problem.code, problem.entry) == ("row_altered", f"sheet/{sheet_id}")


def test_after_the_last_step_there_is_none(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)
    for _ in range(3):
        advance(office, sheet_id)

    with pytest.raises(RuleViolationError) as refused:
        advance(office, sheet_id)

    assert codes(refused) == ["last"]
    assert get_sheet(office.session, sheet_id).state is SheetState.HANDED_IN


def test_an_empty_line_keeps_the_sheet_open_and_is_counted(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, Result.FIVE)

    with pytest.raises(RuleViolationError) as refused:
        advance(office, sheet_id)

    assert codes(refused) == ["unfilled"]
    assert "Ведомость № Э-01/2026-27" in refused.value.message
    assert "не заполнено строк: 2" in refused.value.message
    assert get_sheet(office.session, sheet_id).state is SheetState.OPEN


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_closed_sheet_is_not_changed(office: Office, steps: int) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)
    for _ in range(steps):
        advance(office, sheet_id)

    with pytest.raises(RuleViolationError) as refused:
        office.fill(sheet_id, Result.TWO)

    assert codes(refused) == ["closed"]
    assert "дополнительную ведомость" in refused.value.message
    assert results(office, sheet_id) == list(ALL)


def test_a_draft_is_neither_filled_nor_closed(office: Office) -> None:
    sheet_id = draft_sheet(
        office.session,
        office.draft(),
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )

    with pytest.raises(RuleViolationError) as filling:
        write(office, sheet_id)
    with pytest.raises(RuleViolationError) as closing:
        advance(office, sheet_id)

    assert codes(filling) == codes(closing) == ["draft"]


def test_everything_wrong_in_the_results_is_listed_at_once(office: Office) -> None:
    sheet_id = office.open()
    size = get_head(office.session).size
    first, second, _third = office.learners

    with pytest.raises(RuleViolationError) as refused:
        write(
            office,
            sheet_id,
            RowEntry(person_id=first, result=Result.PASSED),
            RowEntry(person_id=second, result=Result.FIVE),
            RowEntry(person_id=second, result=Result.FOUR),
            RowEntry(person_id=2000004321, result=Result.FIVE),
        )

    assert codes(refused) == ["twice", "stranger", "result"]
    assert "Волков О.Л." in refused.value.message
    assert "2000004321" in refused.value.message
    assert "зачтено" in refused.value.message
    assert get_head(office.session).size == size
    assert set(results(office, sheet_id)) == {Result.EMPTY}


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        (SheetCode.EXAM, "5", "passed"),
        (SheetCode.GRADED_CREDIT, "4", "failed"),
        (SheetCode.PRACTICE, "3", "passed"),
        (SheetCode.COURSEWORK, "2", "passed"),
        (SheetCode.CREDIT, "passed", "5"),
    ],
)
def test_a_type_of_sheet_has_its_own_results(
    office: Office, code: SheetCode, right: str, wrong: str
) -> None:
    sheet_id = office.open(code=code)

    office.fill(sheet_id, Result(right), Result.ABSENT, Result.NOT_ADMITTED)
    with pytest.raises(RuleViolationError) as refused:
        office.fill(sheet_id, Result(wrong))

    assert codes(refused) == ["result"]
    assert results(office, sheet_id)[0] == right


def test_a_sheet_that_is_not_there_is_named(office: Office) -> None:
    for command in (
        lambda: write(office, 2000000077),
        lambda: advance(office, 2000000077),
    ):
        with pytest.raises(NotFoundError, match="2000000077"):
            command()


def test_only_examiners_and_the_office_fill_and_close(office: Office) -> None:
    sheet_id = office.open()
    other = Actor(
        person_id=office.world.teacher("Орлова Мария Львовна"), role="teacher"
    )
    office_head = Actor(person_id=None, role="content_admin")

    for command in (
        lambda: office.fill(sheet_id, Result.FIVE, actor=other),
        lambda: advance(office, sheet_id, actor=other),
    ):
        with pytest.raises(RuleViolationError) as refused:
            command()
        assert "author" in codes(refused)
    assert office.fill(sheet_id, *ALL, actor=office_head) == 3
    assert advance(office, sheet_id, actor=office_head) is SheetState.CLOSED


@pytest.mark.parametrize("role", ["learner", "parent", "curator", "secretary"])
def test_who_has_no_right_changes_nothing(office: Office, role: str) -> None:
    sheet_id = office.open()
    stranger = Actor(person_id=office.teacher_id, role=role)

    with pytest.raises(NotAllowedError):
        office.fill(sheet_id, Result.FIVE, actor=stranger)
    with pytest.raises(NotAllowedError):
        advance(office, sheet_id, actor=stranger)


def test_two_who_close_one_sheet_do_not_print_it(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, *ALL)
    advance(office, sheet_id, seen=SheetState.OPEN)

    with pytest.raises(StaleVersionError):
        advance(office, sheet_id, seen=SheetState.OPEN)

    assert get_sheet(office.session, sheet_id).state is SheetState.CLOSED
