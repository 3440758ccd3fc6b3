"""Signing in: the login, the password of one's own, the second step (REG 1.7, 6.2)."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people import actions
from records.people.tables import SignIn, WebSession
from records.people.values import Credentials, TotpSetup
from tests.builders import entropy
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation, Visitor
from web import clock

pytestmark = pytest.mark.slow
MINUTE = timedelta(minutes=1)
NEW = "сорок две синие лошади"
CHANCE = entropy()


def account_of(site: Installation, who: str) -> int:
    return site.college.people.accounts[who]


def reset(site: Installation, who: str) -> Credentials:
    with transaction(site.engine) as session:
        return actions.reset_password(
            session,
            account_of(site, who),
            actor=SYSTEM,
            now=MORNING,
            entropy=CHANCE,
        )


def switch_totp_on(site: Installation, who: str) -> TotpSetup:
    with transaction(site.engine) as session:
        account_id = account_of(site, who)
        setup = actions.begin_totp(
            session, account_id, issuer="Сургуч", now=MORNING, entropy=CHANCE
        )
        earlier = clock.now() - 5 * MINUTE
        assert actions.confirm_totp(
            session,
            account_id,
            pyotp.TOTP(setup.secret).at(earlier),
            address="",
            now=MORNING,
            clock=earlier,
        )
    return setup


def log_in(visitor: Visitor, login: str, password: str, **more: str) -> str:
    answer = visitor.post("/login", {"login": login, "password": password, **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_the_page_names_the_institution_and_the_rules(site: Installation) -> None:
    text = site.stranger().get("/login").text

    assert "НОЧУ ДПО «СМОЦ», Томск" in text
    assert "п.\u00a04.1.7 Положения" in text
    assert '<div class="s-notes"></div>' in text


def test_login_and_password_open_the_desk(site: Installation) -> None:
    visitor = site.stranger()

    place = log_in(visitor, " Vorontsova.IS ", PASSWORD)

    assert place == "/"
    assert "Воронцова" in visitor.get("/account").text
    assert visitor.get("/login").headers["Location"] == "/"
    with transaction(site.engine, write=False) as session:
        assert session.scalars(select(SignIn.account_id)).all() == [
            account_of(site, "teacher")
        ]


def test_a_wrong_password_keeps_the_login_and_says_how_many_are_left(
    site: Installation,
) -> None:
    visitor = site.stranger()
    login = site.college.people.logins["teacher"]

    answers = []
    for number in range(9):
        site.at(MORNING + number * MINUTE)
        answers.append(visitor.post("/login", {"login": login, "password": "неверный"}))

    assert answers[0].status_code == 422
    assert f'value="{login}"' in answers[0].text
    assert "неверный" not in answers[0].text
    assert "Логин или пароль не подошли" in answers[0].text
    assert "Осталось 3 попытки, потом вход закроется на 15 минут." in answers[6].text
    assert "Осталась 1 попытка" in answers[8].text


def test_too_many_wrong_passwords_make_one_wait(site: Installation) -> None:
    visitor = site.stranger()
    login = site.college.people.logins["teacher"]
    for _ in range(5):
        visitor.post("/login", {"login": login, "password": "неверный"})

    refused = visitor.post("/login", {"login": login, "password": PASSWORD})

    assert refused.status_code == 429
    assert "Повторите через 2 секунды." in refused.text
    site.sign_in("other_teacher")
    site.at(MORNING + MINUTE)
    assert log_in(visitor, login, PASSWORD) == "/"


@pytest.mark.parametrize(
    "sent", [{"login": "vorontsova.is"}, {"password": "x"}, {"password": "x" * 129}]
)
def test_an_empty_or_endless_field_is_refused_without_an_attempt(
    site: Installation, sent: dict[str, str]
) -> None:
    assert site.stranger().post("/login", sent).status_code == 422


def test_after_signing_in_one_is_where_one_wanted_to_be(site: Installation) -> None:
    visitor = site.stranger()
    asked = visitor.get("/account")
    assert asked.headers["Location"].startswith("/login?next=")

    page = visitor.get(asked.headers["Location"])
    assert 'name="next" value="/account"' in page.text
    login = site.college.people.logins["teacher"]

    assert log_in(visitor, login, PASSWORD, next="/account") == "/account"


def test_the_page_says_when_the_session_ended(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    site.at(MORNING + 40 * MINUTE)

    assert visitor.get("/account").status_code == 302
    text = visitor.get("/login").text

    assert "Сеанс закончился в 10:56." in text
    assert "уйдёт само после входа" in text


def test_a_blocked_person_is_told_so_after_the_right_password_only(
    site: Installation,
) -> None:
    with transaction(site.engine) as session:
        actions.block_account(
            session, account_of(site, "teacher"), actor=SYSTEM, now=MORNING
        )
    login = site.college.people.logins["teacher"]
    visitor = site.stranger()

    wrong = visitor.post("/login", {"login": login, "password": "неверный"})
    right = visitor.post("/login", {"login": login, "password": PASSWORD})

    assert "Учётная запись закрыта" not in wrong.text
    assert "Учётная запись закрыта" in right.text
    assert visitor.get("/account").status_code == 302


def test_a_one_time_password_leads_to_one_s_own_and_nowhere_else(
    site: Installation,
) -> None:
    made = reset(site, "teacher")
    visitor = site.stranger()

    assert log_in(visitor, made.login, made.password, next="/account") == "/password"
    assert visitor.get("/account").headers["Location"] == "/password"
    page = visitor.get("/password").text
    assert "Задайте свой пароль" in page
    assert "s-tabs" not in page.split("</head>")[1]
    fields = {"new_password": NEW, "repeat_password": NEW}
    saved = visitor.post("/password", fields)

    assert saved.headers["Location"] == "/account"
    assert visitor.get("/account").status_code == 200
    assert log_in(site.stranger(), made.login, NEW) == "/"


@pytest.mark.parametrize(
    ("new", "repeated", "words"),
    [
        (NEW, NEW + "!", "не совпали"),
        ("кратко", "кратко", "короче 8 знаков"),
        ("password1", "password1", "подбирают первым"),
        ("vorontsova.is", "vorontsova.is", "совпадает с логином"),
    ],
)
def test_a_bad_own_password_is_refused_beside_the_field(
    site: Installation, new: str, repeated: str, words: str
) -> None:
    made = reset(site, "teacher")
    visitor = site.stranger()
    log_in(visitor, made.login, made.password)

    fields = {"new_password": new, "repeat_password": repeated}
    answer = visitor.post("/password", fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert answer.text.count(new) == (2 if new == made.login else 0)
    assert visitor.get("/account").headers["Location"] == "/password"


def test_the_one_time_password_is_asked_again_after_a_while(
    site: Installation,
) -> None:
    made = reset(site, "teacher")
    visitor = site.stranger()
    log_in(visitor, made.login, made.password)
    site.at(MORNING + 16 * MINUTE)

    fields = {"new_password": NEW, "repeat_password": NEW}
    answer = visitor.post("/password", fields)

    assert answer.status_code == 422
    assert "войдите ещё раз" in answer.text
    assert "new_password" not in visitor.get("/password").text
    visitor.post("/logout")
    assert log_in(visitor, made.login, made.password) == "/password"


def test_a_password_of_one_s_own_is_not_changed_without_the_old_one(
    site: Installation,
) -> None:
    visitor = site.sign_in("teacher")

    assert visitor.get("/password").headers["Location"] == "/account"
    fields = {"new_password": NEW, "repeat_password": NEW}
    assert visitor.post("/password", fields).status_code == 422


def test_the_second_step_is_asked_after_the_password(site: Installation) -> None:
    setup = switch_totp_on(site, "teacher")
    visitor = site.stranger()
    login = site.college.people.logins["teacher"]

    assert log_in(visitor, login, PASSWORD, next="/account") == "/totp"
    assert visitor.get("/account").status_code == 302
    wrong = visitor.post("/totp", {"code": "000 00"})
    assert wrong.status_code == 422
    assert "Код не подошёл" in wrong.text
    right = visitor.post("/totp", {"code": pyotp.TOTP(setup.secret).at(clock.now())})

    assert right.headers["Location"] == "/account"
    assert visitor.get("/account").status_code == 200


def test_a_code_is_worth_nothing_a_second_time(site: Installation) -> None:
    setup = switch_totp_on(site, "teacher")
    login = site.college.people.logins["teacher"]
    code = pyotp.TOTP(setup.secret).at(clock.now())
    answers = []

    for _ in range(2):
        visitor = site.stranger()
        log_in(visitor, login, PASSWORD)
        answers.append(visitor.post("/totp", {"code": code}).status_code)

    assert answers == [303, 422]


def test_the_second_step_is_nobody_s_without_the_password(site: Installation) -> None:
    visitor = site.stranger()

    assert visitor.get("/totp").headers["Location"] == "/login"
    assert visitor.post("/totp", {"code": "123456"}).headers["Location"] == "/login"


def test_the_second_step_waits_ten_minutes(site: Installation) -> None:
    switch_totp_on(site, "teacher")
    visitor = site.stranger()
    log_in(visitor, site.college.people.logins["teacher"], PASSWORD)

    site.at(MORNING + 11 * MINUTE)

    assert visitor.get("/totp").headers["Location"] == "/login"


def test_the_session_is_told_to_modules(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    site.at(MORNING + 10 * MINUTE)

    told = visitor.get("/session").json
    assert told is not None
    assert told["signed_in"] is True
    assert told["account"] == account_of(site, "teacher")
    assert told["name"] == "Воронцова И. С."
    assert 1190 <= told["ends_in"] <= 1200
    assert len(told["outbox"]) == 43
    again = site.sign_in("teacher").get("/session").json
    other = site.sign_in("other_teacher").get("/session").json
    assert again is not None
    assert other is not None
    assert again["outbox"] == told["outbox"] != other["outbox"]
    assert site.stranger().get("/session").json == {"signed_in": False}


def test_asking_does_not_prolong_the_session_and_a_person_does(
    site: Installation,
) -> None:
    visitor = site.sign_in("teacher")
    for minute in range(1, 29):
        site.at(MORNING + minute * MINUTE)
        asked = visitor.get("/session", headers={"Accept": "application/json"})
        assert asked.json is not None
        assert asked.json["signed_in"]

    prolonged = visitor.post_json("/session", {}).json

    assert prolonged is not None
    assert prolonged["ends_in"] == 1800
    site.at(MORNING + 50 * MINUTE)
    assert visitor.get("/account").status_code == 200
    site.at(MORNING + 79 * MINUTE)
    asked = visitor.get("/session", headers={"Accept": "application/json"})
    assert asked.json is not None
    assert asked.json["signed_in"]
    site.at(MORNING + 81 * MINUTE)
    assert visitor.get("/session").json == {"signed_in": False}


def test_a_browser_is_written_down_in_two_words(site: Installation) -> None:
    visitor = site.stranger()
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    visitor.client.environ_base["HTTP_USER_AGENT"] = agent
    log_in(visitor, site.college.people.logins["teacher"], PASSWORD)

    with transaction(site.engine, write=False) as session:
        row = session.scalars(select(WebSession)).one()

    assert (row.agent, row.address) == ("Firefox, Linux", "127.0.0.1")


def test_the_whole_address_is_come_back_to(site: Installation) -> None:
    visitor = site.stranger()

    asked = visitor.get("/account?month=2026-09&view=topics")
    page = visitor.get(asked.headers["Location"]).text

    assert 'value="/account?month=2026-09&amp;view=topics"' in page
