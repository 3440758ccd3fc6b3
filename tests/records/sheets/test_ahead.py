"""The next exam of a learner: of the own sheet or of a draft, whatever stands in it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from records.sheets.actions import draft_sheet
from records.sheets.queries import find_exam
from records.sheets.values import ExamAhead, Result, SheetCode
from tests.builders import entropy
from tests.records.sheets.office import DAY, NOW, Office, make_office

EXAM = ExamAhead(day=DAY, index_code="ОП.01", starts=540, room="302")


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def ahead(office: Office, *courses: int, today: date = DAY) -> ExamAhead | None:
    return find_exam(office.session, office.learners[0], courses, today=today)


def test_the_day_of_an_opened_sheet_is_known_to_its_learners(office: Office) -> None:
    sheet = office.open(starts=540, room="302")

    assert ahead(office) == EXAM
    assert ahead(office, today=DAY + timedelta(days=1)) is None
    office.fill(sheet, Result.TWO)
    assert ahead(office) == EXAM
    assert find_exam(office.session, office.teacher_id, (), today=DAY) is None


def test_a_draft_is_known_to_those_who_have_the_course(office: Office) -> None:
    draft = office.draft(starts=540, room="302")
    draft_sheet(office.session, draft, actor=office.teacher, now=NOW, entropy=entropy())

    assert ahead(office, office.course_id) == EXAM
    assert ahead(office) is None


def test_a_credit_is_no_exam(office: Office) -> None:
    office.open(code=SheetCode.GRADED_CREDIT)

    assert ahead(office, office.course_id) is None
