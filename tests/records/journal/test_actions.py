"""The way of a journal: month closed, year closed, bound, handed over (REG 3.8.5)."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal, get_ref
from records.journal.actions import (
    close_month,
    close_year,
    mark_bound,
    mark_handed_over,
)
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import list_versions
from records.lessons import queries as lesson_queries
from records.marks.actions import (
    correct_mark,
    set_monthly_control,
)
from tests.builders import YEAR, entropy
from tests.records.journal.year import DAYS, live_year, teach, teach_first
from tests.records.marks.school import (
    BASIS,
    School,
    local,
    make_school,
    mark,
)

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
SUMMER = datetime(2027, 6, 30, 8, tzinfo=local(SEPTEMBER).tzinfo)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def close(school: School, month: date, now: datetime = SUMMER) -> list[str]:
    remarks = close_month(
        school.session,
        school.world.journal_id,
        month,
        actor=school.world.actor,
        now=now,
        entropy=entropy(),
    )
    return [one.code for one in remarks]


def step(school: School, action: object, actor: Actor | None = None) -> object:
    return action(  # type: ignore[operator]
        school.session,
        school.world.journal_id,
        actor=actor or school.world.actor,
        now=SUMMER,
        entropy=entropy(),
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def test_a_month_is_closed_and_refuses_marks_and_corrections(
    school: School,
) -> None:
    teach_first(school, 3)

    remarks = close(school, SEPTEMBER)

    assert remarks == []
    journal = get_journal(school.session, "ЮР-21", YEAR)
    assert (journal.state, journal.closed_months) == ("open", (SEPTEMBER,))
    (first, *_rest) = lesson_queries.list_lessons(school.session, journal.id)
    with pytest.raises(PeriodClosedError):
        set_monthly_control(
            school.session,
            first.id,
            [],
            actor=school.teacher,
            now=local(DAYS[0]),
            entropy=entropy(),
        )
    with pytest.raises(PeriodClosedError, match="только по заявке"):
        correct_mark(
            school.session,
            first.id,
            mark(school.learners[0], "5"),
            basis=BASIS,
            actor=school.teacher,
            now=local(DAYS[1]),
            entropy=entropy(),
        )


def test_a_month_with_debts_is_not_closed_and_all_debts_are_listed(
    school: School,
) -> None:
    teach(school, 0)
    teach(school, 2, monthly=False)

    with pytest.raises(RuleViolationError) as refused:
        close(school, SEPTEMBER)

    assert codes(refused) == ["CHK-3.13.1-not-recorded", "CHK-3.13.2-missing"]
    assert "09.09.2026" in refused.value.message
    assert "(п. 3.13.2)" in refused.value.message


def test_a_month_is_not_closed_twice_nor_ahead_of_its_lessons(school: School) -> None:
    teach_first(school, 3)
    close(school, SEPTEMBER)

    with pytest.raises(RuleViolationError) as twice:
        close(school, SEPTEMBER)
    with pytest.raises(RuleViolationError) as ahead:
        close(school, OCTOBER, now=local(date(2026, 10, 6)))
    with pytest.raises(RuleViolationError) as stranger:
        close(school, date(2026, 8, 1))

    assert codes(twice) == ["CHK-3.8.8-month-twice"]
    assert codes(ahead) == ["CHK-3.8.5-not-over"]
    assert codes(stranger) == ["CHK-3.8.8-month"]


def test_a_year_with_debts_is_not_closed(school: School) -> None:
    teach_first(school, 3)

    with pytest.raises(RuleViolationError) as refused:
        step(school, close_year)

    assert codes(refused) == [
        "CHK-3.13.1-not-recorded",
        "CHK-4.2.1-missing",
        "CHK-4.2.1-missing",
        "CHK-4.2.5-missing",
    ]
    assert get_ref(school.session, school.world.journal_id).state == "open"


def test_a_year_is_not_closed_before_its_last_lesson(school: School) -> None:
    with pytest.raises(RuleViolationError) as refused:
        close_year(
            school.session,
            school.world.journal_id,
            actor=school.world.actor,
            now=local(DAYS[0]),
            entropy=entropy(),
        )

    assert codes(refused)[0] == "CHK-3.8.5-not-over"


def test_a_journal_goes_its_way_and_the_ledger_tells_it(school: School) -> None:
    live_year(school)
    close(school, SEPTEMBER)

    remarks = step(school, close_year)
    step(school, mark_bound)
    step(school, mark_bound)
    step(school, mark_handed_over)

    assert {one.code for one in remarks} == {  # type: ignore[attr-defined]
        "CHK-3.9.2",
        "CHK-4.1.3-given",
    }
    journal = school.world.journal_id
    told = list_versions(school.session, f"journal/{journal}")
    assert [(one.payload or {})["state"] for one in told] == [
        "open",
        "closed",
        "bound",
        "handed_over",
    ]
    assert (told[-1].payload or {})["closed_months"] == ["2026-09-01"]
    assert [one.reason for one in told] == [
        "закрыт месяц 09.2026",
        "закрыт учебный год",
        "журнал прошнурован",
        "журнал сдан на хранение",
    ]


def test_there_is_no_way_back_and_no_step_is_left_out(school: School) -> None:
    live_year(school)

    with pytest.raises(RuleViolationError):
        step(school, mark_bound)
    step(school, close_year)
    with pytest.raises(RuleViolationError) as again:
        step(school, close_year)
    with pytest.raises(RuleViolationError):
        close(school, SEPTEMBER)
    with pytest.raises(RuleViolationError) as unbound:
        step(school, mark_handed_over)

    assert codes(again) == ["CHK-3.8.5-state"]
    assert "не открывается снова" in again.value.message
    assert "surguch journal bind" in unbound.value.message


def test_a_teacher_closes_nothing(school: School) -> None:
    for action in (close_year, mark_bound, mark_handed_over):
        with pytest.raises(NotAllowedError):
            step(school, action, school.teacher)
    with pytest.raises(NotAllowedError):
        close_month(
            school.session,
            school.world.journal_id,
            SEPTEMBER,
            actor=school.teacher,
            now=SUMMER,
            entropy=entropy(),
        )
