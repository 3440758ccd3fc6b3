"""From every percent to what is behind it, and on to a report and an inspection."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from records.kernel.db import transaction
from records.monitoring.progress import list_progress
from tests.web.conftest import Installation, Visitor
from tests.web.pages.print.conftest import KEY, work
from web.pages.monitoring import screens

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]
SPAN = (date(2026, 9, 1), date(2026, 9, 30))
SEPTEMBER = "/monitoring?month=2026-09"
GROUPS = "/monitoring/groups?start=2026-09-01&end=2026-09-30"
NUMBER = re.compile(r'href="(/monitoring\?month=2026-09[^"]*)"[^>]*>.*?([\d,]+)</a>')
LISTED = re.compile(r"<h2>[^<]*: [^<]* — (\d+)</h2>")
HANDED = re.compile(r'href="(/inspections/new\?[^"]+)"')
LINE = re.compile(r'<td class="s-nowrap" data-label="Занятие"><a href="/lesson/\d+">')


def test_every_number_of_the_table_leads_to_its_list(visit: Visit) -> None:
    visitor = visit("deputy")
    table = visitor.get(SEPTEMBER).text.partition("<tbody>")[2].partition("</table>")[0]
    links = [(unescape(href), number) for href, number in NUMBER.findall(table)]

    assert len(links) == 18
    for href, number in links:
        listed = LISTED.search(visitor.get(href).text)
        assert listed is not None, href
        whole = "100,0" if "without" not in href and "one_mark" not in href else "0,0"
        assert (listed[1] == "0") == (number == whole), href


def test_the_share_of_teachers_stands_beside_the_group(visit: Visit) -> None:
    page = visit("deputy").get(f"{SEPTEMBER}&figure=participation&group=ЮР-21").text

    assert '<th scope="col" class="s-num">Участие</th>' in page
    listed = page.partition("ЮР-21: без единой записи — ")[2]
    assert listed.startswith("1<")
    assert "1 из 2, 50,0 %" in listed


def test_families_who_did_not_sign_in_are_named(visit: Visit) -> None:
    page = visit("deputy").get(f"{SEPTEMBER}&figure=families").text

    assert "не входили за месяц — " in page
    assert "родитель: " in page


def test_a_long_list_is_shown_whole_when_asked(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens, "SHOWN", 2)
    visitor = visit("deputy")
    asked = f"{SEPTEMBER}&figure=homework&group=БУ-25"

    short, whole = visitor.get(asked).text, visitor.get(f"{asked}&all=1").text

    assert "Показаны 2 из 3." in short
    assert short.count('href="/lesson/') == 2
    assert whole.count('href="/lesson/') == 3


def test_what_is_out_of_norm_goes_to_an_inspection(visit: Visit) -> None:
    deputy = visit("deputy")
    every = HANDED.search(deputy.get(SEPTEMBER).text)
    one = HANDED.search(deputy.get(f"{SEPTEMBER}&group=БУ-25").text)

    assert every is not None
    assert one is not None
    assert "group=%D0%91%D0%A3-25&" in f"{unescape(every[1])}&"
    assert unescape(one[1]).count("group=") == 1
    page = deputy.get(unescape(one[1])).text
    assert 'name="first" value="2026-09-01"' in page
    assert "Замечания по журналам" in page
    assert "Записать проверку" in page


@pytest.mark.parametrize("who", ["content_admin", "director"])
def test_who_inspects_nothing_is_offered_no_inspection(visit: Visit, who: str) -> None:
    assert "на проверку" not in visit(who).get(SEPTEMBER).text


def test_the_report_of_a_frozen_month_is_made_and_taken(
    site: Installation, visit: Visit
) -> None:
    visitor = visit("content_admin")
    assert "Сделать отчёт" not in visitor.get(SEPTEMBER).text
    visitor.post("/monitoring/2026-09/freeze")
    page = visitor.get(SEPTEMBER).text
    key = KEY.search(page)
    assert key is not None
    assert "Сделать отчёт" in page
    assert "Сделать отчёт" not in visit("director").get(SEPTEMBER).text
    form = {"key": key[1], "year": "2026/2027", "pick": "report:2026-09"}

    assert visitor.post("/print/run", form).status_code == 303
    assert work(site) == 1

    page = visit("director").get(SEPTEMBER).text
    files = re.findall(r'href="(/print/file/MON[^"]+)"', page)
    assert [one.rpartition(".")[2] for one in files] == ["pdf", "docx"]
    assert visit("director").get(files[0]).data.startswith(b"%PDF")


def test_a_percent_of_the_matrix_opens_into_its_lessons(
    site: Installation, visit: Visit
) -> None:
    course = site.college.places.course
    visitor = visit("deputy")
    views = {
        view: _follow(visitor, f"{GROUPS}&view={view}", f"course={course}")
        for view in ("average", "attendance")
    }

    with transaction(site.engine, write=False) as session:
        (whole,) = [
            one
            for one in list_progress(
                session, year="2026/2027", start=SPAN[0], end=SPAN[1]
            )
            if one.course_id == course
        ]
    marks = [int(one) for one in re.findall(r">отметок (\d+)<", views["average"])]
    missed = re.findall(r'data-label="Из чего">пропущено (\d+) из', views["attendance"])
    assert sum(marks[1:]) == whole.marks > 0
    assert sum(int(one) for one in missed) == whole.hours_missed > 0
    assert len(LINE.findall(views["attendance"])) == len(missed)


def _follow(visitor: Visitor, path: str, ending: str) -> str:
    """Press the figure whose address ends so."""
    links = re.findall(
        r'<td class="s-num[^>]*><a href="([^"#]+)#', visitor.get(path).text
    )
    (href,) = [one for one in map(unescape, links) if one.endswith(f"&{ending}")]
    return visitor.get(href).text


def test_a_figure_of_another_group_opens_nothing(
    site: Installation, visit: Visit
) -> None:
    course = site.college.places.course

    page = visit("deputy").get(f"{GROUPS}&group=БУ-25&course={course}").text

    assert 'id="behind"' not in page
