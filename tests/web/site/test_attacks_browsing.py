"""Attacks on what a browser keeps and sends by itself (7, 12, 18, 20–25, 32)."""

import pytest

from tests.web.site.aims import NARROW
from tests.web.site.browsing import (
    be_another,
    come_back,
    forge,
    guess,
    keep,
    lead_away,
    look,
    stay,
    tell_apart,
)
from tests.web.site.ground import Ground

pytestmark = pytest.mark.slow


def test_no_file_is_found_by_guessing(ground: Ground) -> None:
    assert guess(ground) == []


@pytest.mark.parametrize("who", ["content_admin", "teacher", "parent"])
def test_no_page_stays_in_a_cache_and_none_is_a_table_of_formulas(
    ground: Ground, who: str
) -> None:
    assert keep(ground, who) == []


@pytest.mark.parametrize("who", ["director", "parent"])
def test_after_signing_out_the_cookie_opens_nothing(ground: Ground, who: str) -> None:
    assert come_back(ground, who) == []


@pytest.mark.parametrize("who", ["teacher", "curator"])
def test_a_closed_account_s_session_opens_nothing(ground: Ground, who: str) -> None:
    assert stay(ground, who) == []


@pytest.mark.parametrize("who", ["teacher", "content_admin", "curator"])
def test_no_change_comes_without_a_token_or_from_another_site(
    ground: Ground, who: str
) -> None:
    assert forge(ground, who) == []


def test_looking_at_every_page_changes_nothing(ground: Ground) -> None:
    assert look(ground) == []


def test_nobody_is_led_to_another_host(ground: Ground) -> None:
    assert lead_away(ground) == []


@pytest.mark.parametrize("who", NARROW)
def test_what_is_foreign_and_what_is_not_there_are_alike(
    ground: Ground, who: str
) -> None:
    assert tell_apart(ground, who) == []


def test_another_s_name_in_a_request_makes_nobody_another(ground: Ground) -> None:
    assert be_another(ground) == []
