"""Long names fitted into a line: narrower, then smaller, then two lines, never cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fontTools.ttLib import TTFont
from markupsafe import Markup, escape

from templates_docs.rendering.fonts import NARROW, SANS, check_fonts, find_face

# Word counts sizes in half points, so both twins shrink by the same steps.
_STEP = 0.5
_FLOOR = 7.0
_POINTS_A_MM = 72 / 25.4
# Kerning and rounding of the engines may take a little more than the bare sum.
_GRACE = 1.01
_SHORTENED = re.compile(r"[^\W\d_]{1,3}\. ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a text is printed so that it fits: family, size in points, lines."""

    family: str
    size: float
    lines: tuple[str, ...]


def text_width(
    text: str, *, family: str = SANS, size: float, bold: bool = False
) -> float:
    """Return the width of a text in millimetres, as the sum of its letters."""
    advances, default, units = _metrics(family, bold)
    total = sum(advances.get(ord(letter), default) for letter in text)
    return total * size / units / _POINTS_A_MM


@lru_cache(maxsize=8192)
def fit_line(
    text: str, *, width_mm: float, size: float = 9.5, family: str = SANS
) -> Fit:
    """Return how to print a text in a column (длинные ФИО).

    Regular cut, then the narrow one of the same size, then smaller down to 7 pt,
    then lines broken after a hyphen or at a space. Serif has no narrow cut.
    """
    if _fits(text, width_mm, size, family=family):
        return Fit(family=family, size=size, lines=(text,))
    narrow = NARROW if family == SANS else family
    for smaller in _sizes(size):
        if _fits(text, width_mm, smaller, family=narrow):
            return Fit(family=narrow, size=smaller, lines=(text,))
    for smaller in _sizes(size):
        lines = _broken(text, width_mm, smaller, family=narrow)
        if len(lines) == 2:
            return Fit(family=narrow, size=smaller, lines=lines)
    lines = _broken(text, width_mm, _FLOOR, family=narrow)
    return Fit(family=narrow, size=_FLOOR, lines=lines)


@lru_cache(maxsize=8192)
def fit_block(text: str, *, width_mm: float, size: float, small: float) -> Fit:
    """Return how to print a text that may take two lines (тема, база практики).

    One line of the regular cut or of the narrow one; then two lines of the narrow
    cut, not larger than `small`, shrunk before a third line is begun.
    """
    for family in (SANS, NARROW):
        if _fits(text, width_mm, size, family=family):
            return Fit(family=family, size=size, lines=(text,))
    floor = min(small, _FLOOR)
    for smaller in _sizes(min(size, small), floor):
        lines = break_evenly(text, width_mm=width_mm, size=smaller, family=NARROW)
        if len(lines) <= 2:
            return Fit(family=NARROW, size=smaller, lines=lines)
    lines = break_evenly(text, width_mm=width_mm, size=floor, family=NARROW)
    return Fit(family=NARROW, size=floor, lines=lines)


def break_evenly(
    text: str, *, width_mm: float, size: float, family: str
) -> tuple[str, ...]:
    """Return the fewest lines of one size, of about one length: no word alone."""
    lines = _broken(text, width_mm, size, family=family)
    least = longest_piece(text, size=size, family=family)
    while True:
        widest = max(text_width(line, family=family, size=size) for line in lines)
        narrower = widest * _GRACE - 0.1
        if narrower < least:
            return lines
        even = _broken(text, narrower, size, family=family)
        if len(even) > len(lines) or even == lines:
            return lines
        lines = even


def longest_piece(text: str, *, size: float, family: str) -> float:
    """Return the width of the longest word: a narrower column would cut it."""
    return _GRACE * max(
        (
            text_width(piece.rstrip(), family=family, size=size)
            for piece in _pieces(text)
        ),
        default=0,
    )


def count_lines(
    text: str, *, width_mm: float, size: float, family: str, bold: bool = False
) -> int:
    """Return how many lines a text of one size takes in a column."""
    lines, taken = 1, 0.0
    for piece in _pieces(text):
        width = text_width(piece.rstrip(), family=family, size=size, bold=bold)
        if taken and (taken + width) * _GRACE > width_mm:
            lines, taken = lines + 1, 0.0
        taken += text_width(piece, family=family, size=size, bold=bold)
    return lines


def fit_html(
    text: str, width_mm: float, size: float = 9.5, family: str = SANS
) -> Markup:
    """Return a text as HTML fitted into a column."""
    fit = fit_line(text, width_mm=width_mm, size=size, family=family)
    inner = Markup("<br>").join(escape(line) for line in fit.lines)
    if fit == Fit(family=family, size=size, lines=(text,)):
        return inner
    style = f"font-family: '{fit.family}'; font-size: {fit.size}pt; line-height: 1"
    if len(fit.lines) > 1:
        # A block has lines of its own height; a span keeps those of its cell.
        style += "; display: block"
    return Markup('<span style="{}">{}</span>').format(style, inner)


def fit_block_html(text: str, width_mm: float, size: float, small: float) -> Markup:
    """Return a text as HTML fitted into a column on one line or two."""
    fit = fit_block(text, width_mm=width_mm, size=size, small=small)
    inner = Markup("<br>").join(escape(line) for line in fit.lines)
    style = f"font-family: '{fit.family}'; font-size: {fit.size}pt; line-height: 1"
    return Markup('<div style="{}">{}</div>').format(style, inner)


def _sizes(size: float, floor: float = _FLOOR) -> Iterator[float]:
    while size >= floor:
        yield size
        size -= _STEP


def _fits(text: str, width_mm: float, size: float, *, family: str) -> bool:
    return text_width(text, family=family, size=size) * _GRACE <= width_mm


def _broken(text: str, width_mm: float, size: float, *, family: str) -> tuple[str, ...]:
    lines = [""]
    for piece in _pieces(text):
        longer = lines[-1] + piece
        if not lines[-1] or _fits(longer.rstrip(), width_mm, size, family=family):
            lines[-1] = longer
        else:
            lines.append(piece)
    if any(not _fits(line.rstrip(), width_mm, size, family=family) for line in lines):
        lines = list(_cut(lines, width_mm, size, family=family))
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str) -> Iterator[str]:
    """Give pieces that may stand on lines of their own: words, halves of a surname.

    A short word with a full stop («г.», «им.») holds on to the next one.
    """
    piece = ""
    for letter in text:
        piece += letter
        if letter in " -" and not _SHORTENED.fullmatch(piece):
            yield piece
            piece = ""
    if piece:
        yield piece


def _cut(
    lines: list[str], width_mm: float, size: float, *, family: str
) -> Iterator[str]:
    """Break words that are wider than the column anywhere: clipping would lose them."""
    for line in lines:
        rest = ""
        for letter in line:
            if rest and not _fits(rest + letter, width_mm, size, family=family):
                yield rest
                rest = ""
            rest += letter
        yield rest


@lru_cache(maxsize=8)
def _metrics(family: str, bold: bool) -> tuple[dict[int, int], int, int]:
    check_fonts()
    face = find_face(family, bold=bold)
    if face is None:
        message = f"{family} has no such cut"
        raise ValueError(message)
    with TTFont(face.path) as font:
        widths = font["hmtx"].metrics
        advances = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return advances, widths[".notdef"][0], font["head"].unitsPerEm
