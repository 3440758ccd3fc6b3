"""Inspections on the site: the deputy settles, the director reads (REG 5.2)."""

from datetime import date

import pytest

from records.kernel.db import transaction
from records.orders.queries import get_inspection, list_inspections, list_orders
from tests.recordings import assert_recorded
from tests.web.conftest import Installation
from tests.web.paperwork import inspect

pytestmark = pytest.mark.slow

SCOPE = "first=2026-09-01&last=2026-09-14&group=ЮР-21&group=БУ-25"


def fields(**changes: object) -> dict[str, object]:
    return {
        "first": "2026-09-01",
        "last": "2026-09-14",
        "group": ["ЮР-21", "БУ-25"],
        "starts": "2026-09-14",
        "ends": "2026-09-15",
        "report_date": "2026-09-15",
        "due": "2026-09-21",
        "purpose": "Ведение журналов в сентябре",
        **changes,
    }


def test_a_survey_offers_what_the_checks_of_the_journals_find(
    site: Installation,
) -> None:
    page = site.sign_in("deputy").get(f"/inspections/new?{SCOPE}").text

    assert "Проведённое занятие не записано: 01.09.2026, пара 3" in page
    assert "Конституционное право, подгруппа 2" in page
    assert "п.&nbsp;3.13.1" in page


def test_the_remarks_that_were_kept_are_recorded_with_the_counts_of_the_survey(
    site: Installation,
) -> None:
    college = site.college
    key = f"{college.places.first_half}-CHK-3.13.1-not-recorded"
    sent = fields(
        take=[key, "777-CHK-4.1.1-late"],
        courses="999",
        lessons="999",
        own_course=str(college.places.course),
        own_text="Нет контрольной работы",
        own_clause="5.2",
        **{f"text-{key}": "Не записаны занятия 1 и 8 сентября"},
    )

    answer = site.sign_in("deputy").post("/inspections/new", sent)

    assert answer.status_code == 303
    with transaction(site.engine, write=False) as session:
        (made,) = list_inspections(session)
        assert_recorded(session)
    texts = [(one.text, one.clause, one.due) for one in made.remarks]
    assert texts == [
        ("Не записаны занятия 1 и 8 сентября", "3.13.1", date(2026, 9, 21)),
        ("Нет контрольной работы", "5.2", date(2026, 9, 21)),
    ]
    assert (made.courses, made.lessons, made.courses_in_time) == (4, 8, 1)


def test_a_form_sent_twice_is_one_inspection(site: Installation) -> None:
    deputy = site.sign_in("deputy")
    sent = fields(
        key="f3a1", own_course="1", own_text="Нет контрольной", own_clause="5.2"
    )
    first, second = (
        deputy.post("/inspections/new", sent).headers["Location"] for _ in "12"
    )

    anew = deputy.post("/inspections/new", {**sent, "own_text": "Нет практических"})

    assert first == second
    assert anew.headers["Location"] != first
    asked = f"/inspections/new?{SCOPE}"
    assert 'name="key" value="' in deputy.get(asked).text


@pytest.mark.parametrize(
    "changes",
    [
        {"group": []},
        {"group": ["НЕТ-1"]},
        {"due": ""},
        {"purpose": " "},
        {"ends": "2026-09-01"},
        {"last": "2026-08-01"},
        {"own_text": "Без дисциплины", "own_course": ""},
    ],
)
def test_a_wrong_field_records_nothing(
    site: Installation, changes: dict[str, object]
) -> None:
    answer = site.sign_in("deputy").post("/inspections/new", fields(**changes))

    assert answer.status_code == 422
    with transaction(site.engine, write=False) as session:
        assert list_inspections(session) == ()


def test_remarks_are_settled_one_by_one(site: Installation) -> None:
    inspection_id = inspect(site.engine, site.college)
    with transaction(site.engine, write=False) as session:
        first, second = get_inspection(session, inspection_id).remarks
    deputy = site.sign_in("deputy")

    nothing = deputy.post(
        f"/inspections/{inspection_id}/settle", {"fixed_on": "2026-09-15"}
    )
    assert nothing.status_code == 422
    answer = deputy.post(
        f"/inspections/{inspection_id}/settle",
        {"fixed_on": "2026-09-15", "remark": [str(second.id), "x", "999999"]},
    )

    assert answer.status_code == 303
    with transaction(site.engine, write=False) as session:
        kept = {
            one.id: one.fixed_on
            for one in get_inspection(session, inspection_id).remarks
        }
    assert kept == {first.id: None, second.id: date(2026, 9, 15)}
    assert "устранено 15.09" in deputy.get(f"/inspections/{inspection_id}").text


def test_a_wrong_day_of_settling_keeps_the_ticks(site: Installation) -> None:
    inspection_id = inspect(site.engine, site.college)
    with transaction(site.engine, write=False) as session:
        first, second = get_inspection(session, inspection_id).remarks

    answer = site.sign_in("deputy").post(
        f"/inspections/{inspection_id}/settle",
        {"fixed_on": "31.02.2026", "remark": [str(second.id)]},
    )

    assert answer.status_code == 422
    assert f'value="{second.id}" checked' in answer.text
    assert f'value="{first.id}" checked' not in answer.text
    assert 'id="f-fixed_on-error"' in answer.text


def test_an_order_is_worded_once_from_the_remarks(site: Installation) -> None:
    inspection_id = inspect(site.engine, site.college)
    deputy = site.sign_in("deputy")

    made = deputy.post(f"/inspections/{inspection_id}/order")
    again = deputy.post(f"/inspections/{inspection_id}/order")

    assert made.status_code == again.status_code == 303
    assert made.location == again.location
    with transaction(site.engine, write=False) as session:
        (order,) = list_orders(session, "ORD-INSP")
    assert (order.inspection_id, order.state) == (inspection_id, "draft")


def test_the_director_reads_inspections_and_changes_nothing(
    site: Installation,
) -> None:
    inspection_id = inspect(site.engine, site.college)
    director = site.sign_in("director")
    path = f"/inspections/{inspection_id}"

    assert "Нет темы 08.09.2026" in director.get(path).text
    assert director.get("/inspections").status_code == 200
    assert director.get("/inspections/new").status_code == 403
    assert director.post("/inspections/new", fields()).status_code == 403
    assert director.post(f"{path}/settle", {"remark": "1"}).status_code == 403
    assert director.get("/inspections/777").status_code == 404
    assert director.post("/inspections/777/order").status_code == 404


@pytest.mark.parametrize(
    "who", ["teacher", "curator", "dispatcher", "learner", "parent"]
)
def test_inspections_are_shut_to_the_others(site: Installation, who: str) -> None:
    inspection_id = inspect(site.engine, site.college)
    visitor = site.sign_in(who)

    for path in ("/inspections", f"/inspections/{inspection_id}", "/inspections/new"):
        assert visitor.get(path).status_code == 403
