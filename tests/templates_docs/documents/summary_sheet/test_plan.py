"""The plan of a summary sheet: titles that fit their columns, rows that fit a page."""

from dataclasses import replace

import pytest

from templates_docs.documents import summary_sheet
from templates_docs.documents.summary_sheet.context import SummaryGrid, SummarySheet
from templates_docs.documents.summary_sheet.plan import (
    FIELDS_WIDTH,
    STEPS,
    plan_summary,
    turn_title,
)
from templates_docs.rendering.fitting import text_width

LONG = (
    "МДК.02.01 Организация работы органов и учреждений социальной защиты населения, "
    "органов Пенсионного фонда РФ (ПФР)"
)


def sample() -> SummarySheet:
    sheet: SummarySheet = summary_sheet.DOCUMENT.sample()
    return sheet


def test_a_group_of_five_has_the_roomiest_rows() -> None:
    plan = plan_summary(replace(sample(), lines=sample().lines[:5]))

    assert plan.rows == STEPS[0]
    assert plan.spare > 20


def test_more_learners_have_lower_rows_and_never_smaller_than_seven_points() -> None:
    people = (sample().lines * 2)[:30]

    heights = [
        plan_summary(replace(sample(), lines=people[:count])).rows.height
        for count in (10, 20, 25, 30)
    ]

    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]
    assert min(min(rows.size, rows.foot_size) for rows in STEPS) == 7


def test_a_list_longer_than_a_page_has_usual_rows_and_no_spare_space() -> None:
    plan = plan_summary(replace(sample(), lines=(sample().lines * 2)[:36]))

    assert (plan.rows, plan.spare) == (STEPS[0], 0)


@pytest.mark.parametrize("count", [1, 7, 16, 17, 24, 30])
def test_every_title_fits_its_column_and_the_head(count: int) -> None:
    columns = (sample().grid.columns * 3)[:count]
    longer = (replace(columns[0], title=LONG), *columns[1:])
    sheet = replace(sample(), grid=SummaryGrid(columns=longer), lines=())

    plan = plan_summary(sheet)

    for title in plan.titles:
        assert title.depth <= sheet.grid.widths[3]
        assert title.size >= 6
        for line in title.lines:
            width = text_width(line, family=title.family, size=title.size)
            assert width <= plan.head


def test_a_title_is_broken_between_words_only() -> None:
    title = turn_title(LONG, each=14, head=36)

    assert " ".join(title.lines) == LONG


def test_fields_that_a_programme_lacks_leave_their_room_to_the_others() -> None:
    full = plan_summary(sample())
    short = plan_summary(replace(sample(), semester=None, course=None))

    assert sum(full.field_widths) == pytest.approx(FIELDS_WIDTH)
    assert sum(short.field_widths) == pytest.approx(FIELDS_WIDTH)
    assert len(full.field_widths) - len(short.field_widths) == 4
