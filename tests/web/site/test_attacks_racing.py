"""Attacks by being quick: the same key, the same request, at one moment (26)."""

import pytest

from tests.web.site.ground import Ground
from tests.web.site.racing import close_meanwhile, decide_twice, send_twice

pytestmark = pytest.mark.slow


def test_one_key_sent_at_once_is_written_once(ground: Ground) -> None:
    assert send_twice(ground) == []


def test_a_request_is_decided_once(ground: Ground) -> None:
    assert decide_twice(ground) == []


def test_nothing_is_written_into_a_month_that_was_closed_meanwhile(
    ground: Ground,
) -> None:
    assert close_meanwhile(ground) == []
