"""One's own sign-in: sessions, password, second step (REG 4.1.7, 6.2)."""

import re
from datetime import timedelta

import pyotp
import pytest

from records.kernel.db import transaction
from records.people.queries import has_totp
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation, Visitor
from web import clock

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)
NEW = "сорок две синие лошади"
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"
SECRET = re.compile(r'class="s-mono">([A-Z2-7 ]+)<')


def other_place(site: Installation, who: str = "teacher") -> Visitor:
    visitor = site.stranger()
    visitor.client.environ_base["HTTP_USER_AGENT"] = PHONE
    visitor.client.environ_base["REMOTE_ADDR"] = "10.0.0.9"
    login = site.college.people.logins[who]
    visitor.post("/login", {"login": login, "password": PASSWORD})
    return visitor


def sessions_of(visitor: Visitor) -> list[str]:
    page = visitor.get("/account").text
    return re.findall(r"/account/sessions/(\d+)/end", page)


def test_every_role_has_the_page_and_sees_its_own_name(site: Installation) -> None:
    names = {"teacher": "Воронцова Ирина", "learner": "", "parent": "", "director": ""}
    for who, name in names.items():
        answer = site.sign_in(who).get("/account")

        assert answer.status_code == 200
        assert f"логин {site.college.people.logins[who]}" in answer.text
        assert name in answer.text
        assert ("Вход с кодом" in answer.text) is (who in {"teacher", "director"})


def test_another_session_is_seen_and_ended(site: Installation) -> None:
    here, there = site.sign_in("teacher"), other_place(site)
    page = here.get("/account").text
    assert "Chrome, Android" in page
    assert "10.0.0.9" in page
    (number,) = sessions_of(here)

    ended = here.post(f"/account/sessions/{number}/end")

    assert ended.headers["Location"] == "/account"
    assert there.get("/account").status_code == 302
    assert "Сеанс завершён из другого места" in there.get("/login").text
    assert sessions_of(here) == []


def test_all_others_are_ended_at_once(site: Installation) -> None:
    here = site.sign_in("teacher")
    others = [other_place(site), site.sign_in("teacher")]

    here.post("/account/sessions/end")

    assert [one.get("/account").status_code for one in others] == [302, 302]
    assert "Других сеансов нет." in here.get("/account").text


def test_nobody_ends_a_session_of_another_person(site: Installation) -> None:
    other_place(site)
    (number,) = sessions_of(site.sign_in("teacher"))
    stranger = site.sign_in("other_teacher")

    assert stranger.post(f"/account/sessions/{number}/end").status_code == 404
    assert stranger.post("/account/sessions/9999/end").status_code == 404


def test_work_from_two_places_at_once_is_shown(site: Installation) -> None:
    here = site.sign_in("teacher")
    site.at(MORNING + 5 * MINUTE)
    there = other_place(site)
    site.at(MORNING + 10 * MINUTE)
    here.get("/account")
    there.get("/account")

    page = here.get("/account").text

    assert "С вашим логином работали одновременно из двух мест." in page
    assert "Chrome, Android (10.0.0.9)" in page
    other = site.sign_in("other_teacher").get("/account").text
    assert "одновременно из двух мест" not in other


def test_the_password_is_changed_by_the_old_one(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    fields = {"old_password": PASSWORD, "new_password": NEW, "repeat_password": NEW}

    assert visitor.post("/account/password", fields).status_code == 303

    login = site.college.people.logins["teacher"]
    again = site.stranger().post("/login", {"login": login, "password": NEW})
    old = site.stranger().post("/login", {"login": login, "password": PASSWORD})
    assert (again.status_code, old.status_code) == (303, 422)
    assert "Пароль сменён" in visitor.get("/account").text


@pytest.mark.parametrize(
    ("old", "new", "repeated", "words"),
    [
        ("неверный", NEW, NEW, "Прежний пароль не подошёл."),
        (PASSWORD, NEW, "иной", "Пароли не совпали"),
        (PASSWORD, "password1", "password1", "подбирают первым"),
        (PASSWORD, PASSWORD, PASSWORD, "такой же, как прежний"),
    ],
)
def test_a_refused_password_changes_nothing(
    site: Installation, old: str, new: str, repeated: str, words: str
) -> None:
    visitor = site.sign_in("teacher")
    fields = {"old_password": old, "new_password": new, "repeat_password": repeated}

    answer = visitor.post("/account/password", fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert new not in answer.text
    site.sign_in("teacher")


def test_the_second_step_is_set_up_with_a_drawing_and_a_code(
    site: Installation,
) -> None:
    visitor = site.sign_in("teacher")
    page = visitor.post("/account/code", {"code_password": PASSWORD})
    assert "<svg" in page.text
    assert "style=" not in page.text
    found = SECRET.search(page.text)
    assert found is not None
    secret = found[1].replace(" ", "")

    wrong = visitor.post("/account/code/confirm", {"code": "12345"})
    code = pyotp.TOTP(secret).at(clock.now())
    right = visitor.post("/account/code/confirm", {"code": code})

    assert wrong.status_code == 422
    assert secret not in wrong.text
    assert right.headers["Location"] == "/account"
    assert "Отключить вход с кодом" in visitor.get("/account").text
    assert secret not in visitor.get("/account").text


def test_the_second_step_wants_the_password_on_and_off(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    account_id = site.college.people.accounts["teacher"]

    def is_on() -> bool:
        with transaction(site.engine, write=False) as session:
            return has_totp(session, account_id)

    refused = visitor.post("/account/code", {"code_password": "неверный"})
    assert refused.status_code == 422
    assert "Пароль не подошёл" in refused.text
    page = visitor.post("/account/code", {"code_password": PASSWORD})
    found = SECRET.search(page.text)
    assert found is not None
    code = pyotp.TOTP(found[1].replace(" ", "")).at(clock.now())
    visitor.post("/account/code/confirm", {"code": code})
    assert is_on()

    kept = visitor.post("/account/code/off", {"code_password": "неверный"})
    assert kept.status_code == 422
    assert is_on()
    visitor.post("/account/code/off", {"code_password": PASSWORD})
    assert not is_on()
    assert visitor.post("/account/code/off").status_code == 422


@pytest.mark.parametrize("who", ["learner", "parent"])
def test_a_family_has_no_second_step(site: Installation, who: str) -> None:
    visitor = site.sign_in(who)

    answer = visitor.post("/account/code", {"code_password": PASSWORD})

    assert answer.status_code == 422
    assert "только у работников" in answer.text
