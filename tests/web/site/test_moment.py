"""The clock of the site: its zone is known before a request opens a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from tests.web.conftest import Installation
from web.site import moment

SCREENS = ("/", "/journal", "/timetable", "/messages/new", "/account")


@pytest.mark.parametrize("path", SCREENS)
def test_the_first_request_of_a_process_holds_one_connection_at_a_time(
    site: Installation, path: str
) -> None:
    teacher = site.sign_in("teacher")
    moment._read_zone.cache_clear()

    with _counted(site.engine) as most:
        assert teacher.get(path).status_code == 200

    assert max(most) == 1


@contextmanager
def _counted(engine: Engine) -> Iterator[list[int]]:
    """Tell how many connections were held at every taking of one."""
    held: list[int] = []
    most: list[int] = []

    def take(*_: object) -> None:
        held.append(1)
        most.append(len(held))

    def give(*_: object) -> None:
        held.pop()

    hooks = (("checkout", take), ("checkin", give))
    for name, hook in hooks:
        event.listen(engine, name, hook)
    yield most
    for name, hook in hooks:
        event.remove(engine, name, hook)
