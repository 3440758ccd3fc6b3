"""What to draw on a page: texts in the order of reading, lines and fills under them.

An item is a list the template takes apart by its length, millimetres first.
"""

from dataclasses import dataclass, field
from typing import Any

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import POINT, Style
from templates_docs.documents.class_journal.layout.measure import width
from templates_docs.documents.class_journal.layout.model import Align, Rich, Run, Shade

Item = list[Any]
_ALIGNS: dict[Align, int] = {"left": 0, "center": 1, "right": 2}
_FAMILIES = {
    "serif": "PT Serif",
    "sans": "PT Sans",
    "narrow": "PT Sans",
    "mono": "PT Mono",
}


@dataclass(slots=True)
class Styles:
    """Styles in use, each told to the template once, under a short name."""

    used: dict[str, Style] = field(default_factory=dict)

    def name(self, style: Style) -> str:
        """Return the name of a style, remembering it."""
        self.used[style.key] = style
        return style.key

    def table(self) -> dict[str, dict[str, Any]]:
        """Return the arguments of every style for the template.

        Typst folds the narrow cut into «PT Sans» as its 75 % width.
        """
        return {key: _arguments(style) for key, style in sorted(self.used.items())}


def _arguments(style: Style) -> dict[str, Any]:
    up = style.pitch / 2 + 0.35 * style.size
    return {
        "font": _FAMILIES[style.face],
        "size": style.size,
        "stretch": 75 if style.face == "narrow" else 100,
        "weight": 700 if style.bold else 400,
        "style": "italic" if style.italic else "normal",
        "tracking": style.tracking,
        "up": round(up, 3),
        "down": round(style.pitch - up, 3),
    }


@dataclass(slots=True)
class Canvas:
    """Items of one page; `left` is the left edge of the text on the sheet.

    Fills lie under the lines, bands over them; a text is (x, y, style, text), or
    (x, y, width, side, runs), or upright: (x, y, width, height, 0, runs).
    """

    styles: Styles
    left: float
    texts: list[Item] = field(default_factory=list)
    fills: list[Item] = field(default_factory=list)
    levels: list[Item] = field(default_factory=list)
    plumbs: list[Item] = field(default_factory=list)
    bands: list[Item] = field(default_factory=list)
    strokes: list[Item] = field(default_factory=list)

    def text(self, x: float, y: float, run: Run) -> None:
        """Draw one line of one style from its top left corner."""
        self.texts.append([*self._at(x, y), self.styles.name(run.style), run.text])

    def lines(self, box: tuple[float, float, float], rich: Rich, align: Align) -> None:
        """Draw rich text in a column: (left, top, width)."""
        x, y, wide = box
        plain = len(rich) == 1 and not rich[0].mark and "\n" not in rich[0].text
        if plain:
            shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
            rest = wide - width(rich[0].text, rich[0].style) if shift else 0.0
            self.text(x + rest * shift, y, rich[0])
            return
        runs = [self._run(run) for run in rich]
        self.texts.append([*self._at(x, y), _mm(wide), _ALIGNS[align], runs])

    def upright(self, box: tuple[float, float, float, float], rich: Rich) -> None:
        """Draw text turned by a quarter in the middle of a box."""
        x, y, wide, tall = box
        runs = [self._run(run) for run in rich]
        self.texts.append([*self._at(x, y), _mm(wide), _mm(tall), 0, runs])

    def level(self, x: float, y: float, wide: float, weight: float) -> None:
        """Draw a level line."""
        self.levels.append([*self._at(x, y), _mm(wide), weight])

    def plumb(self, x: float, y: float, tall: float, weight: float) -> None:
        """Draw a plumb line."""
        self.plumbs.append([*self._at(x, y), _mm(tall), weight])

    def fill(self, box: tuple[float, float, float, float], shade: Shade | str) -> None:
        """Fill a box: (left, top, width, height)."""
        x, y, wide, tall = box
        self.fills.append([*self._at(x, y), _mm(wide), _mm(tall), shade])

    def cover(self, box: tuple[float, float, float, float], shade: Shade | str) -> None:
        """Fill a box over the lines: (left, top, width, height)."""
        x, y, wide, tall = box
        self.bands.append([*self._at(x, y), _mm(wide), _mm(tall), shade])

    def strike(self, x: float, y: float, run: Run) -> None:
        """Draw the diagonal through a struck value, the value staying readable."""
        wide = width(run.text, run.style)
        tall = run.style.pitch * POINT
        middle = x + wide / 2
        reach = max(wide / 2 + 0.5, 1.3)
        self.strokes.append(
            [
                *self._at(middle - reach, y + tall * 0.86),
                *self._at(middle + reach, y + tall * 0.14),
            ]
        )

    def _run(self, run: Run) -> list[str]:
        item = [self.styles.name(run.style), run.text]
        return [*item, run.mark] if run.mark else item

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return _mm(self.left + x), _mm(y)


def _mm(value: float) -> float:
    return round(value, 3)


def left_edge(*, verso: bool) -> float:
    """Return the left edge of the text: the binding is inside, at the spine."""
    return look.OUTER if verso else look.BINDING
