"""A small document printed twice from one value: as PDF and as DOCX."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape

from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_table import append, replace_content
from templates_docs.rendering.docx_values import Cell, Paragraph, Row, Run, Table
from templates_docs.rendering.pdf import render_pdf

MOMENT = datetime(2026, 12, 24, 13, 5, tzinfo=UTC)
COLUMNS = 9
WIDTHS = (8.0, 60.0, *(5.4,) * (COLUMNS - 2))
NAMES = ("Воронцов Тимофей", "Бек-Назаров Артур", "Ёлкина Алёна", "Ли Вэй")
MARKS = (
    ("5", "", "", "4", "", "н/4", ""),
    ("", "3", "", "", "5", "", ""),
    ("н", "4", "–", "4", "", "", "5"),
    ("", "", "", "", "", "", ""),
)
PAGE_CSS = (
    "@page { size: A4; margin: 15mm 10mm 15mm 25mm; "
    "@top-left { content: 'Журнал учебных занятий' } "
    "@bottom-right { content: 'Стр. ' counter(page) } } "
    "body { font: 9pt 'PT Sans'; margin: 0 } "
    "table { table-layout: fixed; border-collapse: collapse } "
    "td, th { border: 0.35pt solid; padding: 0; font-weight: 400 } tr { height: 7mm } "
    "p { hyphens: auto; text-align: justify; width: 60mm }"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A caption, a table of marks and a paragraph."""

    caption: str = "ОП.01 Теория — государства и права"
    days: tuple[str, ...] = ("02", "04", "09", "11", "16", "18", "23")
    rows: tuple[tuple[str, ...], ...] = tuple(
        (str(number), name, *marks)
        for number, (name, marks) in enumerate(zip(NAMES, MARKS, strict=True), start=1)
    )
    text: str = (
        "Замена преподавателя оформлена распоряжением учебно-методического отдела "
        "от 12.10.2026 № 18, основание: служебная записка."
    )

    def with_cell(self, row: int, column: int, text: str) -> "Page":
        """Return the page with another text in a cell (0-based)."""
        cells = list(self.rows[row])
        cells[column] = text
        rows = [*self.rows[:row], tuple(cells), *self.rows[row + 1 :]]
        return replace(self, rows=tuple(rows))


def as_pdf(page: Page) -> bytes:
    """Print the page as PDF."""
    columns = "".join(f'<col style="width: {width}mm">' for width in WIDTHS)
    head = _html_row("th", ("№", "Фамилия, имя", *page.days))
    rows = "".join(_html_row("td", row) for row in page.rows)
    html = (
        f'<html lang="ru"><body><div>{escape(page.caption)}</div><table>{columns}'
        f"<thead>{head}</thead>{rows}</table><p>{escape(page.text)}</p></body></html>"
    )
    return render_pdf(
        html, styles=(PAGE_CSS,), title="Журнал", made_at=MOMENT, identifier="J-1"
    )


def as_docx(page: Page) -> bytes:
    """Print the page as DOCX."""
    document = blank_document(PageSetup(left=25, right=10, top=15, bottom=15))
    head = Row(repeated=True, cells=_cells(("№", "Фамилия, имя", *page.days)))
    rows = tuple(Row(height_mm=7, cells=_cells(row)) for row in page.rows)
    append(
        document,
        _line(page.caption),
        Table(widths_mm=WIDTHS, rows=(head, *rows)),
        _line(page.text),
    )
    replace_content(document.sections[0].footer, _line("Стр. 1, только в Word"))
    return save_document(document, title="Журнал", made_at=MOMENT)


Change = Callable[[Page], Page]


def _html_row(tag: str, cells: tuple[str, ...]) -> str:
    inner = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"


def _cells(texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(text=text) for text in texts)


def _line(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text=text),))
