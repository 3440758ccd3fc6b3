"""A disk with no room left: said as it is, nothing of the request is kept."""

import errno
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from records.kernel.db import transaction
from records.letters.queries import list_threads
from tests.web.conftest import Installation
from web.disk import is_disk_full

pytestmark = pytest.mark.slow

WORDS = "о пропусках " * 330


def leave_no_room(engine: Engine) -> None:
    """Let no file of the database grow by a page from now on."""
    engine.dispose()
    event.listen(engine, "connect", _fill)


def give_room(engine: Engine) -> None:
    """Let the database grow again."""
    event.remove(engine, "connect", _fill)
    engine.dispose()


def _fill(connection: Any, _record: Any) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def letter(site: Installation) -> dict[str, object]:
    to = site.college.people.accounts["content_admin"]
    return {"to": [to], "subject": "Пропуски", "text": WORDS}


def test_a_full_disk_is_told_and_what_was_typed_is_kept(site: Installation) -> None:
    teacher = site.sign_in("teacher")
    account = site.college.people.accounts["teacher"]
    teacher.token()
    leave_no_room(site.engine)

    answer = teacher.post("/messages/new", letter(site))

    assert answer.status_code == 503
    assert "кончилось место на диске" in answer.text
    assert "записанное раньше цело" in answer.text
    assert "системному администратору" in answer.text
    assert "не отвечает" not in answer.text
    assert WORDS.strip() in answer.text
    with transaction(site.engine, write=False) as session:
        assert list_threads(session, account, limit=None) == ()
    give_room(site.engine)
    assert teacher.post("/messages/new", letter(site)).status_code == 303


def test_a_module_of_the_page_is_told_of_the_full_disk_by_code(
    site: Installation,
) -> None:
    teacher = site.sign_in("teacher")
    teacher.token()
    leave_no_room(site.engine)

    answer = teacher.post(
        "/messages/new", letter(site), headers={"Accept": "application/json"}
    )

    assert answer.status_code == 503
    assert (answer.json or {})["code"] == "disk_full"
    assert "кончилось место" in (answer.json or {})["message"]


class RefusedError(Exception):
    """What a driver of PostgreSQL raises: the name of the failure is in it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("could not extend file")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OperationalError("INSERT", None, RefusedError("53100")), True),
        (DBAPIError("INSERT", None, RefusedError("57014")), False),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EIO, "I/O error"), False),
        (ValueError("words"), False),
    ],
)
def test_a_full_disk_is_known_by_its_name(error: Exception, *, full: bool) -> None:
    assert is_disk_full(error) is full


def test_a_full_disk_behind_another_failure_is_known() -> None:
    failure = RuntimeError("not printed")
    failure.__cause__ = OSError(errno.EDQUOT, "Disk quota exceeded")

    assert is_disk_full(failure)
