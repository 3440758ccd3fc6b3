import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from templates_docs.rendering.docx import save_document
from templates_docs.rendering.docx_blank import PageSetup, blank_document
from templates_docs.rendering.docx_table import append
from templates_docs.rendering.docx_values import Cell, Paragraph, Row, Run, Table
from templates_docs.rendering.twins import (
    Difference,
    RunningZones,
    TwinsDifferError,
    assert_twins,
    compare,
)
from tests.templates_docs.rendering.twins.printed import (
    MOMENT,
    Page,
    as_docx,
    as_pdf,
)

PAGE = Page()


@cache
def printed() -> bytes:
    return as_pdf(PAGE)


def differences(page: Page) -> tuple[Difference, ...]:
    return compare(printed(), as_docx(page))


def test_equal_twins_have_no_differences() -> None:
    assert differences(PAGE) == ()
    assert_twins(printed(), as_docx(PAGE))


def test_spaces_dashes_and_hyphenation_do_not_count() -> None:
    alike = replace(
        PAGE,
        caption=PAGE.caption.replace("—", "-").replace(" ", "\u00a0"),
        text=PAGE.text.replace("методического", "методичес\u00adкого"),
    )

    assert differences(alike) == ()


def test_a_changed_mark_is_told_with_its_row_and_column() -> None:
    (found,) = differences(PAGE.with_cell(0, 5, "3"))

    assert (found.kind, found.docx, found.pdf) == ("changed", "3", "4")
    assert found.message == (
        "стр. 1, таблица 1, строка 1 (Воронцов Тимофей), графа 6 «11»: "
        "в DOCX «3», в PDF «4»"
    )


def test_a_mark_moved_to_the_next_empty_cell_is_found() -> None:
    moved = PAGE.with_cell(1, 6, "").with_cell(1, 7, "5")

    (found,) = differences(moved)

    assert found.kind == "column"
    assert (
        found.place == "стр. 1, таблица 1, строка 2 (Бек-Назаров Артур), графа 8 «18»"
    )


def test_a_mark_moved_to_the_row_below_is_found() -> None:
    moved = PAGE.with_cell(1, 6, "").with_cell(2, 6, "5")

    found = differences(moved)

    assert found
    assert {difference.kind for difference in found} <= {"row", "column"}


def test_swapped_marks_of_two_learners_are_found() -> None:
    swapped = PAGE.with_cell(1, 3, "4").with_cell(2, 3, "3")

    found = differences(swapped)

    assert len(found) == 2
    assert {(one.docx, one.place.split(", ")[2]) for one in found} == {
        ("4", "строка 2 (Бек-Назаров Артур)"),
        ("3", "строка 3 (Ёлкина Алёна)"),
    }


def test_a_missing_mark_and_an_extra_mark_are_told_apart() -> None:
    (missing,) = compare(as_pdf(PAGE.with_cell(0, 2, "")), as_docx(PAGE))
    (extra,) = differences(PAGE.with_cell(0, 2, ""))

    assert (missing.kind, missing.docx) == ("missing", "5")
    assert (extra.kind, extra.pdf) == ("extra", "5")


def test_a_dropped_row_is_told_as_what_it_held() -> None:
    (found,) = differences(replace(PAGE, rows=(PAGE.rows[0], *PAGE.rows[2:])))

    assert found.kind == "extra"
    assert found.pdf.startswith("2 Бек-Назаров Артур".replace("-", " "))


def test_one_changed_letter_of_a_paragraph_is_shown_with_its_surroundings() -> None:
    (found,) = differences(replace(PAGE, text=PAGE.text.replace("№ 18", "№ 19")))

    assert found.place.startswith("стр. 1, абзац «Замена преподавателя")
    assert "№19" in found.docx
    assert "№18" in found.pdf


def test_a_changed_name_is_not_lost_among_letters_of_others() -> None:
    (found,) = differences(PAGE.with_cell(2, 1, "Елкина Алёна"))

    assert (found.docx, found.pdf) == ("Елкина Алёна", "Ёлкина Алёна")


def test_a_lost_minus_in_a_cell_is_found() -> None:
    (found,) = differences(PAGE.with_cell(2, 4, ""))

    assert found.kind == "extra"


def test_another_paragraph_in_place_of_the_caption_is_a_change() -> None:
    (found,) = differences(replace(PAGE, caption="ОП.02 Конституционное право"))

    assert found.kind == "changed"


def test_a_swap_of_paragraphs_is_found() -> None:
    swapped = replace(PAGE, caption=PAGE.text, text=PAGE.caption)

    assert differences(swapped)


def test_running_zones_may_be_given() -> None:
    found = compare(
        printed(), as_docx(PAGE), running=RunningZones(top_mm=0, bottom_mm=0)
    )

    assert [one.pdf for one in found] == ["Журнал учебных занятий Стр. 1"]


def test_a_document_with_different_twins_is_refused_with_all_addresses() -> None:
    with pytest.raises(TwinsDifferError, match="документ не выдан") as told:
        assert_twins(printed(), as_docx(PAGE.with_cell(0, 5, "3").with_cell(3, 1, "Ю")))

    assert len(told.value.differences) == 2
    assert told.value.exit_code == 4


def test_a_table_that_repeats_its_head_on_the_next_page_is_the_same() -> None:
    rows = tuple(
        (str(number), f"Фамилия {number}", *PAGE.rows[2][2:]) for number in range(60)
    )
    long = replace(PAGE, rows=rows)

    assert compare(as_pdf(long), as_docx(long)) == ()


def test_wholly_different_documents_are_refused_quickly() -> None:
    other = replace(
        PAGE,
        caption="x",
        text="y" * 300,
        rows=tuple((str(number), "z" * 20, *"1111111") for number in range(200)),
    )

    began = time.perf_counter()
    found = differences(other)

    assert found
    assert time.perf_counter() - began < 20


TYPST = """
#set page(paper: "a4", margin: (left: 25mm, right: 10mm, top: 19mm, bottom: 20mm))
#set text(font: "PT Sans", size: 9pt)
#set table.cell(breakable: false)
#for s in json(bytes(sys.inputs.at("data"))) [
  #s.title
  #table(columns: (7mm, 46mm) + (5.4mm,) * 22, rows: 7mm, inset: 0pt,
    table.header(table.cell(rowspan: 2)[№], table.cell(rowspan: 2)[Фамилия, имя],
      table.cell(colspan: 22)[сентябрь], ..s.days.map(x => [#x])),
    ..s.rows.flatten().map(x => [#x]))
  #pagebreak(weak: true)
]
"""


@pytest.mark.slow
def test_a_book_of_twenty_thousand_cells_is_compared_in_four_seconds(
    tmp_path: Path,
) -> None:
    import typst

    from templates_docs.rendering.fonts import FONT_DIRECTORY

    marks = ("5", "", "4", "", "н", "", "н/4", "", "3", "", "")
    days = [f"{day:02}" for day in range(1, 23)]
    pages = [
        {
            "title": f"ОП.{number:03} Теория государства",
            "days": days,
            "rows": [
                [
                    str(row),
                    f"Фамилия {row}",
                    *(marks[(row + place + number) % 11] for place in range(22)),
                ]
                for row in range(12)
            ],
        }
        for number in range(130)
    ]
    source = tmp_path / "book.typ"
    source.write_text(TYPST, encoding="utf-8")
    pdf = typst.compile(
        str(source),
        font_paths=[str(FONT_DIRECTORY)],
        sys_inputs={"data": json.dumps(pages)},
    )
    docx = book(pages)

    began = time.process_time()
    found = compare(pdf, docx)
    spent = time.process_time() - began

    assert found == ()
    assert spent < 4


def book(pages: Sequence[Mapping[str, Any]]) -> bytes:
    document = blank_document(PageSetup(left=25, right=10, top=19, bottom=20))
    for page in pages:
        days, rows = page["days"], page["rows"]
        tall = tuple(Cell(text=text, down="start") for text in ("№", "Фамилия, имя"))
        rest = tuple(Cell(down="continue") for _ in range(2))
        append(
            document,
            Paragraph(runs=(Run(text=str(page["title"])),)),
            Table(
                widths_mm=(7, 46, *(5.4,) * 22),
                rows=(
                    Row(repeated=True, cells=(*tall, Cell(text="сентябрь", span=22))),
                    Row(
                        repeated=True, cells=(*rest, *(Cell(text=day) for day in days))
                    ),
                    *(
                        Row(cells=tuple(Cell(text=cell) for cell in row))
                        for row in rows
                    ),
                ),
            ),
        )
    return save_document(document, title="Журнал", made_at=MOMENT)
