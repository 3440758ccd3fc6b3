"""The monitoring: figures, what stands behind them, freezing, progress (3.8.9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from records.kernel.db import transaction
from records.monitoring.queries import list_runs
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]
SEPTEMBER = "/monitoring?month=2026-09"
DESK, HOME = "127.0.0.1", "10.0.0.9"


@pytest.mark.parametrize("who", ["content_admin", "deputy", "director"])
def test_the_figures_are_those_of_the_record(visit: Visit, who: str) -> None:
    page = visit(who).get(SEPTEMBER).text

    assert "2 из 12" in page
    assert "16,7" in page
    assert "ниже нормы" in page


def test_a_figure_opens_into_its_lessons(visit: Visit) -> None:
    page = visit("deputy").get(f"{SEPTEMBER}&figure=homework&group=БУ-25").text

    assert "БУ-25: без задания — 3" in page
    assert page.count('href="/lesson/') == 3


def test_learners_without_marks_are_named_with_the_discipline(visit: Visit) -> None:
    page = visit("deputy").get(f"{SEPTEMBER}&figure=without_marks&group=БУ-25").text

    assert "Ким Лев Андреевич" in page
    assert "Цой Александра Викторовна" in page
    assert "Иванов" not in page


def test_freezing_keeps_the_figures(site: Installation) -> None:
    visitor = site.sign_in("content_admin")

    answer = visitor.post("/monitoring/2026-09/freeze")

    assert answer.status_code == 303
    with transaction(site.engine, write=False) as session:
        (run,) = list_runs(session)
    assert run.counts.total.held == 12
    assert "числа зафиксированы" in visitor.get(SEPTEMBER).text


def test_the_director_freezes_nothing(site: Installation) -> None:
    visitor = site.sign_in("director")

    assert "Зафиксировать" not in visitor.get(SEPTEMBER).text
    assert visitor.post("/monitoring/2026-09/freeze").status_code == 403


def test_a_month_that_is_not_one_is_refused_in_words(visit: Visit) -> None:
    answer = visit("deputy").get("/monitoring?month=2026-99")

    assert answer.status_code == 422
    assert "Месяц записан с ошибкой" in answer.text


def test_the_first_month_of_the_first_year_leads_to_no_earlier_one(
    visit: Visit,
) -> None:
    assert "2026-08" not in visit("deputy").get(SEPTEMBER).text


@pytest.mark.parametrize(
    ("view", "shown"),
    [("average", "4,00"), ("attendance", "83,3"), ("quality", "75,0")],
)
def test_the_matrix_shows_groups_by_discipline(
    visit: Visit, view: str, shown: str
) -> None:
    """Progress and attendance by group (REG 3.11.2, 5.1.2)."""
    page = visit("deputy").get(f"/monitoring/groups?view={view}").text

    assert "ЮР-21" in page
    assert "ОП.01" in page
    assert shown in page


@pytest.mark.parametrize("who", ["teacher", "curator", "secretary", "parent"])
def test_others_do_not_open_it(visit: Visit, who: str) -> None:
    assert visit(who).get(SEPTEMBER).status_code == 403


def test_work_from_two_places_stands_below_the_figures(site: Installation) -> None:
    teacher, other = site.sign_in("teacher"), site.stranger()
    site.at(MORNING + timedelta(minutes=5))
    other.client.environ_base["REMOTE_ADDR"] = HOME
    form = {"login": teacher.login, "password": PASSWORD}
    assert other.post("/login", form).status_code == 303
    for minutes, visitor in ((10, teacher), (15, other)):
        site.at(MORNING + timedelta(minutes=minutes))
        assert visitor.get("/account").status_code == 200

    page = site.sign_in("content_admin").get(SEPTEMBER).text.replace("\u00a0", " ")

    assert "(п. 4.1.7): 1 случай, 1 работник." in page
    assert "15.09.2026 в 10:31 – 10:36" in page
    assert f"{DESK} и {HOME}" in page


def test_a_month_without_such_work_says_so(visit: Visit) -> None:
    assert "(п. 4.1.7) не отмечена." in visit("deputy").get(SEPTEMBER).text
