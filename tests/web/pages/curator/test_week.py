"""The curator's week in the browser: absences, causes, the stamp (REG 3.12.2)."""

import re

import pytest
from sqlalchemy import select

from records.curriculum.tables import Group
from records.kernel.db import transaction
from records.marks.tables import Mark
from tests.web.college import DAYS, GROUP, OTHER_GROUP
from tests.web.conftest import Installation

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert()</script>"
WEEK = "2026-W37"
OFFICE = ("content_admin", "director", "deputy", "secretary")


def group(site: Installation, code: str = GROUP) -> int:
    with transaction(site.engine, write=False) as session:
        return session.scalars(select(Group.id).filter_by(code=code)).one()


def path(site: Installation, week: str = WEEK, code: str = GROUP) -> str:
    return f"/group/{group(site, code)}/week/{week}"


def absent(site: Installation) -> tuple[int, int]:
    """Return the lesson of 8 September and the learner who was away."""
    places = site.college.places
    return places.lessons[places.course, DAYS[1]], site.college.people.learners[3]


def excuse(site: Installation, **changes: object) -> dict[str, object]:
    lesson, person = absent(site)
    return {
        "person": person,
        "absence": f"{lesson}:1",
        "cause": "illness",
        "document": "справка № 17 от 09.09.2026",
        **changes,
    }


def stored(site: Installation) -> tuple[str, str, str]:
    lesson, person = absent(site)
    with transaction(site.engine, write=False) as session:
        row = session.get_one(Mark, (lesson, person, "absence"))
        return row.value, row.cause, row.document


def test_the_curator_comes_to_the_week_that_goes_on(site: Installation) -> None:
    curator = site.sign_in("curator")
    first = curator.get("/group")
    assert first.headers["Location"] == f"/group/{group(site)}"

    second = curator.get(first.headers["Location"])

    assert second.headers["Location"] == path(site, "2026-W38")
    page = curator.get(second.headers["Location"]).text
    assert "неделя с 14\u00a0сентября по 20\u00a0сентября" in page
    assert "не записано" in page


def test_a_week_shows_who_was_away_when_and_where(site: Installation) -> None:
    page = site.sign_in("curator").get(path(site)).text

    assert "Иванов Иван Иванович" in page
    assert "вт 2" in page
    assert "ОП.01 Теория государства и права" in page
    assert "причина не указана" in page
    assert "Алибек" not in page


@pytest.mark.parametrize("who", OFFICE)
def test_the_office_looks_and_changes_nothing(site: Installation, who: str) -> None:
    visitor = site.sign_in(who)

    page = visitor.get(path(site))

    assert page.status_code == 200
    assert "Куратор эту неделю ещё не проверил" in page.text
    assert "Записать причину" not in page.text
    assert "Неделя проверена" not in page.text
    assert visitor.post(f"{path(site)}/excuse", excuse(site)).status_code == 403
    assert visitor.post(f"{path(site)}/stamp").status_code == 403


def test_others_do_not_look_at_the_week(site: Installation) -> None:
    for who in ("teacher", "learner", "parent", "system_admin", "dispatcher"):
        visitor = site.sign_in(who)
        assert visitor.get(path(site)).status_code == 403
        assert visitor.get("/group").status_code == 403
        assert visitor.post(f"{path(site)}/stamp").status_code == 403
        assert visitor.post(f"{path(site)}/excuse", excuse(site)).status_code == 403


def test_a_foreign_group_and_an_unknown_week_are_not_there(site: Installation) -> None:
    curator = site.sign_in("curator")

    for where in (
        path(site, code=OTHER_GROUP),
        path(site, "2026-W99"),
        path(site, "вчера"),
        f"/group/999/week/{WEEK}",
    ):
        assert curator.get(where).status_code == 404
        assert curator.post(f"{where}/stamp").status_code == 404
        assert curator.post(f"{where}/excuse", excuse(site)).status_code == 404


def test_a_cause_with_its_document_is_written_in_place(site: Installation) -> None:
    curator = site.sign_in("curator")

    answer = curator.post(f"{path(site)}/excuse", excuse(site))

    assert answer.status_code == 303
    assert stored(site) == ("н", "illness", "справка № 17 от 09.09.2026")
    page = curator.get(answer.headers["Location"]).text
    assert "болезнь: справка № 17 от 09.09.2026" in page
    assert "причины указаны" in page


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"document": f"нет {SCRIPT}"}, 422, "уважительная причина без документа"),
        ({"absence": ""}, 422, "Обновите страницу"),
        ({"absence": []}, 422, "Отметьте хотя бы одно занятие"),
        ({"cause": "lazy"}, 422, "выберите из списка"),
    ],
)
def test_a_refused_excuse_keeps_what_was_typed(
    site: Installation, changes: dict[str, object], status: int, words: str
) -> None:
    typed = {"document": f"нет {SCRIPT}", **changes}

    answer = site.sign_in("curator").post(f"{path(site)}/excuse", excuse(site, **typed))

    assert answer.status_code == status
    assert words in answer.text
    assert SCRIPT not in answer.text
    assert 'value="нет &lt;script&gt;' in answer.text
    assert stored(site) == ("н", "", "")


def test_what_changed_meanwhile_is_a_conflict_with_the_text_kept(
    site: Installation,
) -> None:
    curator = site.sign_in("curator")
    curator.post(f"{path(site)}/excuse", excuse(site))

    answer = curator.post(
        f"{path(site)}/excuse", excuse(site, document="заявление № 2")
    )

    assert answer.status_code == 409
    assert "запись уже изменена" in answer.text
    assert "заявление № 2" in answer.text
    assert stored(site)[2] == "справка № 17 от 09.09.2026"


def test_who_was_not_away_and_a_lesson_nobody_held_take_no_excuse(
    site: Installation,
) -> None:
    curator, where = site.sign_in("curator"), f"{path(site)}/excuse"
    foreign = site.college.people.others[0]

    answer = curator.post(where, excuse(site, person=foreign))

    assert answer.status_code == 422
    assert "пропуска здесь не отмечено" in answer.text
    assert curator.post(where, excuse(site, absence="99999:1")).status_code == 404


def test_a_document_is_shown_as_text(site: Installation) -> None:
    curator = site.sign_in("curator")
    curator.post(f"{path(site)}/excuse", excuse(site, document=f"№ 1 {SCRIPT}"))

    page = curator.get(path(site)).text

    assert SCRIPT not in page
    assert "№ 1 &lt;script&gt;" in page


def test_a_week_is_stamped_and_asks_again_when_it_changes(site: Installation) -> None:
    curator = site.sign_in("curator")

    answer = curator.post(f"{path(site)}/stamp")

    assert answer.status_code == 303
    page = curator.get(answer.headers["Location"]).text
    assert "проверено 15.09.2026" in page
    assert "пропусков тогда 1" in page
    assert f"{path(site)}/stamp" not in page
    curator.post(f"{path(site)}/excuse", excuse(site))
    page = curator.get(path(site)).text
    assert "С тех пор сведения изменились" in page
    assert f"{path(site)}/stamp" in page


def test_a_week_ahead_is_not_stamped(site: Installation) -> None:
    curator = site.sign_in("curator")
    ahead = path(site, "2026-W40")
    assert "Неделя ещё не началась" in curator.get(ahead).text

    answer = curator.post(f"{ahead}/stamp")

    assert answer.status_code == 422
    assert "неделя ещё не началась" in answer.text


def test_the_menu_counts_the_weeks_that_wait_for_the_stamp(site: Installation) -> None:
    curator = site.sign_in("curator")

    def counted() -> str:
        links = re.findall(
            r'href="/group".*?</a>', curator.get("/account").text, flags=re.DOTALL
        )
        assert links
        return str(links[0])

    assert ">2<" in counted()
    curator.post(f"{path(site)}/stamp")
    assert ">1<" in counted()
