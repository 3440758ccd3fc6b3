"""Finals: when they are due, what they rest on, how «н/а» is made good (4.2.1, 4.2.3)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from records.curriculum.values import DisciplineKind
from records.lessons.values import Place
from records.marks.rules import finals
from records.marks.rules.finals import FinalSetting
from records.marks.values import FinalCell, NotAttested, Period, RollEntry
from records.norms.values import Norms
from tests.records.journal.facts import (
    END,
    FIRST_END,
    KIM,
    course,
    journal,
    term,
    terms,
)

DUE = date(2027, 1, 26)
SETTING = FinalSetting(
    place=Place(words="ОП.01"),
    period=Period.FIRST,
    ends=FIRST_END,
    marks=2,
    needs_marks=True,
    today=FIRST_END,
    norms=Norms(),
)


def setting(**changes: Any) -> FinalSetting:
    return replace(SETTING, **changes)


def codes(value: str, given: NotAttested | None = None, **changes: Any) -> list[str]:
    cell = FinalCell(person_id=KIM, value=value, not_attested=given)
    return [one.code for one in finals.check_final(cell, setting(**changes))]


@pytest.mark.parametrize(
    ("terms_of", "kind", "due"),
    [
        ((term(1), term(2)), "discipline", (Period.FIRST, Period.SECOND)),
        ((term(1, control="Э"),), "discipline", (Period.FIRST, Period.EXAM)),
        ((term(3), term(4)), "discipline", (Period.FIRST, Period.SECOND)),
        ((term(2, control="З"),), "discipline", ()),
        ((term(0, control="Э"),), "discipline", (Period.EXAM, Period.TOTAL)),
        ((term(2, hours=0, control="Эк"),), "discipline", (Period.EXAM,)),
        ((term(1),), "consultations", ()),
        ((term(2, control="ДЗ"),), "work_practice", (Period.SECOND,)),
    ],
)
def test_which_finals_a_course_must_have(
    terms_of: tuple[Any, ...], kind: str, due: tuple[Period, ...]
) -> None:
    given = course(terms=terms_of, kind=DisciplineKind(kind))

    assert finals.compute_due_periods(given) == due


def test_year_and_total_may_be_given_by_choice() -> None:
    assert finals.list_periods(course()) == (Period.FIRST, Period.YEAR, Period.TOTAL)
    assert finals.list_periods(course(kind=DisciplineKind.CONSULTATIONS)) == ()


def test_the_span_of_a_period() -> None:
    year = journal()

    assert finals.compute_span(Period.FIRST, year).end == FIRST_END
    assert finals.compute_span(Period.SECOND, year).start == date(2027, 1, 11)
    assert finals.compute_span(Period.TOTAL, year).end == END
    assert finals.compute_span(Period.FIRST, journal(semesters=())).end == END


def test_the_mean_is_rounded_half_up() -> None:
    assert finals.compute_mean((4, 4, 4, 4, 4, 3, 3, 3)) == Decimal("3.63")
    assert finals.compute_mean(()) is None


def test_a_final_rests_on_current_marks() -> None:
    assert codes("4") == []
    assert codes("4", marks=0) == ["CHK-4.2.3-no-marks"]
    assert codes("4", marks=0, needs_marks=False) == []
    assert finals.needs_current_marks(course(), Period.FIRST)
    assert not finals.needs_current_marks(course(), Period.EXAM)
    practice = course(kind=DisciplineKind.WORK_PRACTICE)
    assert not finals.needs_current_marks(practice, Period.FIRST)


def test_a_final_after_the_period_is_remarked() -> None:
    late = date(2026, 12, 27)

    assert codes("4", today=late) == ["CHK-4.2.1-late"]


def test_not_attested_needs_cause_form_and_term() -> None:
    assert codes("н/а", marks=0) == ["CHK-4.2.3-terms"]
    assert codes("н/а", terms(form=""), marks=0) == ["CHK-4.2.3-terms"]
    assert codes("н/а", terms(due=date(2026, 12, 25)), marks=0) == ["CHK-4.2.3-due"]
    assert codes("н/а", terms(order_date=None), marks=0) == ["CHK-4.2.3-order"]
    assert codes("н/а", terms(), marks=0) == []
    assert codes("н/а", terms(), marks=3) == ["CHK-4.2.3-needless"]


def test_terms_beside_a_mark_are_refused() -> None:
    assert codes("4", terms()) == ["CHK-4.2.3-extra"]


def test_a_refused_sign_gives_one_reason() -> None:
    assert codes("осв.", marks=0) == ["CHK-4.2.4-exempt"]
    assert codes("4+", marks=0) == ["CHK-4.1.8-mark"]


@pytest.mark.parametrize(
    ("given", "value", "result", "found"),
    [
        (terms(), "н/а", "3", []),
        (None, "н/а", "3", ["CHK-4.2.3-nothing"]),
        (terms(), "4", "3", ["CHK-4.2.3-nothing"]),
        (terms(), "н/а", "осв", ["CHK-4.2.4-exempt"]),
        (terms(), "н/а", "н/а", ["CHK-4.2.3-result"]),
    ],
)
def test_only_a_standing_not_attested_is_made_good(
    given: NotAttested | None, value: str, result: str, found: list[str]
) -> None:
    findings = finals.check_settlement(given, value, result=result, setting=SETTING)

    assert [one.code for one in findings] == found


def test_the_terms_stay_beside_the_result() -> None:
    settled = finals.settle(terms(), "3", DUE)

    assert (settled.cause, settled.due) == ("болезнь", DUE)
    assert (settled.result, settled.result_date) == ("3", DUE)


def test_an_overdue_term_is_remarked_the_day_after() -> None:
    place = SETTING.place

    assert list(finals.check_overdue(terms(), place, today=DUE)) == []
    late = finals.check_overdue(terms(), place, today=date(2027, 1, 27))
    assert [one.code for one in late] == ["CHK-4.2.3-overdue"]
    done = terms(result="3")
    assert list(finals.check_overdue(done, place, today=END)) == []


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (None, ["CHK-3.9.2-roll"]),
        (RollEntry(person_id=1, name="К", on_roll=False, led=True), ["CHK-3.9.2-roll"]),
        (
            RollEntry(person_id=1, name="К", on_roll=True, led=False),
            ["CHK-4.1.4-subgroup"],
        ),
        (RollEntry(person_id=1, name="К", on_roll=True, led=True), []),
    ],
)
def test_finals_are_of_the_learners_there(
    entry: RollEntry | None, found: list[str]
) -> None:
    assert [one.code for one in finals.check_learner(entry, SETTING)] == found


def test_a_standing_final_is_changed_with_a_basis() -> None:
    place = SETTING.place

    changed = finals.check_standing("3", "4", place)

    assert [one.code for one in changed] == ["CHK-4.1.1-correction"]
    assert list(finals.check_standing("3", "3", place)) == []
