from decimal import Decimal

import pytest

from templates_docs.documents.monitoring_report.figures import (
    SMALL_SCALE,
    MonthValue,
    Norm,
    compute_deviation,
    compute_percent,
    draw_bar,
    draw_trend,
    measure,
)

FLOOR = Norm(value=Decimal(95), clause="3.13.1")
CEILING = Norm(value=Decimal(10), clause="3.13.1", is_ceiling=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (18, 20, "90.0"),
        (295, 340, "86.8"),
        (272, 340, "80.0"),
        (331, 340, "97.4"),
        (300, 320, "93.8"),
        (75, 1250, "6.0"),
        (140, 1250, "11.2"),
        (63, 150, "42.0"),
        (180, 240, "75.0"),
        (672, 700, "96.0"),
        (1, 8, "12.5"),
        (1, 2000, "0.1"),
    ],
)
def test_percents_are_those_of_the_forms(
    numerator: int, denominator: int, percent: str
) -> None:
    assert compute_percent(numerator, denominator) == Decimal(percent)


def test_nothing_of_nothing_has_no_percent() -> None:
    share = measure(0, 0, FLOOR)

    assert share.percent is None
    assert not share.is_worse
    assert share.bar.filled == share.bar.shortfall == 0


def test_deviation_needs_both_a_percent_and_a_norm() -> None:
    assert compute_deviation(Decimal("86.8"), FLOOR) == Decimal("-8.2")
    assert compute_deviation(None, FLOOR) is None
    assert compute_deviation(Decimal("86.8"), None) is None


@pytest.mark.parametrize(
    ("numerator", "norm", "is_worse"),
    [
        (849, FLOOR, True),
        (850, FLOOR, False),
        (1000, FLOOR, False),
        (200, CEILING, False),
        (201, CEILING, True),
        (0, CEILING, False),
    ],
)
def test_worse_means_by_more_than_ten_points(
    numerator: int, norm: Norm, *, is_worse: bool
) -> None:
    assert measure(numerator, 1000, norm).is_worse is is_worse


def test_bar_below_its_norm_shows_what_is_missing() -> None:
    bar = draw_bar(Decimal("80.0"), FLOOR)

    assert [bar.filled, bar.shortfall, bar.excess] == [80, 15, 0]
    assert bar.tick == 95


def test_bar_above_its_ceiling_shows_the_excess() -> None:
    bar = draw_bar(Decimal("15.0"), CEILING, scale=SMALL_SCALE)

    assert [bar.filled, bar.excess, bar.shortfall] == [50, 25, 0]
    assert bar.tick == 50


def test_bar_is_cut_at_the_end_of_its_scale() -> None:
    bar = draw_bar(Decimal("100.0"), CEILING, scale=SMALL_SCALE)

    assert bar.filled + bar.excess == 100


def test_bar_without_a_norm_has_no_tick() -> None:
    assert draw_bar(Decimal("42.0"), None).tick is None


def test_trend_ends_with_the_current_month() -> None:
    values = tuple(
        MonthValue(month=month, percent=Decimal(percent))
        for month, percent in ((9, "91.0"), (10, "93.2"), (11, "86.8"))
    )

    trend = draw_trend("Заполняемость", values, FLOOR)

    assert [column.is_current for column in trend.columns] == [False, False, True]
    assert trend.percent == Decimal("86.8")
    assert trend.norm_top == 5
    assert all(column.top + column.height == 100 for column in trend.columns)


def test_twelve_months_stay_inside_the_chart() -> None:
    values = tuple(MonthValue(month=month, percent=None) for month in range(1, 13))

    last = draw_trend("Одна оценка", values, None).columns[-1]

    assert last.left + last.width <= 100
    assert last.height == 0
