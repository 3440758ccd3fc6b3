"""Heights of the rows of a sheet."""

from dataclasses import replace

import pytest

from templates_docs.documents import exam_sheet, practice_sheet
from templates_docs.documents.exam_sheet.context import ExamSheet
from templates_docs.documents.practice_sheet.context import PracticeSheet
from templates_docs.layout.sheet.rows import HEIGHTS_MM, plan_rows
from templates_docs.rendering.rows import RowPlan

BASE = "Отделение социальной защиты населения Кировского района города Томска"


def planned(count: int, **others: object) -> RowPlan:
    sheet: ExamSheet = exam_sheet.DOCUMENT.sample()
    lines = (sheet.lines * 3)[:count]
    changed = replace(sheet, lines=lines, **others)  # type: ignore[arg-type]
    return plan_rows(changed, name_mm=59.1)


def test_up_to_twenty_three_learners_have_the_rows_of_the_picture() -> None:
    assert {planned(count).height_mm for count in (0, 1, 15, 23)} == {6.35}


def test_more_learners_have_lower_rows_but_not_under_five_millimetres() -> None:
    heights = [planned(count).height_mm for count in range(23, 31)]

    assert heights == sorted(heights, reverse=True)
    assert heights[-1] == 5.0


def test_more_than_thirty_go_on_to_a_page_with_usual_rows() -> None:
    assert planned(31) == RowPlan(height_mm=6.35, small_pt=8.5, spare_mm=0)


def test_spare_space_is_what_short_lists_leave() -> None:
    few, many = planned(5), planned(15)

    assert few.spare_mm - many.spare_mm == pytest.approx(10 * 6.35)


def test_more_signatures_and_longer_titles_leave_less_room() -> None:
    sheet: ExamSheet = exam_sheet.DOCUMENT.sample()
    foot = replace(sheet.foot, signatures=sheet.foot.signatures * 2)
    head = replace(sheet.head, discipline=f"ОП.02 {BASE}, {BASE.lower()}")

    crowd = replace(sheet.foot, signatures=sheet.foot.signatures * 3)

    assert planned(30, foot=crowd).height_mm == HEIGHTS_MM[0]
    assert planned(25, foot=foot).height_mm < planned(25).height_mm
    assert planned(28, head=head).height_mm < planned(28).height_mm


def test_a_text_of_two_lines_is_smaller_in_lower_rows() -> None:
    sheet: PracticeSheet = practice_sheet.DOCUMENT.sample()
    lines = tuple(replace(line, base=BASE) for line in (sheet.lines * 2)[:28])

    roomy = plan_rows(
        replace(sheet, lines=lines[:15]), name_mm=45.6, block=("base", 38)
    )
    tight = plan_rows(replace(sheet, lines=lines), name_mm=45.6, block=("base", 38))

    assert (roomy.small_pt, roomy.height_mm) == (8.5, 6.35)
    assert tight.small_pt < 8
    assert 4.5 <= tight.height_mm < 5.3
