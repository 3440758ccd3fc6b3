import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from records.curriculum.queries import get_ref
from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.conftest import Ran
from tests.records.journal.year import live_year, teach_first
from tests.records.marks.school import School, local, make_school

Run = Callable[..., Ran]
NOW = local(date(2027, 7, 1))


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


def state(url: str) -> str:
    engine = open_database(url)
    with transaction(engine, write=False) as session:
        found = get_ref(session, 1).state
    engine.dispose()
    return found


def test_show_tells_state_figures_and_debts(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach_first(school, 2))

    ran = surguch("journal", "show", "ЮР-21", "2026/2027")

    assert ran.code == 0
    assert "Журнал группы ЮР-21 за 2026/2027 учебный год: ведётся." in ran.out
    assert "занятий: 2 из 4, отметок: 6" in ran.out
    assert "ОП.01 Теория государства и права" in ran.out
    assert "Закрыть журнал мешает: 5" in ran.out
    assert "30.09.2026, пара 1: проведённое занятие не записано (п. 3.13.1)" in ran.out


def test_show_answers_programs_with_json(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach_first(school, 3))

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
    keep(url, lambda school: teach_first(school, 3))

    ran = surguch("journal", "close", "ЮР-21", "2026/2027")

    assert ran.code == 4
    assert "07.10.2026" in ran.err
    assert "(п. 3.13.1)" in ran.err
    assert "(п. 4.2.5)" in ran.err
    assert state(url) == "open"


def test_refusals_are_json_for_programs(surguch: Run, url: str) -> None:
    keep(url, lambda school: teach_first(school, 3))

    ran = surguch("journal", "close", "ЮР-21", "2026/2027", "--json")

    assert ran.code == 4
    assert {one["clause"] for one in json.loads(ran.out)} == {
        "3.13.1",
        "4.2.1",
        "4.2.5",
    }


def test_a_month_and_then_the_year_are_closed(surguch: Run, url: str) -> None:
    keep(url, live_year)

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
    keep(url, live_year)

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

    ran = surguch("journal", "close", "ЮР-21", "2026/2027", "--month", "09")

    assert ran.code == 2
    assert "«09» — не месяц, напишите ГГГГ-ММ" in ran.err
