"""Fonts and signs cut at set-up: whole, named by their recipe, made once."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from records.kernel.errors import MissingPartError
from web.site import assets
from web.site.assets import FONTS, SIGNS, build_sprite, made, prepare_assets

WEB = Path(assets.__file__).parents[1]
ASKED = re.compile(r'icon\("([a-z0-9-]+)"')
NEEDED = "Ёё№«»—–…≠×−·₽¹ңөү\u00a0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("assets")
    prepare_assets(home)
    return home


@pytest.mark.slow
def test_every_cut_has_the_letters_of_our_pages(folder: Path) -> None:
    for font in FONTS[:4]:
        with TTFont(folder / made(font.name)) as cut:
            absent = [sign for sign in NEEDED if ord(sign) not in cut.getBestCmap()]
        assert absent == [], font.name


@pytest.mark.slow
def test_the_styles_name_every_cut_that_was_made(folder: Path) -> None:
    styles = (folder / made("fonts.css")).read_text(encoding="utf-8")
    named = set(re.findall(r'url\("([^"]+)"\)', styles))
    files = {one.name for one in (folder / made("fonts.css")).parent.glob("*.woff2")}

    assert named == files == {font.name for font in FONTS}


@pytest.mark.slow
def test_what_is_made_is_not_made_again(folder: Path) -> None:
    before = {one: one.stat().st_mtime_ns for one in folder.rglob("*")}
    prepare_assets(folder)

    assert {one: one.stat().st_mtime_ns for one in folder.rglob("*")} == before


@pytest.mark.slow
def test_files_of_a_former_recipe_are_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = folder / made("")
    monkeypatch.setattr(assets, "recipe", lambda: "another")
    monkeypatch.setattr(assets, "FONTS", FONTS[-1:])
    prepare_assets(folder)

    assert [one.name for one in folder.iterdir()] == ["another"]
    assert not former.exists()


def test_a_missing_font_is_named_with_the_line_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match=r"PTS55F\.ttf.*apt-get install"):
        prepare_assets(tmp_path / "assets", fonts=tmp_path)

    assert not (tmp_path / "assets").exists()


def test_a_sign_bootstrap_does_not_have_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(assets, "SIGNS", ["no-such-sign"])

    with pytest.raises(MissingPartError, match="no-such-sign"):
        build_sprite()


def test_every_sign_a_page_asks_for_is_in_the_sprite() -> None:
    sprite = build_sprite()
    asked = {
        name
        for kind in ("*.html", "*.js", "*.py")
        for path in WEB.rglob(kind)
        for name in ASKED.findall(path.read_text(encoding="utf-8"))
    }

    assert {name for name in asked if f'id="{name}"' not in sprite} == set()


def test_the_sprite_holds_each_sign_once() -> None:
    sprite = build_sprite()

    assert sorted(re.findall(r'<symbol id="([^"]+)"', sprite)) == sorted(
        [*SIGNS, assets.SEAL]
    )


def test_another_recipe_has_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    former = assets.recipe.__wrapped__()
    monkeypatch.setattr(assets, "SIGNS", [*SIGNS, "moon"])

    assert assets.recipe.__wrapped__() != former
