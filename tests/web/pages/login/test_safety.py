"""Attack classes 21, 22, 24, 25 and 32: what concerns signing in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from records.kernel.db import transaction
from records.people.tables import WebSession
from tests.web.college import PASSWORD
from tests.web.conftest import Installation, Visitor
from tests.web.pages.login.browsing import cookie_of, is_in, with_cookie
from web.pages.login.places import safe_place

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)
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


def let_in(site: Installation, who: str) -> Visitor:
    """Sign somebody in by the password, as people do."""
    visitor = site.stranger()
    login = site.college.people.logins[who]
    answer = visitor.post("/login", {"login": login, "password": PASSWORD})
    assert answer.status_code == 303
    return visitor


def hammer(site: Installation) -> Visitor:
    stranger = site.stranger()
    for _ in range(6):
        stranger.post("/login", {"login": "vorontsova.is", "password": "неверный"})
    return stranger


def test_who_tries_a_teacher_s_login_does_not_keep_the_teacher_out(
    site: Installation,
) -> None:
    own = let_in(site, "teacher")
    own.post("/logout")
    hammer(site)
    sent = {"login": "vorontsova.is", "password": PASSWORD}

    assert site.stranger().post("/login", sent).status_code == 429
    assert own.post("/login", sent).status_code == 303


@pytest.mark.parametrize("made_up", ["", "x" * 24, "ы", "....", "a.b.c"])
def test_a_browser_is_not_known_by_what_it_makes_up(
    site: Installation, made_up: str
) -> None:
    other = let_in(site, "other_teacher").client.get_cookie("surguch-known")
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
