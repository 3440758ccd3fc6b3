"""Opening sheets and re-takes on the site: own courses, whole forms (REG 4.2.5)."""

import re

import pytest

from records.kernel.db import transaction
from records.sheets.queries import get_sheet
from records.sheets.values import SheetCode, SheetFact, SheetState
from tests.web.conftest import Installation
from tests.web.paperwork import RESULTS, make_sheet

pytestmark = pytest.mark.slow


def stored(site: Installation, sheet_id: int) -> SheetFact:
    with transaction(site.engine, write=False) as session:
        return get_sheet(session, sheet_id)


def new_sheet(site: Installation, **changes: str) -> dict[str, str]:
    college = site.college
    return {
        "course": str(college.places.course),
        "code": "V-EX",
        "semester": "1",
        "held_on": "2026-09-15",
        "starts": "09:00",
        "ends": "12:40",
        "room": "302",
        "examiner": str(college.people.persons["teacher"]),
        **changes,
    }


def test_a_teacher_opens_a_sheet_for_the_roll_of_its_day(site: Installation) -> None:
    teacher = site.sign_in("teacher")

    answer = teacher.post("/sheets/new", new_sheet(site))

    assert answer.status_code == 303
    sheet = stored(site, int(answer.location.rsplit("/", 1)[1]))
    assert (sheet.state, len(sheet.rows)) == (SheetState.OPEN, 6)
    assert (sheet.starts, sheet.ends, sheet.room) == (540, 760, "302")


def test_a_credit_sheet_counts_passed_and_failed_from_the_beginning(
    site: Installation,
) -> None:
    teacher = site.sign_in("teacher")
    answer = teacher.post("/sheets/new", new_sheet(site, code="V-ZA"))

    page = teacher.get(answer.headers["Location"]).text

    assert "Не зачтено" in page
    assert "удовлетворительно" not in page


def test_a_form_sent_twice_opens_one_sheet(site: Installation) -> None:
    teacher = site.sign_in("teacher")

    first = teacher.post("/sheets/new", new_sheet(site))
    again = teacher.post("/sheets/new", new_sheet(site))
    other = teacher.post("/sheets/new", new_sheet(site, held_on="2026-09-14"))

    assert first.location == again.location
    assert other.location != first.location


def test_fields_nobody_asks_for_change_nothing(site: Installation) -> None:
    teacher = site.sign_in("teacher")
    extra = {"state": "closed", "number": "Э-99", "attempt": "7", "first_sheet_id": "1"}

    answer = teacher.post("/sheets/new", new_sheet(site, **extra))

    sheet = stored(site, int(answer.location.rsplit("/", 1)[1]))
    assert (sheet.state, sheet.number) == (SheetState.OPEN, "Э-01/2026-27")
    assert (sheet.attempt, sheet.first_sheet_id) == (1, None)


def test_a_teacher_opens_no_sheet_of_another(site: Installation) -> None:
    teacher = site.sign_in("teacher")
    foreign = str(site.college.places.other_course)

    assert (
        teacher.post("/sheets/new", new_sheet(site, course=foreign)).status_code == 404
    )
    other = str(site.college.people.persons["other_teacher"])
    refused = teacher.post("/sheets/new", new_sheet(site, examiner=other))
    assert refused.status_code == 422
    assert "заполняет не экзаменатор" in refused.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("held_on", "31.02.2026"),
        ("code", "V-IND"),
        ("semester", "9"),
        ("starts", "25:00"),
    ],
)
def test_a_wrong_field_keeps_the_others(
    site: Installation, field: str, value: str
) -> None:
    teacher = site.sign_in("teacher")

    answer = teacher.post("/sheets/new", new_sheet(site, **{field: value}))

    assert answer.status_code == 422
    assert 'value="302"' in answer.text


def test_a_retake_is_a_sheet_of_its_own(site: Installation) -> None:
    first = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    teacher = site.sign_in("teacher")
    learner = site.college.people.learners[4]
    fields = {
        "person": str(learner),
        "held_on": "2026-09-15",
        "examiner": str(site.college.people.persons["teacher"]),
        "basis": "направление № 7 от 15.09.2026",
    }
    assert teacher.get(f"/sheets/{first}/retake?person={learner}").status_code == 200

    answer = teacher.post(f"/sheets/{first}/retake", fields)

    assert answer.status_code == 303
    sheet = stored(site, int(answer.location.rsplit("/", 1)[1]))
    assert (sheet.first_sheet_id, sheet.code) == (first, SheetCode.INDIVIDUAL)
    assert [row.person_id for row in sheet.rows] == [learner]
    stranger = {**fields, "person": str(site.college.people.others[0])}
    assert teacher.post(f"/sheets/{first}/retake", stranger).status_code == 422


OFFERED = re.compile(r'<select[^>]*name="examiner".*?</select>', re.DOTALL)


def test_teachers_are_offered_as_examiners_those_of_the_course_first(
    site: Installation,
) -> None:
    first = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    office = site.sign_in("content_admin")
    course = site.college.places.course

    for path in (f"/sheets/new?course={course}", f"/sheets/{first}/retake"):
        found = OFFERED.search(office.get(path).text)
        assert found is not None
        names = re.findall(r">([^<]+)</option>", found[0])
        assert names[1] == "Воронцова И.С., ведёт дисциплину"
        assert "Лаптев Д.А." in names[2:]
        assert len(names) == 3


@pytest.mark.parametrize("who", ["secretary", "system_admin"])
def test_who_is_no_teacher_examines_nothing(site: Installation, who: str) -> None:
    office = site.sign_in("content_admin")
    examiner = str(site.college.people.persons[who])

    answer = office.post("/sheets/new", new_sheet(site, examiner=examiner))

    assert answer.status_code == 422
    assert "Экзаменатор: выберите из списка." in answer.text
