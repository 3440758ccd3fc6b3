"""Shares, bars and small charts of the report as plain numbers (показатели, диаграммы).

Templates may not compute: lengths are hundredths of a bar or of a chart, cut to its
scale, so that HTML and Word draw the same picture.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from templates_docs.documents.monitoring_report.context import (
    Bar,
    Share,
    Trend,
    TrendColumn,
)

WORSE_BY = Decimal(10)
FULL_SCALE = Decimal(100)
SMALL_SCALE = Decimal(20)
_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_FEWEST_SLOTS = 7
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A norm of an indicator and its clause; a ceiling is broken from above (норма)."""

    value: Decimal
    clause: str
    is_ceiling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthValue:
    """An indicator's percent of one month; None where nothing was counted."""

    month: int
    percent: Decimal | None


def compute_percent(numerator: int, denominator: int) -> Decimal | None:
    """Return the percent rounded half up to one digit, None of nothing."""
    if denominator == 0:
        return None
    exact = Decimal(numerator) * _HUNDRED / Decimal(denominator)
    return exact.quantize(_TENTH, ROUND_HALF_UP)


def compute_deviation(percent: Decimal | None, norm: Norm | None) -> Decimal | None:
    """Return percent less norm in points, None where one of them is missing."""
    if percent is None or norm is None:
        return None
    return percent - norm.value


def is_worse(deviation: Decimal | None, norm: Norm | None) -> bool:
    """Return whether the norm is missed by more than ten points."""
    if deviation is None or norm is None:
        return False
    miss = deviation if norm.is_ceiling else -deviation
    return miss > WORSE_BY


def measure(
    numerator: int,
    denominator: int,
    norm: Norm | None = None,
    *,
    scale: Decimal = FULL_SCALE,
) -> Share:
    """Return a share with its percent and its bar on a scale."""
    percent = compute_percent(numerator, denominator)
    return Share(
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        is_worse=is_worse(compute_deviation(percent, norm), norm),
        bar=draw_bar(percent, norm, scale=scale),
    )


def draw_bar(
    percent: Decimal | None, norm: Norm | None, *, scale: Decimal = FULL_SCALE
) -> Bar:
    """Return the bullet bar of a percent against its norm."""
    value = _on_scale(percent or _ZERO, scale)
    if norm is None:
        return Bar(filled=value, excess=_ZERO, shortfall=_ZERO, tick=None)
    tick = _on_scale(norm.value, scale)
    if norm.is_ceiling:
        return Bar(
            filled=min(value, tick),
            excess=max(value - tick, _ZERO),
            shortfall=_ZERO,
            tick=tick,
        )
    shortfall = _ZERO if percent is None else max(tick - value, _ZERO)
    return Bar(filled=value, excess=_ZERO, shortfall=shortfall, tick=tick)


def draw_trend(
    title: str,
    values: tuple[MonthValue, ...],
    norm: Norm | None,
    *,
    scale: Decimal = FULL_SCALE,
) -> Trend:
    """Return a small chart by months; the last month is the current one."""
    slot = _HUNDRED / max(len(values), _FEWEST_SLOTS)
    columns = tuple(
        _column(value, index, slot, scale=scale, is_current=index == len(values) - 1)
        for index, value in enumerate(values)
    )
    return Trend(
        title=title,
        percent=values[-1].percent if values else None,
        norm=None if norm is None else norm.value,
        norm_top=None if norm is None else _HUNDRED - _on_scale(norm.value, scale),
        slot=_rounded(slot),
        columns=columns,
    )


def _column(
    value: MonthValue, index: int, slot: Decimal, *, scale: Decimal, is_current: bool
) -> TrendColumn:
    height = _on_scale(value.percent or _ZERO, scale)
    gap = slot * Decimal("0.11")
    return TrendColumn(
        month=value.month,
        percent=value.percent,
        left=_rounded(slot * index + gap),
        width=_rounded(slot - 2 * gap),
        top=_HUNDRED - height,
        height=height,
        is_current=is_current,
    )


def _on_scale(value: Decimal, scale: Decimal) -> Decimal:
    return _rounded(min(max(value, _ZERO), scale) * _HUNDRED / scale)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
