import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from records.journal.queries import get_ref
from records.kernel.db import open_database, transaction
from records.marks.actions import enter_finals, record_lesson
from records.marks.values import FinalCell, Period, Work
from records.schema import create_all
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from tests.builders import entropy
from tests.conftest import Ran
from tests.records.marks.school import School, draft, local, make_school, mark

Run = Callable[..., Ran]
DAYS = (date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 30), date(2026, 10, 7))
NOW = local(date(2027, 7, 1))
EXAM_DAY = date(2026, 12, 25)


@pytest.fixture(autouse=True)
def july(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand after the year."""
    monkeypatch.setattr("web.clock.now", lambda: NOW)


@pytest.fixture
def url(home: Path) -> str:
    return f"sqlite:///{home / 'surguch.db'}"


def keep(url: str, write: Callable[[School], None]) -> None:
    """Make a home with ЮР-21 and what a test writes into it."""
    engine = open_database(url)
    create_all(engine)
    with transaction(engine) as session:
        write(make_school(session))
    engine.dispose()


def teach(school: School, *, last: int = 4) -> None:
    for number in range(last):
        monthly = number >= 2
        works = (Work.CURRENT, Work.MONTHLY_CONTROL) if monthly else (Work.CURRENT,)
        record_lesson(
            school.session,
            draft(school.slots[number], monthly_control=monthly),
            [mark(one, "4", work=work) for one in school.learners for work in works],
            actor=school.teacher,
            now=local(DAYS[number]),
            entropy=entropy(),
        )


def finish(school: School) -> None:
    teach(school)
    chances = {"actor": school.teacher, "now": local(EXAM_DAY), "entropy": entropy()}
    for period in (Period.FIRST, Period.EXAM):
        cells = [FinalCell(person_id=one, value="4") for one in school.learners]
        enter_finals(
            school.session,
            school.course_id,
            period,
            cells,
            **chances,  # type: ignore[arg-type]
        )
    sheet = SheetDraft(
        course_id=school.course_id,
        code=SheetCode.EXAM,
        semester=1,
        held_on=EXAM_DAY,
        examiner_ids=(school.teacher_id,),
    )
    number = open_sheet(school.session, sheet, **chances)  # type: ignore[arg-type]
    rows = [RowEntry(person_id=one, result=Result.FOUR) for one in school.learners]
    fill_sheet(school.session, number, rows, **chances)  # type: ignore[arg-type]
    advance_sheet(school.session, number, **chances)  # type: ignore[arg-type]


def state(url: str) -> str:
    engine = open_database(url)
    with transaction(engine, write=False) as session:
        found = get_ref(session, 1).state
    engine.dispose()
    return found


def test_show_tells_state_figures_and_debts(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach(school, last=2))

    ran = surguch("journal", "show", "ЮР-21", "2026/2027")

    assert ran.code == 0
    assert "Журнал группы ЮР-21 за 2026/2027 учебный год: ведётся." in ran.out
    assert "занятий: 2 из 4, отметок: 6" in ran.out
    assert "ОП.01 Теория государства и права" in ran.out
    assert "Закрыть журнал мешает: 5" in ran.out
    assert "30.09.2026, пара 1: проведённое занятие не записано (п. 3.13.1)" in ran.out


def test_show_answers_programs_with_json(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach(school, last=3))

    told = json.loads(surguch("journal", "show", "ЮР-21", "2026/2027", "--json").out)

    assert (told["group"], told["state"], told["closed_months"]) == (
        "ЮР-21",
        "open",
        [],
    )
    assert told["counts"]["lessons"] == 3
    assert told["completeness"][0]["complete"] == 3
    assert told["blocking"] == 4
    first = told["findings"][0]
    assert (first["code"], first["severity"]) == ("CHK-3.13.1-not-recorded", "error")
    assert first["clause"] == "3.13.1"


def test_a_year_with_debts_is_refused_with_every_debt(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach(school, last=3))

    ran = surguch("journal", "close", "ЮР-21", "2026/2027")

    assert ran.code == 4
    assert "07.10.2026" in ran.err
    assert "(п. 3.13.1)" in ran.err
    assert "(п. 4.2.5)" in ran.err
    assert state(url) == "open"


def test_refusals_are_json_for_programs(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach(school, last=3))

    ran = surguch("journal", "close", "ЮР-21", "2026/2027", "--json")

    assert ran.code == 4
    assert {one["clause"] for one in json.loads(ran.out)} == {
        "3.13.1",
        "4.2.1",
        "4.2.5",
    }


def test_a_month_and_then_the_year_are_closed(surguch: Run, url: str) -> None:
    keep(url, finish)

    month = surguch("journal", "close", "ЮР-21", "2026/2027", "--month", "2026-09")
    year = surguch("journal", "close", "ЮР-21", "2026/2027")

    assert (month.code, year.code) == (0, 0)
    assert "месяц 09.2026 закрыт" in month.out
    assert "учебный год закрыт" in year.out
    assert "Другие замечания" in year.out
    assert state(url) == "closed"
    shown = surguch("journal", "show", "ЮР-21", "2026/2027")
    assert "учебный год: закрыт." in shown.out
    assert "Закрытые месяцы: 09.2026." in shown.out
    assert "мешает" not in shown.out
    again = surguch("journal", "close", "ЮР-21", "2026/2027")
    assert again.code == 4


def test_a_closed_year_answers_programs_with_its_remarks(
    surguch: Run, url: str
) -> None:
    keep(url, finish)

    ran = surguch("journal", "close", "ЮР-21", "2026/2027", "--json")

    assert ran.code == 0
    assert "CHK-4.1.3-given" in {one["code"] for one in json.loads(ran.out)}


@pytest.mark.parametrize(
    ("group", "year"), [("НЕТ-1", "2026/2027"), ("ЮР-21", "2030/2031")]
)
def test_an_unknown_journal_is_not_found(
    surguch: Run, url: str, group: str, year: str
) -> None:
    keep(url, lambda school: None)

    assert surguch("journal", "show", group, year).code == 5
    assert surguch("journal", "close", group, year).code == 5


def test_a_wrong_month_is_a_wrong_input(surguch: Run, url: str) -> None:
    keep(url, lambda school: None)

    assert surguch("journal", "close", "ЮР-21", "2026/2027", "--month", "09").code == 2
