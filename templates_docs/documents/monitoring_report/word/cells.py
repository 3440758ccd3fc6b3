"""Cells of the report's tables in Word: texts, styles, shares (ячейки отчёта)."""

from decimal import Decimal

from templates_docs.documents.monitoring_report.context import GroupLine, Share
from templates_docs.documents.monitoring_report.word.charts import Charts
from templates_docs.formatting.typography import (
    DASH,
    NBSP,
    decimal_text,
    grouped_digits,
)
from templates_docs.rendering.docx_drawing import Drawing
from templates_docs.rendering.docx_values import (
    Align,
    Cell,
    CellStyle,
    Paragraph,
    ParagraphStyle,
    Run,
    TextStyle,
)
from templates_docs.rendering.fitting import fit_line
from templates_docs.rendering.fonts import NARROW, SERIF

BODY = TextStyle(size=9)
BOLD = TextStyle(size=9, bold=True)
HEAD = TextStyle(size=8)
SMALL = TextStyle(size=7.5)
CAPTION = TextStyle(size=6.5)
DRAWN = TextStyle(size=1)
"""A line that holds a drawing is no taller than the drawing."""

VOICE = TextStyle(font=SERIF, size=11)
LINE = 0.35
POINTS_A_MM = 72 / 25.4


def counts_text(share: Share) -> str:
    """Write «295 / 340» (числитель и знаменатель)."""
    return f"{grouped_digits(share.numerator)} / {grouped_digits(share.denominator)}"


def norm_text(value: Decimal | None, *, is_ceiling: bool) -> str:
    """Write a norm, a ceiling with its sign: «≤ 10» (норма)."""
    if value is None:
        return DASH
    sign = "≤ " if is_ceiling and value else ""
    return sign + decimal_text(value, 0 if value == int(value) else 1)


def signed_text(value: Decimal | None) -> str:
    """Write a deviation with its sign (отклонение)."""
    sign = "+" if value is not None and value > 0 else ""
    return sign + decimal_text(value, 1)


def hours_text(value: int) -> str:
    """Write hours ahead or behind with their sign (отставание от КТП)."""
    return ("+" if value > 0 else "") + grouped_digits(value)


def cell(
    text: str = "",
    style: TextStyle = BODY,
    *,
    align: Align = "left",
    sides_mm: float | None = None,
    left: float | None = None,
    span: int = 1,
    keep_next: bool = False,
) -> Cell:
    """Return a cell of one line."""
    return Cell(
        text=text,
        style=CellStyle(
            text=style,
            paragraph=ParagraphStyle(align=align, keep_next=keep_next),
            sides_mm=sides_mm,
            left=left,
        ),
        span=span,
    )


def head(text: str, *, span: int = 1, style: TextStyle = HEAD) -> Cell:
    """Return a cell of a table's head."""
    return cell(text, style, align="center", span=span, sides_mm=0.5)


def fitted(text: str, width_mm: float, *, bold: bool = False) -> Cell:
    """Return a cell whose text is narrowed to the width, as in the PDF."""
    fit = fit_line(text, width_mm=width_mm, size=BODY.size)
    style = TextStyle(font=fit.family, size=fit.size, bold=bold)
    return cell("\n".join(fit.lines), style, sides_mm=0.8)


def drawn(
    drawing: Drawing, *, row_mm: float, sides_mm: float, left: float | None = None
) -> Cell:
    """Return a cell with a drawing in the middle of its row.

    LibreOffice does not centre a drawing in its cell: the space above is given, less
    than a half because a line has a foot of its own.
    """
    above = (row_mm - drawing.height_mm) / 3 * POINTS_A_MM
    paragraph = Paragraph(
        runs=(Run(drawing=drawing, style=DRAWN),), style=ParagraphStyle(before=above)
    )
    style = CellStyle(valign="top", sides_mm=sides_mm, left=left)
    return Cell(paragraphs=(paragraph,), style=style)


def figure(share: Share, *, bold: bool = False) -> Cell:
    """Return the percent of a share, bold where it is much worse than the norm."""
    style = BOLD if bold or share.is_worse else BODY
    return cell(decimal_text(share.percent, 1), style, align="right", sides_mm=0.4)


def share_cells(
    share: Share, charts: Charts, *, bold: bool = False
) -> tuple[Cell, ...]:
    """Return bar, counts and percent of a share in the table of groups."""
    bar = charts.bar(share.bar, width_mm=9.5, height_mm=2.8)
    return (
        drawn(bar, row_mm=5.2, sides_mm=0.5, left=LINE),
        cell(
            counts_text(share),
            TextStyle(font=NARROW, size=7, bold=bold),
            align="right",
            sides_mm=0,
        ),
        figure(share, bold=bold),
    )


def group_cells(
    line: GroupLine, charts: Charts, *, bold: bool = False
) -> tuple[Cell, ...]:
    """Return the cells of a group, or of all groups together."""
    style = BOLD if bold else BODY
    shares = (
        line.full,
        line.in_time,
        line.topics,
        line.homework,
        line.no_marks,
        line.one_mark,
    )
    return (
        fitted(line.title, 31.2, bold=bold),
        cell(grouped_digits(line.learners), style, align="right", sides_mm=0.8),
        cell(grouped_digits(line.lessons), style, align="right", sides_mm=0.8),
        *(one for share in shares for one in share_cells(share, charts, bold=bold)),
        cell(hours_text(line.lag), style, align="right", sides_mm=0.8, left=LINE),
    )


def clause_text(clause: str) -> str:
    """Write «п. 4.1.1» (пункт Положения)."""
    return f"п.{NBSP}{clause}"
