"""Files that wait: an hour, for their sender, gone without harm (загруженный файл)."""

import io
import os
import time
from pathlib import Path

import pytest
from werkzeug.datastructures import FileStorage

from records.kernel.errors import NotFoundError
from web.pages.uploads import store

SENDER = 5


def keep(home: Path) -> store.Waiting:
    sent = FileStorage(io.BytesIO(b"1"), filename="расписание.csv")
    return store.keep(home, SENDER, sent)


def test_a_file_brought_in_by_two_requests_is_forgotten_by_both(
    tmp_path: Path,
) -> None:
    waiting = keep(tmp_path)

    store.forget(waiting)
    store.forget(waiting)

    with pytest.raises(NotFoundError, match="Загрузите его снова"):
        store.find(tmp_path, SENDER, waiting.token)


def test_a_file_that_waited_too_long_goes_with_the_next_one(tmp_path: Path) -> None:
    old = keep(tmp_path)
    long_ago = time.time() - store.KEPT_SECONDS - 1
    os.utime(old.path.parent, (long_ago, long_ago))

    fresh = keep(tmp_path)

    with pytest.raises(NotFoundError):
        store.find(tmp_path, SENDER, old.token)
    assert store.find(tmp_path, SENDER, fresh.token).path == fresh.path
