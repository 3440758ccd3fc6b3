"""The register of sheets, what waits in it, lines changed meanwhile (REG 4.2.5)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import StaleVersionError
from records.sheets.actions import advance_sheet, draft_sheet, fill_sheet
from records.sheets.queries import count_open, get_sheet, list_register
from records.sheets.rules.signs import describe_words, hint_of, read_result
from records.sheets.values import Result, RowEntry, SheetCode, SheetState
from tests.builders import YEAR, entropy
from tests.recordings import assert_recorded
from tests.records.sheets.office import DAY, NOW, Office, make_office

ALL = (Result.FIVE, Result.ABSENT, Result.NOT_ADMITTED)


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def test_a_line_of_the_register_says_how_far_its_sheet_is(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, Result.FIVE, Result.ABSENT)

    (line,) = list_register(office.session)

    assert (line.id, line.number) == (sheet_id, "Э-01/2026-27")
    assert (line.listed, line.filled, line.state) == (3, 2, SheetState.OPEN)
    assert (line.group_code, line.year) == ("ЮР-21", YEAR)
    assert line.discipline == "ОП.01 Теория государства и права"
    assert line.examiners == ("Журавлёва И.С.",)
    assert line.examiner_ids == (office.teacher_id,)


def test_the_register_is_of_a_year_and_of_courses(office: Office) -> None:
    first = office.open(held_on=date(2026, 12, 17))
    second = office.open()

    lines = list_register(office.session, year=YEAR)

    assert [one.id for one in lines] == [second, first]
    own = list_register(office.session, course_ids=[office.course_id])
    assert own == lines
    assert list_register(office.session, year="2025/2026") == ()
    assert list_register(office.session, course_ids=[]) == ()
    examined = list_register(
        office.session, course_ids=[], examiner_id=office.teacher_id
    )
    assert examined == own
    assert list_register(office.session, course_ids=[], examiner_id=-1) == ()


def test_a_draft_stands_in_the_register_without_number_and_learners(
    office: Office,
) -> None:
    draft_sheet(
        office.session,
        office.draft(),
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )

    (line,) = list_register(office.session)

    assert (line.number, line.listed, line.filled) == ("", 0, 0)
    assert line.state is SheetState.DRAFT


def test_open_sheets_wait_and_are_late_after_their_day(office: Office) -> None:
    session, teacher = office.session, office.teacher_id
    assert count_open(session, teacher, today=DAY) == (0, False)
    sheet_id = office.open()

    assert count_open(session, teacher, today=DAY) == (1, False)
    assert count_open(session, teacher, today=date(2026, 12, 19)) == (1, True)
    assert count_open(session, office.learners[0], today=DAY) == (0, False)
    office.fill(sheet_id, *ALL)
    advance_sheet(session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy())
    assert count_open(session, teacher, today=date(2026, 12, 19)) == (0, False)


def test_a_line_changed_since_it_was_seen_is_not_overwritten(office: Office) -> None:
    sheet_id = office.open()
    office.fill(sheet_id, Result.FOUR)

    def write(result: Result, seen: int) -> int:
        entry = RowEntry(person_id=office.learners[0], result=result, seen=seen)
        return fill_sheet(
            office.session,
            sheet_id,
            [entry],
            actor=office.teacher,
            now=NOW,
            entropy=entropy(),
        )

    with pytest.raises(StaleVersionError, match=r"Абрамова Д\.О\..*сейчас «4»"):
        write(Result.FIVE, seen=1)
    assert write(Result.FOUR, seen=1) == 0
    assert write(Result.FIVE, seen=2) == 1
    rows = {row.person_id: row for row in get_sheet(office.session, sheet_id).rows}
    assert (rows[office.learners[0]].result, rows[office.learners[0]].version) == (
        Result.FIVE,
        3,
    )
    assert_recorded(office.session)


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("5", Result.FIVE),
        (" 4 ", Result.FOUR),
        ("Хорошо", Result.FOUR),
        ("н", Result.ABSENT),
        ("H", Result.ABSENT),
        ("y", Result.ABSENT),
        ("Н/Я", Result.ABSENT),
        ("не явилась", Result.ABSENT),
        ("нд", Result.NOT_ADMITTED),
        ("з", Result.PASSED),
        ("p", Result.PASSED),
        ("зачёт", Result.PASSED),
        ("нз", Result.FAILED),
        ("незачёт", Result.FAILED),
        ("—", Result.EMPTY),
        ("", Result.EMPTY),
        ("1", None),
        ("5+", None),
        ("осв.", None),
    ],
)
def test_what_is_typed_into_a_line_is_read(typed: str, result: Result | None) -> None:
    assert read_result(typed) == result


def test_results_are_told_in_words() -> None:
    words = [describe_words(one) for one in (Result.TWO, Result.PASSED, Result.EMPTY)]

    assert words == ["неудовлетворительно", "зачтено", ""]
    assert hint_of(SheetCode.CREDIT).startswith("з, нз,")
    assert hint_of(SheetCode.EXAM).startswith("5, 4, 3, 2,")
