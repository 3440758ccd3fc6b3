"""Twins whose table has upright heads: such letters are drawn last in a PDF."""

from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_table import append
from templates_docs.rendering.docx_values import Cell, CellStyle, Row, Table
from templates_docs.rendering.pdf import render_pdf
from templates_docs.rendering.twins import Difference, compare
from tests.templates_docs.rendering.twins.printed import MOMENT

TITLES = ("Анализ финансово-хозяйственной деятельности", "Право", "История")
WIDTH = 14
CSS = (
    "@page { size: A3 landscape; margin: 10mm } "
    "body { font: 6pt/1 'PT Sans'; margin: 0 } "
    "table { table-layout: fixed; border-collapse: collapse; width: 324mm } "
    "td, th { border: .35pt solid; padding: 0; font-weight: 400; vertical-align: bottom } "
    f".upright {{ height: 40mm; width: {WIDTH}mm; vertical-align: top }} "
    ".upright div { width: 38mm; height: 6mm; margin-bottom: -6mm; "
    "transform: translate(2mm, 39mm) rotate(-90deg); transform-origin: 0 0 }"
)


def compared(titles: tuple[str, ...], rows: int) -> tuple[Difference, ...]:
    """Compare a PDF of the usual titles with a Word document of some others."""
    texts = [f"Строка {number} из довольно многих строк" for number in range(rows)]
    heads = "".join(
        f'<th class="upright"><div>{title.replace("-", "-<br>")}</div></th>'
        for title in TITLES
    )
    lines = "".join(
        f"<tr><td>{text} {text} {text} {text}</td><td>5</td><td>4</td><td>3</td></tr>"
        for text in texts
    )
    pdf = render_pdf(
        f"<table><thead><tr><th>Имя</th>{heads}</tr></thead>{lines}</table>",
        styles=(CSS,),
        title="Сводная",
        made_at=MOMENT,
        identifier="V-1",
    )
    document = blank_document(
        PageSetup(width=420, height=297, left=10, right=10, top=10, bottom=10)
    )
    upright = CellStyle(rotated=True)
    head = Row(
        repeated=True,
        cells=(
            Cell(text="Имя"),
            *(Cell(text=title, style=upright) for title in titles),
        ),
    )
    body = (
        Row(cells=(Cell(text=f"{text} {text} {text} {text}"), *map(mark, "543")))
        for text in texts
    )
    widths = (324.0 - 3 * WIDTH, *[float(WIDTH)] * 3)
    append(document, Table(widths_mm=widths, rows=(head, *body)))
    return compare(pdf, save_document(document, title="Сводная", made_at=MOMENT))


def mark(text: str) -> Cell:
    return Cell(text=text)


def test_a_hyphen_at_the_end_of_an_upright_line_does_not_count() -> None:
    assert compared(TITLES, 3) == ()


def test_upright_heads_are_found_behind_a_page_full_of_letters() -> None:
    assert compared(TITLES, 60) == ()


def test_upright_heads_that_change_places_are_told() -> None:
    swapped = (TITLES[0], TITLES[2], TITLES[1])

    found = compared(swapped, 60)

    assert {one.docx for one in found} & {"Право", "История"}


def test_a_changed_upright_head_is_told() -> None:
    found = compared((*TITLES[:2], "Философия"), 60)

    assert any("Философия" in one.docx for one in found)
