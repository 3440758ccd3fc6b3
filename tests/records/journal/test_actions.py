"""The way of a journal: month closed, year closed, bound, handed over (REG 3.8.5)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import get_journal, list_journals, list_slots
from records.journal.actions import (
    close_month,
    close_year,
    mark_bound,
    mark_handed_over,
)
from records.journal.queries import get_facts, get_ref, project_journal
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
)
from records.ledger.queries import list_current, list_versions
from records.ledger.rules import canonical_text
from records.lessons import queries as lesson_queries
from records.marks import queries as mark_queries
from records.marks.actions import (
    correct_mark,
    enter_finals,
    record_lesson,
    set_monthly_control,
)
from records.marks.values import FinalCell, Period, Recorded, Work
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from tests.builders import YEAR, entropy
from tests.records.marks.school import (
    BASIS,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)

DAYS = (date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 30), date(2026, 10, 7))
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
EXAM_DAY = date(2026, 12, 25)
SUMMER = datetime(2027, 6, 30, 8, tzinfo=local(SEPTEMBER).tzinfo)


@pytest.fixture
def school(session: Session) -> School:
    return make_school(session)


def teach(school: School, number: int, *, monthly: bool = False) -> Recorded:
    """Record a lesson with a mark for everybody, МИУД if it is the month's last."""
    works = (Work.CURRENT, Work.MONTHLY_CONTROL) if monthly else (Work.CURRENT,)
    return record_lesson(
        school.session,
        draft(school.slots[number], monthly_control=monthly, kind="КР"),
        [mark(person, "4", work=work) for person in school.learners for work in works],
        actor=school.teacher,
        now=local(DAYS[number]),
        entropy=entropy(),
    )


def september(school: School) -> None:
    for number, monthly in ((0, False), (1, False), (2, True)):
        teach(school, number, monthly=monthly)


def whole_year(school: School) -> None:
    """Record all lessons, finals, the exam with its sheet."""
    september(school)
    teach(school, 3, monthly=True)
    for period in (Period.FIRST, Period.EXAM):
        enter_finals(
            school.session,
            school.course_id,
            period,
            [FinalCell(person_id=person, value="4") for person in school.learners],
            actor=school.teacher,
            now=local(EXAM_DAY, 16),
            entropy=entropy(),
        )
    sheet(school)


def sheet(school: School) -> None:
    chances = {"actor": school.teacher, "now": local(EXAM_DAY), "entropy": entropy()}
    opened = SheetDraft(
        course_id=school.course_id,
        code=SheetCode.EXAM,
        semester=1,
        held_on=EXAM_DAY,
        examiner_ids=(school.teacher_id,),
    )
    number = open_sheet(school.session, opened, **chances)  # type: ignore[arg-type]
    rows = [RowEntry(person_id=one, result=Result.FOUR) for one in school.learners]
    fill_sheet(school.session, number, rows, **chances)  # type: ignore[arg-type]
    advance_sheet(school.session, number, **chances)  # type: ignore[arg-type]


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


def test_a_month_is_closed_and_refuses_marks_but_not_corrections(
    school: School,
) -> None:
    september(school)

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
    corrected = correct_mark(
        school.session,
        first.id,
        mark(school.learners[0], "5"),
        basis=BASIS,
        actor=school.teacher,
        now=local(DAYS[1]),
        entropy=entropy(),
    )
    assert corrected.entries == 2


def test_a_month_with_debts_is_not_closed_and_all_debts_are_listed(
    school: School,
) -> None:
    teach(school, 0)
    teach(school, 2)

    with pytest.raises(RuleViolationError) as refused:
        close(school, SEPTEMBER)

    assert codes(refused) == ["CHK-3.13.1-not-recorded", "CHK-3.13.2-missing"]
    assert "09.09.2026" in refused.value.message
    assert "(п. 3.13.2)" in refused.value.message


def test_a_month_is_not_closed_twice_nor_ahead_of_its_lessons(school: School) -> None:
    september(school)
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
    september(school)

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
    whole_year(school)
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
    whole_year(school)

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


def test_an_unknown_journal_is_not_found(session: Session) -> None:
    make_school(session)

    with pytest.raises(NotFoundError):
        get_ref(session, 999)


def test_every_ledgered_kind_is_rebuilt_from_its_rows(school: School) -> None:
    whole_year(school)
    absent = absence(school.learners[1], cause="illness", document="справка № 5")
    record_lesson(
        school.session,
        draft(extra_slot(school)),
        [absent],
        actor=school.teacher,
        now=local(date(2026, 11, 2)),
        entropy=entropy(),
    )
    first = lesson_queries.list_lessons(school.session, school.world.journal_id)[0]
    correct_mark(
        school.session,
        first.id,
        mark(school.learners[0], "5"),
        basis=BASIS,
        actor=school.teacher,
        now=local(DAYS[0] + timedelta(days=1)),
        entropy=entropy(),
    )
    close(school, SEPTEMBER)
    projections = {
        "lesson": lesson_queries.project_lesson,
        "topic": lesson_queries.project_topic,
        "homework": lesson_queries.project_homework,
        "mark": mark_queries.project_mark,
        "absence": mark_queries.project_absence,
        "final": mark_queries.project_final,
        "correction": mark_queries.project_correction,
        "journal": project_journal,
    }

    for kind, project in projections.items():
        told = list_current(school.session, kind)
        written = {entry: (version, text) for entry, version, text in told}
        assert written, kind
        rebuilt = {
            entry: (version, canonical_text(payload))
            for entry, version, payload in project(school.session)
        }
        assert rebuilt == written, kind


def extra_slot(school: School) -> int:
    slot = SlotDraft(
        course_id=school.course_id,
        day=date(2026, 11, 2),
        pair=1,
        teacher_id=school.teacher_id,
    )
    school.world.slots(slot)
    return list_slots(school.session, school.world.journal_id)[-1].id


def test_the_facts_of_a_journal_are_read_at_once(school: School) -> None:
    whole_year(school)

    facts = get_facts(school.session, "ЮР-21", YEAR, today=SUMMER.date())

    assert [one.number for one in facts.lessons] == [1, 2, 3, 4]
    assert (len(facts.slots), len(facts.marks), len(facts.finals)) == (4, 18, 6)
    assert len(facts.sheets) == 1
    assert facts.timezone == "Asia/Tomsk"
    assert facts.moments[facts.marks[0].entry_no] == local(DAYS[0])
    assert [ref.state for ref in list_journals(school.session)] == ["open"]
