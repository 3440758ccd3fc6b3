"""Planned type as Word has it: faces, half points, exact lines."""

from functools import lru_cache
from typing import Literal

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import Style
from templates_docs.documents.class_journal.layout.measure import FAMILIES
from templates_docs.documents.class_journal.layout.model import Align, Rich
from templates_docs.documents.class_journal.layout.model import Run as PlannedRun
from templates_docs.rendering.docx_values import (
    CellStyle,
    Paragraph,
    ParagraphStyle,
    Run,
    TextStyle,
)

# Word makes a superscript of the size it stands at; this one comes out at six points.
_RAISED_SIZE = 10
Mark = Literal["", "under", "raised", "struck"]


@lru_cache(maxsize=512)
def text_style(style: Style, mark: Mark = "") -> TextStyle:
    """Return the style of a run; Word counts sizes in half points."""
    raised = mark == "raised"
    return TextStyle(
        font=FAMILIES[style.face],
        size=_RAISED_SIZE if raised else round(style.size * 2) / 2,
        bold=style.bold,
        italic=style.italic,
        raised=raised,
        struck=mark == "struck",
        underlined=mark == "under",
        tracking=style.tracking * style.size,
    )


@lru_cache(maxsize=1024)
def paragraph_style(
    pitch: float, align: Align = "left", before: float = 0.0, indent: float = 0.0
) -> ParagraphStyle:
    """Return a paragraph of exact lines; `before` is in millimetres."""
    return ParagraphStyle(
        align=align,
        exact=pitch,
        before=before / look.POINT,
        indent_mm=indent,
    )


@lru_cache(maxsize=4096)
def cell_style(
    style: Style,
    align: Align = "center",
    *,
    white: float = 1,
    left: float | None = None,
    before: float = 0.0,
) -> CellStyle:
    """Return the style of a cell of a grid: one line, centred in height."""
    return CellStyle(
        text=text_style(style),
        paragraph=paragraph_style(style.pitch, align, before),
        white=white,
        left=left,
    )


def runs(rich: Rich) -> tuple[Run, ...]:
    """Return the runs of rich text, line breaks in them."""
    return tuple(_run(run) for run in rich)


def _run(run: PlannedRun) -> Run:
    return Run(text=run.text, style=text_style(run.style, run.mark))


def pitch_of(rich: Rich) -> float:
    """Return the height of a line of rich text: that of its highest run."""
    tall = [run.style.pitch for run in rich if run.mark != "raised"]
    return max(tall, default=look.NOTE.pitch)


def paragraph(
    rich: Rich, align: Align = "left", *, before: float = 0.0, indent: float = 0.0
) -> Paragraph:
    """Return rich text as one paragraph."""
    return Paragraph(
        runs=runs(rich),
        style=paragraph_style(pitch_of(rich), align, round(before, 3), indent),
    )


def spacer(millimetres: float, *, page_break: bool = False) -> Paragraph:
    """Return an empty paragraph of a height: the space between two tables."""
    tall = max(millimetres / look.POINT, 1.0)
    style = ParagraphStyle(exact=round(tall, 2), page_break=page_break)
    return Paragraph(runs=(Run(style=TextStyle(size=1)),), style=style)
