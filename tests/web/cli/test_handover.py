"""`surguch handover prepare`: the act with its inventory, all of it or nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from archive.binding.volume import Mode, bind
from archive.press import Press
from records.handover.queries import get_act, list_handed
from records.issuance.queries import list_issued
from records.kernel.db import transaction
from tests.archive.binding.book import desk, make_book, teach
from tests.builders import YEAR
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def bound(office: Engine, home: Path) -> Engine:
    """Two bound journals."""
    groups = ("ЮР-21", "ИСП-22")
    make_book(office, *groups)
    journals = [(group, YEAR) for group in groups]
    with Press() as press:
        bind(office, journals, desk=desk(home), mode=Mode(), press=press)
    return office


@pytest.mark.slow
def test_the_act_is_drawn_up_issued_and_laid_out(
    surguch: Run, bound: Engine, tmp_path: Path
) -> None:
    words = ("handover", "prepare", YEAR, "--out", tmp_path)
    ran = surguch(*words, "--receiver", "П.Р. Зайцев")

    assert ran.code == 0, ran.err
    assert "Составлен акт № 1" in ran.out
    assert sorted(path.suffix for path in tmp_path.glob("ACT-IN*")) == [".docx", ".pdf"]
    with transaction(bound, write=False) as session:
        act = get_act(session, 1)
        volumes = list_issued(session, code="J-YEAR")
    assert [one.sheets for one in act.items] == [one.sheets for one in volumes]
    assert act.receiver_name == "П.Р. Зайцев"
    assert surguch("verify").code == 0


@pytest.mark.slow
def test_an_act_whose_files_found_no_place_is_printed_again(
    surguch: Run, bound: Engine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")

    ran = surguch("handover", "prepare", YEAR, "--out", tmp_path / "file" / "out")

    assert ran.code == 1
    assert "surguch document issue ACT-IN --for 1 --out ПАПКА" in ran.err
    words = ("document", "issue", "ACT-IN", "--for", 1, "--out", tmp_path)
    assert surguch(*words).code == 0


@pytest.mark.slow
def test_what_was_handed_over_is_not_handed_over_again(
    surguch: Run, bound: Engine, tmp_path: Path
) -> None:
    told = json.loads(
        surguch("handover", "prepare", YEAR, "--out", tmp_path, "--json").out
    )

    ran = surguch("handover", "prepare", YEAR, "--out", tmp_path)

    assert (told["act"], told["document"]["number"]) == (1, "1")
    assert ran.code == 4
    assert "передавать нечего" in ran.err


@pytest.mark.slow
def test_an_act_that_cannot_be_printed_is_not_drawn_up(
    surguch: Run, bound: Engine, home: Path, tmp_path: Path
) -> None:
    (home / "documents").rename(home / "elsewhere")
    (home / "documents").write_text("not a folder")

    ran = surguch("handover", "prepare", YEAR, "--out", tmp_path)

    assert ran.code == 1
    with transaction(bound, write=False) as session:
        assert list_handed(session) == frozenset()
    (home / "documents").unlink()
    (home / "elsewhere").rename(home / "documents")
    assert surguch("handover", "prepare", YEAR, "--out", tmp_path).code == 0


def test_journals_that_are_not_bound_are_named(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    teach(office, "ЮР-21", "ИСП-22")

    ran = surguch("handover", "prepare", YEAR, "--out", tmp_path / "out")

    assert ran.code == 4
    assert "Группа ЮР-21" in ran.err
    assert "Группа ИСП-22" in ran.err
    assert "п. 3.8.5" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_year_that_is_not_there_is_named(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    teach(office)

    ran = surguch("handover", "prepare", "2030/2031", "--out", tmp_path)

    assert ran.code == 5
    assert "2030/2031" in ran.err
