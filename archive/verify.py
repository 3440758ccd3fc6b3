"""Verification of everything that is kept: record, tables, documents (сверка)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from archive.store.checkpoints import FILE_NAME, Kept, read_checkpoints
from archive.store.content import ContentStore, sha256_of
from records.curation import queries as curation
from records.curriculum import queries as curriculum
from records.handover import queries as handover
from records.issuance import queries as issuance
from records.issuance.values import IssuedFact
from records.journal import queries as journal
from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from records.ledger.projection import Projection, compare
from records.ledger.queries import count_later, get_head, list_versions
from records.ledger.reading import check_storage, find_damage, steady
from records.ledger.values import Problem
from records.ledger.verification import Progress, verify_chain
from records.lessons import queries as lessons
from records.marks import queries as marks
from records.monitoring import queries as monitoring
from records.norms import queries as norms
from records.notices import queries as notices
from records.orders import queries as orders
from records.people import queries as people
from records.requests import queries as requests
from records.sheets import queries as sheets

PROJECTIONS: tuple[Projection, ...] = (
    Projection(kind="institution", rows=norms.project_institution),
    Projection(kind="norm", rows=norms.project_norm),
    Projection(kind="consent", rows=people.project_consent),
    Projection(kind="movement", rows=curriculum.project_movement),
    Projection(kind="membership", rows=curriculum.project_membership),
    Projection(kind="subgroup", rows=curriculum.project_subgroup),
    Projection(kind="slot", rows=curriculum.project_slot),
    Projection(kind="substitution", rows=curriculum.project_substitution),
    Projection(kind="journal", rows=journal.project_journal),
    Projection(kind="lesson", rows=lessons.project_lesson),
    Projection(kind="topic", rows=lessons.project_topic),
    Projection(kind="homework", rows=lessons.project_homework),
    Projection(kind="mark", rows=marks.project_mark),
    Projection(kind="absence", rows=marks.project_absence),
    Projection(kind="final", rows=marks.project_final),
    Projection(kind="correction", rows=marks.project_correction),
    Projection(kind="sheet", rows=sheets.project_sheet),
    Projection(kind="sheet_row", rows=sheets.project_sheet_row),
    Projection(kind="week_check", rows=curation.project_week_check),
    Projection(kind="request", rows=requests.project_request),
    Projection(kind="order", rows=orders.project_order),
    Projection(kind="notice", rows=notices.project_notice),
    Projection(kind="acknowledgement", rows=notices.project_acknowledgement),
    Projection(kind="inspection", rows=orders.project_inspection),
    Projection(kind="monitoring", rows=monitoring.project_monitoring),
    Projection(kind="issue", rows=issuance.project_issue),
    Projection(kind="handover", rows=handover.project_handover),
)
"""How every kind of entry is rebuilt from the rows people see."""


class Status(StrEnum):
    """The outcome of a verification."""

    INTACT = "intact"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What the register says of one file; `document` is empty where it is unknown."""

    path: str
    status: Status
    document: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer of `verify` (contract §2)."""

    status: Status
    entries: int
    head: str
    problems: tuple[Problem, ...] = field(default=())
    files: tuple[FileReport, ...] = field(default=())


def verify_record(
    engine: Engine,
    *,
    home: Path,
    store: ContentStore,
    progress: Progress | None = None,
) -> Report:
    """Verify the whole record: chain, anchors, tables, issued documents.

    Raises:
        NotFoundError: there is no record yet.
    """
    try:
        with transaction(steady(engine), write=False) as session:
            return _verify(session, home=home, store=store, progress=progress)
    except DatabaseError as error:
        damage = find_damage(error)
        if damage is None:
            raise
        return Report(
            status=Status.ALTERED, entries=0, head="", problems=(_damaged(damage),)
        )


def verify_files(
    session: Session, paths: Sequence[Path], *, store: ContentStore
) -> Report:
    """Say of each file whether it is what we issued, byte for byte, and what is now.

    Raises:
        OSError: a file cannot be read.
    """
    head = get_head(session)
    files = tuple(_check_file(session, path, store=store) for path in paths)
    found = {one.status for one in files}
    status = next(
        (one for one in (Status.ALTERED, Status.UNKNOWN) if one in found),
        Status.INTACT,
    )
    return Report(status=status, entries=head.size, head=head.root, files=files)


def _verify(
    session: Session, *, home: Path, store: ContentStore, progress: Progress | None
) -> Report:
    kept = read_checkpoints(home)
    chain = verify_chain(session, kept.checkpoints, progress=progress)
    problems = [
        *chain.problems,
        *_check_lines(kept),
        *map(_damaged, check_storage(session.connection())),
    ]
    if all(problem.code != "database_damaged" for problem in problems):
        for projection in PROJECTIONS:
            problems += _gather(compare(session, projection))
        problems += _gather(_check_documents(session, store))
    return Report(
        status=Status.ALTERED if problems else Status.INTACT,
        entries=chain.entries,
        head=chain.head,
        problems=tuple(problems),
    )


def _gather(found: Iterator[Problem]) -> list[Problem]:
    try:
        return list(found)
    except DatabaseError as error:
        damage = find_damage(error)
        if damage is None:
            raise
        return [_damaged(damage)]


def _check_lines(kept: Kept) -> Iterator[Problem]:
    for number in kept.unreadable:
        yield Problem(
            code="checkpoint_altered",
            message=f"{FILE_NAME}: строка {number} не читается, она изменена.",
        )


def _check_documents(session: Session, store: ContentStore) -> Iterator[Problem]:
    for fact in issuance.list_issued(session):
        for file in fact.files:
            try:
                store.get(file.sha256)
            except RecordsError as refusal:
                yield Problem(
                    code=refusal.code,
                    journal=_journal_of(fact),
                    entry=f"issue/{fact.id}",
                    message=f"{_title(fact)}, {file.format}: {refusal.message}",
                )


def _check_file(session: Session, path: Path, *, store: ContentStore) -> FileReport:
    digest = sha256_of(path)
    fact = issuance.find_by_sha256(session, digest)
    if fact is None:
        message = (
            "Такого файла среди выданных нет: он выдан не нами или изменён после "
            "выдачи."
        )
        return _file(path, Status.UNKNOWN, message)
    if not _is_recorded(session, fact, digest):
        message = (
            f"{_title(fact)}: в таблице выданных файл есть, а в реестре записей его "
            "нет. Выполните «surguch verify» без имени файла."
        )
        return _file(path, Status.ALTERED, message, document=fact.id)
    parts = [f"{_title(fact)}: выдан нами, совпадает до байта.", _now(session, fact)]
    if not store.path(digest).is_file():
        parts.append("Нашего экземпляра в хранилище нет: восстановите его из копии.")
    message = " ".join(part for part in parts if part)
    return _file(path, Status.INTACT, message, document=fact.id)


def _is_recorded(session: Session, fact: IssuedFact, digest: str) -> bool:
    versions = list_versions(session, f"issue/{fact.id}")
    return any(digest in str(version.payload) for version in versions)


def _now(session: Session, fact: IssuedFact) -> str:
    if fact.state != "issued":
        return f"Сейчас его состояние: {fact.state}."
    if fact.journal_id is None:
        return ""
    later = count_later(session, _journal_of(fact), gseq=fact.entries, but="issue")
    return f"После него в журнал внесено записей: {later}." if later else ""


def _journal_of(fact: IssuedFact) -> str:
    return "institution" if fact.journal_id is None else f"journal/{fact.journal_id}"


def _title(fact: IssuedFact) -> str:
    return f"{fact.title} № {fact.number} от {fact.issued_on:%d.%m.%Y}"


def _file(
    path: Path, status: Status, message: str, *, document: str = ""
) -> FileReport:
    return FileReport(path=str(path), status=status, document=document, message=message)


def _damaged(what: str) -> Problem:
    return Problem(
        code="database_damaged", message=f"Файл базы данных повреждён: {what}."
    )
