"""`surguch journal bind`: volumes with their papers, drafts, refusals."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine

from records.issuance.queries import list_issued
from records.kernel.db import transaction
from tests.archive.binding.book import make_book, teach
from tests.conftest import Ran

Run = Callable[..., Ran]
NAMES = ("J-CERT", "J-COVER", "J-LABEL", "J-YEAR")


def bind(surguch: Run, folder: Path, *more: object) -> Ran:
    words = ("journal", "bind", "ЮР-21", "2026/2027", "--out", folder, *more)
    return surguch(*words)


@pytest.mark.slow
def test_a_closed_journal_is_bound_into_the_folder(
    surguch: Run, office: Engine, home: Path, tmp_path: Path
) -> None:
    make_book(office)

    ran = bind(surguch, tmp_path / "out")

    assert ran.code == 0, ran.err
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    codes = [one["code"] for one in manifest["documents"]]
    assert sorted(codes) == sorted(NAMES)
    for one in manifest["documents"]:
        assert [file["format"] for file in one["files"]] == ["docx", "pdf"] or one
        for file in one["files"]:
            data = (tmp_path / "out" / file["path"]).read_bytes()
            assert sha256(data).hexdigest() == file["sha256"]
            assert len(data) == file["bytes"]
    journal = next(one for one in manifest["documents"] if one["code"] == "J-YEAR")
    assert journal["pages"] == 2 * journal["sheets"]
    assert "J-YEAR_ЮР-21_2026-2027_том-1.pdf" in ran.out
    assert (home / "checkpoints.jsonl").read_text().count("journal_bound") == 1
    assert surguch("verify").code == 0


@pytest.mark.slow
def test_a_second_binding_gives_the_same_bytes(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    make_book(office)
    bind(surguch, tmp_path / "once")

    ran = bind(surguch, tmp_path / "again", "--format", "pdf", "--jobs", 2)

    assert ran.code == 0, ran.err
    again = sorted((tmp_path / "again").glob("*.pdf"))
    assert len(again) == len(NAMES)
    for path in again:
        assert path.read_bytes() == (tmp_path / "once" / path.name).read_bytes()
    assert not list((tmp_path / "again").glob("*.docx"))
    assert "Журнал уже подшит: файлы взяты из хранилища" in ran.err


@pytest.mark.slow
def test_a_folder_that_takes_no_files_leaves_the_journal_bound_and_says_so(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    make_book(office)
    (tmp_path / "file").write_text("x")

    ran = bind(surguch, tmp_path / "file" / "out")

    assert ran.code == 1
    assert "Журнал подшит. В папку" in ran.err
    assert "повторите команду" in ran.err
    assert bind(surguch, tmp_path / "out").code == 0


def test_an_open_year_is_refused_with_the_clause(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    teach(office)

    ran = bind(surguch, tmp_path / "out")

    assert ran.code == 4
    assert "п. 3.8.5" in ran.err
    assert "journal bind --draft" in ran.err
    assert not (tmp_path / "out").exists()
    with transaction(office, write=False) as session:
        assert list_issued(session) == ()


@pytest.mark.slow
def test_a_draft_is_printed_and_not_registered(
    surguch: Run, office: Engine, home: Path, tmp_path: Path
) -> None:
    teach(office)

    ran = bind(surguch, tmp_path, "--draft", "--simplex", "--format", "all")

    assert ran.code == 0, ran.err
    assert sorted(path.name for path in tmp_path.glob("черновик*")) == [
        "черновик_ЮР-21_2026-2027_том-1.docx",
        "черновик_ЮР-21_2026-2027_том-1.pdf",
    ]
    assert not (home / "documents").exists()
    with transaction(office, write=False) as session:
        assert list_issued(session) == ()


def test_a_group_or_a_year_that_is_not_there_is_named(
    surguch: Run, office: Engine, tmp_path: Path
) -> None:
    teach(office)

    group = surguch("journal", "bind", "ЮР-99", "2026/2027", "--out", tmp_path)
    year = surguch("journal", "bind", "ЮР-21", "2030/2031", "--out", tmp_path)

    assert (group.code, year.code) == (5, 5)
    assert "ЮР-99" in group.err
    assert "2030/2031" in year.err
