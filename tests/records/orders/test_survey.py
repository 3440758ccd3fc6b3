"""What the checks of journals offer to an inspection; remarks settled (REG 5.2)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import NotFoundError, RuleViolationError
from records.kernel.finding import Finding, Severity
from records.marks.actions import record_lesson
from records.orders.actions import record_inspection, settle_remarks
from records.orders.queries import get_inspection, survey_journals
from records.orders.rules import group_findings
from records.orders.values import InspectionDraft, NewRemark, Survey
from tests.builders import NOW, YEAR, entropy
from tests.recordings import assert_recorded
from tests.records.marks.school import DAY, School, absence, draft, local, make_school

DEPUTY = Actor(person_id=None, role="deputy")
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 29))


@pytest.fixture
def school(session: Session) -> School:
    school = make_school(session)
    record_lesson(
        session,
        draft(school.slots[0], homework=""),
        [absence(school.learners[0])],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    return school


def survey(school: School, *groups: str) -> Survey:
    return survey_journals(
        school.session,
        groups or ("ЮР-21",),
        YEAR,
        first=SEPTEMBER[0],
        last=SEPTEMBER[1],
        today=date(2026, 10, 1),
    )


def found(subject: str, *, code: str = "CHK-3.13.1-topic") -> Finding:
    return Finding(
        code=code,
        message="нет",
        clause="3.13.1",
        severity=Severity.ERROR,
        subject=subject,
        group="ЮР-21",
        discipline="ОП.01 Право",
        teacher="Петрова А.В.",
        course_id=7,
    )


def test_a_survey_counts_and_offers_what_the_checks_find(school: School) -> None:
    seen = survey(school)

    assert (seen.groups, seen.courses, seen.lessons) == (("ЮР-21",), 1, 2)
    assert seen.courses_in_time == 0
    offers = {one.code: one for one in seen.offers}
    homework = offers["CHK-3.13.1-homework"]
    assert homework.text == "Не записано домашнее задание: 02.09.2026, пара 1"
    assert (homework.clause, homework.blocking) == ("3.13.1", True)
    assert homework.course_id == school.course_id
    assert "09.09.2026" in offers["CHK-3.13.1-not-recorded"].text


def test_a_group_that_is_not_there_is_named(school: School) -> None:
    with pytest.raises(NotFoundError, match="НЕТ-1"):
        survey(school, "НЕТ-1")


def test_findings_of_one_check_on_one_page_are_one_offer() -> None:
    findings = [found(f"ОП.01 Право, {day}.11.2026") for day in range(10, 15)]

    (offer,) = group_findings(findings, {"CHK-3.13.1-topic": "не записана тема"})

    assert offer.course_id == 7
    assert offer.text == (
        "Не записана тема: 10.11.2026; 11.11.2026; 12.11.2026 и ещё 2"
    )


def test_what_is_about_the_whole_group_is_no_remark_on_a_page() -> None:
    whole = replace(found("группа ЮР-21"), course_id=None)

    assert group_findings([whole], {}) == ()


def test_remarks_are_settled_one_by_one(school: School) -> None:
    session = school.session
    remarks = tuple(
        NewRemark(
            course_id=school.course_id, text=text, clause="4.1.1", due=date(2026, 11, 1)
        )
        for text in ("Первое", "Второе")
    )
    inspection_id = record_inspection(
        session,
        InspectionDraft(
            starts=date(2026, 10, 1),
            ends=date(2026, 10, 2),
            period_from=SEPTEMBER[0],
            period_to=SEPTEMBER[1],
            report_date=date(2026, 10, 2),
            purpose="Ведение журналов",
            groups=("ЮР-21",),
            courses=1,
            lessons=1,
            courses_in_time=0,
            remarks=remarks,
        ),
        actor=DEPUTY,
        now=NOW,
        entropy=entropy(),
    )
    first, second = get_inspection(session, inspection_id).remarks

    def settle(remark_id: int) -> None:
        settle_remarks(
            session,
            inspection_id,
            fixed_on=date(2026, 10, 5),
            remark_ids=[remark_id],
            actor=DEPUTY,
            now=NOW,
            entropy=entropy(),
        )

    settle(second.id)

    kept = {
        one.id: one.fixed_on for one in get_inspection(session, inspection_id).remarks
    }
    assert kept == {first.id: None, second.id: date(2026, 10, 5)}
    with pytest.raises(RuleViolationError, match="неустранённых замечаний"):
        settle(second.id)
    assert_recorded(session)
