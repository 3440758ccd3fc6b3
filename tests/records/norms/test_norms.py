"""The profile of the institution and its norms, changed by orders (REG 3.8.6, 7.2)."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import SYSTEM, Actor
from records.kernel.calendar import DayKind
from records.kernel.errors import (
    InputRefusedError,
    NotAllowedError,
    NotFoundError,
    RecordsError,
)
from records.ledger.queries import list_current
from records.ledger.rules import canonical_text
from records.norms import actions, queries
from records.norms.values import BellFact, NewYear, Norms, SemesterDates
from tests.builders import NOW, entropy, institution, make_world, school_year


@pytest.fixture
def home(session: Session) -> Session:
    make_world(session)
    return session


def change(session: Session, key: str, value: object) -> None:
    actions.set_norm(
        session,
        key,
        value,
        basis="приказ № 50-од",
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )


def test_defaults_are_the_figures_of_the_forms() -> None:
    norms = Norms()

    assert norms.marks == ("5", "4", "3", "2")
    assert norms.degree_weights == (100, 64, 36, 16, 7)
    assert norms.movement_days == 3
    assert norms.file_index == "05-03"
    assert norms.sheet_prefix("V-EX") == "Э"
    assert norms.sheet_prefix("?") == ""


def test_every_norm_has_a_russian_caption(home: Session) -> None:
    norms = queries.list_norms(home)

    assert len(norms) == len(fields(Norms))
    assert all(one.caption for one in norms)
    assert not any(one.changed for one in norms)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("marks", ["5", "4", "3", "2", "1"], ("5", "4", "3", "2", "1")),
        ("monthly_control", False, False),
        ("one_mark_max", 15, 15),
        ("final_gap_max", "0,75", Decimal("0.75")),
        ("file_index", "05-12", "05-12"),
        ("degree_weights", [100, 64, 36, 14, 8], (100, 64, 36, 14, 8)),
    ],
)
def test_a_norm_is_changed_by_an_order(
    home: Session, key: str, value: object, expected: object
) -> None:
    change(home, key, value)

    assert getattr(queries.get_norms(home), key) == expected
    (changed,) = [one for one in queries.list_norms(home) if one.changed]
    assert changed.basis == "приказ № 50-од"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("marks", "5432"),
        ("marks", [5, 4]),
        ("marks", []),
        ("monthly_control", 1),
        ("one_mark_max", "15"),
        ("one_mark_max", True),
        ("one_mark_max", -1),
        ("final_gap_max", "много"),
        ("file_index", " "),
    ],
)
def test_a_norm_of_another_kind_is_refused(
    home: Session, key: str, value: object
) -> None:
    with pytest.raises(InputRefusedError, match=key):
        change(home, key, value)


def test_an_unknown_norm_is_not_found(home: Session) -> None:
    with pytest.raises(NotFoundError):
        change(home, "speed", 1)


def test_a_dispatcher_changes_no_norm(home: Session) -> None:
    with pytest.raises(NotAllowedError):
        actions.set_norm(
            home,
            "one_mark_max",
            15,
            basis="",
            actor=Actor(person_id=1, role="dispatcher"),
            now=NOW,
            entropy=entropy(),
        )


def test_changes_are_written_into_the_ledger(home: Session) -> None:
    change(home, "final_gap_max", "0.6")
    change(home, "final_gap_max", "0.7")
    changed = institution(phone="+7 3822 00-00-00")
    actions.set_institution(home, changed, actor=SYSTEM, now=NOW, entropy=entropy())

    for kind, project in (
        ("norm", queries.project_norm),
        ("institution", queries.project_institution),
    ):
        rebuilt = {
            entry_id: (version, canonical_text(payload))
            for entry_id, version, payload in project(home)
        }
        written = {
            entry_id: (version, payload)
            for entry_id, version, payload in list_current(home, kind)
        }
        assert rebuilt == written
        assert [version for version, _ in written.values()] == [2]


def test_the_same_profile_changes_nothing(home: Session) -> None:
    again = actions.set_institution(
        home, institution(), actor=SYSTEM, now=NOW, entropy=entropy()
    )

    assert not again


def test_an_empty_database_says_what_to_do(session: Session) -> None:
    with pytest.raises(NotFoundError, match="surguch init"):
        queries.get_institution(session)
    with pytest.raises(NotFoundError, match="surguch init"):
        queries.get_current_year(session)


def test_the_year_is_found_by_name_and_by_day(home: Session) -> None:
    year = queries.get_year(home, "2026/2027")

    assert [one.number for one in year.semesters] == [1, 2]
    assert year.semester_of(date(2027, 1, 11)) == 2
    assert year.semester_of(date(2027, 1, 5)) == 0
    assert queries.nearest_year(home, date(2025, 9, 1)) == year
    with pytest.raises(NotFoundError, match="2026/2027"):
        queries.get_year(home, "2027/2028")


def test_years_do_not_overlap(home: Session) -> None:
    with pytest.raises(RecordsError, match="пересекается"):
        actions.add_year(home, school_year(), actor=SYSTEM)


def test_the_next_year_is_the_current_one(home: Session) -> None:
    start, end = date(2027, 9, 1), date(2028, 6, 30)
    following = NewYear(
        name="2027/2028",
        start=start,
        end=end,
        semesters=(SemesterDates(number=1, start=start, end=end),),
    )

    actions.add_year(home, following, actor=SYSTEM)

    assert queries.get_current_year(home).name == "2027/2028"
    assert queries.nearest_year(home, date(2027, 8, 25)).name == "2027/2028"


def test_the_calendar_knows_the_offices_own_days(home: Session) -> None:
    day = date(2026, 11, 5)

    count = actions.set_calendar(
        home, {day: (DayKind.DAY_OFF, "приказ № 1")}, actor=SYSTEM
    )
    again = actions.set_calendar(
        home, {day: (DayKind.DAY_OFF, "приказ № 1")}, actor=SYSTEM
    )

    assert (count, again) == (1, 0)
    assert not queries.get_calendar(home).is_working_day(day)


def test_bells_are_replaced_whole(home: Session) -> None:
    first = BellFact(pair=1, weekday=0, starts=510, ends=600)
    second = BellFact(pair=1, weekday=0, starts=480, ends=570)

    actions.set_bells(home, [first], actor=SYSTEM)
    actions.set_bells(home, [second], actor=SYSTEM)

    assert queries.list_bells(home) == (second,)
