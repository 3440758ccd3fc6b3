"""Letters in the browser: whom one writes to, what one sees (REG 3.12.3, 2.2)."""

import re

import pytest

from records.kernel.db import transaction
from records.letters.queries import count_unread, get_thread
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

EVERYBODY = (
    "teacher", "curator", "secretary", "dispatcher", "content_admin", "deputy",
    "director", "system_admin", "learner", "parent",
)  # fmt: skip
SCRIPT = "<script>alert(1)</script>"


def letter(site: Installation, *to: str, **changes: object) -> dict[str, object]:
    accounts = site.college.people.accounts
    return {
        "to": [accounts[one] for one in to],
        "subject": "Пропуски",
        "text": "Принесите справку.",
        **changes,
    }


def send(site: Installation, who: str, *to: str, **changes: object) -> int:
    answer = site.sign_in(who).post("/messages/new", letter(site, *to, **changes))
    assert answer.status_code == 303, answer.text
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def offered(visitor: Visitor, path: str = "/messages/new") -> dict[int, bool]:
    boxes = re.findall(r'name="to" value="(\d+)"( checked)?', visitor.get(path).text)
    return {int(number): bool(ticked) for number, ticked in boxes}


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_messages(site: Installation, who: str) -> None:
    visitor = site.sign_in(who)

    assert "Писем пока нет" in visitor.get("/messages").text
    assert visitor.get("/messages/new").status_code == 200


def test_a_stranger_is_asked_to_sign_in(site: Installation) -> None:
    for path in ("/messages", "/messages/new", "/messages/1"):
        assert site.stranger().get(path).status_code == 302


def test_a_learner_is_offered_the_own_curator_and_teachers_alone(
    site: Installation,
) -> None:
    accounts = site.college.people.accounts

    found = offered(site.sign_in("learner"))

    own = {accounts[one] for one in ("curator", "teacher", "other_teacher")}
    assert set(found) == own
    assert [number for number, ticked in found.items() if ticked] == [
        accounts["curator"]
    ]
    assert set(offered(site.sign_in("other_learner"))) == {accounts["other_teacher"]}


def test_a_link_ticks_those_it_has_in_mind(site: Installation) -> None:
    accounts, people = site.college.people.accounts, site.college.people
    curator = site.sign_in("curator")

    def ticked(query: str) -> set[int]:
        found = offered(curator, f"/messages/new?{query}")
        return {number for number, chosen in found.items() if chosen}

    learner = people.learners[2]
    assert ticked(f"learner={learner}&kind=parent") == {accounts["parent"]}
    assert ticked("group=ЮР-21") == {accounts["learner"], accounts["parent"]}
    assert ticked(f"to={accounts['other_learner']}") == set()


def test_a_letter_is_sent_read_and_answered(site: Installation) -> None:
    number = send(site, "curator", "learner", "parent")
    parent = site.sign_in("parent")
    assert "s-unread" in parent.get("/messages").text
    assert "Принесите справку." in parent.get(f"/messages/{number}").text
    assert "s-unread" not in parent.get("/messages").text

    answer = parent.post(
        f"/messages/{number}",
        {"to": site.college.people.accounts["curator"], "text": "Завтра принесём."},
    )

    assert answer.status_code == 303
    page = site.sign_in("curator").get(f"/messages/{number}").text
    assert "Завтра принесём." in page
    assert "прочитали 1 из 2" in page
    assert (
        "Завтра принесём."
        not in site.sign_in("learner").get(f"/messages/{number}").text
    )


def test_the_menu_counts_unread_letters(site: Installation) -> None:
    send(site, "curator", "learner")
    learner = site.sign_in("learner")

    links = re.findall(
        r'href="/messages".*?</a>', learner.get("/account").text, flags=re.DOTALL
    )

    assert links
    assert all(">1<" in one for one in links)


@pytest.mark.parametrize(
    ("who", "to"),
    [
        ("curator", "other_learner"),
        ("learner", "other_learner"),
        ("learner", "director"),
        ("parent", "learner"),
        ("system_admin", "learner"),
    ],
)
def test_a_foreign_recipient_is_not_there(
    site: Installation, who: str, to: str
) -> None:
    answer = site.sign_in(who).post("/messages/new", letter(site, to))

    assert answer.status_code == 404
    with transaction(site.engine, write=False) as session:
        assert count_unread(session, site.college.people.accounts[to]) == 0


def test_a_foreign_conversation_is_not_there(site: Installation) -> None:
    number = send(site, "curator", "learner")
    accounts = site.college.people.accounts

    for who in ("teacher", "parent", "director", "other_learner"):
        visitor = site.sign_in(who)
        assert visitor.get(f"/messages/{number}").status_code == 404
        answer = visitor.post(
            f"/messages/{number}", {"to": accounts["curator"], "text": "х"}
        )
        assert answer.status_code == 404


def test_a_refused_letter_keeps_what_was_typed(site: Installation) -> None:
    accounts = site.college.people.accounts

    answer = site.sign_in("curator").post(
        "/messages/new",
        letter(site, "parent", subject="", text=f"Важно {SCRIPT}"),
    )

    assert answer.status_code == 422
    assert "Тема: заполните поле" in answer.text
    assert "Важно &lt;script&gt;" in answer.text
    assert f'value="{accounts["parent"]}" checked' in answer.text
    assert f'value="{accounts["learner"]}" checked' not in answer.text


@pytest.mark.parametrize("to", [[], ["x"], [str(2**70)]])
def test_a_letter_to_nobody_is_refused_beside_the_recipients(
    site: Installation, to: list[str]
) -> None:
    answer = site.sign_in("curator").post("/messages/new", letter(site, to=to))

    assert answer.status_code == 422
    assert 'id="to-error"' in answer.text
    assert "Принесите справку." in answer.text


def test_a_letter_too_long_is_refused_with_its_text_kept(site: Installation) -> None:
    number = send(site, "curator", "learner")
    to = site.college.people.accounts["curator"]

    answer = site.sign_in("learner").post(
        f"/messages/{number}", {"to": to, "text": "д" * 4001}
    )

    assert answer.status_code == 422
    assert "не длиннее 4000" in answer.text
    assert "д" * 4001 in answer.text


def test_a_form_sent_twice_is_one_letter(site: Installation) -> None:
    first = send(site, "curator", "learner", key="a" * 32)
    second = send(site, "curator", "learner", key="a" * 32)
    anew = send(site, "curator", "learner", key="a" * 32, text="Написано заново")

    assert first == second != anew
    accounts = site.college.people.accounts
    with transaction(site.engine, write=False) as session:
        found = get_thread(session, first, accounts["curator"])
    assert len(found.letters) == 1


def test_a_script_in_a_letter_is_text(site: Installation) -> None:
    number = send(site, "curator", "learner", subject=SCRIPT, text=SCRIPT)

    for who in ("curator", "learner"):
        visitor = site.sign_in(who)
        for path in ("/messages", f"/messages/{number}"):
            page = visitor.get(path).text
            assert SCRIPT not in page
            assert "&lt;script&gt;" in page
