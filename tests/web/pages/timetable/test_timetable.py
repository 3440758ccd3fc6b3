"""The timetable: changes with a reason, recorded lessons left alone (REG 3.10.1)."""

from collections.abc import Callable
from datetime import date

import pytest

from records.access.roles import Role
from records.curriculum.queries import get_slot
from records.curriculum.values import SlotFact
from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people.actions import set_staff
from records.people.values import NewStaff
from tests.recordings import assert_recorded
from tests.web.college import DAYS, TODAY
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def slot_of(site: Installation, day: date) -> SlotFact:
    with transaction(site.engine, write=False) as session:
        return get_slot(session, site.college.places.slots[_course(site), day])


def _course(site: Installation) -> int:
    return site.college.places.course


def move(slot: SlotFact, **changes: str) -> dict[str, str]:
    values = {
        "act": "move",
        "day": slot.day.isoformat(),
        "pair": str(slot.pair),
        "teacher": str(slot.teacher_id),
        "room": slot.room,
        "reason": "болезнь преподавателя",
    }
    return values | changes


def test_a_lesson_is_moved_with_a_reason(site: Installation) -> None:
    slot = slot_of(site, DAYS[3])
    visitor = site.sign_in("dispatcher")

    answer = visitor.post(
        f"/timetable/{slot.id}", move(slot, day="2026-09-24", pair="1")
    )

    assert answer.status_code == 303, answer.text
    with transaction(site.engine) as session:
        moved = get_slot(session, slot.id)
        assert (moved.day, moved.pair) == (date(2026, 9, 24), 1)
        assert_recorded(session)


def test_a_recorded_lesson_is_neither_moved_nor_cancelled(site: Installation) -> None:
    slot = slot_of(site, DAYS[0])
    visitor = site.sign_in("dispatcher")

    moved = visitor.post(f"/timetable/{slot.id}", move(slot, day="2026-09-24"))
    cancelled = visitor.post(
        f"/timetable/{slot.id}", {"act": "cancel", "reason": "праздник"}
    )

    assert (moved.status_code, cancelled.status_code) == (422, 422)
    assert "уже записано в журнале" in moved.text
    assert slot_of(site, DAYS[0]) == slot


def test_the_room_of_a_recorded_lesson_may_change(site: Installation) -> None:
    slot = slot_of(site, DAYS[0])

    answer = site.sign_in("dispatcher").post(
        f"/timetable/{slot.id}", move(slot, room="305")
    )

    assert answer.status_code == 303
    assert slot_of(site, DAYS[0]).room == "305"


def test_a_substitution_opens_the_lesson_to_the_colleague(site: Installation) -> None:
    slot = slot_of(site, DAYS[3])
    colleague = site.college.people.persons["other_teacher"]
    sent = {
        "act": "substitute",
        "substitute": str(colleague),
        "basis": "приказ № 14-з",
        "basis_date": "2026-09-15",
    }

    answer = site.sign_in("dispatcher").post(f"/timetable/{slot.id}", sent)

    assert answer.status_code == 303
    assert slot_of(site, DAYS[3]).leader_id == colleague


def test_only_an_employee_substitutes(site: Installation) -> None:
    slot = slot_of(site, DAYS[3])
    sent = {
        "act": "substitute",
        "substitute": str(site.college.people.learners[0]),
        "basis": "приказ № 14-з",
        "basis_date": "2026-09-15",
    }

    answer = site.sign_in("dispatcher").post(f"/timetable/{slot.id}", sent)

    assert answer.status_code == 422
    assert slot_of(site, DAYS[3]).substitution is None


def test_a_change_without_a_reason_is_refused_and_kept(site: Installation) -> None:
    slot = slot_of(site, DAYS[3])

    answer = site.sign_in("dispatcher").post(
        f"/timetable/{slot.id}", move(slot, room="777", reason="")
    )

    assert answer.status_code == 422
    assert "Причина: заполните поле" in answer.text
    assert 'value="777"' in answer.text
    assert slot_of(site, DAYS[3]) == slot


def test_both_lessons_of_a_clash_are_marked(site: Installation) -> None:
    places = site.college.places
    visitor = site.sign_in("dispatcher")
    week = f"/timetable?group=ЮР-21&week={TODAY.isoformat()}"

    page = visitor.get(week).text

    rows = {
        key: page.split(f'href="/timetable/{places.slots[key, TODAY]}"')[0]
        for key in (places.first_half, places.second_half)
    }
    said = [text.rsplit("<li", 1)[1] for text in rows.values()]
    assert "ОП.02, подгруппа 2, 15.09.2026" in said[0]
    assert "ОП.02, подгруппа 1, 15.09.2026" in said[1]


def test_a_teacher_in_two_places_is_named_after_the_change(site: Installation) -> None:
    slot = slot_of(site, DAYS[3])
    visitor = site.sign_in("dispatcher")

    page = visitor.post(
        f"/timetable/{slot.id}", move(slot, pair="3"), follow_redirects=True
    ).text

    assert "Воронцова\u00a0И.\u00a0С. в это же время ведёт: ЮР-21, ОП.02" in page


def test_a_teacher_sees_the_own_week_with_the_lesson_given(site: Installation) -> None:
    places = site.college.places
    page = site.sign_in("teacher").get(f"/timetable?week={TODAY.isoformat()}").text

    assert "замена за Лаптева Д. А." in page.replace("\u00a0", " ")
    assert f'href="/lesson/{places.slots[places.first_half, TODAY]}"' in page
    assert f'href="/lesson/{places.slots[places.second_half, TODAY]}"' not in page


def test_a_curator_sees_no_other_group(visit: Visit) -> None:
    visitor = visit("curator")

    assert visitor.get("/timetable?group=ЮР-21").status_code == 200
    assert visitor.get("/timetable?group=БУ-25").status_code == 404


@pytest.mark.parametrize("who", ["teacher", "secretary", "director", "learner"])
def test_others_change_nothing(site: Installation, who: str) -> None:
    slot = slot_of(site, DAYS[3])

    answer = site.sign_in(who).post(f"/timetable/{slot.id}", move(slot, room="1"))

    assert answer.status_code == 403


def test_a_curator_opens_the_week_of_the_own_group(site: Installation) -> None:
    answer = site.sign_in("curator").get("/timetable")

    assert answer.status_code == 200
    assert "ЮР-21" in answer.text
    assert "БУ-25" not in answer.text


def test_a_curator_of_no_group_is_shown_no_lessons_of_others(
    site: Installation,
) -> None:
    curator = site.college.people.persons["curator"]
    bare = NewStaff(post="методист", roles=frozenset({Role.CURATOR}))
    with transaction(site.engine) as session:
        set_staff(session, curator, bare, actor=SYSTEM)

    page = site.sign_in("curator").get(f"/timetable?week={TODAY.isoformat()}").text

    assert "ЮР-21" not in page
    assert "БУ-25" not in page
