"""The diary: one's own and one's child's; of anybody else there is nothing (2.4, 2.5)."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import delete

from records.kernel.actor import SYSTEM, Actor
from records.kernel.db import transaction
from records.people.actions import set_guardian
from records.people.tables import Curatorship, Person
from records.people.values import NewGuardian
from records.sheets.actions import draft_sheet
from records.sheets.values import SheetCode, SheetDraft
from tests.builders import entropy
from tests.web.college import DAYS, MORNING
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def test_a_learner_sees_the_own_marks_and_absences(visit: Visit) -> None:
    page = visit("learner").get("/family").text

    assert "Ёлкина Алёна" in page
    assert "ОП.01 Теория государства и права" in page
    assert "1 сентября пропущено 1 занятие" in page.replace("\u00a0", " ")
    assert "5,00" in page


def test_the_diary_names_nobody_else(visit: Visit) -> None:
    page = visit("parent").get("/family").text

    assert "Ёлкина" in page
    for other in ("Иванов Иван", "Гасанова", "Шевчук", "Ким", "Цой"):
        assert other not in page


def test_only_the_own_subgroup_of_a_discipline_is_there(visit: Visit) -> None:
    page = visit("learner").get("/family").text

    assert "ОП.02 Конституционное право" in page
    assert "подгруппа 1" in page
    assert "подгруппа 2" not in page


def test_homework_stands_by_the_day_it_is_due(visit: Visit) -> None:
    page = visit("learner").get("/family").text

    assert "На вторник, 15" in page
    assert "Конспект." in page


@pytest.mark.parametrize("path", ["/family/{}", "/family/{}/timetable"])
@pytest.mark.parametrize("who", ["learner", "parent", "other_learner"])
def test_a_foreign_diary_does_not_exist(
    site: Installation, who: str, path: str
) -> None:
    own = {"other_learner": site.college.people.others[0]}
    foreign = [
        one
        for one in (*site.college.people.learners, *site.college.people.others)
        if one not in {own.get(who), site.college.people.learners[2]}
        or (who == "other_learner" and one == site.college.people.learners[2])
    ]
    visitor = site.sign_in(who)

    answers = {visitor.get(path.format(one)).status_code for one in foreign}

    assert answers == {404}


def test_a_parent_of_two_chooses_between_them(site: Installation) -> None:
    with transaction(site.engine) as session:
        same = NewGuardian(
            full_name="Ёлкина Татьяна Викторовна", phone="+7 900 000-00-01"
        )
        set_guardian(session, site.college.people.learners[5], same, actor=SYSTEM)
    visitor = site.sign_in("parent")

    answer = visitor.get(f"/family/{site.college.people.learners[5]}")

    assert answer.status_code == 200
    assert "Шевчук Анна" in answer.text


def test_a_namesake_of_a_parent_opens_nothing(site: Installation) -> None:
    with transaction(site.engine) as session:
        other = NewGuardian(
            full_name="Ёлкина Татьяна Викторовна", phone="+7 900 999-99-99"
        )
        set_guardian(session, site.college.people.learners[5], other, actor=SYSTEM)

    answer = site.sign_in("parent").get(f"/family/{site.college.people.learners[5]}")

    assert answer.status_code == 404


def test_the_week_shows_a_substitute(site: Installation) -> None:
    page = site.sign_in("other_learner").get("/family/timetable").text

    assert "Воронцова" in page
    assert "замена" in page


def test_a_month_without_marks_says_so(visit: Visit) -> None:
    page = visit("learner").get("/family?month=2026-11-01").text

    assert "Отметки, ноябрь" in page
    assert date(2026, 11, 1).strftime("%d.%m") not in page


def test_the_group_stands_with_its_curator(visit: Visit) -> None:
    page = visit("learner").get("/family").text

    assert "ЮР-21" in page
    assert "куратор Орлова Мария Ивановна" in page


@pytest.mark.parametrize(
    ("path", "section"),
    [("/family", "Успеваемость"), ("/family/timetable", "Расписание")],
)
def test_the_menu_marks_the_page_it_is_on(
    visit: Visit, path: str, section: str
) -> None:
    bar = (
        visit("parent")
        .get(path)
        .text.split('aria-label="Разделы"')[1]
        .split("</nav>")[0]
    )

    marked = [one for one in bar.split("<a ")[1:] if 'aria-current="page"' in one]
    assert len(marked) == 1
    assert section in marked[0]


def test_families_are_not_offered_a_search(visit: Visit) -> None:
    assert 'action="/search"' not in visit("parent").get("/family").text
    assert 'action="/search"' in visit("teacher").get("/journal").text


def test_the_next_exam_stands_among_the_figures(site: Installation) -> None:
    places, persons = site.college.places, site.college.people.persons
    draft = SheetDraft(
        course_id=places.course,
        code=SheetCode.EXAM,
        semester=1,
        held_on=DAYS[3],
        examiner_ids=(persons["teacher"],),
        form="экзамен (устный)",
        room="302",
        starts=540,
    )
    visitor = site.sign_in("parent")
    assert "Ближайший экзамен" not in visitor.get("/family").text
    with transaction(site.engine) as session:
        draft_sheet(
            session,
            draft,
            actor=Actor(person_id=persons["teacher"], role="teacher"),
            now=MORNING,
            entropy=entropy(),
        )

    page = visitor.get("/family").text

    assert "Ближайший экзамен" in page
    assert "ОП.01, 09:00, ауд. 302" in page.replace("\u00a0", " ")
    assert "Задолженности" not in page


def test_a_parent_sends_the_document_of_an_absence(site: Installation) -> None:
    own = site.college.people.learners[2]
    visitor = site.sign_in("parent")
    assert f'href="/family/{own}/excuse?day=2026-09-01"' in visitor.get("/family").text
    form = visitor.get(f"/family/{own}/excuse?day=2026-09-01").text
    assert 'value="2026-09-01"' in form
    assert "Орлова М. И." in form.replace("\u00a0", " ")

    sent = {"first": "2026-09-01", "document": "справка № 12", "words": "Болела."}
    answer = visitor.post(f"/family/{own}/excuse", sent, follow_redirects=True).text

    assert "Справка: Ёлкина Алёна, 01.09.2026" in answer
    letter = site.sign_in("curator").get("/messages").text
    assert "Справка: Ёлкина Алёна, 01.09.2026" in letter


def test_a_refused_document_keeps_what_was_typed(site: Installation) -> None:
    own = site.college.people.learners[2]

    answer = site.sign_in("parent").post(
        f"/family/{own}/excuse",
        {"first": "2026-09-02", "last": "2026-09-01", "document": "справка № 12"},
    )

    assert answer.status_code == 422
    assert "последний день раньше первого" in answer.text
    assert 'value="справка № 12"' in answer.text


def test_without_a_curator_the_family_is_told_where_to_bring_the_document(
    site: Installation,
) -> None:
    own = site.college.people.learners[2]
    visitor = site.sign_in("parent")
    with transaction(site.engine) as session:
        session.execute(delete(Curatorship))
    where = "секретарю учебно-методического отдела"

    form = visitor.get(f"/family/{own}/excuse").text
    sent = {"first": "2026-09-01", "document": "справка № 12", "words": "Болела."}
    answer = visitor.post(f"/family/{own}/excuse", sent)

    assert where in form
    assert "<form class" not in form
    assert answer.status_code == 422
    assert "нет куратора с логином" in answer.text
    assert where in answer.text
    assert 'value="справка № 12"' in answer.text
    assert "Болела." in answer.text


def test_a_minor_asks_the_parents(site: Installation) -> None:
    own = site.college.people.learners[2]
    with transaction(site.engine) as session:
        session.get_one(Person, own).birth_date = date(2008, 9, 16)
    visitor = site.sign_in("learner")
    sent = {"first": "2026-09-01", "document": "справка № 12"}

    assert f"/family/{own}/excuse" not in visitor.get("/family").text
    answer = visitor.post(f"/family/{own}/excuse", sent)

    assert answer.status_code == 422
    assert "законный представитель" in answer.text


def test_a_foreign_document_is_not_taken(site: Installation) -> None:
    foreign = site.college.people.learners[0]
    visitor = site.sign_in("parent")
    sent = {"first": "2026-09-01", "document": "справка № 12"}

    assert visitor.get(f"/family/{foreign}/excuse").status_code == 404
    assert visitor.post(f"/family/{foreign}/excuse", sent).status_code == 404
