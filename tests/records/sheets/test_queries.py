"""Finding sheets by number and by code; lines in the order of the alphabet."""

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import NotFoundError
from records.sheets.actions import draft_sheet
from records.sheets.queries import get_numbered_sheet, get_sheet, list_sheets
from records.sheets.values import SheetCode
from tests.builders import entropy
from tests.records.sheets.office import NOW, Office, make_office


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


@pytest.mark.parametrize("words", ["З-01/2026-27", "№ З-01/2026-27", " З-01/2026-27 "])
def test_a_sheet_is_found_by_the_number_as_people_write_it(
    office: Office, words: str
) -> None:
    office.open()
    sheet_id = office.open(code=SheetCode.CREDIT)

    assert get_numbered_sheet(office.session, words).id == sheet_id


@pytest.mark.parametrize("words", ["", "№", "З-02/2026-27", "З-01"])
def test_a_number_that_was_not_given_finds_nothing(office: Office, words: str) -> None:
    draft_sheet(
        office.session,
        office.draft(),
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )

    with pytest.raises(NotFoundError):
        get_numbered_sheet(office.session, words)


def test_a_code_that_is_not_there_is_named(office: Office) -> None:
    with pytest.raises(NotFoundError, match="2000000077"):
        get_sheet(office.session, 2000000077)


def test_sheets_of_a_journal_come_in_the_order_they_were_opened(
    office: Office,
) -> None:
    made = [office.open(), office.open(code=SheetCode.CREDIT), office.open()]

    listed = list_sheets(office.session, office.world.journal_id)

    assert [one.id for one in listed] == made
    assert list_sheets(office.session, office.world.journal("ИСП-22")) == ()
