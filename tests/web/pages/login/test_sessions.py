"""Attack class 23: sessions planted, stolen, outlived."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.people import actions
from records.people.tables import WebSession
from tests.builders import entropy
from tests.web.college import MORNING, PASSWORD
from tests.web.conftest import Installation
from tests.web.pages.login.browsing import COOKIE, cookie_of, is_in, with_cookie
from web.app import create_app
from web.settings import Settings

pytestmark = pytest.mark.slow

MINUTE = timedelta(minutes=1)


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
