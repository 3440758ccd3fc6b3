"""Binding: sheets of file, inscription and act agree, in words too (REG 3.8.5)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from archive.binding.volume import Mode, bind, print_drafts
from archive.issue import Issued, issue
from archive.press import Press
from archive.verify import Status, verify_record
from records.curriculum.queries import list_journals
from records.handover.actions import prepare
from records.issuance.queries import list_issued
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.errors import (
    InputRefusedError,
    NotAllowedError,
    NotFoundError,
    RuleViolationError,
)
from records.ledger.queries import get_head
from records.norms.actions import set_norm
from templates_docs.formatting.words import number_in_words
from tests.archive.binding.book import JUNE, OFFICE, desk, make_book, teach
from tests.builders import YEAR, World, entropy

GROUP = "ЮР-21"
Files = dict[str, bytes]


def run(
    engine: Engine, folder: Path, *groups: str, mode: Mode | None = None
) -> tuple[Issued, ...]:
    journals = [(group, YEAR) for group in groups or (GROUP,)]
    with Press() as press:
        return bind(
            engine, journals, desk=desk(folder), mode=mode or Mode(), press=press
        )


def by_code(issued: Sequence[Issued], code: str) -> list[Issued]:
    return [one for one in issued if one.fact.code == code]


def files(issued: Issued) -> Files:
    return {one.format: one.data for one in issued.files}


def text(issued: Issued) -> str:
    pages = PdfReader(BytesIO(files(issued)["pdf"])).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def list_leaves(issued: Issued, words: str) -> str:
    """List the leaves whose front or back says something, «3, 5»."""
    reader = PdfReader(BytesIO(files(issued)["pdf"]))
    leaves = {
        (number + 1) // 2
        for number, page in enumerate(reader.pages, start=1)
        if words in page.extract_text()
    }
    return ", ".join(map(str, sorted(leaves)))


def state(engine: Engine, group: str = GROUP) -> str:
    with transaction(engine, write=False) as session:
        refs = {one.group_code: one.state for one in list_journals(session, YEAR)}
    return refs[group]


def size(engine: Engine) -> int:
    with transaction(engine, write=False) as session:
        return get_head(session).size


def registered(engine: Engine) -> list[str]:
    with transaction(engine, write=False) as session:
        return [one.code for one in list_issued(session)]


@pytest.mark.slow
def test_a_closed_journal_is_bound_with_its_papers(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine)
    before = size(clean_engine)

    issued = run(clean_engine, tmp_path)

    assert [one.fact.code for one in issued] == [
        "J-YEAR",
        "J-CERT",
        "J-COVER",
        "J-LABEL",
    ]
    volume, certificate, cover, label = issued
    pages = len(PdfReader(BytesIO(files(volume)["pdf"])).pages)
    sheets = volume.fact.sheets
    assert volume.fact.pages == pages
    assert sheets * 2 == pages
    assert f"{sheets} ({number_in_words(sheets)})" in text(certificate)
    assert f"{sheets} ({number_in_words(sheets)})" in text(label)
    assert str(sheets) in text(cover)
    assert sha256(files(volume)["pdf"]).hexdigest()[:8] in text(certificate).replace(
        " ", ""
    )
    corrected = list_leaves(volume, "исправлена с")
    blank = list_leaves(volume, "Страница не заполняется")
    assert f"Листы с исправлениями отметок {corrected}" in text(certificate)
    assert f"(«Страница не заполняется») {blank}" in text(certificate)
    assert state(clean_engine) == "bound"
    assert size(clean_engine) == before + 5
    report = verify_record(clean_engine, home=tmp_path, store=desk(tmp_path).store)
    assert (report.status, report.problems) == (Status.INTACT, ())


@pytest.mark.slow
def test_a_bound_journal_is_bound_again_from_the_same_bytes(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine)
    first = run(clean_engine, tmp_path)
    before = size(clean_engine)

    again = run(clean_engine, tmp_path, mode=Mode(duplex=False))
    (journal,) = by_code(first, "J-YEAR")
    reprint = issue(
        clean_engine, "J-YEAR", f"{GROUP} {YEAR}", desk=desk(tmp_path, seed="x")
    )

    assert [one.fact for one in again] == [one.fact for one in first]
    assert [files(one) for one in again] == [files(one) for one in first]
    assert all(one.reprinted for one in again)
    assert files(reprint) == files(journal)
    for nobody in ("", " том 1"):
        with pytest.raises(InputRefusedError, match="какой журнал нужен"):
            issue(clean_engine, "J-YEAR", nobody, desk=desk(tmp_path))
    assert size(clean_engine) == before


@pytest.mark.slow
def test_on_one_side_every_page_is_a_sheet(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine)

    issued = run(clean_engine, tmp_path, mode=Mode(duplex=False))

    (volume,) = by_code(issued, "J-YEAR")
    (certificate,) = by_code(issued, "J-CERT")
    sheets = volume.fact.sheets
    assert sheets == volume.fact.pages
    assert f"{sheets} ({number_in_words(sheets)})" in text(certificate)


@pytest.mark.slow
def test_a_thick_journal_is_split_and_every_volume_is_certified(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine)
    with transaction(clean_engine) as session:
        set_norm(
            session,
            "volume_sheets",
            6,
            basis="приказ № 7",
            actor=OFFICE,
            now=JUNE,
            entropy=entropy(),
        )

    issued = run(clean_engine, tmp_path)

    volumes = by_code(issued, "J-YEAR")
    certificates = by_code(issued, "J-CERT")
    (label,) = by_code(issued, "J-LABEL")
    assert [one.fact.volume for one in volumes] == list(range(1, len(volumes) + 1))
    assert len(volumes) == len(certificates) == len(by_code(issued, "J-COVER")) > 1
    for volume, certificate in zip(volumes, certificates, strict=True):
        sheets = volume.fact.sheets
        assert sheets * 2 == volume.fact.pages <= 12
        assert f"{sheets} ({number_in_words(sheets)})" in text(certificate)
        assert f"{sheets} ({number_in_words(sheets)})" in text(label)
        assert f"том {volume.fact.volume} из {len(volumes)}" in text(label)
    assert len({files(one)["pdf"] for one in volumes}) == len(volumes)
    second = issue(clean_engine, "J-YEAR", f"{GROUP} {YEAR} том 2", desk=desk(tmp_path))
    assert second.fact == volumes[1].fact


def test_a_year_that_is_not_closed_is_not_bound(
    clean_engine: Engine, tmp_path: Path
) -> None:
    teach(clean_engine)
    before = size(clean_engine)

    with pytest.raises(RuleViolationError) as refused:
        run(clean_engine, tmp_path)

    (found,) = refused.value.findings
    assert (found.code, found.clause) == ("CHK-3.8.5-4", "3.8.5")
    assert "journal close ЮР-21 2026/2027" in found.advice
    assert (size(clean_engine), registered(clean_engine)) == (before, [])
    assert state(clean_engine) == "open"


@pytest.mark.slow
def test_one_open_journal_keeps_the_others_from_being_bound(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine, GROUP)
    with transaction(clean_engine) as session:
        World(session=session).course(code="ИСП-22", control="")

    with pytest.raises(RuleViolationError):
        run(clean_engine, tmp_path, GROUP, "ИСП-22")

    assert registered(clean_engine) == []
    assert state(clean_engine) == "closed"


@pytest.mark.slow
def test_a_draft_says_so_on_every_page_and_registers_nothing(
    clean_engine: Engine,
) -> None:
    teach(clean_engine)
    before = size(clean_engine)

    with Press() as press:
        drafts = print_drafts(
            clean_engine, GROUP, YEAR, mode=Mode(draft=True), press=press
        )

    (draft,) = drafts
    pages = PdfReader(BytesIO(draft.printed.data("pdf"))).pages
    assert (draft.volume, len(pages)) == (1, draft.printed.pages)
    assert all("ЧЕРНОВИК" in page.extract_text() for page in pages)
    with ZipFile(BytesIO(draft.printed.data("docx"))) as word:
        parts = [word.read(name).decode() for name in word.namelist() if "foot" in name]
    assert all("ЧЕРНОВИК" in part for part in parts if "<w:t" in part)
    assert any("ЧЕРНОВИК" in part for part in parts)
    assert (size(clean_engine), registered(clean_engine)) == (before, [])


@pytest.mark.slow
def test_two_offices_that_bind_one_journal_bind_it_once(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine)

    def work(seed: int) -> tuple[Issued, ...]:
        own = desk(tmp_path, seed=str(seed))
        with Press() as press:
            return bind(
                clean_engine, [(GROUP, YEAR)], desk=own, mode=Mode(), press=press
            )

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, range(2))

    assert [one.fact for one in first] == [one.fact for one in second]
    assert registered(clean_engine) == ["J-YEAR", "J-CERT", "J-COVER", "J-LABEL"]


@pytest.mark.slow
def test_equal_homes_bind_equal_bytes(
    empty_databases: tuple[Engine, Engine], tmp_path: Path
) -> None:
    made = []
    for number, engine in enumerate(empty_databases):
        make_book(engine)
        made.append(run(engine, tmp_path / str(number)))

    first, second = made
    assert [one.fact for one in first] == [one.fact for one in second]
    assert [files(one) for one in first] == [files(one) for one in second]


@pytest.mark.slow
def test_the_act_counts_the_sheets_of_the_bound_files(
    clean_engine: Engine, tmp_path: Path
) -> None:
    make_book(clean_engine, GROUP, "ИСП-22")
    bound = run(clean_engine, tmp_path, GROUP, "ИСП-22")
    with transaction(clean_engine) as session:
        act_id = prepare(
            session,
            YEAR,
            receiver_post="заведующий учебным отделением",
            receiver_name="П.Р. Зайцев",
            today=JUNE.date(),
            actor=OFFICE,
            now=JUNE + timedelta(hours=1),
            entropy=entropy(),
        )

    act = issue(clean_engine, "ACT-IN", str(act_id), desk=desk(tmp_path, seed="act"))

    volumes = by_code(bound, "J-YEAR")
    total = sum(len(PdfReader(BytesIO(files(one)["pdf"])).pages) for one in volumes)
    assert len(volumes) == 2
    assert f"{total // 2} ({number_in_words(total // 2)})" in text(act)
    report = verify_record(clean_engine, home=tmp_path, store=desk(tmp_path).store)
    assert report.problems == ()


def test_a_paper_of_a_journal_is_not_made_apart_from_it(
    clean_engine: Engine, tmp_path: Path
) -> None:
    teach(clean_engine)

    for code in ("J-YEAR", "J-CERT", "J-LABEL", "J-COVER"):
        with pytest.raises(InputRefusedError, match="journal bind ЮР-21 2026/2027"):
            issue(clean_engine, code, f"{GROUP} {YEAR}", desk=desk(tmp_path))


def test_a_group_or_a_year_that_is_not_there_is_named(
    clean_engine: Engine, tmp_path: Path
) -> None:
    teach(clean_engine)

    with pytest.raises(NotFoundError, match="ЮР-99"):
        run(clean_engine, tmp_path, "ЮР-99")


@pytest.mark.parametrize("role", ["teacher", "deputy", "director", "learner"])
def test_only_the_content_administrator_binds(
    clean_engine: Engine, tmp_path: Path, role: str
) -> None:
    own = replace(desk(tmp_path), actor=Actor(person_id=1, role=role))

    with Press() as press, pytest.raises(NotAllowedError):
        bind(clean_engine, [(GROUP, YEAR)], desk=own, mode=Mode(), press=press)
