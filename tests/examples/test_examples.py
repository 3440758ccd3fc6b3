from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from records.curriculum.queries import get_journal, list_journals, list_slots
from records.importers.actions import import_file
from records.importers.founding import found_home
from records.importers.profile import read_profile
from records.importers.values import ImportResult, Kind
from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from tests.builders import NOW, YEAR, entropy
from tests.examples_source.make import EXAMPLES, make_tables, workbook_bytes

KINDS = (
    Kind.CALENDAR,
    Kind.STAFF,
    Kind.STUDENTS,
    Kind.GROUPS,
    Kind.CURRICULUM,
    Kind.SUBGROUPS,
    Kind.PLAN,
    Kind.TIMETABLE,
)
EDGE_NAMES = (
    "Ёлкина Алёна Сергеевна",
    "Елисеев Егор Павлович",
    "Емельянова Ева",
    "Семенов Пётр Ильич",
    "Семёнов Павел Львович",
    "Иванов Иван",
    "Иванова-Петрова Мария Олеговна",
    "Мамедов Рашид Али оглы",
    "Гасанова Лейла Рустам кызы",
    "Шевчук Анна Юрьевна",
    "Шевчук Антон Юрьевич",
    "Черных Олег Никитич",
    "Ким Лев Андреевич",
    "О’Коннор Джон",
    "Алибек уулу Нурлан",
    "Бек-Назаров Артур",
    "Ли Вэй",
)


def read_rows(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).worksheets[0]
    return [
        [value.date() if isinstance(value, datetime) else value for value in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def bring_all(engine: Engine) -> list[ImportResult]:
    results = []
    for kind in KINDS:
        with transaction(engine) as session:
            results.append(
                import_file(
                    session,
                    kind,
                    EXAMPLES / f"{kind.value}.xlsx",
                    actor=SYSTEM,
                    now=NOW,
                    entropy=entropy(),
                )
            )
    return results


def found(engine: Engine) -> None:
    profile = read_profile(EXAMPLES / "institution.toml")
    with transaction(engine) as session:
        found_home(session, profile, now=NOW, entropy=entropy())


@pytest.mark.slow
def test_the_committed_files_are_what_the_sources_give() -> None:
    for name, table in make_tables().items():
        assert read_rows(EXAMPLES / f"{name}.xlsx") == table, name


@pytest.mark.slow
def test_the_files_are_made_of_their_rows_alone() -> None:
    table = make_tables()["staff"]

    assert workbook_bytes(table) == workbook_bytes(table)


def test_the_files_are_small() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.iterdir()) < 2_000_000


@pytest.mark.slow
def test_the_files_are_a_credible_training_centre(clean_engine: Engine) -> None:
    found(clean_engine)

    results = bring_all(clean_engine)

    assert [one.warnings for one in results] == [()] * len(KINDS)
    with transaction(clean_engine, write=False) as session:
        refs = list_journals(session, YEAR)
        journals = {
            ref.group_code: get_journal(session, ref.group_code, YEAR) for ref in refs
        }
        slots = {
            code: list_slots(session, journal.id) for code, journal in journals.items()
        }
    assert list(journals) == ["ДПО-2026/03", "ИСП-22-11", "ЮР-21"]
    names = {one.full_name for journal in journals.values() for one in journal.learners}
    assert not set(EDGE_NAMES) - names
    for code, journal in journals.items():
        disciplines = {course.discipline_id for course in journal.courses}
        assert len(journal.learners) >= 27
        assert len(disciplines) >= (7 if code.startswith("ДПО") else 15)
        assert journal.curator is not None
        by_course = Counter(slot.course_id for slot in slots[code])
        for course in journal.courses:
            assert by_course[course.id] == len(course.plan), course.title
            assert sum(row.hours for row in course.plan) == course.hours
    assert journals["ДПО-2026/03"].semesters[0].number == 0
    assert sum(course.hours for course in journals["ДПО-2026/03"].courses) == 256
    assert 500 <= len(slots["ЮР-21"]) <= 650
    assert 500 <= len(slots["ИСП-22-11"]) <= 650


@pytest.mark.slow
def test_bringing_the_files_twice_changes_nothing(clean_engine: Engine) -> None:
    found(clean_engine)
    bring_all(clean_engine)

    assert all(one.written.nothing_new for one in bring_all(clean_engine))


def test_no_day_has_more_than_four_pairs_and_no_gaps() -> None:
    _, *rows = read_rows(EXAMPLES / "timetable.xlsx")
    pairs: dict[tuple[Any, Any], set[int]] = defaultdict(set)
    for group, _, day, pair, *_ in rows:
        pairs[group, day].add(pair)

    for few in pairs.values():
        assert len(few) <= 4
        assert max(few) - min(few) == len(few) - 1


def test_every_topic_is_of_its_own() -> None:
    _, *rows = read_rows(EXAMPLES / "plan.xlsx")

    doubles = Counter((group, index, topic) for group, index, _, topic, *_ in rows)

    assert max(doubles.values()) == 1
    assert all(len(topic) > 7 for _, _, _, topic, *_ in rows)
