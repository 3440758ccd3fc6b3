"""What every page has: headers, the clock, packed answers, forms that came too late."""

import re
from datetime import timedelta

import pytest

from records.kernel.db import transaction
from tests.web.college import MORNING
from tests.web.conftest import Installation


def test_a_form_that_came_too_late_keeps_its_text(site: Installation) -> None:
    visitor = site.sign_in("secretary")

    answer = visitor.client.post(
        "/people/movements/new", data={"csrf_token": "old", "surname": "Эрнст"}
    )

    assert answer.status_code == 400
    assert 'value="Эрнст"' in answer.text
    assert "csrf_token" in answer.text


def test_what_is_shown_of_a_late_form_is_what_was_typed(site: Installation) -> None:
    typed = {"surname": "Эрнст", "kind": "enrolled", "key": "3ac568fef5e3ee06"}
    answer = site.stranger().client.post(
        "/people/movements/new", data={"csrf_token": "old", **typed}
    )

    assert re.findall(r'class="s-kept">([^<]*)<', answer.text) == ["Эрнст"]


def test_no_password_is_kept_in_a_form_that_came_too_late(site: Installation) -> None:
    answer = site.stranger().client.post(
        "/login", data={"csrf_token": "old", "login": "a", "password": "тайна"}
    )

    assert answer.status_code == 400
    assert "тайна" not in answer.text


@pytest.mark.parametrize("path", ["/journal", "/people?group=ЮР-21", "/nowhere"])
def test_a_page_allows_no_foreign_script_and_no_copy(
    site: Installation, path: str
) -> None:
    headers = site.sign_in("secretary").get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_sites_own_files_are_kept_for_a_year(site: Installation) -> None:
    with site.app.test_request_context():
        address = f"{site.app.static_url_path}/surguch.css"

    with site.stranger().get(address) as answer:
        headers = answer.headers

    assert "max-age=31536000" in headers["Cache-Control"]


def test_a_long_page_is_packed(site: Installation) -> None:
    visitor = site.sign_in("secretary")
    plain = visitor.get("/people")

    packed = visitor.get("/people", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_the_day_of_the_page_is_the_institutions(site: Installation) -> None:
    visitor = site.sign_in("secretary")
    before = visitor.get("/people/movements/new").text

    site.at(MORNING + timedelta(hours=14))
    after = visitor.get("/people/movements/new")

    assert "18.09.2026" in before
    assert after.status_code == 302, "fourteen idle hours end a session"
    assert "21.09.2026" in site.sign_in("secretary").get("/people/movements/new").text


def test_a_broken_database_is_told_in_words_and_loses_nothing(
    site: Installation,
) -> None:
    visitor = site.sign_in("secretary")
    with transaction(site.engine) as session:
        session.connection().exec_driver_sql("ALTER TABLE study_group RENAME TO gone")

    answer = visitor.get("/people")

    assert answer.status_code == 503
    for trace in ("Traceback", "SELECT", "study_group", "sqlite", "/records/"):
        assert trace not in answer.text
    assert "Ничего не записано" in answer.text
