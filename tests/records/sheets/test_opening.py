"""Opening a sheet: the roll of that day, a number without gaps, who may (REG 4.2.5)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum import actions as curriculum
from records.curriculum.drafts import Move, OrderRef, SubgroupPlace
from records.curriculum.queries import find_course
from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import SYSTEM
from records.kernel.errors import (
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import get_head, list_versions
from records.norms.actions import set_norm
from records.sheets.actions import draft_sheet, open_draft
from records.sheets.queries import get_sheet, list_sheets
from records.sheets.values import Result, SheetCode, SheetState
from tests.builders import NOW, ORDER, entropy
from tests.recordings import assert_nameless, assert_recorded
from tests.records.sheets.office import DAY, Office, make_office


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def roll(office: Office, sheet_id: int) -> list[int]:
    return [row.person_id for row in get_sheet(office.session, sheet_id).rows]


def move(office: Office, person_id: int, day: date) -> Move:
    group_id = office.session.get_one(Journal, office.world.journal_id).group_id
    order = OrderRef(number="91-к", date=day)
    return Move(group_id=group_id, person_id=person_id, effective=day, order=order)


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code.rpartition("-")[2] for found in refused.value.findings]


def test_a_sheet_opens_with_its_number_and_the_whole_roll(office: Office) -> None:
    sheet = get_sheet(office.session, office.open(room="204", starts=540, ends=700))

    assert (sheet.number, sheet.state) == ("Э-01/2026-27", SheetState.OPEN)
    assert [row.person_id for row in sheet.rows] == list(office.learners)
    assert {row.result for row in sheet.rows} == {Result.EMPTY}
    assert [one.full_name for one in sheet.examiners] == ["Журавлёва Инна Сергеевна"]
    assert (sheet.room, sheet.starts, sheet.ends) == ("204", 540, 700)
    assert_recorded(office.session)
    assert_nameless(office.session)


def test_the_ledger_gets_the_sheet_and_every_line(office: Office) -> None:
    size = get_head(office.session).size

    sheet_id = office.open()

    assert get_head(office.session).size == size + 1 + len(office.learners)
    (version,) = list_versions(office.session, f"sheet/{sheet_id}")
    assert version.journal == f"journal/{office.world.journal_id}"
    assert version.payload is not None
    assert version.payload["number"] == "Э-01/2026-27"
    assert version.payload["examiners"] == [office.teacher_id]


def test_who_leaves_that_day_is_not_in_it_and_who_left_the_day_after_is(
    office: Office,
) -> None:
    first, second, third = office.learners
    for person_id, day in ((second, DAY), (third, date(2026, 12, 19))):
        curriculum.expel(
            office.session,
            move(office, person_id, day),
            actor=SYSTEM,
            now=NOW,
            entropy=entropy(),
        )

    assert roll(office, office.open()) == [first, third]


def test_who_arrives_that_day_is_in_it_and_who_comes_later_is_not(
    office: Office,
) -> None:
    today = office.world.learner("Аксёнов Пётр Ильич", start=DAY)
    office.world.learner("Белова Яна Ильинична", start=date(2026, 12, 19))

    listed = roll(office, office.open())

    assert listed == [office.learners[0], today, *office.learners[1:]]


def test_who_is_on_leave_is_not_in_it_and_who_has_come_back_is(office: Office) -> None:
    first, second, third = office.learners
    leave = move(office, second, date(2026, 10, 1))
    curriculum.grant_academic_leave(
        office.session,
        leave,
        until=date(2026, 12, 17),
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    assert roll(office, office.open()) == [first, third]

    curriculum.return_from_leave(
        office.session,
        replace(leave, effective=DAY),
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    assert roll(office, office.open()) == [first, second, third]


def test_a_subgroup_has_its_own_members_of_that_day(office: Office) -> None:
    first, second, third = office.learners
    world = office.world
    own = world.course("ОП.07", teacher_id=office.teacher_id, subgroup=1)
    world.course("ОП.07", teacher_id=office.teacher_id, subgroup=2)
    places = [
        SubgroupPlace(person_id=person_id, subgroup=number, start=date(2026, 9, 1))
        for person_id, number in ((first, 1), (second, 2), (third, 2))
    ]
    discipline = find_course(
        office.session, world.journal_id, "ОП.07", subgroup=1
    ).discipline_id
    curriculum.assign_subgroups(
        office.session, discipline, places, actor=SYSTEM, now=NOW, entropy=entropy()
    )
    curriculum.move_to_subgroup(
        office.session,
        discipline,
        third,
        subgroup=1,
        effective=DAY,
        order=ORDER,
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    before = office.open(course_id=own, held_on=date(2026, 12, 17))
    after = office.open(course_id=own)

    assert roll(office, before) == [first]
    assert roll(office, after) == [first, third]


def test_another_group_is_not_in_it(office: Office) -> None:
    office.world.learner("Орлов Денис Ильич", code="ИСП-22")

    assert roll(office, office.open()) == list(office.learners)


def test_two_learners_of_one_name_always_stand_in_one_order(office: Office) -> None:
    twins = [office.world.learner("Волков Олег Львович") for _ in range(2)]

    listed = roll(office, office.open())

    assert listed[1:4] == [office.learners[1], *twins]


def test_numbers_run_within_a_type_and_a_year(office: Office) -> None:
    made = [
        office.open(),
        office.open(code=SheetCode.CREDIT),
        office.open(),
        office.open(code=SheetCode.GRADED_CREDIT),
        office.open(code=SheetCode.PRACTICE),
        office.open(code=SheetCode.COURSEWORK),
    ]

    assert [get_sheet(office.session, one).number for one in made] == [
        "Э-01/2026-27",
        "З-01/2026-27",
        "Э-02/2026-27",
        "ДЗ-01/2026-27",
        "ПР-01/2026-27",
        "КР-01/2026-27",
    ]


def test_an_order_may_change_the_prefix_of_numbers(office: Office) -> None:
    set_norm(
        office.session,
        "sheet_prefixes",
        ["V-EX=ЭКЗ"],
        basis="приказ № 5",
        actor=SYSTEM,
        now=NOW,
        entropy=entropy(),
    )

    exam = get_sheet(office.session, office.open())
    credit = get_sheet(office.session, office.open(code=SheetCode.CREDIT))

    assert (exam.number, credit.number) == ("ЭКЗ-01/2026-27", "01/2026-27")


def test_a_draft_has_neither_number_nor_learners_until_it_is_opened(
    office: Office,
) -> None:
    sheet_id = draft_sheet(
        office.session,
        office.draft(),
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )
    draft = get_sheet(office.session, sheet_id)
    assert (draft.number, draft.state, draft.rows) == ("", SheetState.DRAFT, ())
    assert_recorded(office.session)
    newcomer = office.world.learner("Юдин Марк Ильич", start=date(2026, 12, 10))

    number = open_draft(
        office.session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy()
    )

    sheet = get_sheet(office.session, sheet_id)
    assert (number, sheet.number, sheet.state) == (
        "Э-01/2026-27",
        "Э-01/2026-27",
        SheetState.OPEN,
    )
    assert roll(office, sheet_id) == [*office.learners, newcomer]
    assert_recorded(office.session)


def test_an_open_sheet_is_not_opened_again(office: Office) -> None:
    sheet_id = office.open()

    with pytest.raises(RuleViolationError) as refused:
        open_draft(
            office.session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy()
        )

    assert codes(refused) == ["opened"]


def test_everything_that_is_missing_is_listed_at_once(office: Office) -> None:
    size = get_head(office.session).size

    with pytest.raises(RuleViolationError) as refused:
        office.open(
            actor=SYSTEM,
            examiner_ids=(),
            code=SheetCode.INDIVIDUAL,
            starts=700,
            ends=540,
            held_on=date(2026, 8, 30),
        )

    assert codes(refused) == ["examiners", "hours", "link", "roll"]
    assert {found.clause for found in refused.value.findings} == {"4.2.5"}
    assert all(found.advice for found in refused.value.findings)
    assert get_head(office.session).size == size
    assert list_sheets(office.session, office.world.journal_id) == ()


def test_a_course_or_an_examiner_that_is_not_there_is_named(office: Office) -> None:
    with pytest.raises(NotFoundError) as course:
        office.open(course_id=2000000999)
    with pytest.raises(NotFoundError) as examiner:
        office.open(examiner_ids=(2000000999,))

    assert "2000000999" in course.value.message
    assert "2000000999" in examiner.value.message


def test_a_closed_month_and_a_closed_year_take_no_sheet(office: Office) -> None:
    journal_id = office.world.journal_id
    office.session.add(
        ClosedMonth(journal_id=journal_id, month=date(2026, 12, 1), closed_at=NOW)
    )
    with pytest.raises(PeriodClosedError):
        office.open()
    office.open(held_on=date(2026, 11, 30))

    office.session.get_one(Journal, journal_id).state = "closed"
    with pytest.raises(PeriodClosedError):
        office.open(held_on=date(2026, 11, 30))
