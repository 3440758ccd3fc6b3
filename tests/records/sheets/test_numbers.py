"""Numbers without gaps: with rollbacks, with eight writers at once, with deadlocks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal
from records.kernel.db import transaction
from records.ledger.verification import verify_chain
from records.sheets.actions import fill_sheet, open_sheet
from records.sheets.queries import get_sheet, list_sheets
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from tests.builders import YEAR, entropy
from tests.recordings import assert_recorded
from tests.records.sheets.office import NOW, Office, make_office

WRITERS = 8


class ChangedMindError(Exception):
    """The person has closed the page before the end."""


def prepare(engine: Engine) -> Office:
    with transaction(engine) as session:
        return make_office(session)


def open_one(session: Session, office: Office, code: SheetCode = SheetCode.EXAM) -> int:
    draft: SheetDraft = office.draft(code=code)
    return open_sheet(session, draft, actor=office.teacher, now=NOW, entropy=entropy())


def numbers(engine: Engine) -> list[str]:
    with transaction(engine, write=False) as session:
        sheets = list_sheets(session, get_journal(session, "ЮР-21", YEAR).id)
    return [sheet.number for sheet in sheets]


def in_threads(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))


def assert_intact(engine: Engine) -> None:
    with transaction(engine, write=False) as session:
        assert verify_chain(session).problems == ()
        assert_recorded(session)


def test_a_number_that_was_rolled_back_is_given_again(clean_engine: Engine) -> None:
    office = prepare(clean_engine)
    with transaction(clean_engine) as session:
        open_one(session, office)
    with suppress(ChangedMindError), transaction(clean_engine) as session:
        lost = get_sheet(session, open_one(session, office)).number
        raise ChangedMindError

    with transaction(clean_engine) as session:
        kept = get_sheet(session, open_one(session, office)).number

    assert lost == kept == "Э-02/2026-27"
    assert_intact(clean_engine)


@pytest.mark.slow
def test_eight_writers_leave_no_gap_and_no_double(clean_engine: Engine) -> None:
    office = prepare(clean_engine)

    def work(writer: int) -> None:
        for turn in range(3):
            gives_up = (writer + turn) % 3 == 0
            with suppress(ChangedMindError), transaction(clean_engine) as session:
                open_one(session, office)
                if gives_up:
                    raise ChangedMindError

    in_threads(work)

    given = numbers(clean_engine)
    assert len(given) == 16
    assert given == [f"Э-{place:02d}/2026-27" for place in range(1, 17)]
    assert_intact(clean_engine)


@pytest.mark.slow
def test_writers_of_two_series_do_not_wait_for_each_other_for_ever(
    clean_engine: Engine,
) -> None:
    office = prepare(clean_engine)
    both = (SheetCode.EXAM, SheetCode.CREDIT)

    def work(writer: int) -> None:
        for _turn in range(3):
            with transaction(clean_engine) as session:
                for code in both if writer % 2 else reversed(both):
                    open_one(session, office, code)

    in_threads(work)

    given = numbers(clean_engine)
    assert len(set(given)) == 2 * 3 * WRITERS
    assert {number[:4] for number in given} >= {"Э-24", "З-24"}
    assert_intact(clean_engine)


@pytest.mark.slow
def test_eight_writers_on_one_line_leave_every_version(clean_engine: Engine) -> None:
    office = prepare(clean_engine)
    with transaction(clean_engine) as session:
        sheet_id = open_one(session, office)
    marks = (Result.FIVE, Result.FOUR, Result.THREE, Result.TWO)

    def work(writer: int) -> None:
        for turn in range(2):
            entry = RowEntry(
                person_id=office.learners[0],
                result=marks[(writer + turn) % 4],
                ticket=str(writer),
            )
            with transaction(clean_engine) as session:
                fill_sheet(
                    session,
                    sheet_id,
                    [entry],
                    actor=office.teacher,
                    now=NOW,
                    entropy=entropy(),
                )

    in_threads(work)

    with transaction(clean_engine, write=False) as session:
        assert get_sheet(session, sheet_id).rows[0].version == 1 + 2 * WRITERS
    assert_intact(clean_engine)
