"""Attacks by what is fed in: SQL, markup, headers, nonsense, failures (9–14, 33)."""

import pytest

from tests.web.site.feeding import (
    READERS,
    fail,
    feed_forms,
    feed_json,
    inject,
    poison,
    reflect,
    search_all,
    show_poisoned,
)
from tests.web.site.ground import Ground

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("who", ["content_admin", "teacher"])
def test_sql_in_values_and_names_is_nothing_special(ground: Ground, who: str) -> None:
    assert inject(ground, who) == []


def test_a_search_finds_no_more_by_sql(ground: Ground) -> None:
    assert search_all(ground) == []


def test_what_people_write_stays_text_on_every_page(ground: Ground) -> None:
    poison(ground)

    assert [one for who in READERS for one in show_poisoned(ground, who)] == []


@pytest.mark.parametrize("who", ["content_admin", "teacher"])
def test_what_is_asked_for_stays_text_and_out_of_headers(
    ground: Ground, who: str
) -> None:
    assert reflect(ground, who) == []


def test_json_of_nobody_s_module_is_refused_in_russian(ground: Ground) -> None:
    assert feed_json(ground) == []


@pytest.mark.parametrize("who", ["content_admin", "deputy", "teacher", "curator"])
def test_nonsense_in_a_form_is_never_a_failure(ground: Ground, who: str) -> None:
    assert feed_forms(ground, who) == []


@pytest.mark.parametrize("table", ["mark", "notice", "account", "web_session"])
def test_a_failure_says_nothing_of_the_program(ground: Ground, table: str) -> None:
    assert fail(ground, table) == []
