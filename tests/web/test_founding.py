"""A new home is made only where there is none."""

from pathlib import Path

import pytest

from archive.store.checkpoints import FILE_NAME
from records.importers.profile import read_profile
from records.kernel.errors import RecordsError
from tests.builders import NOW, entropy
from tests.records.importers.test_profile import GOOD, write
from web.founding import found
from web.settings import read_settings


@pytest.mark.parametrize("line", ["{}\n", "torn\n"])
def test_a_home_whose_record_was_lost_is_not_founded_anew(
    tmp_path: Path, line: str
) -> None:
    profile = read_profile(write(tmp_path, GOOD))
    settings = read_settings({}, home=tmp_path / "home")
    settings.home.mkdir()
    (settings.home / FILE_NAME).write_text(line)

    with pytest.raises(RecordsError, match="восстановите базу из копии") as caught:
        found(settings, profile, now=NOW, entropy=entropy())

    assert caught.value.code == "record_lost"
    assert [one.name for one in settings.home.iterdir()] == [FILE_NAME]
