"""Accounts, norms, reads, health: each by its own right, passwords shown once."""

from collections.abc import Callable
from datetime import date

import pytest

from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.norms.queries import get_norms
from records.people.actions import record_consent
from records.people.queries import list_accounts
from records.people.values import ConsentKind, NewConsent
from tests.builders import NOW, entropy
from tests.web.college import PASSWORD
from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def test_logins_for_a_group_need_consents(site: Installation) -> None:
    """No sign-in before a consent (REG 3.8.2, 3.11.1)."""
    answer = site.sign_in("content_admin").post(
        "/admin/users", {"whom": "group", "group": "ЮР-21", "role": "learner"}
    )

    assert answer.status_code == 422
    assert "согласия" in answer.text


def test_a_slip_shows_the_password_once(site: Installation) -> None:
    """What an employee is handed (REG 3.8.1, 3.8.2, 3.8.3)."""
    learner = site.college.people.others[1]
    consent = NewConsent(
        kind=ConsentKind.LEARNER,
        person_id=learner,
        given_on=date(2026, 9, 1),
        document="дело 4, лист 2",
    )
    with transaction(site.engine) as session:
        record_consent(session, consent, actor=SYSTEM, now=NOW, entropy=entropy())
    visitor = site.sign_in("content_admin")

    page = visitor.post(
        "/admin/users",
        {"whom": "one", "full_name": "Цой Александра Викторовна", "role": "learner"},
    )

    assert page.status_code == 200, page.text
    assert "Одноразовый пароль" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert "Цой" in visitor.get("/admin/users").text
    assert "Одноразовый пароль" not in visitor.get("/admin/users").text


def test_an_account_is_found_by_a_name_that_no_address_keeps(visit: Visit) -> None:
    visitor = visit("system_admin")

    found = visitor.post("/admin/users/find", {"q": "ЁЛКИНА", "of_role": ""}).text
    parents = visitor.post("/admin/users/find", {"q": "елк", "of_role": "parent"}).text
    unasked = visitor.get("/admin/users?q=Ёлкина").text

    assert "Ёлкина Алёна" in found
    assert "Воронцова" not in found
    assert "Ёлкина Татьяна" in parents
    assert "Ёлкина Алёна" not in parents
    assert "Воронцова" in unasked
    assert 'method="get"' not in found


def test_an_account_shows_every_role_of_its_holder(site: Installation) -> None:
    other = site.college.people.accounts["teacher"]
    visitor = site.sign_in("content_admin")
    granted = {"act": "grant", "role": "curator", "password": PASSWORD}

    assert visitor.post(f"/admin/users/{other}", granted).status_code == 303

    assert "педагог, куратор" in visitor.get(f"/admin/users/{other}").text


def test_a_new_password_needs_ones_own(site: Installation) -> None:
    """A new one-time password (REG 3.8.2)."""
    other = site.college.people.accounts["teacher"]
    visitor = site.sign_in("content_admin")

    wrong = visitor.post(f"/admin/users/{other}", {"act": "reset", "password": "нет"})
    right = visitor.post(
        f"/admin/users/{other}", {"act": "reset", "password": PASSWORD}
    )

    assert wrong.status_code == 422
    assert "Пароль не подошёл" in wrong.text
    assert "Одноразовый пароль" in right.text


def test_a_closed_account_is_out_at_once(site: Installation) -> None:
    teacher = site.sign_in("teacher")
    other = site.college.people.accounts["teacher"]

    site.sign_in("content_admin").post(
        f"/admin/users/{other}", {"act": "block", "password": PASSWORD}
    )

    assert teacher.get("/journal").status_code == 302


def test_nobody_changes_the_own_account_here(site: Installation) -> None:
    own = site.college.people.accounts["system_admin"]

    answer = site.sign_in("system_admin").post(
        f"/admin/users/{own}",
        {"act": "grant", "role": "director", "password": PASSWORD},
    )

    assert answer.status_code == 403
    with transaction(site.engine, write=False) as session:
        roles = {one.login: one.role for one in list_accounts(session)}
    assert roles[site.college.people.logins["system_admin"]] == "system_admin"


def test_extra_fields_of_the_form_are_ignored(site: Installation) -> None:
    other = site.college.people.accounts["teacher"]
    sent = {"act": "unblock", "password": PASSWORD, "role": "director", "login": "x"}

    site.sign_in("content_admin").post(f"/admin/users/{other}", sent)

    with transaction(site.engine, write=False) as session:
        found = next(one for one in list_accounts(session) if one.id == other)
    assert (found.role, found.login) == (
        "teacher",
        site.college.people.logins["teacher"],
    )


def test_a_norm_is_changed_by_an_order(site: Installation) -> None:
    """A parameter of the system (REG 3.8.6, 7.2)."""
    visitor = site.sign_in("content_admin")
    sent = {"key": "movement_days", "value": "5", "basis": "приказ № 9 от 14.09.2026"}

    assert visitor.post("/admin/norms", sent).status_code == 303
    with transaction(site.engine, write=False) as session:
        assert get_norms(session).movement_days == 5
    assert "приказ № 9" in visitor.get("/admin/norms").text


@pytest.mark.parametrize(
    ("key", "value"),
    [("movement_days", "три"), ("movement_days", "-1"), ("marks", ";;"), ("nope", "1")],
)
def test_a_value_of_another_kind_is_refused(
    site: Installation, key: str, value: str
) -> None:
    answer = site.sign_in("content_admin").post(
        "/admin/norms", {"key": key, "value": value, "basis": "приказ № 9"}
    )

    assert answer.status_code == 422
    with transaction(site.engine, write=False) as session:
        assert get_norms(session).movement_days == 3


def test_reads_are_shown_to_the_system_administrator_alone(site: Installation) -> None:
    """Who looked at personal data (REG 1.8, 6.1)."""
    site.sign_in("secretary").get("/people?group=ЮР-21")

    page = site.sign_in("system_admin").get("/admin/reads").text

    assert site.college.people.logins["secretary"] in page
    assert "Гасанова" not in page
    assert site.sign_in("content_admin").get("/admin/reads").status_code == 403


def test_the_state_names_the_database_and_the_worker(visit: Visit) -> None:
    """The state of the installation (REG 3.7.3, 3.7.4, 6.3)."""
    page = visit("system_admin").get("/admin/health").text

    assert "SQLite" in page
    assert "не работает" in page
