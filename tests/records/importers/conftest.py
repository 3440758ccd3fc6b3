from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.importers.values import Kind
from tests.builders import World, make_world
from tests.records.importers.files import bring
from tests.records.importers.study import CURRICULUM, ENGLISH, LAW, sheet


@pytest.fixture
def world(session: Session) -> World:
    world = make_world(session)
    world.learner("Ким Лев Андреевич")
    world.learner("Долгих Виктория")
    world.teacher("Петрова Анна Викторовна")
    world.teacher("Стриж Ольга Петровна")
    return world


@pytest.fixture
def taught(world: World, tmp_path: Path) -> World:
    rows = [LAW, ENGLISH, (*ENGLISH[:6], "Петрова А.В.", 2)]
    bring(world, Kind.CURRICULUM, sheet(tmp_path, CURRICULUM, *rows))
    return world
