"""Bringing a file into the record: all of it or nothing of it (загрузка файла)."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from records.importers.base import Importer, Office, read_rows
from records.importers.reading.faults import Faults
from records.importers.reading.table import read_headings, read_lines
from records.importers.registry import IMPORTERS, find_kind
from records.importers.values import TITLES, ImportResult, Kind
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import lock_log
from records.norms.queries import get_current_year, get_institution, get_year


def import_file(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    year: str | None = None,
    dry_run: bool = False,
) -> ImportResult:
    """Bring a file of a kind into a school year (the last one), or only try it.

    Raises:
        InputRefusedError: with every fault of the file; nothing was changed.
        NotFoundError: there is no institution or no such year yet.
    """
    get_institution(session)
    lock_log(session)
    chosen = get_year(session, year) if year else get_current_year(session)
    office = Office(session=session, year=chosen, actor=actor, now=now, entropy=entropy)
    importer = IMPORTERS[kind]()
    faults = Faults(file=path.name)
    lines = read_lines(path, kind, importer.layout, faults=faults)
    rows = read_rows(importer, lines, office)
    _suggest_kind(path, kind, faults)
    plan = importer.existing(rows, office, faults)
    faults.refuse()
    written = _write(importer, plan, office, dry_run=dry_run)
    return ImportResult(
        kind=kind,
        file=path.name,
        rows=len(rows),
        written=written,
        dry_run=dry_run,
        warnings=tuple(faults.warnings),
    )


def _write(
    importer: Importer[Any],
    plan: Any,  # noqa: ANN401 - each kind has a plan of its own
    office: Office,
    *,
    dry_run: bool,
) -> Any:  # noqa: ANN401 - typed by the caller
    if not dry_run:
        return importer.apply(plan, office)
    trial = office.session.begin_nested()
    try:
        return importer.apply(plan, office)
    finally:
        trial.rollback()


def _suggest_kind(path: Path, kind: Kind, faults: Faults) -> None:
    """Say which kind the file seems to be when its headings are of another one."""
    if not any(fault.code == "missing_columns" for fault in faults.errors):
        return
    other = find_kind(read_headings(path, kind))
    if other is not None and other is not kind:
        faults.add(
            f"по заголовкам это «{TITLES[other]}»",
            f"загрузите его так: surguch import {other.value} {path.name}",
            code="other_kind",
        )
