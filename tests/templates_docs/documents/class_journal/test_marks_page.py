"""The left page: rows, marks, bands and what explains them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from templates_docs.documents.class_journal.context import (
    Block,
    Correction,
    Debt,
    Gap,
    JournalContext,
    Substitute,
)
from templates_docs.documents.class_journal.layout.model import (
    Grid,
    Notes,
    Page,
    Prose,
    Table,
)
from templates_docs.documents.class_journal.layout.plan import plan_volume
from templates_docs.documents.class_journal.sample import sample
from tests.templates_docs.documents.class_journal.facts import (
    make_block,
    make_journal,
    make_learners,
)


def marks_pages(context: JournalContext) -> list[Page]:
    return [page for page in plan_volume(context).pages if page.kind == "marks"]


def grid_of(page: Page) -> Grid:
    return next(block for block in page.blocks if isinstance(block, Grid))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


def notes_of(page: Page) -> list[str]:
    return [
        plain(f"{note.sign} {' '.join(run.text for run in note.rich)}")
        for block in page.blocks
        if isinstance(block, Notes)
        for column in block.columns
        for note in column
    ]


def journal_with_gap(gap: Gap, *, lessons: int = 15) -> JournalContext:
    people = make_learners(5)
    people = (people[0], replace(people[1], gaps=(gap,)), *people[2:])
    block = without_marks(make_block(learners=5, lessons=lessons), learner=2)
    return replace(make_journal(learners=5, blocks=(block,)), learners=people)


def without_marks(block: Block, *, learner: int) -> Block:
    return replace(
        block,
        finals=tuple(
            replace(one, marks=tuple(m for m in one.marks if m[0] != learner))
            for one in block.finals
        ),
        lessons=tuple(
            replace(
                lesson,
                marks=tuple(m for m in lesson.marks if m[0] != learner),
                control=lesson.control
                and tuple(m for m in lesson.control if m[0] != learner),
            )
            for lesson in block.lessons
        ),
    )


def correction(**changes: object) -> Correction:
    base = Correction(
        block="1",
        lesson=3,
        learner=4,
        was="3",
        now="4",
        reason="ошибка при переносе",
        basis="служебная записка от 16.10.2026",
        author="Петрова А.В.",
        made_at=datetime(2026, 10, 16, 15, 20),  # noqa: DTZ001 - a local moment
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "tall"),
    [(1, 7.0), (25, 7.0), (26, 6.5), (28, 6.5), (32, 6.0), (33, 5.3), (36, 5.3)],
)
def test_rows_grow_lower_as_learners_grow_more(count: int, tall: float) -> None:
    block = make_block(learners=count, lessons=5)

    grid = grid_of(marks_pages(make_journal(learners=count, blocks=(block,)))[0])

    assert (grid.rows, grid.row_height) == (count, tall)


def test_more_than_36_learners_go_on_in_a_second_spread() -> None:
    block = make_block(learners=40, lessons=10)
    context = make_journal(learners=40, blocks=(block,))

    first, second = marks_pages(context)

    assert grid_of(first).rows == grid_of(second).rows == 20
    assert grid_of(second).columns[0].cells[0] == "21"
    assert not grid_of(first).feet
    assert len(grid_of(second).feet) == 1


def test_absences_are_counted_for_every_lesson_but_not_for_controls() -> None:
    block = make_block(learners=25, lessons=10)
    grid = grid_of(marks_pages(make_journal(blocks=(block,)))[0])

    counted = [column.foot[0] for column in grid.columns[2:]]
    absent = [sum(text == "н" for _, text in one.marks) for one in block.lessons]

    assert [text for text in counted if text] == [str(n) if n else "–" for n in absent]
    assert counted[-1] == ""


def test_days_before_an_arrival_are_one_hatched_band_with_words() -> None:
    gap = Gap(kind="arrival", last=date(2026, 10, 4), order="77-к")

    page = marks_pages(journal_with_gap(gap))[0]
    (band,) = grid_of(page).bands

    assert (band.row, band.column, band.shade) == (1, 2, "hatch")
    assert plain(band.rich[0].text) == "зачислен 05.10.2026, пр. № 77-к"


def test_days_after_a_leaving_are_a_grey_band_to_the_end() -> None:
    gap = Gap(kind="left", first=date(2026, 9, 12), order="71-к")

    page = marks_pages(journal_with_gap(gap))[0]
    (band,) = grid_of(page).bands

    assert band.shade == "band"
    assert band.column + band.span == len(grid_of(page).columns)
    assert "выбыл 11.09.2026" in band.rich[0].text


def test_a_narrow_band_has_a_sign_and_its_words_stand_in_a_footnote() -> None:
    gap = Gap(kind="arrival", last=date(2026, 9, 3), order="77-к")

    page = marks_pages(journal_with_gap(gap))[0]
    (band,) = grid_of(page).bands

    assert band.rich[0].text == "1"
    assert notes_of(page)[0].startswith("1 Васильев Пётр — зачислен 04.09.2026")


def test_a_band_never_covers_a_mark() -> None:
    gap = Gap(kind="left", first=date(2026, 9, 1), order="71-к")
    people = make_learners(5)
    people = (people[0], replace(people[1], gaps=(gap,)), *people[2:])
    block = without_marks(make_block(learners=5, lessons=8), learner=2)
    lessons = list(block.lessons)
    lessons[3] = replace(lessons[3], marks=((2, "5"),))
    block = replace(block, lessons=tuple(lessons))
    context = replace(make_journal(learners=5, blocks=(block,)), learners=people)

    grid = grid_of(marks_pages(context)[0])
    covered = {
        column
        for band in grid.bands
        for column in range(band.column, band.column + band.span)
    }

    assert grid.columns[5].cells[1] == "5"
    assert 5 not in covered
    assert len(grid.bands) == 2


def test_a_corrected_mark_has_a_sign_and_a_footnote_with_both_values() -> None:
    context = make_journal(
        learners=5,
        blocks=(make_block(learners=5, lessons=8),),
        corrections=(correction(),),
    )

    page = marks_pages(context)[0]
    cell = grid_of(page).columns[4].cells[3]

    assert not isinstance(cell, str)
    assert cell[-1].text == "1"
    assert (
        notes_of(page)
        == [
            "1 Дмитриев Олег — отметка за 09.09.2026 исправлена с «3» (удовлетворительно) "
            "на «4» (хорошо); служебная записка от\u00a016.10.2026, Петрова\u00a0А.В."
        ]
        or "исправлена с «3» (удовлетворительно) на «4» (хорошо)" in notes_of(page)[0]
    )


def test_many_corrections_become_one_reference_to_their_list() -> None:
    block = make_block(learners=25, lessons=17)
    many = tuple(
        correction(learner=learner, lesson=lesson)
        for learner in range(1, 26)
        for lesson in (2, 3)
    )
    context = make_journal(blocks=(block,), corrections=many)

    notes = notes_of(marks_pages(context)[0])

    assert len(notes) == 1
    assert "в «Сведениях об исправлениях»" in notes[0]


def test_a_final_without_a_mark_refers_to_the_page_of_debts() -> None:
    block = make_block(learners=5, lessons=30)
    finals = (replace(block.finals[0], marks=((4, "н/а"),)), *block.finals[1:])
    debt = Debt(
        learner=4,
        index=block.index,
        period="1 с",
        period_name="1 семестр",
        reason="болезнь, справка № 115",
        reason_note="болезнь",
        form="зачёт",
        due="до 26.01.2027",
        order="12-к",
        order_date=date(2027, 1, 18),
    )
    context = make_journal(
        learners=5, blocks=(replace(block, finals=finals),), debts=(debt,)
    )

    pages = plan_volume(context).pages
    results = next(page for page in pages if page.kind == "results")
    notes = [note for page in pages if page.kind == "marks" for note in notes_of(page)]

    assert any(
        "не аттестован (болезнь)" in note and f"с. {results.number}." in note
        for note in notes
    )


def test_a_substituted_lesson_has_a_star_and_its_basis_under_the_table() -> None:
    block = make_block(learners=5, lessons=8)
    substitute = Substitute(name="Петрова А.В.", basis="распоряжение № 34-р")
    lessons = (replace(block.lessons[0], substitute=substitute), *block.lessons[1:])
    context = make_journal(learners=5, blocks=(replace(block, lessons=lessons),))

    page = marks_pages(context)[0]
    days = [cell for cell in grid_of(page).heads if cell.top == 5.2]

    assert [run.text for run in days[0].rich] == ["01", "*"]
    assert notes_of(page)[0].startswith("* Занятие проведено в порядке замены")


def test_a_subgroup_has_only_its_learners_under_their_own_numbers() -> None:
    pages = marks_pages(sample())
    second = [page for page in pages if page.part == "block:3"]

    assert grid_of(second[0]).columns[0].cells[:3] == ("14", "15", "16")


def test_the_first_spread_of_a_subgroup_tells_its_composition() -> None:
    pages = [page for page in marks_pages(sample()) if page.part == "block:2"]
    words = [
        run.text
        for block in pages[0].blocks
        if isinstance(block, Prose)
        for run in block.rich
    ]

    assert "Состав подгруппы 1" in words
    assert any(isinstance(block, Table) for block in pages[0].blocks)
    assert not any(isinstance(block, Table) for block in pages[1].blocks)
