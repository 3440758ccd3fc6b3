"""Lists, movements by orders, consents: own groups, three working days (REG 3.9.2)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from records.access.roles import Role
from records.curriculum.queries import list_learners
from records.curriculum.tables import CourseTerm
from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people.actions import set_staff
from records.people.queries import list_consents, list_reads
from records.people.values import NewStaff
from tests.recordings import assert_recorded
from tests.web.college import TODAY
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]
ENROLMENT = {
    "kind": "enrolled",
    "group": "ЮР-21",
    "surname": "Эрнст",
    "name": "Мария",
    "patronymic": "",
    "gender": "female",
    "birth_date": "2008-02-01",
    "file_no": "ЮР-21/77",
    "effective": "2026-09-16",
    "order_no": "81-к",
    "order_date": "2026-09-15",
}


def test_the_secretary_sees_every_group(visit: Visit) -> None:
    page = visit("secretary").get("/people?group=БУ-25").text

    assert "ЮР-21" in page
    assert "Ким Лев Андреевич" in page


def test_a_curator_sees_the_own_group_alone(visit: Visit) -> None:
    visitor = visit("curator")

    assert "БУ-25" not in visitor.get("/people").text
    assert visitor.get("/people?group=БУ-25").status_code == 404
    assert visitor.get("/people?group=ЮР-21").status_code == 200


def test_a_curator_opens_no_card_of_another_group(site: Installation) -> None:
    visitor = site.sign_in("curator")
    own, foreign = site.college.people.learners[0], site.college.people.others[0]

    assert visitor.get(f"/people/{own}").status_code == 200
    assert visitor.get(f"/people/{foreign}").status_code == 404


def test_teaching_in_a_group_opens_no_cards_of_it(site: Installation) -> None:
    foreign = site.college.people.others[0]
    curator = site.college.people.persons["curator"]
    both = NewStaff(
        post="преподаватель",
        roles=frozenset({Role.CURATOR, Role.TEACHER}),
        groups=frozenset({"ЮР-21"}),
    )
    with transaction(site.engine) as session:
        set_staff(session, curator, both, actor=SYSTEM)
        course = session.scalars(
            select(CourseTerm).filter_by(course_id=site.college.places.other_course)
        ).one()
        course.teacher_id = curator
    visitor = site.sign_in("curator")

    assert visitor.get(f"/journal/{course.course_id}").status_code == 200
    assert visitor.get("/people?group=БУ-25").status_code == 404
    assert visitor.get("/people/consents?group=БУ-25").status_code == 404
    assert visitor.get(f"/people/{foreign}").status_code == 404
    assert "БУ-25" not in visitor.get("/people/movements").text
    found = visitor.post("/search", {"q": "ким"}).text
    assert "Ким Лев" not in found
    assert 'href="/journal"' in visitor.post("/search", {"q": "бу-25"}).text


def test_a_look_at_a_card_is_noted(site: Installation) -> None:
    person = site.college.people.learners[0]
    site.sign_in("secretary").get(f"/people/{person}")

    with transaction(site.engine, write=False) as session:
        noted = [one.subject for one in list_reads(session) if one.what == "карточка"]
    assert noted == [f"обучающийся № {person}"]


def test_an_enrolment_by_an_order_is_recorded(site: Installation) -> None:
    answer = site.sign_in("secretary").post("/people/movements/new", ENROLMENT)

    assert answer.status_code == 303, answer.text
    with transaction(site.engine) as session:
        names = [one.full_name for one in list_learners(session, "ЮР-21")]
        assert "Эрнст Мария" in names
        assert_recorded(session)


def test_an_expulsion_takes_the_learner_off_the_roll(site: Installation) -> None:
    person = site.college.people.learners[3]
    sent = {
        "kind": "expelled",
        "group": "ЮР-21",
        "person_id": str(person),
        "effective": "16.09.2026",
        "order_no": "82-к",
        "order_date": "15.09.2026",
    }
    visitor = site.sign_in("secretary")

    assert visitor.post("/people/movements/new", sent).status_code == 303
    assert "отчисление" in visitor.get(f"/people/{person}").text


def test_a_refused_movement_keeps_what_was_typed(site: Installation) -> None:
    answer = site.sign_in("secretary").post(
        "/people/movements/new",
        {**ENROLMENT, "order_no": "", "birth_date": "31.02.2008"},
    )

    assert answer.status_code == 422
    assert "Номер приказа: заполните поле" in answer.text
    assert "такой даты нет" in answer.text
    assert 'value="Эрнст"' in answer.text


def test_a_name_is_text_and_not_markup(site: Installation) -> None:
    visitor = site.sign_in("secretary")
    visitor.post(
        "/people/movements/new", {**ENROLMENT, "surname": "<img src=x onerror=1>"}
    )

    assert "<img src=x" not in visitor.get("/people?group=ЮР-21").text


def test_what_the_form_does_not_ask_for_is_ignored(site: Installation) -> None:
    sent = {**ENROLMENT, "role": "director", "person_id": "1", "id": "1"}

    assert (
        site.sign_in("secretary").post("/people/movements/new", sent).status_code == 303
    )


def test_movements_show_the_working_days_they_took(visit: Visit) -> None:
    page = visit("secretary").get("/people/movements").text

    assert "5 из 3" in page
    assert "внесено позже срока: 8" in page


def test_a_consent_is_recorded_passed_on_and_withdrawn(site: Installation) -> None:
    """A consent's way (REG 3.11.1, 3.12.1)."""
    learner = site.college.people.learners[0]
    visitor = site.sign_in("curator")
    about = {"group": "ЮР-21", "on": "2026-09-10", "document": "дело 4, лист 2"}

    record = {**about, "act": "record", "holder": f"{learner}-"}
    assert visitor.post("/people/consents", record).status_code == 303
    assert visitor.post("/people/consents", {**about, "act": "pass"}).status_code == 303
    assert "передано" in visitor.get("/people/consents?group=ЮР-21").text
    withdraw = {**about, "act": "withdraw", "holder": f"{learner}-"}
    assert visitor.post("/people/consents", withdraw).status_code == 303
    assert "отозвано" in visitor.get("/people/consents?group=ЮР-21").text


def test_a_curator_records_no_consent_of_another_group(site: Installation) -> None:
    foreign = site.college.people.others[0]
    sent = {
        "act": "record",
        "group": "БУ-25",
        "holder": f"{foreign}-",
        "on": "2026-09-10",
        "document": "дело 4",
    }

    assert site.sign_in("curator").post("/people/consents", sent).status_code in {
        404,
        422,
    }
    with transaction(site.engine, write=False) as session:
        (line, *_) = list_consents(session, [foreign], today=TODAY)
    assert line.consent is None


@pytest.mark.parametrize("who", ["teacher", "learner", "parent", "system_admin"])
def test_others_have_no_lists_of_people(visit: Visit, who: str) -> None:
    assert visit(who).get("/people").status_code == 403
