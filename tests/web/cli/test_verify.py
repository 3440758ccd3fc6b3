import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.store.content import ContentStore
from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.builders import make_world
from tests.conftest import Ran
from tests.ledgers import attack
from web.cli.verify import STORE

Run = Callable[..., Ran]


@pytest.fixture
def url(home: Path) -> str:
    """Make a home whose record has an institution and a learner."""
    url = f"sqlite:///{home / 'surguch.db'}"
    engine = open_database(url)
    create_all(engine)
    with transaction(engine) as session:
        make_world(session).learner()
    engine.dispose()
    return url


def harm(url: str, *statements: str) -> None:
    engine = open_database(url)
    attack(engine, *statements)
    engine.dispose()


@pytest.mark.usefixtures("url")
def test_an_untouched_record_is_intact(surguch: Run) -> None:
    ran = surguch("verify")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Запись цела")
    assert "голова реестра: " in ran.out


@pytest.mark.usefixtures("url")
def test_the_answer_for_programs_has_the_keys_of_the_contract(surguch: Run) -> None:
    ran = surguch("verify", "--json")

    told = json.loads(ran.out)
    assert ran.code == 0
    assert set(told) == {"status", "entries", "head", "problems", "files"}
    assert (told["status"], told["problems"], told["files"]) == ("intact", [], [])
    assert told["entries"] > 0
    assert len(told["head"]) == 64


def test_an_altered_record_names_journal_entry_and_what(surguch: Run, url: str) -> None:
    harm(url, "UPDATE ledger_payload SET payload = '{}' WHERE gseq = 0")

    told = surguch("verify", "--json")
    read = surguch("verify")

    assert (told.code, read.code) == (3, 3)
    first, *_ = json.loads(told.out)["problems"]
    assert set(first) == {"code", "journal", "entry", "message"}
    assert (first["code"], first["journal"], first["entry"]) == (
        "payload_altered",
        "institution",
        "institution",
    )
    assert "institution · institution [payload_altered]: Содержание" in read.out
    assert "ЗАПИСЬ ИЗМЕНЕНА" in read.out


@pytest.mark.usefixtures("url")
def test_unknown_files_are_told_one_by_one(surguch: Run, tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path in paths:
        path.write_bytes(path.name.encode())

    told = surguch("verify", *paths, "--json")
    read = surguch("verify", *paths)

    assert (told.code, read.code) == (3, 3)
    answer = json.loads(told.out)
    assert answer["status"] == "unknown"
    assert [set(one) for one in answer["files"]] == [
        {"path", "status", "document", "message"}
    ] * 2
    assert [one["path"] for one in answer["files"]] == [str(path) for path in paths]
    assert read.out.count("НЕ НАЙДЕН") == 2


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_no_record_could_not_be_checked(surguch: Run, words: list[str]) -> None:
    ran = surguch("verify", *words)

    assert ran.code == 1
    assert "Проверить не удалось" in ran.err
    assert "surguch init" in ran.err


@pytest.mark.usefixtures("url")
def test_a_file_that_is_not_there_could_not_be_checked(
    surguch: Run, tmp_path: Path
) -> None:
    ran = surguch("verify", tmp_path / "none.pdf")

    assert ran.code == 1
    assert "такого файла или папки нет" in ran.err


def test_a_ruined_database_is_altered(surguch: Run, home: Path, url: str) -> None:
    harm(url, "SELECT 1")
    (home / "surguch.db").write_bytes(b"ruined" * 5000)

    ran = surguch("verify", "--json")

    assert ran.code == 3
    (problem,) = json.loads(ran.out)["problems"]
    assert problem["code"] == "database_damaged"


def test_documents_lie_where_the_other_commands_put_them(home: Path, url: str) -> None:
    from web.cli.desk import open_desk
    from web.settings import read_settings

    engine = open_database(url)
    desk = open_desk(read_settings({}, home=home), engine)
    engine.dispose()

    assert desk.store.root == ContentStore(home / STORE).root


@pytest.mark.usefixtures("url")
def test_progress_is_told_at_a_terminal_only(
    surguch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = surguch("verify")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    ran = surguch("verify")

    assert silent.err == ""
    assert "Проверено записей:" in ran.err
    assert ran.code == 0
