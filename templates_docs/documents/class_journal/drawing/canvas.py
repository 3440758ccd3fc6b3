"""What to draw on a page: texts in the order of reading, lines and fills under them.

An item is a list the template takes apart by its length, millimetres first.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import MARK, POINT, Style
from templates_docs.documents.class_journal.layout.measure import width
from templates_docs.documents.class_journal.layout.model import Align, Rich, Run

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
    """Styles in use by name, with the usual style of each page among them."""

    used: dict[str, Style] = field(default_factory=dict)
    usual: set[str] = field(default_factory=set)

    def name(self, style: Style) -> str:
        """Return the name of a style, remembering it."""
        self.used[style.key] = style
        return style.key

    def table(self) -> dict[str, dict[str, Any]]:
        """Return the arguments of every style for the template."""
        return {key: _arguments(style) for key, style in sorted(self.used.items())}

    def differences(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return what each style changes in each usual one: few things, set fast."""
        return {
            usual: {
                key: _difference(style, self.used[usual])
                for key, style in sorted(self.used.items())
            }
            for usual in sorted(self.usual)
        }


def _arguments(style: Style) -> dict[str, Any]:
    """Return a style as Typst has it: the narrow cut is 75 % of «PT Sans»."""
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


def _difference(style: Style, usual: Style) -> dict[str, Any]:
    before = _arguments(usual)
    return {
        name: value
        for name, value in _arguments(style).items()
        if value != before[name]
    }


@dataclass(slots=True)
class Canvas:
    """Items of one page; `left` is the left edge of the text on the sheet.

    Places are whole hundredths of a millimetre. Fills lie under the lines, bands
    over them. A text is (x, y, text) in the usual style of the page, or
    (x, y, style, text), (x, y, width, side, runs), upright (x, y, width, height,
    side, runs).
    """

    styles: Styles
    left: float
    texts: list[Item] = field(default_factory=list)
    fills: list[Item] = field(default_factory=list)
    lines: dict[float, list[Item]] = field(default_factory=dict)
    bands: list[Item] = field(default_factory=list)
    strokes: list[Item] = field(default_factory=list)

    def text(self, x: float, y: float, run: Run) -> None:
        """Draw one line of one style from its top left corner."""
        text, style, _ = run
        name = self.styles.name(style)
        self.texts.append([_unit(self.left + x), _unit(y), name, text])

    def rich(self, box: tuple[float, float, float], rich: Rich, align: Align) -> None:
        """Draw rich text in a column: (left, top, width)."""
        x, y, wide = box
        if len(rich) == 1 and not rich[0].mark and "\n" not in rich[0].text:
            if align != "left":
                rest = wide - width(rich[0].text, rich[0].style)
                x += rest if align == "right" else rest / 2
            self.text(x, y, rich[0])
            return
        runs = [self._run(run) for run in rich]
        at = (_unit(self.left + x), _unit(y))
        self.texts.append([*at, _unit(wide), _ALIGNS[align], runs])

    def upright(
        self, box: tuple[float, float, float, float], rich: Rich, *, low: bool
    ) -> None:
        """Draw text turned by a quarter: in the middle of a box, or from its foot."""
        runs = [self._run(run) for run in rich]
        self.texts.append([*self._box(box), _ALIGNS["left" if low else "center"], runs])

    def level(self, x: float, y: float, wide: float, weight: float) -> None:
        """Draw a level line."""
        left, top = _unit(self.left + x), _unit(y)
        line = [left, top, _unit(self.left + x + wide), top]
        self.lines.setdefault(weight, []).append(line)

    def plumb(self, x: float, y: float, tall: float, weight: float) -> None:
        """Draw a plumb line."""
        left, top = _unit(self.left + x), _unit(y)
        line = [left, top, left, _unit(y + tall)]
        self.lines.setdefault(weight, []).append(line)

    def fill(self, box: tuple[float, float, float, float], shade: str) -> None:
        """Fill a box: (left, top, width, height)."""
        self.fills.append([*self._box(box), shade])

    def cover(self, box: tuple[float, float, float, float], shade: str) -> None:
        """Fill a box over the lines: (left, top, width, height)."""
        self.bands.append([*self._box(box), shade])

    def strike(self, x: float, y: float, run: Run) -> None:
        """Draw the diagonal through a struck value, the value staying readable."""
        wide = width(run.text, run.style)
        tall = run.style.pitch * POINT
        middle = self.left + x + wide / 2
        reach = max(wide / 2 + 0.5, 1.3)
        ends = (middle - reach, y + tall * 0.86, middle + reach, y + tall * 0.14)
        self.strokes.append([_unit(value) for value in ends])

    def settle(self) -> str:
        """Return the commonest style of the page; its texts need not name it."""
        counts = Counter(item[2] for item in self.texts if len(item) == 4)
        usual = counts.most_common(1)[0][0] if counts else self.styles.name(MARK)
        self.styles.usual.add(usual)
        self.texts = [
            [item[0], item[1], item[3]] if len(item) == 4 and item[2] == usual else item
            for item in self.texts
        ]
        return usual

    def _run(self, run: Run) -> list[str]:
        item = [self.styles.name(run.style), run.text]
        return [*item, run.mark] if run.mark else item

    def _box(self, box: tuple[float, float, float, float]) -> Item:
        x, y, wide, tall = box
        return [_unit(self.left + x), _unit(y), _unit(wide), _unit(tall)]


def _unit(millimetres: float) -> int:
    return int(millimetres * 100 + 0.5)


def left_edge(*, verso: bool) -> float:
    """Return the left edge of the text: the binding is inside, at the spine."""
    return look.OUTER if verso else look.BINDING
