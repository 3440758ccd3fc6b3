"""Attack classes 21-25 and 32: what concerns signing in (peers' faults)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people import actions
from records.people.tables import WebSession
from tests.builders import entropy
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation, Visitor
from web.app import create_app
from web.pages.login.places import safe_place
from web.settings import Settings

MINUTE = timedelta(minutes=1)
COOKIE = "surguch"
POSTS = (
    "/login",
    "/logout",
    "/totp",
    "/password",
    "/session",
    "/account/password",
    "/account/code",
    "/account/sessions/end",
)


def cookie_of(visitor: Visitor) -> str:
    found = visitor.client.get_cookie(COOKIE)
    return found.value if found else ""


def with_cookie(site: Installation, value: str) -> Visitor:
    visitor = site.stranger()
    visitor.client.set_cookie(COOKIE, value)
    return visitor


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


@pytest.mark.parametrize("path", ["/login", "/account", "/session", "/totp", "/none"])
def test_nothing_is_kept_in_a_cache(site: Installation, path: str) -> None:
    for visitor in (site.sign_in("teacher"), site.stranger()):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"


def test_after_signing_out_the_page_is_gone_and_the_cookie_dead(
    site: Installation,
) -> None:
    visitor = site.sign_in("teacher")
    stolen = cookie_of(visitor)

    out = visitor.post("/logout")

    assert out.headers["Location"] == "/login"
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert not is_in(visitor)
    assert not is_in(with_cookie(site, stolen))


@pytest.mark.parametrize("path", POSTS)
def test_a_change_without_the_token_of_the_form_is_refused(
    site: Installation, path: str
) -> None:
    for visitor in (site.sign_in("teacher"), site.stranger()):
        assert visitor.client.post(path, data={"login": "x"}).status_code == 400


@pytest.mark.parametrize("path", POSTS)
def test_a_change_sent_from_another_site_is_refused(
    site: Installation, path: str
) -> None:
    visitor = site.sign_in("teacher")

    answer = visitor.post(path, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 400
    assert is_in(visitor)


def test_a_module_learns_that_its_token_is_old(site: Installation) -> None:
    visitor = site.sign_in("teacher")

    answer = visitor.client.post("/session", json={})

    assert (answer.status_code, answer.json) == (
        400,
        {"code": "csrf", "message": "Страница устарела: обновите её."},
    )


@pytest.mark.parametrize("path", ["/logout", "/account/sessions/end"])
def test_what_changes_something_is_not_opened_by_a_link(
    site: Installation, path: str
) -> None:
    visitor = site.sign_in("teacher")

    assert visitor.get(path).status_code in {404, 405}
    assert is_in(visitor)


def test_looking_changes_nothing_in_the_database(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    before = dump(site)

    for path in (
        "/login",
        "/account",
        "/account/code",
        "/password",
        "/session",
        "/totp",
    ):
        visitor.get(path)

    assert dump(site) == before


def dump(site: Installation) -> list[tuple[object, ...]]:
    tables = ("account", "account_totp", "web_session", "sign_in", "sign_in_failure")
    with transaction(site.engine, write=False) as session:
        return [
            tuple(row)
            for table in tables
            for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1"))  # noqa: S608 - our own names
        ]


def test_signing_in_makes_a_new_session_and_a_new_token_of_forms(
    site: Installation,
) -> None:
    visitor = site.stranger()
    old_token = visitor.token()
    before = cookie_of(visitor)

    visitor.post("/login", {"login": "vorontsova.is", "password": PASSWORD})

    assert cookie_of(visitor) != before
    assert not is_in(with_cookie(site, before))
    old = visitor.client.post("/logout", data={"csrf_token": old_token})
    assert old.status_code == 400
    assert is_in(visitor)


def test_a_session_planted_by_another_is_ended_by_signing_in(
    site: Installation,
) -> None:
    intruder = site.sign_in("other_teacher")
    planted = cookie_of(intruder)
    victim = with_cookie(site, planted)
    victim.post("/logout")
    victim.post("/login", {"login": "vorontsova.is", "password": PASSWORD})

    assert is_in(victim)
    assert not is_in(with_cookie(site, planted))
    assert "Воронцова" in victim.get("/account").text


def test_the_cookie_of_one_home_opens_no_other(
    site: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cookie = cookie_of(site.sign_in("teacher"))
    (site.home / "secret.key").unlink()
    settings = Settings(
        home=site.home, database_url=f"sqlite:///{site.home / 'surguch.db'}"
    )
    other = create_app(settings)
    client = other.test_client()
    client.set_cookie(COOKIE, cookie)

    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("why", ["password", "reset", "block", "dismissal", "others"])
def test_sessions_end_with_what_they_rest_on(site: Installation, why: str) -> None:
    here, there = site.sign_in("teacher"), site.sign_in("teacher")
    assert is_in(there)

    if why == "password":
        fields = {
            "old_password": PASSWORD,
            "new_password": "сорок две синие лошади",
            "repeat_password": "сорок две синие лошади",
        }
        assert here.post("/account/password", fields).status_code == 303
    elif why == "others":
        here.post("/account/sessions/end")
    else:
        end_by_office(site, why)

    assert not is_in(there)
    assert is_in(here) is (why in {"password", "others"})


def end_by_office(site: Installation, why: str) -> None:
    account_id = site.college.people.accounts["teacher"]
    with transaction(site.engine) as session:
        if why == "reset":
            actions.reset_password(
                session, account_id, actor=SYSTEM, now=MORNING, entropy=entropy()
            )
        elif why == "block":
            actions.block_account(session, account_id, actor=SYSTEM, now=MORNING)
        else:
            session.execute(
                text("UPDATE staff SET active = false WHERE person_id = :id"),
                {"id": site.college.people.persons["teacher"]},
            )


def test_a_session_ends_by_itself(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    site.at(MORNING + 31 * MINUTE)

    assert not is_in(visitor)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    site: Installation,
) -> None:
    answer = site.stranger().get("/login")

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


def test_behind_https_the_cookie_is_bound_to_it(site: Installation) -> None:
    settings = Settings(
        home=site.home,
        database_url=f"sqlite:///{site.home / 'surguch.db'}",
        https=True,
    )
    answer = create_app(settings).test_client().get("/login")

    assert answer.headers["Set-Cookie"].startswith("__Host-surguch=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_the_database_holds_no_token_that_opens_anything(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    with visitor.client.session_transaction() as kept:
        token = kept["_user_id"]

    with transaction(site.engine, write=False) as session:
        stored = session.scalars(select(WebSession.token_sha256)).all()

    assert token not in stored
    assert len(token) == 43


def test_an_unknown_login_gets_the_same_page(site: Installation) -> None:
    def answer(login: str) -> tuple[int, str]:
        sent = {"login": login, "password": "неверный"}
        got = site.stranger().post("/login", sent)
        return got.status_code, plain(got.text).replace(login, "")

    assert [answer("vorontsova.is") for _ in range(7)] == [
        answer("nobody.xy") for _ in range(7)
    ]


def plain(page: str) -> str:
    return re.sub(r'(content|value)="[\w.-]{40,}"', "", page)


def hammer(site: Installation) -> Visitor:
    stranger = site.stranger()
    for _ in range(6):
        stranger.post("/login", {"login": "vorontsova.is", "password": "неверный"})
    return stranger


def test_who_tries_a_teacher_s_login_does_not_keep_the_teacher_out(
    site: Installation,
) -> None:
    own = site.sign_in("teacher")
    own.post("/logout")
    hammer(site)
    sent = {"login": "vorontsova.is", "password": PASSWORD}

    assert site.stranger().post("/login", sent).status_code == 429
    assert own.post("/login", sent).status_code == 303


@pytest.mark.parametrize("made_up", ["", "x" * 24, "ы", "....", "a.b.c"])
def test_a_browser_is_not_known_by_what_it_makes_up(
    site: Installation, made_up: str
) -> None:
    other = site.sign_in("other_teacher").client.get_cookie("surguch-known")
    assert other is not None
    assert other.http_only
    stranger = hammer(site)
    sent = {"login": "vorontsova.is", "password": PASSWORD}

    for value in (made_up, other.value):
        stranger.client.set_cookie("surguch-known", value)
        assert stranger.post("/login", sent).status_code == 429


def test_there_is_no_way_to_ask_for_a_password_or_to_be_another(
    site: Installation,
) -> None:
    rules = [rule.rule for rule in site.app.url_map.iter_rules()]

    forbidden = re.compile(r"forgot|recover|impersonate|login_as|become|register")
    assert [rule for rule in rules if forbidden.search(rule)] == []


def test_what_one_entered_another_s_session_does_not_send(site: Installation) -> None:
    visitor = site.sign_in("teacher")
    mine = str(site.college.people.accounts["teacher"])
    other = str(site.college.people.accounts["other_teacher"])

    refused = visitor.post_json("/session", {}, headers={"X-Account": other})
    taken = visitor.post_json("/session", {}, headers={"X-Account": mine})

    assert refused.status_code == 401
    assert refused.json is not None
    assert refused.json["code"] == "account"
    assert taken.status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/account",
        "javascript:alert(1)",
        "evil.example",
        "/\t/evil.example",
        "/account\r\nSet-Cookie: a=b",
        "http:///account",
        "/login",
        "/logout",
        "",
    ],
)
def test_nobody_is_sent_away_after_signing_in(site: Installation, asked: str) -> None:
    visitor = site.stranger()
    fields = {"login": "vorontsova.is", "password": PASSWORD, "next": asked}

    assert visitor.get("/login", query_string={"next": asked}).status_code == 200
    assert visitor.post("/login", fields).headers["Location"] == "/"


@pytest.mark.parametrize("asked", ["/account", "/journal/7?month=2026-09&view=topics"])
def test_an_address_of_the_site_is_kept_whole(asked: str) -> None:
    assert safe_place(asked) == asked


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_foreign_host_leads_nowhere(site: Installation, header: str) -> None:
    answer = site.stranger().get("/account", headers={header: "evil.example"})

    assert answer.headers["Location"].startswith("/login")
    assert "evil.example" not in answer.text


def test_an_address_told_by_a_stranger_is_not_believed(site: Installation) -> None:
    visitor = site.stranger()
    visitor.post(
        "/login",
        {"login": "vorontsova.is", "password": PASSWORD},
        headers={"X-Forwarded-For": "10.9.8.7"},
    )

    with transaction(site.engine, write=False) as session:
        assert session.scalars(select(WebSession.address)).all() == ["127.0.0.1"]
