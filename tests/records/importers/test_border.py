"""What comes in is stored composed, visible and as written."""

import unicodedata
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.curriculum.queries import list_learners
from records.importers.values import Kind
from tests.builders import World, make_world
from tests.records.importers.files import (
    KIM,
    STUDENTS,
    bring,
    refusal,
    write_xlsx,
)


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def surname_of(world: World, path: Path, surname: str) -> str:
    rows = [STUDENTS, (surname, *KIM[1:])]
    bring(world, Kind.STUDENTS, write_xlsx(path / "a.xlsx", {"Лист1": rows}))
    (learner,) = list_learners(world.session, "ЮР-21")
    return learner.surname


def test_letters_in_pieces_are_composed(world: World, tmp_path: Path) -> None:
    pieces = unicodedata.normalize("NFD", "Чайковский")
    assert pieces != "Чайковский"

    assert surname_of(world, tmp_path, pieces) == "Чайковский"


def test_invisible_signs_and_spare_blanks_are_left_out(
    world: World, tmp_path: Path
) -> None:
    assert (
        surname_of(world, tmp_path, "\u200b Алибек\u00a0 уулу\u00ad ") == "Алибек уулу"
    )


def test_letters_and_apostrophes_are_kept_as_written(
    world: World, tmp_path: Path
) -> None:
    assert surname_of(world, tmp_path, "О’Коннёр") == "О’Коннёр"


@pytest.mark.parametrize("surname", ["Ким <b>", "Ким2", "=Ким", "Ким_Ли", "Kim"])
def test_a_name_holds_letters_only(world: World, tmp_path: Path, surname: str) -> None:
    rows = [STUDENTS, (f" {surname}", *KIM[1:])]
    path = write_xlsx(tmp_path / "a.xlsx", {"Лист1": rows})

    (found,) = refusal(world, Kind.STUDENTS, path)

    assert "в имени латинские буквы, цифры или знаки" in found
