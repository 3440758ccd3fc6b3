import shutil
from pathlib import Path

import pytest

from templates_docs.rendering import fonts
from web.cli import checks
from web.cli.checks import State

PLAIN, ITALIC = fonts.REQUIRED_FONTS[:2]


@pytest.fixture
def font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for face in fonts.REQUIRED_FONTS:
        shutil.copy(face.path, tmp_path)
    monkeypatch.setattr(fonts, "FONT_DIRECTORY", tmp_path)
    return tmp_path


def _bad_fonts() -> list[checks.Check]:
    return [one for one in checks.check_fonts() if one.state is not State.OK]


def test_the_fonts_of_this_machine_are_the_right_ones(font_folder: Path) -> None:
    assert _bad_fonts() == []
    assert len(list(checks.check_fonts())) == len(fonts.REQUIRED_FONTS)


def test_a_missing_font_is_named_with_its_package(font_folder: Path) -> None:
    (font_folder / ITALIC.file_name).unlink()

    (bad,) = _bad_fonts()

    assert bad.state is State.MISSING
    assert bad.message.startswith("PT Serif курсив: нет файла")
    assert "fonts-paratype" in bad.advice


def test_another_face_under_the_name_of_a_font_is_noticed(font_folder: Path) -> None:
    shutil.copy(font_folder / PLAIN.file_name, font_folder / ITALIC.file_name)

    (bad,) = _bad_fonts()

    assert "другой шрифт: PT Serif" in bad.message


def test_a_damaged_font_is_noticed(font_folder: Path) -> None:
    (font_folder / PLAIN.file_name).write_bytes(b"not a font")

    (bad,) = _bad_fonts()

    assert "испорчен" in bad.message


def test_a_library_that_does_not_load_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = (("libnothing-of-ours.so.0", "libnothing0"),)
    monkeypatch.setattr(checks, "LIBRARIES", absent)

    (bad,) = checks.check_libraries()

    assert bad.state is State.MISSING
    assert bad.advice == "apt-get install libnothing0"


def test_a_home_open_to_others_is_a_warning(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (opened,) = checks.check_home(tmp_path)
    tmp_path.chmod(0o700)
    (closed,) = checks.check_home(tmp_path)

    assert opened.state is State.WARNING
    assert opened.advice == f"Закройте от других: chmod 700 {tmp_path}"
    assert closed.state is State.OK


def test_a_home_that_will_be_made_is_no_fault(tmp_path: Path) -> None:
    (found,) = checks.check_home(tmp_path / "new" / "home")

    assert found.state is State.OK
    assert "будет создана" in found.message


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (50_000_000, State.MISSING),
        (500_000_000, State.WARNING),
        (50_000_000_000, State.OK),
    ],
)
def test_little_space_is_told_before_it_ends(
    free: int, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil._ntuple_diskusage(total=free, used=0, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)

    (found,) = checks.check_disk(tmp_path)

    assert found.state is state


@pytest.mark.parametrize(
    ("mode", "words"), [("WAL", "исправлен"), ("TRUNCATE", "3.51.3")]
)
def test_the_journal_of_sqlite_is_explained(
    mode: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "journal_mode", lambda: mode)

    (found,) = checks.check_sqlite()

    assert mode in found.message
    assert words in found.message
