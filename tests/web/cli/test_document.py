"""`surguch document`: what there is, issue one, print a sample."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine

from records.issuance.queries import list_issued
from records.kernel.db import transaction
from records.sheets.actions import advance_sheet
from records.sheets.values import Result
from templates_docs.catalogue import DOCUMENTS
from tests.builders import entropy, make_world
from tests.conftest import Ran
from tests.records.sheets.office import NOW, make_office
from tests.signers import appoint_signers

Run = Callable[..., Ran]
NUMBER = "Э-01/2026-27"


@pytest.fixture
def exam(office: Engine) -> Engine:
    """A closed sheet of an exam."""
    with transaction(office) as session:
        made = make_office(session)
        appoint_signers(made.world)
        sheet_id = made.open(room="204", starts=540, ends=700)
        made.fill(sheet_id, Result.FIVE, Result.THREE, Result.ABSENT)
        advance_sheet(session, sheet_id, actor=made.teacher, now=NOW, entropy=entropy())
    return office


def issue(surguch: Run, folder: Path, *more: str, subject: str = NUMBER) -> Ran:
    words = ("--for", subject, "--out", folder, *more)
    return surguch("document", "issue", "V-EX", *words)


def test_the_list_names_every_type_with_its_clause(
    surguch: Run, office: Engine
) -> None:
    with transaction(office) as session:
        make_world(session)

    ran = surguch("document", "list")

    assert ran.code == 0
    for one in DOCUMENTS:
        assert one.code in ran.out
        assert one.title in ran.out
    assert "Выданные документы" not in ran.out


def test_the_list_of_types_for_programs_is_json(surguch: Run, office: Engine) -> None:
    with transaction(office) as session:
        make_world(session)

    told = json.loads(surguch("document", "list", "--json").out)

    assert [one["code"] for one in told["types"]] == [one.code for one in DOCUMENTS]
    assert told["issued"] == []


@pytest.mark.slow
def test_a_document_is_issued_into_the_folder(
    surguch: Run, exam: Engine, tmp_path: Path
) -> None:
    ran = issue(surguch, tmp_path / "out")

    assert ran.code == 0, ran.err
    assert ran.out.startswith("Выдан: ")
    assert NUMBER in ran.out
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["V-EX_Э-01-2026-27.docx", "V-EX_Э-01-2026-27.pdf"]
    listed = surguch("document", "list").out
    assert "Выданные документы" in listed
    assert "Экзаменационная ведомость" in listed


@pytest.mark.slow
def test_the_answer_for_programs_names_document_and_files(
    surguch: Run, exam: Engine, tmp_path: Path
) -> None:
    ran = issue(surguch, tmp_path, "--format", "pdf", "--json")

    told = json.loads(ran.out)
    (file,) = told["files"]
    data = Path(file["path"]).read_bytes()
    assert (told["document"]["code"], told["document"]["number"]) == ("V-EX", NUMBER)
    assert (file["format"], file["size"]) == ("pdf", len(data))
    assert file["sha256"] == sha256(data).hexdigest()
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.slow
def test_a_document_issued_again_is_the_same_to_a_byte(
    surguch: Run, exam: Engine, tmp_path: Path
) -> None:
    issue(surguch, tmp_path / "once")

    ran = issue(surguch, tmp_path / "again")

    assert ran.out.startswith("Перепечатан из хранилища: ")
    for once in (tmp_path / "once").iterdir():
        assert once.read_bytes() == (tmp_path / "again" / once.name).read_bytes()
    with transaction(exam, write=False) as session:
        assert len(list_issued(session)) == 1


@pytest.mark.slow
def test_an_issued_file_is_verified_by_the_command(
    surguch: Run, exam: Engine, tmp_path: Path
) -> None:
    issue(surguch, tmp_path)
    (path,) = tmp_path.glob("*.pdf")

    assert surguch("verify", path).code == 0
    assert surguch("verify").code == 0
    path.write_bytes(path.read_bytes() + b" ")
    assert surguch("verify", path).code == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("V-EXX", "--for", NUMBER), 5, "V-EX"),
        (("V-EX", "--for", "Э-99/2026-27"), 5, "Э-99/2026-27"),
        (("MON", "--for", "2026-10"), 5, "monitoring run 2026-10"),
        (("MON", "--for", "октябрь"), 2, "2027-03"),
        (("ACT-IN", "--for", "первый"), 2, "первый"),
        (("ORD-INSP", "--for", "45-од"), 5, "45-од"),
        (("J-YEAR", "--for", "ЮР-21 2026/2027"), 2, "journal bind ЮР-21 2026/2027"),
        (("J-CERT", "--for", "ЮР-21"), 2, "ЮР-21 2026/2027"),
        (("V-EX",), 2, "--for"),
    ],
)
def test_what_cannot_be_issued_is_explained(
    surguch: Run,
    exam: Engine,
    tmp_path: Path,
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    ran = surguch("document", "issue", *words, "--out", tmp_path / "out")

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert not (tmp_path / "out").exists()
    with transaction(exam, write=False) as session:
        assert list_issued(session) == ()


def test_a_refusal_for_programs_is_a_list_on_stdout(
    surguch: Run, exam: Engine, tmp_path: Path
) -> None:
    ran = issue(surguch, tmp_path, "--json", subject="Э-99/2026-27")

    (told,) = json.loads(ran.out)
    assert ran.code == 5
    assert "Э-99/2026-27" in told["message"]
    assert set(told) >= {"code", "clause", "message", "file", "sheet", "row", "column"}


@pytest.mark.slow
@pytest.mark.parametrize("code", ["V-ZA", "j-cert"])
def test_a_sample_is_printed_without_a_database(
    surguch: Run, tmp_path: Path, code: str
) -> None:
    ran = surguch("document", "sample", code, "--out", tmp_path)

    assert ran.code == 0, ran.err
    names = sorted(path.name for path in tmp_path.glob("*образец*"))
    stem = f"{code.upper()}_образец"
    assert names == [f"{stem}.docx", f"{stem}.pdf"]


def test_a_home_without_a_database_says_what_to_do(
    surguch: Run, home: Path, tmp_path: Path
) -> None:
    ran = issue(surguch, tmp_path)

    assert ran.code == 69
    assert "surguch init" in ran.err
    assert home.is_dir()
