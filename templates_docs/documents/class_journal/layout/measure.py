"""Widths and line breaks of text, from the advance widths of the faces.

Both engines are given the same lines, so a row is as high in print as in the plan.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fontTools.ttLib import TTFont

from templates_docs.documents.class_journal.layout.look import (
    NBSP,
    POINT,
    Face,
    Style,
)
from templates_docs.documents.class_journal.layout.model import Rich, Run
from templates_docs.formatting.typography import typograph
from templates_docs.rendering.fonts import MONO, NARROW, SANS, SERIF, find_face

FAMILIES: dict[Face, str] = {
    "serif": SERIF,
    "sans": SANS,
    "narrow": NARROW,
    "mono": MONO,
}
# Pairs across a break of words are not counted, and engines round as they like.
_SLACK_MM = 0.25
# In the sans cuts some pairs stand apart («тт»): left out, a line would overflow.
_KERNED = ("sans", "narrow")
# Its length does not go into two bytes; the library reads it whole and says so.
logging.getLogger("fontTools.ttLib.tables._k_e_r_n").setLevel(logging.ERROR)
_SPACES = re.compile(r"[ \t\r\n\f\v\u2000-\u200a\u2028\u2029]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NARROW_SPACES = str.maketrans({"\u202f": NBSP, "\u2007": NBSP})
# Only these make the typographer look for something to keep together.
_TIED = re.compile(r"[№%—]|\d |\. |[А-ЯЁ]\.")
_WORD = re.compile(r"[^ ]+ ?| ")
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")


class _Advances(dict[str, float]):
    """Advance widths of characters in ems; an unknown one is as wide as a letter."""

    def __missing__(self, char: str) -> float:
        return 0.6


@dataclass(frozen=True, slots=True)
class _Metrics:
    """What the width of a line is made of: advances, and kerning of pairs."""

    advances: _Advances
    names: dict[str, str]
    kerning: dict[tuple[str | None, str | None], int]
    em: int


@lru_cache(maxsize=16)
def _metrics(face: Face, bold: bool, italic: bool) -> _Metrics:
    found = find_face(FAMILIES[face], bold=bold, italic=italic)
    if found is None:
        message = f"no cut of {face} with bold={bold}, italic={italic}"
        raise LookupError(message)
    with TTFont(found.path, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        names = {chr(code): name for code, name in font.getBestCmap().items()}
        kerned = face in _KERNED and not italic
        pairs = font["kern"].kernTables[0].kernTable if kerned else {}
    advances = _Advances({char: widths[name][0] / em for char, name in names.items()})
    return _Metrics(advances, names, pairs, em)


def clean(text: str) -> str:
    """Return text that can be set: one-line, composed, of letters the faces have.

    A letter no face has is shown by its number: a page of the archive may neither
    drop it nor print an empty box.
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip(" ")
    composed = unicodedata.normalize("NFC", text).translate(_NARROW_SPACES)
    spaced = _SPACES.sub(" ", _UNSEEN.sub("", composed)).strip(" ")
    known = _metrics("sans", False, False).advances
    if all(char in known for char in spaced):
        return spaced
    return "".join(char if char in known else f"[U+{ord(char):04X}]" for char in spaced)


@lru_cache(maxsize=8192)
def bind(text: str) -> str:
    """Return clean text whose numbers and initials do not part from their words."""
    plain = clean(text)
    return typograph(plain) if _TIED.search(plain) else plain


@lru_cache(maxsize=16384)
def width(text: str, style: Style) -> float:
    """Return the width of one line, millimetres."""
    metrics = _metrics(style.face, style.bold, style.italic)
    ems = sum(map(metrics.advances.__getitem__, text))
    if metrics.kerning and len(text) > 1:
        names = [metrics.names.get(char) for char in text]
        kerning = metrics.kerning
        ems += sum(kerning.get(pair, 0) for pair in pairwise(names)) / metrics.em
    return (ems + style.tracking * (len(text) - 1)) * style.size * POINT


def fits(text: str, style: Style, space: float) -> bool:
    """Tell whether a line goes into a width."""
    return width(text, style) + _SLACK_MM <= space


@lru_cache(maxsize=8192)
def wrap(text: str, style: Style, space: float) -> tuple[str, ...]:
    """Break clean text into lines no wider than `space` millimetres."""
    if fits(text, style, space):
        return (text,)
    limit = space - _SLACK_MM
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        long = width(piece, style)
        if used + long <= limit or used + width(piece.rstrip(" "), style) <= limit:
            line, used = line + piece, used + long
            continue
        if line:
            lines.append(line.rstrip(" "))
        *whole, line = _chopped(piece, style, space) if long > limit else (piece,)
        used = width(line, style)
        lines.extend(whole)
    return (*lines, line.rstrip(" "))


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be broken: words with their space, parts at hyphens."""
    for word in _WORD.findall(text):
        if "-" in word:
            yield from _AFTER_HYPHEN.split(word)
        else:
            yield word


def _chopped(piece: str, style: Style, space: float) -> list[str]:
    """Return a piece as it is, or cut by letters where it has no place to break."""
    parts = [""]
    for char in piece:
        if parts[-1] and char != " " and not fits(parts[-1] + char, style, space):
            parts.append("")
        parts[-1] += char
    return parts


def words_fit(text: str, style: Style, space: float) -> bool:
    """Tell whether every word goes into a width without being cut."""
    if fits(text, style, space):
        return True
    return all(fits(piece.rstrip(" "), style, space) for piece in _pieces(text))


def wrapped(text: str, style: Style, space: float) -> Rich:
    """Return text as rich text with its line breaks."""
    if not text:
        return ()
    return (Run("\n".join(wrap(text, style, space)), style),)


def wrap_rich(rich: Rich, space: float) -> Rich:
    """Break text of several styles into lines; a comma stays with its word."""
    if len(rich) == 1:
        run = rich[0]
        return (run._replace(text="\n".join(wrap(run.text, run.style, space))),)
    texts = [""] * len(rich)
    used = 0.0
    last = 0
    for cluster in _clusters(rich):
        long = sum(width(piece, rich[index].style) for index, piece in cluster)
        index, piece = cluster[-1]
        tail = width(piece, rich[index].style)
        bare = long - tail + width(piece.rstrip(" "), rich[index].style)
        if used and used + bare + _SLACK_MM > space:
            texts[last] = f"{texts[last].rstrip(' ')}\n"
            used = 0.0
        for number, part in cluster:
            texts[number] += part
        used, last = used + long, index
    return tuple(run._replace(text=text) for run, text in zip(rich, texts, strict=True))


def _clusters(rich: Rich) -> Iterator[list[tuple[int, str]]]:
    """Yield what may not be broken, through the bounds of runs."""
    cluster: list[tuple[int, str]] = []
    for index, run in enumerate(rich):
        for number, piece in enumerate(_pieces(run.text)):
            joined = number == 0 and cluster and not cluster[-1][1].endswith(" ")
            if cluster and not (joined and not piece.startswith(" ")):
                yield cluster
                cluster = []
            cluster.append((index, piece))
    if cluster:
        yield cluster


def fit_line(text: str, ladder: tuple[Style, ...], space: float) -> Run:
    """Return text in the first style of the ladder that keeps it in one line.

    The last style is broken into lines where even it is too wide.
    """
    for candidate in ladder:
        if fits(text, candidate, space):
            return Run(text, candidate)
    return Run("\n".join(wrap(text, ladder[-1], space)), ladder[-1])


def lines_of(rich: Rich) -> int:
    """Count the lines of rich text."""
    return 1 + sum(run.text.count("\n") for run in rich) if rich else 0


def height(rich: Rich) -> float:
    """Return the height of rich text, millimetres: each line has its highest run."""
    if len(rich) == 1:
        text, face, _ = rich[0]
        return (text.count("\n") + 1) * face.pitch * POINT
    total = 0.0
    line = 0.0
    for run in rich:
        pitch = run.style.pitch if run.mark != "raised" else 0.0
        breaks = run.text.count("\n")
        line = max(line, pitch)
        if breaks:
            total += line + (breaks - 1) * pitch
            line = 0.0 if run.text.endswith("\n") else pitch
    return (total + line) * POINT
