"""The office's folder: names of files, the manifest of contract §3."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from archive.issue import Issued
from archive.press import PrintedFile
from archive.shelf import build_manifest, file_stem, lay
from records.issuance.values import FileFact, IssuedFact
from records.kernel.hashing import sha256_hex
from records.ledger.queries import get_head
from tests.builders import make_world

NOW = datetime(2027, 6, 30, 7, 5, tzinfo=UTC)
FILES = {"docx": b"PK word", "pdf": b"%PDF portable"}


def issued(subject: str = "ЮР-21 2026/2027", *, volume: int = 1) -> Issued:
    facts = tuple(
        FileFact(format=name, sha256=sha256_hex(data), size=len(data))
        for name, data in FILES.items()
    )
    fact = IssuedFact(
        id="JYEA-7KQ2-M9XR",
        code="J-YEAR",
        series="J-YEAR/2027",
        number="05-03/01",
        issued_on=date(2027, 6, 30),
        title="Журнал учебных занятий группы ЮР-21",
        subject=subject,
        journal_id=1,
        volume=volume,
        pages=136,
        sheets=68,
        entries=4321,
        revision="1",
        digest="0" * 64,
        issued_at=NOW,
        state="issued",
        files=facts,
    )
    files = tuple(
        PrintedFile(format=name, data=data, seconds=0.12345)
        for name, data in FILES.items()
    )
    return Issued(fact=fact, files=files, group="ЮР-21")


def test_files_are_laid_under_a_name_a_person_can_read(tmp_path: Path) -> None:
    laid = lay(issued(), tmp_path / "new" / "folder", formats=("pdf", "docx"))

    names = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert names == [
        "J-YEAR_ЮР-21_2026-2027_том-1.docx",
        "J-YEAR_ЮР-21_2026-2027_том-1.pdf",
    ]
    assert {one.path.read_bytes() for one in laid.files} == set(FILES.values())


def test_only_the_wanted_formats_are_laid(tmp_path: Path) -> None:
    laid = lay(issued(), tmp_path, formats=("pdf",))

    assert [one.format for one in laid.files] == ["pdf"]
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


@pytest.mark.parametrize(
    "subject",
    [
        "../../etc/passwd",
        "a/b\\c",
        'x:*?"<>|y',
        "Э-01/2026-27",
        "я" * 300,
        "..",
        "a\nb",
    ],
)
def test_a_subject_never_leaves_the_folder_nor_breaks_a_name(
    tmp_path: Path, subject: str
) -> None:
    laid = lay(issued(subject, volume=0), tmp_path, formats=("pdf",))

    (path,) = tmp_path.iterdir()
    assert laid.files[0].path == path
    assert path.parent == tmp_path
    assert not set(path.name) & set('/\\:*?"<>|\n')
    assert path.name.startswith("J-YEAR_")


def test_a_document_of_one_volume_has_no_volume_in_its_name() -> None:
    assert file_stem(issued("45-од/2026", volume=0)) == "J-YEAR_45-од-2026"


def test_the_manifest_has_exactly_the_keys_of_the_contract(
    session: Session, tmp_path: Path
) -> None:
    make_world(session)
    folder = tmp_path / "out"
    laid = lay(issued(), folder / "journals" / "ЮР-21", formats=("pdf", "docx"))

    manifest = build_manifest(session, [laid], folder=folder, now=NOW)

    head = get_head(session)
    assert set(manifest) == {"institution", "generated_at", "ledger", "documents"}
    assert manifest["institution"].startswith("Негосударственное")
    assert manifest["generated_at"] == "2027-06-30T14:05:00+07:00"
    assert manifest["ledger"] == {"entries": head.size, "head": head.root}
    (document,) = manifest["documents"]
    files = document.pop("files")
    assert document == {
        "id": "JYEA-7KQ2-M9XR",
        "code": "J-YEAR",
        "title": "Журнал учебных занятий группы ЮР-21",
        "number": "05-03/01",
        "date": "2027-06-30",
        "group": "ЮР-21",
        "subject": "ЮР-21 2026/2027",
        "pages": 136,
        "sheets": 68,
        "sheets_in_words": "шестьдесят восемь",
        "entries": 4321,
    }
    assert files == [
        {
            "format": name,
            "path": f"journals/ЮР-21/J-YEAR_ЮР-21_2026-2027_том-1.{name}",
            "sha256": sha256_hex(data),
            "bytes": len(data),
            "seconds": 0.123,
        }
        for name, data in FILES.items()
    ]
    assert json.loads(json.dumps(manifest)) == manifest
