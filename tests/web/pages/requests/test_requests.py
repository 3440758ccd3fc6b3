"""Correction requests: asked, decided by the deputy, written once (REG 4.1.1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from records.kernel.db import transaction
from records.ledger.queries import list_versions
from records.marks.queries import list_corrections, list_marks
from records.marks.values import CellKind, Work
from records.requests.queries import get_request
from records.requests.values import LessonCell, RequestFact, RequestState, SheetLine
from records.sheets.queries import get_sheet
from tests.recordings import assert_recorded
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation
from tests.web.paperwork import RESULTS, ask, close_september, make_sheet

pytestmark = pytest.mark.slow


@pytest.fixture
def lesson(site: Installation) -> int:
    return close_september(site.engine, site.college)


def fields(site: Installation, lesson: int, **changes: str) -> dict[str, str]:
    return {
        "lesson": str(lesson),
        "work": "lesson",
        "person": str(site.college.people.learners[0]),
        "text": "4",
        "reason": "отметка внесена не тому",
        "document": "служебная записка № 12",
        "document_date": "2026-09-14",
        **changes,
    }


def stored(site: Installation, request_id: int) -> RequestFact:
    with transaction(site.engine, write=False) as session:
        return get_request(session, request_id, now=MORNING)


def mark(site: Installation, lesson: int) -> str:
    with transaction(site.engine, write=False) as session:
        found = {
            (one.lesson_id, one.person_id, one.work): one.value
            for one in list_marks(session, site.college.places.journal)
        }
    return found.get((lesson, site.college.people.learners[0], Work.CURRENT), "")


def test_a_request_goes_from_the_cell_to_the_correction(
    site: Installation, lesson: int
) -> None:
    teacher, deputy = site.sign_in("teacher"), site.sign_in("deputy")
    query = urlencode(fields(site, lesson))
    assert teacher.get(f"/requests/new?{query}").status_code == 200

    made = teacher.post("/requests/new", fields(site, lesson))
    assert made.status_code == 303
    path = made.location
    number = int(path.rsplit("/", 1)[1])
    assert mark(site, lesson) == "5"
    assert deputy.get(path).status_code == 200
    approved = deputy.post(f"{path}/approve", {"password": PASSWORD})
    assert approved.status_code == 303
    assert "до 18.09.2026" in teacher.get(path).text
    assert teacher.post(f"{path}/use").status_code == 303

    assert mark(site, lesson) == "4"
    assert stored(site, number).state is RequestState.DONE
    with transaction(site.engine, write=False) as session:
        (kept,) = list_corrections(session, site.college.places.journal)
        assert (kept.old, kept.new) == ("5", "4")
        assert_recorded(session)


def test_a_line_of_a_closed_sheet_goes_the_same_way(site: Installation) -> None:
    sheet_id = make_sheet(site.engine, site.college, results=RESULTS, closed=True)
    learner = site.college.people.learners[1]
    teacher = site.sign_in("teacher")
    place = {"sheet": str(sheet_id), "person": str(learner)}
    assert "ведомость № Э-01" in teacher.get(f"/requests/new?{urlencode(place)}").text
    line = SheetLine(sheet_id=sheet_id, person_id=learner)
    request_id = ask(
        site.engine, site.college, ref=line, wanted={"result": "5"}, approved=True
    )

    assert teacher.post(f"/requests/{request_id}/use").status_code == 303

    with transaction(site.engine, write=False) as session:
        rows = {row.person_id: row.result for row in get_sheet(session, sheet_id).rows}
    assert rows[learner] == "5"
    page = teacher.get(f"/sheets/{sheet_id}").text
    assert "Исправления после закрытия" in page
    assert "«4» → «5»" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("text", "7", "недопустимое обозначение"),
        ("reason", " ", "Причина: заполните поле"),
        ("document", "", "Документ: заполните поле"),
        ("document_date", "32.01.2026", "такой даты нет"),
        ("document_date", "2026-09-16", "ещё не составлен"),
        ("text", "5", "ничего не меняет"),
    ],
)
def test_a_refused_request_keeps_what_was_typed(
    site: Installation, lesson: int, field: str, value: str, words: str
) -> None:
    sent = fields(site, lesson, **{field: value})
    kept = "reason" if field == "document" else "document"

    answer = site.sign_in("teacher").post("/requests/new", sent)

    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{sent[kept]}"' in answer.text


def test_a_made_up_absence_is_asked_for_as_it_is_typed(
    site: Installation, lesson: int
) -> None:
    learner = str(site.college.people.learners[2])
    teacher = site.sign_in("teacher")

    made = teacher.post(
        "/requests/new", fields(site, lesson, person=learner, text="н/4")
    )

    fact = stored(site, int(made.location.rsplit("/", 1)[1]))
    assert (fact.was, fact.wanted) == ("н", "н/4")


def test_fields_nobody_asks_for_decide_nothing(site: Installation, lesson: int) -> None:
    sent = fields(site, lesson, state="approved", asked_by="1", closes_at="2030-01-01")

    made = site.sign_in("teacher").post("/requests/new", sent)

    fact = stored(site, int(made.location.rsplit("/", 1)[1]))
    assert (fact.state, fact.closes_at) == (RequestState.ASKED, None)
    assert fact.asked_by == site.college.people.persons["teacher"]


def test_an_open_month_needs_no_request(site: Installation) -> None:
    lesson = next(iter(site.college.places.lessons.values()))
    teacher = site.sign_in("teacher")

    page = teacher.get(f"/requests/new?{urlencode(fields(site, lesson))}")
    answer = teacher.post("/requests/new", fields(site, lesson))

    assert "Заявка здесь не нужна" in page.text
    assert answer.status_code == 422


def test_a_final_after_its_period_is_asked_for_with_the_terms_of_not_attested(
    site: Installation,
) -> None:
    january = datetime(2027, 1, 12, 5, 0, tzinfo=UTC)
    site.at(january)
    teacher = site.sign_in("teacher")
    sent = {
        "course": str(site.college.places.course),
        "final": "s1",
        "person": str(site.college.people.learners[2]),
        "text": "н/а",
        "reason": "болезнь",
        "document": "справка № 115",
        "document_date": "2027-01-11",
    }
    assert "1 семестр" in teacher.get(f"/requests/new?{urlencode(sent)}").text

    lacking = teacher.post("/requests/new", sent)
    terms = {"na_cause": "болезнь", "na_form": "экзамен", "na_due": "2027-01-30"}
    made = teacher.post("/requests/new", {**sent, **terms})

    assert lacking.status_code == 422
    assert 'value="справка № 115"' in lacking.text
    assert made.status_code == 303
    fact = stored(site, int(made.location.rsplit("/", 1)[1]))
    assert (fact.was, fact.wanted) == ("", "н/а")


@pytest.mark.parametrize("password", ["", "не тот пароль"])
def test_without_the_password_nothing_is_opened(
    site: Installation, lesson: int, password: str
) -> None:
    request_id = ask(site.engine, site.college)
    deputy = site.sign_in("deputy")

    answer = deputy.post(f"/requests/{request_id}/approve", {"password": password})

    assert answer.status_code == 422
    assert stored(site, request_id).state is RequestState.ASKED
    assert mark(site, lesson) == "5"


@pytest.mark.usefixtures("lesson")
def test_a_refusal_says_why_and_shows_it(site: Installation) -> None:
    request_id = ask(site.engine, site.college)
    deputy, teacher = site.sign_in("deputy"), site.sign_in("teacher")

    silent = deputy.post(f"/requests/{request_id}/refuse", {"words": " "})
    assert silent.status_code == 422
    deputy.post(f"/requests/{request_id}/refuse", {"words": "Оценка подтверждена"})

    page = teacher.get(f"/requests/{request_id}").text
    assert "Оценка подтверждена" in page
    refused = teacher.post(f"/requests/{request_id}/use")
    assert refused.status_code == 422


@pytest.mark.usefixtures("lesson")
def test_only_the_deputy_decides(site: Installation) -> None:
    request_id = ask(site.engine, site.college)

    for who in ("teacher", "director", "content_admin", "curator", "learner"):
        visitor = site.sign_in(who)
        answer = visitor.post(f"/requests/{request_id}/approve", {"password": PASSWORD})
        assert answer.status_code == 403, who
    assert stored(site, request_id).state is RequestState.ASKED


@pytest.mark.usefixtures("lesson")
def test_a_foreign_request_does_not_exist(site: Installation) -> None:
    request_id = ask(site.engine, site.college, approved=True)
    other = site.sign_in("other_teacher")

    assert other.get(f"/requests/{request_id}").status_code == 404
    assert other.post(f"/requests/{request_id}/use").status_code == 404
    assert other.get("/requests/777").status_code == 404
    assert f'href="/requests/{request_id}"' not in other.get("/requests").text
    for who in ("deputy", "director", "content_admin"):
        assert site.sign_in(who).get(f"/requests/{request_id}").status_code == 200


def test_a_foreign_cell_cannot_be_asked_about(site: Installation, lesson: int) -> None:
    other = site.sign_in("other_teacher")
    sent = fields(site, lesson)
    foreign = make_sheet(
        site.engine, site.college, results=RESULTS[:2], closed=True, foreign=True
    )
    place = {"sheet": foreign, "person": site.college.people.others[0]}

    assert site.sign_in("teacher").get(
        f"/requests/new?{urlencode(place)}"
    ).status_code == 404  # fmt: skip
    for path in (
        "/requests/new",
        "/requests/new?lesson=999999&person=1",
        "/requests/new?lesson=x",
        f"/requests/new?course={site.college.places.course}&final=nothing&person=1",
    ):
        assert other.get(path).status_code == 404, path
    assert other.post("/requests/new", sent).status_code in {404, 422}


@pytest.mark.usefixtures("lesson")
def test_a_window_is_used_once_and_in_time(site: Installation) -> None:
    first = ask(site.engine, site.college, approved=True)
    lesson = site.college.places.lessons[
        site.college.places.course, min(day for _, day in site.college.places.lessons)
    ]
    cell = LessonCell(
        lesson_id=lesson,
        person_id=site.college.people.learners[1],
        column=CellKind.LESSON,
    )
    second = ask(
        site.engine, site.college, ref=cell, wanted={"current": "5"}, approved=True
    )
    teacher = site.sign_in("teacher")
    assert teacher.post(f"/requests/{first}/use").status_code == 303
    assert teacher.post(f"/requests/{first}/use").status_code == 422

    site.at(MORNING + timedelta(days=7))
    later = site.sign_in("teacher").post(f"/requests/{second}/use")

    assert later.status_code == 422
    assert "срок исправления" in later.text


def test_an_open_window_of_ones_own_stands_first(
    site: Installation, lesson: int
) -> None:
    cell = LessonCell(
        lesson_id=lesson,
        person_id=site.college.people.learners[1],
        column=CellKind.LESSON,
    )
    waits = ask(site.engine, site.college)
    window = ask(
        site.engine, site.college, ref=cell, wanted={"current": "5"}, approved=True
    )

    own = site.sign_in("teacher").get("/requests").text
    deputy = site.sign_in("deputy").get("/requests").text

    assert own.index(f"/requests/{window}") < own.index(f"/requests/{waits}")
    assert "Внести исправление" in own
    assert deputy.index(f"/requests/{waits}") < deputy.index(f"/requests/{window}")
    assert "Внести исправление" not in deputy


def test_of_two_decisions_at_once_one_stands(site: Installation, lesson: int) -> None:
    request_id = ask(site.engine, site.college)
    visitors = [site.sign_in("deputy") for _ in range(3)]
    tokens = [one.token() for one in visitors]

    def approve(place: int) -> int:
        return (
            visitors[place]
            .client.post(
                f"/requests/{request_id}/approve",
                data={"csrf_token": tokens[place], "password": PASSWORD},
            )
            .status_code
        )

    with ThreadPoolExecutor(3) as pool:
        codes = sorted(pool.map(approve, range(3)))

    assert codes == [303, 422, 422]
    assert mark(site, lesson) == "5"
    with transaction(site.engine, write=False) as session:
        assert len(list_versions(session, f"request/{request_id}")) == 2
