"""Which lessons stand on which spread, and in which columns."""

from dataclasses import replace
from datetime import date

import pytest

from templates_docs.documents.class_journal.context import Block, JournalContext
from templates_docs.documents.class_journal.layout.errors import DoesNotFitError
from templates_docs.documents.class_journal.layout.lookup import build_lookup
from templates_docs.documents.class_journal.layout.model import Grid, Page, Table
from templates_docs.documents.class_journal.layout.plan import plan_volume
from templates_docs.documents.class_journal.layout.spread.columns import slots_of
from templates_docs.documents.class_journal.layout.spread.fill import (
    COLUMNS_A_SPREAD,
    Spread,
    periods_of,
    spreads_of,
)
from templates_docs.documents.class_journal.layout.spread.right import room_of
from tests.templates_docs.documents.class_journal.facts import make_block, make_journal


def spreads(block: Block, context: JournalContext | None = None) -> list[Spread]:
    lookup = build_lookup(context or make_journal(blocks=(block,)))
    periods = periods_of(block, lookup)
    rooms = {period.semester: room_of(block, period, 31.2) for period in periods}
    return list(spreads_of(periods, rooms))


def grid_of(page: Page) -> Grid:
    return next(block for block in page.blocks if isinstance(block, Grid))


def table_of(page: Page) -> Table:
    return next(block for block in page.blocks if isinstance(block, Table))


def texts(page: Page) -> list[str]:
    return [
        "".join(run.text for run in row.cells[0].rich) for row in table_of(page).rows
    ]


def test_a_spread_never_has_more_than_22_columns() -> None:
    for spread in spreads(make_block(lessons=70)):
        assert len(slots_of(spread)) <= COLUMNS_A_SPREAD


def test_the_first_spread_is_filled_as_far_as_22_columns_or_the_page_allow() -> None:
    first, second, *_ = spreads(make_block(lessons=70))

    free = COLUMNS_A_SPREAD - len(slots_of(first))
    heights = sum(unit.row.height for unit in first.units) + second.units[0].row.height

    assert second.units[0].columns > free or heights > 220


def test_every_lesson_stands_on_one_spread_in_its_order() -> None:
    block = make_block(lessons=70)

    numbers = [u.lesson.number for s in spreads(block) for u in s.units]

    assert numbers == list(range(1, 71))


def test_the_right_page_records_exactly_the_lessons_of_the_left() -> None:
    pages = plan_volume(make_journal(blocks=(make_block(lessons=40),))).pages
    left = [page for page in pages if page.kind == "marks"]
    right = [page for page in pages if page.kind == "records"]

    for marks, records in zip(left, right, strict=True):
        days = [
            cell.rich[0].text
            for cell in grid_of(marks).heads
            if cell.top == 5.2 and cell.column > 1
        ]
        dates = [row.cells[1].rich[0].text[:2] for row in table_of(records).rows[1:]]
        assert dates == days


def test_monthly_control_stands_right_after_the_last_lesson_of_its_month() -> None:
    block = make_block(lessons=30)
    by_month = {lesson.date.month: lesson.number for lesson in block.lessons}

    for spread in spreads(block):
        slots = slots_of(spread)
        for index, slot in enumerate(slots):
            if slot.control and slot.lesson:
                assert slots[index - 1].lesson is slot.lesson
                assert by_month[slot.lesson.date.month] == slot.lesson.number


def test_finals_stand_right_after_the_last_date_of_their_semester() -> None:
    block = make_block(lessons=70)
    last = max(one.number for one in block.lessons if one.date < date(2027, 1, 11))

    closing = next(
        spread
        for spread in spreads(block)
        if spread.semester == 1 and spread.last_of_period
    )
    kinds = [slot.final.period for slot in slots_of(closing) if slot.final]

    assert closing.units[-1].lesson.number == last
    assert slots_of(closing)[-1].final is not None
    assert kinds == ["1 с"]


def test_finals_of_the_year_stand_after_the_last_lesson_of_all() -> None:
    last = spreads(make_block(lessons=70))[-1]

    periods = [slot.final.period for slot in slots_of(last) if slot.final]

    assert periods == ["2 с", "Ит."]
    assert [slot.final is not None for slot in slots_of(last)[-2:]] == [True, True]


def test_a_lesson_is_never_parted_from_its_control_and_finals() -> None:
    for spread in spreads(make_block(lessons=70)):
        first = slots_of(spread)[0]

        assert first.is_lesson


def test_a_semester_begins_on_a_new_spread() -> None:
    semesters = [spread.semester for spread in spreads(make_block(lessons=70))]

    assert semesters == sorted(semesters, key=lambda number: number or 0)
    assert set(semesters) == {1, 2}


def test_a_programme_without_semesters_has_one_period() -> None:
    block = make_block(lessons=30)
    context = make_journal(blocks=(block,))
    context = replace(context, year=replace(context.year, semesters=()))

    assert {spread.semester for spread in spreads(block, context)} == {None}


def test_long_topics_leave_fewer_lessons_on_a_spread() -> None:
    block = make_block(lessons=40)
    topic = "Сравнительный анализ источников права зарубежных государств " * 4
    long = replace(
        block, lessons=tuple(replace(one, topic=topic) for one in block.lessons)
    )

    assert len(spreads(long)[0].units) < len(spreads(block)[0].units)


def test_a_topic_longer_than_a_page_is_refused_with_its_day() -> None:
    block = make_block(lessons=3)
    first = replace(block.lessons[0], topic="тема " * 3000)
    block = replace(block, lessons=(first, *block.lessons[1:]))

    with pytest.raises(DoesNotFitError, match=r"01\.09\.2026"):
        spreads(block)


def test_a_block_without_lessons_has_a_spread_that_says_so() -> None:
    pages = plan_volume(make_journal(blocks=(make_block(lessons=0),))).pages
    records = next(page for page in pages if page.kind == "records")

    assert texts(records)[1] == "Занятия в учебном году не проводились"


def test_a_practice_has_kinds_of_work_in_place_of_topics() -> None:
    block = make_block(lessons=5, kind="practice")
    pages = plan_volume(make_journal(blocks=(block,))).pages
    records = next(page for page in pages if page.kind == "records")

    captions = [
        "".join(r.text for r in c.rich) for c in table_of(records).rows[0].cells
    ]

    assert captions[4] == "Вид работ"
