from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.sheets.rules import compute_group_totals, compute_totals
from records.sheets.values import Result, SheetTotals

FIVE, FOUR, THREE, TWO = Result.FIVE, Result.FOUR, Result.THREE, Result.TWO
PASSED, FAILED, ABSENT = Result.PASSED, Result.FAILED, Result.ABSENT
VECTOR = [FIVE] * 4 + [FOUR] * 9 + [THREE] * 8 + [TWO] * 2 + [ABSENT] * 2


def figures(totals: SheetTotals) -> tuple[str, ...]:
    shares = (totals.progress, totals.quality, totals.level, totals.average)
    return tuple("—" if share is None else str(share) for share in shares)


def test_the_vector_of_the_forms_gives_its_figures() -> None:
    totals = compute_totals(VECTOR)

    assert (totals.listed, totals.attended) == (25, 23)
    assert figures(totals) == ("84.0", "52.0", "52.4", "3.65")


def test_the_vector_without_absent_learners_gives_the_other_figures() -> None:
    totals = compute_totals(VECTOR, na_in_denominator=False)

    assert figures(totals) == ("91.3", "56.5", "56.3", "3.65")


def test_the_sheet_of_the_picture_gives_its_strip() -> None:
    marks = [FIVE] * 5 + [FOUR] * 13 + [THREE] * 3 + [TWO] + [ABSENT]

    totals = compute_totals(marks)

    assert (totals.listed, totals.attended, totals.counts.absent) == (23, 22, 1)
    assert figures(totals) == ("91.3", "78.3", "63.6", "4.00")


def test_halves_go_up() -> None:
    eight = [FOUR, FOUR, FOUR, FOUR, FOUR, THREE, THREE, THREE]

    assert compute_totals(eight).average == Decimal("3.63")


def test_nothing_gives_no_figure_and_not_zero() -> None:
    assert figures(compute_totals([])) == ("—", "—", "—", "—")
    assert figures(compute_totals([Result.EMPTY] * 3)) == ("—", "—", "—", "—")
    assert compute_totals([Result.EMPTY] * 3).listed == 3


def test_when_nobody_came_nobody_passed_and_there_is_no_mean() -> None:
    assert figures(compute_totals([ABSENT, Result.NOT_ADMITTED])) == (
        "0.0",
        "0.0",
        "—",
        "—",
    )


def test_a_credit_counts_in_progress_only() -> None:
    totals = compute_totals([PASSED] * 3 + [FAILED])

    assert figures(totals) == ("75.0", "—", "—", "—")


def test_weights_of_the_degree_of_learning_are_a_setting() -> None:
    totals = compute_totals([TWO], weights=(100, 64, 36, 14, 8))

    assert totals.level == Decimal("14.0")


@given(st.lists(st.sampled_from(list(Result)), max_size=40))
def test_shares_stay_between_nothing_and_all(results: list[Result]) -> None:
    totals = compute_totals(results)

    for share in (totals.progress, totals.quality, totals.level):
        assert share is None or 0 <= share <= 100
    assert totals.average is None or 2 <= totals.average <= 5


def test_learners_are_counted_once_each() -> None:
    totals = compute_group_totals(
        [
            [FIVE, FIVE, PASSED],
            [FIVE, FOUR],
            [FOUR, THREE],
            [THREE, THREE],
            [FIVE, TWO, ABSENT],
            [FOUR, ABSENT],
            [],
        ]
    )

    assert (totals.listed, totals.excellent, totals.good) == (7, 1, 1)
    assert (totals.one_three, totals.failing, totals.unattested) == (1, 1, 1)
    assert (totals.progress, totals.quality) == (Decimal("66.7"), Decimal("33.3"))


@pytest.mark.parametrize("learners", [[], [[]], [[Result.EMPTY]]])
def test_a_group_without_results_has_no_figures(learners: list[list[Result]]) -> None:
    totals = compute_group_totals(learners)

    assert (totals.progress, totals.quality, totals.average) == (None, None, None)
