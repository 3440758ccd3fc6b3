"""Volumes: sides of blocks, fillers, numbers, contents, references."""

from dataclasses import replace
from datetime import datetime

import pytest

from records.kernel.errors import NotFoundError
from templates_docs.documents.class_journal.context import (
    Correction,
    JournalContext,
    Printing,
)
from templates_docs.documents.class_journal.layout.model import Page, Table
from templates_docs.documents.class_journal.layout.plan import (
    measure_volumes,
    plan_volume,
)
from templates_docs.documents.class_journal.layout.volumes import sheets_of
from templates_docs.documents.class_journal.sample import sample
from tests.templates_docs.documents.class_journal.facts import make_block, make_journal


def printed(context: JournalContext, **changes: object) -> JournalContext:
    printing = replace(context.printing, **changes)  # type: ignore[arg-type]
    return replace(context, printing=printing)


def rows_of(page: Page) -> list[list[str]]:
    table = next(block for block in page.blocks if isinstance(block, Table))
    return [
        ["".join(run.text for run in cell.rich) for cell in row.cells]
        for row in table.rows
    ]


@pytest.fixture(scope="module")
def large() -> JournalContext:
    """Forty blocks of seven spreads: 280 sheets and the pages around them."""
    blocks = tuple(make_block(key, learners=5, lessons=120) for key in range(1, 41))
    corrected = Correction(
        block="1",
        lesson=3,
        learner=4,
        was="3",
        now="4",
        reason="ошибка",
        basis="записка",
        author="Петрова А.В.",
        made_at=datetime(2026, 10, 16, 15, 20),  # noqa: DTZ001 - a local moment
    )
    blocks = tuple(replace(block, lessons=_plain(block.lessons)) for block in blocks)
    return make_journal(learners=5, blocks=blocks, corrections=(corrected,))


def _plain(lessons: tuple) -> tuple:  # type: ignore[type-arg]
    return tuple(replace(one, kind="Л") for one in lessons)


@pytest.mark.parametrize(
    ("pages", "duplex", "sheets"),
    [(1, True, 1), (2, True, 1), (3, True, 2), (136, True, 68), (7, False, 7)],
)
def test_a_sheet_has_two_pages_in_duplex_and_one_in_simplex(
    pages: int, duplex: bool, sheets: int
) -> None:
    assert sheets_of(pages, duplex=duplex) == sheets


def test_parts_stand_in_the_fixed_order_of_the_form() -> None:
    parts = list(dict.fromkeys(page.part for page in plan_volume(sample()).pages))

    assert parts == [
        "title",
        "legend",
        "contents",
        "learners",
        *(f"block:{key}" for key in range(1, 6)),
        "practice:pp01",
        "consultations",
        "works",
        "works-0",
        "results",
        "summary",
        "movement",
        "substitutions",
        "corrections",
        "remarks",
        "notes",
    ]


def test_every_block_begins_on_an_even_page_in_duplex() -> None:
    for page in plan_volume(sample()).pages:
        if page.kind == "marks":
            assert page.number % 2 == 0
            assert page.verso
        if page.kind == "records":
            assert page.number % 2 == 1
            assert not page.verso


def test_a_filler_page_is_counted_and_says_it_is_left_empty() -> None:
    pages = plan_volume(sample()).pages
    filler = next(page for page in pages if page.kind == "filler")

    words = [run.text for block in filler.blocks for run in block.rich]  # type: ignore[union-attr]

    assert words == ["Страница не заполняется"]
    assert pages[filler.number - 1] is filler


def test_the_number_of_pages_is_even_in_duplex() -> None:
    for lessons in (5, 40):
        for learners in (5, 30):
            block = make_block(learners=learners, lessons=lessons)
            context = make_journal(learners=learners, blocks=(block,))
            assert len(plan_volume(context).pages) % 2 == 0


def test_simplex_needs_no_fillers_and_every_page_is_a_sheet() -> None:
    plan = plan_volume(printed(sample(), duplex=False))

    assert all(page.kind != "filler" for page in plan.pages)
    assert [page.sheet for page in plan.pages] == [page.number for page in plan.pages]
    assert plan.sheets == len(plan.pages)
    assert not any(page.verso for page in plan.pages)


def test_the_sheet_number_stands_on_the_face_of_the_sheet_only() -> None:
    for page in plan_volume(sample()).pages:
        expected = (page.number + 1) // 2 if page.number % 2 else None
        assert page.sheet == expected
        if expected:
            assert page.running_right == f"л.\u00a0{expected}"


def test_contents_give_the_pages_on_which_parts_really_stand() -> None:
    pages = plan_volume(sample()).pages
    contents = next(page for page in pages if page.kind == "contents")
    told = {row[2]: row[-1] for row in rows_of(contents)[1:] if len(row) == 6}
    common = {row[1]: row[-1] for row in rows_of(contents)[1:] if len(row) == 3}

    def stands(part: str) -> str:
        numbers = [p.number for p in pages if p.part == part and p.kind != "filler"]
        first, last = numbers[0], numbers[-1]
        return f"{first}–{last}" if first != last else str(first)

    assert told["Теория государства и права"] == stands("block:1")
    assert told["Иностранный язык, подгруппа 2"] == stands("block:3")
    assert common["Итоговые отметки"] == stands("results")
    assert common["Лист для записей"] == stands("notes")


def test_corrections_refer_to_the_page_of_the_corrected_cell() -> None:
    pages = plan_volume(sample()).pages
    listed = next(page for page in pages if page.kind == "corrections")
    first = rows_of(listed)[1]
    marks = [page for page in pages if page.part == "block:1" and page.kind == "marks"]

    assert first[1] == str(marks[0].number)


def test_a_journal_above_250_sheets_is_divided_between_blocks(
    large: JournalContext,
) -> None:
    sizes = measure_volumes(large)

    assert len(sizes) == 2
    assert sum(size.pages for size in sizes) > 560
    assert all(size.sheets <= 250 for size in sizes)
    assert all(size.pages == 2 * size.sheets for size in sizes)


def test_each_volume_has_its_own_title_contents_and_numbers_from_one(
    large: JournalContext,
) -> None:
    for number, size in enumerate(measure_volumes(large), start=1):
        plan = plan_volume(printed(large, volume=number))

        assert (plan.number, plan.count) == (number, 2)
        assert [page.number for page in plan.pages] == list(range(1, size.pages + 1))
        assert [page.kind for page in plan.pages][:3] == ["title", "legend", "contents"]
        title = [
            run.text
            for block in plan.pages[0].blocks
            for run in getattr(block, "rich", ())
        ]
        assert title[title.index("Том\u00a0№\u00a0") :][:4] == [
            "Том\u00a0№\u00a0",
            str(number),
            " из ",
            "2",
        ]


def test_no_block_is_parted_between_volumes(large: JournalContext) -> None:
    first, second = (
        {page.part for page in plan_volume(printed(large, volume=n)).pages}
        for n in (1, 2)
    )

    shared = first & second

    assert shared == {"title", "legend", "contents", "learners", "notes"}
    assert sum(part.startswith("block:") for part in first | second) == 40


def test_a_reference_to_another_volume_names_it(large: JournalContext) -> None:
    pages = plan_volume(printed(large, volume=2)).pages
    listed = next(page for page in pages if page.kind == "corrections")

    assert rows_of(listed)[1][1].replace("\n", " ").startswith("т.\u00a01, с.")


def test_the_limit_of_sheets_is_a_setting() -> None:
    blocks = tuple(make_block(key, learners=5, lessons=20) for key in range(1, 6))
    context = make_journal(learners=5, blocks=blocks)

    sizes = measure_volumes(printed(context, sheets_a_volume=10))

    assert len(sizes) > 2
    assert all(size.sheets <= 10 for size in sizes[:-1])


def test_a_volume_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="нет тома 2"):
        plan_volume(replace(sample(), printing=Printing(volume=2)))


def test_sizes_are_those_of_the_composed_volume() -> None:
    (size,) = measure_volumes(sample())
    plan = plan_volume(sample())

    assert (size.pages, size.sheets) == (len(plan.pages), plan.sheets)
