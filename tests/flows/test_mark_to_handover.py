"""The whole story on one page: from a mark to a journal handed over (with clauses)."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from archive.verify import Status
from records.handover.actions import prepare
from records.journal.actions import close_month, close_year
from records.kernel.errors import PeriodClosedError, RuleViolationError
from records.ledger.queries import list_versions
from records.marks import actions as marks
from records.marks.values import Basis, FinalCell, Period, Work
from records.monitoring.actions import run_month
from records.monitoring.queries import list_runs
from records.sheets import actions as sheets
from records.sheets.values import Result, RowEntry, SheetState
from templates_docs.formatting.words import counted
from tests.builders import YEAR
from tests.flows.college import contents, found_college, read

SEPTEMBER, OFFICE_DAY = date(2026, 9, 1), date(2026, 10, 5)
FIRST, SECOND, THIRD = date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 30)
LAST, EXAM, SUMMER = date(2026, 10, 7), date(2026, 12, 25), date(2027, 6, 30)
MEMO = Basis(reason="описка", document="служебная записка № 7", document_date=SECOND)
RECEIVER = {"receiver_post": "заведующий отделением", "receiver_name": "П.Р. Зайцев"}
FORGERY = "UPDATE mark SET value = '5' WHERE lesson_id = :lesson AND value = '3'"


@pytest.mark.slow
def test_from_a_mark_to_the_handover(  # noqa: PLR0915 - the story is one page
    clean_engine: Engine, tmp_path: Path
) -> None:
    college = found_college(clean_engine, tmp_path, FIRST, SECOND, THIRD, LAST)
    teacher, office, cells = college.teacher, college.office, college.cells
    journal = college.journal

    # A lesson is recorded on its day: topic, homework, «н», marks (3.13.1, 4.1.1).
    row, today = college.lesson(FIRST), cells("5", "4", "н")
    lesson = teacher(marks.record_lesson, row, today, on=FIRST).lesson_id

    # The five was a slip: after the day it takes a memo, and the five is not lost.
    (three,) = cells("3")
    with pytest.raises(RuleViolationError, match="оформите исправление"):
        teacher(marks.enter_marks, lesson, [three], on=SECOND)
    teacher(marks.correct_mark, lesson, three, basis=MEMO, on=SECOND)
    mark = f"mark/{lesson}/{three.person_id}/current"
    told = [version.payload or {} for version in college.ask(list_versions, mark)]
    assert [payload["value"] for payload in told] == ["5", "3"]

    # The database itself refuses to change what is written.
    for wish in ("UPDATE ledger_entry SET hash = ''", "DELETE FROM ledger_entry"):
        with pytest.raises(DBAPIError, match="neither changed nor removed"):
            college.attack(wish)

    # The month's last lesson is МИУД, and one learner is forgotten (3.13.2).
    row, today = college.lesson(THIRD, monthly_control=True), cells("3", "4", "4")
    month = cells("3", "4", "4", work=Work.MONTHLY_CONTROL)
    last = teacher(marks.record_lesson, row, [*today, *month[:2]], on=THIRD).lesson_id

    # The month is counted, frozen and reported: 2 lessons of 3 (3.8.9, 3.8.10).
    run = office(run_month, SEPTEMBER, today=OFFICE_DAY, on=OFFICE_DAY)
    assert (run.counts.total.held, run.counts.total.topics) == (3, 2)
    report = college.issue("MON", "2026-09", on=OFFICE_DAY)

    # It is not closed while something is missing: everything is named (3.8.8).
    with pytest.raises(RuleViolationError, match=r"09\.09\.2026") as refused:
        office(close_month, journal, SEPTEMBER, on=OFFICE_DAY)
    missing = [found.code for found in refused.value.findings]
    assert missing == ["CHK-3.13.1-not-recorded", "CHK-3.13.2-incomplete"]
    teacher(marks.record_lesson, college.lesson(SECOND), cells("4"), on=OFFICE_DAY)
    teacher(marks.set_monthly_control, last, month[2:], on=OFFICE_DAY)
    office(close_month, journal, SEPTEMBER, on=OFFICE_DAY)
    with pytest.raises(PeriodClosedError):
        teacher(marks.enter_marks, lesson, [three], on=FIRST)
    assert college.ask(list_runs) == (run,)

    # The course ends: last lesson, finals, the exam with its sheet (4.2.1, 4.2.5).
    row, today = college.lesson(LAST, monthly_control=True), cells("4", "4", "4")
    teacher(marks.record_lesson, row, [*today, *month], on=LAST)
    finals = [FinalCell(person_id=one, value="4") for one in college.learners]
    for period in (Period.FIRST, Period.EXAM):
        teacher(marks.enter_finals, college.course, period, finals, on=EXAM)
    lines = [RowEntry(person_id=one, result=Result.FOUR) for one in college.learners]
    sheet = teacher(sheets.open_sheet, college.exam(EXAM), on=EXAM)
    teacher(sheets.fill_sheet, sheet, lines, on=EXAM)
    assert teacher(sheets.advance_sheet, sheet, on=EXAM) is SheetState.CLOSED

    # The year is closed, the journal bound: so many sheets, in figures and words.
    office(close_year, journal, on=SUMMER)
    college.anchor(on=SUMMER)
    bound = college.bind(on=SUMMER)
    printed, volume = read(bound["J-YEAR"]), bound["J-YEAR"].fact
    assert printed.says("исправлена с «5» (отлично) на «3» (удовлетворительно)")
    assert volume.pages == volume.sheets * 2 == len(printed.pages)
    amount = counted(volume.sheets, "лист")
    assert read(bound["J-CERT"]).says(f"подшито и пронумеровано {amount}")

    # It is handed over by an act with its inventory: as many sheets (3.8.5).
    act = office(prepare, YEAR, today=SUMMER, on=SUMMER, **RECEIVER)
    paper = read(college.issue("ACT-IN", str(act), on=SUMMER))
    assert paper.says(f"1 (один) том, всего {amount}", page=1)
    assert paper.says(f"{volume.title}, том 1 из 1", page=2)
    assert college.verify().status is Status.INTACT

    # Somebody makes the three a five in the table: it is found, cell by cell.
    assert college.attack(FORGERY, lesson=lesson) == 1
    (problem,) = college.verify().problems
    assert (problem.journal, problem.entry) == (f"journal/{journal}", mark)

    # What was issued stays: printed again from the store, to the byte.
    again = college.bind(on=SUMMER)
    assert list(map(contents, again.values())) == list(map(contents, bound.values()))
    assert college.recognise(printed.pdf) is Status.INTACT
    assert contents(college.issue("MON", "2026-09", on=SUMMER)) == contents(report)
