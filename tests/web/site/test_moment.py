"""The clock of the site: its zone is known before a request opens a transaction."""

import pytest
from flask import Flask
from sqlalchemy import event

from tests.web.conftest import Installation
from web.site import moment
from web.site.state import EXTENSION, Site

SCREENS = ("/", "/journal", "/timetable", "/messages/new", "/account")


@pytest.mark.parametrize("path", SCREENS)
def test_the_first_request_of_a_process_holds_one_connection_at_a_time(
    site: Installation, path: str
) -> None:
    teacher = site.sign_in("teacher")
    held: list[int] = []
    most: list[int] = []
    engine = _site(site.app).engine
    event.listen(engine, "checkout", lambda *_: _take(held, most))
    event.listen(engine, "checkin", lambda *_: held.pop())
    moment._read_zone.cache_clear()

    assert teacher.get(path).status_code == 200
    assert max(most) == 1


def _take(held: list[int], most: list[int]) -> None:
    held.append(1)
    most.append(len(held))


def _site(app: Flask) -> Site:
    site: Site = app.extensions[EXTENSION]
    return site
