"""Bars and small charts of the report for Word, drawn from the same figures."""

from decimal import Decimal
from itertools import count

from templates_docs.documents.monitoring_report.context import Bar, Trend
from templates_docs.rendering.docx_drawing import Box, Drawing, Layer

GREY = 0.66
DARK = 0.25
CHART_WIDTH = 30.0
CHART_HEIGHT = 17.0
_TICK = 0.13
_THIN = 0.18
_HALO = 0.8


class Charts:
    """Draws, and numbers the drawings of one document."""

    def __init__(self) -> None:
        self._numbers = count(1001)

    def bar(self, bar: Bar, *, width_mm: float, height_mm: float) -> Drawing:
        """Return the bullet bar of a share."""
        scale = width_mm / 100
        body = {"top": height_mm * 0.2, "height": height_mm * 0.6}
        filled, excess = float(bar.filled) * scale, float(bar.excess) * scale
        black = [
            Box(left=0, top=height_mm * 0.08, width=_TICK, height=height_mm * 0.84)
        ]
        if bar.shortfall:
            black.append(
                Box(
                    left=filled,
                    top=(height_mm - _THIN) / 2,
                    width=float(bar.shortfall) * scale,
                    height=_THIN,
                )
            )
        if bar.tick:
            place = float(bar.tick) * scale - _TICK
            black.append(Box(left=place, top=0, width=_TICK, height=height_mm))
        return self._drawing(
            width_mm,
            height_mm,
            Layer(boxes=_some(Box(left=0, width=filled, **body)), white=GREY),
            Layer(boxes=_some(Box(left=filled, width=excess, **body)), white=DARK),
            Layer(boxes=tuple(black)),
        )

    def trend(self, trend: Trend) -> Drawing:
        """Return the columns of a small chart with the line of its norm."""
        past: list[Box] = []
        current: list[Box] = []
        for column in trend.columns:
            box = Box(
                left=_across(column.left),
                top=_down(column.top),
                width=_across(column.width),
                height=_down(column.height),
            )
            (current if column.is_current else past).append(box)
        black = [_line(CHART_HEIGHT - 2 * _THIN, 2 * _THIN)]
        halo = []
        if trend.norm_top is not None:
            top = _down(trend.norm_top)
            halo.append(_line(max(top - _HALO / 3, 0), _HALO))
            black.append(_line(top, 1.5 * _THIN))
        return self._drawing(
            CHART_WIDTH,
            CHART_HEIGHT,
            Layer(boxes=tuple(past), white=GREY),
            Layer(boxes=tuple(current), white=DARK),
            Layer(boxes=tuple(halo), white=1),
            Layer(boxes=tuple(black)),
        )

    def swatch(self, white: float, *, height_mm: float = 2) -> Drawing:
        """Return a sample of a shade for the legend."""
        box = Box(left=0, top=0, width=4, height=height_mm)
        return self._drawing(4, height_mm, Layer(boxes=(box,), white=white))

    def _drawing(self, width_mm: float, height_mm: float, *layers: Layer) -> Drawing:
        return Drawing(
            number=next(self._numbers),
            width_mm=width_mm,
            height_mm=height_mm,
            layers=layers,
            description="диаграмма",
        )


def _some(box: Box) -> tuple[Box, ...]:
    return (box,) if box.width else ()


def _line(top: float, height: float) -> Box:
    return Box(left=0, top=top, width=CHART_WIDTH, height=height)


def _across(hundredths: Decimal) -> float:
    return float(hundredths) * CHART_WIDTH / 100


def _down(hundredths: Decimal) -> float:
    return float(hundredths) * CHART_HEIGHT / 100
