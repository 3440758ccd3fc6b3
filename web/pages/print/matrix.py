"""Groups × documents: what can be made of whom, and what hinders it (центр печати)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import monotonic

from sqlalchemy.orm import Session

from records.curriculum.queries import list_journals
from records.curriculum.values import JournalRef
from records.handover.queries import list_acts
from records.handover.values import HandoverFact
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.jobs.values import NewItem
from records.kernel.collation import natural_key
from records.kernel.errors import InputRefusedError
from records.kernel.text import plural_form
from records.monitoring.queries import list_run_months
from records.norms.queries import get_year
from records.sheets.queries import list_register
from records.sheets.values import RegisterLine
from templates_docs.formatting.dates import month_year
from web.pages.print.cells import COLUMNS, Cell, Mark, Source
from web.pages.print.summary import Memory, Summary

MEMORY = Memory()
PATIENCE = 1.0
"""Seconds a page gives to counting journals that nobody has counted lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group with its completeness and its cells."""

    journal: JournalRef
    summary: Summary
    cells: tuple[Cell, ...]

    @property
    def hinders(self) -> str:
        """Say how many remarks there are and whether they hinder the closing."""
        blocking, others = self.summary.blocking, self.summary.remarks
        if blocking:
            verb = plural_form(blocking, ("мешает", "мешают", "мешают"))
            return f"{blocking} {verb} закрыть"
        if others:
            return f"{others} не {plural_form(others, ('мешает', 'мешают', 'мешают'))}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole sheet of choice: groups, and the institution's own documents."""

    year: str
    rows: tuple[Row, ...]
    later: tuple[str, ...]
    reports: tuple[Cell, ...]

    def choose(self, keys: Iterable[str]) -> tuple[NewItem, ...]:
        """Return what ticked cells ask for, in the order of the sheet, each once.

        Raises:
            InputRefusedError: a cell is not there any more, or cannot be chosen.
        """
        cells = [cell for row in self.rows for cell in row.cells] + [*self.reports]
        known = {cell.key: cell.items for cell in cells if cell.items}
        wanted = set(keys)
        if wanted - set(known):
            raise InputRefusedError(
                "Пока вы выбирали, часть документов изменилась: обновите страницу и "
                "отметьте заново. Ничего не напечатано.",
                code="print_changed",
            )
        found = [item for key in known if key in wanted for item in known[key]]
        return tuple(dict.fromkeys(found))


def build_matrix(
    session: Session,
    year: str,
    *,
    today: date,
    binder: bool,
    only: Collection[int] | None = None,
) -> Matrix:
    """Say what can be printed for the groups of a year; `binder` may bind journals.

    A page does not wait for long: what is not counted by then is named in `later`.
    With `only` these journals are counted whatever it takes.

    Raises:
        NotFoundError: there is no such school year.
    """
    get_year(session, year)
    journals = sorted(
        list_journals(session, year), key=lambda one: natural_key(one.group_code)
    )
    source = partial(
        _read_source,
        sheets=sorted(list_register(session, year=year), key=lambda one: one.id),
        issued=list_issued(session),
        acts=list_acts(session),
        binder=binder,
    )
    until = None if only is not None else monotonic() + PATIENCE
    rows, later = [], []
    for journal in journals:
        if only is not None and journal.id not in only:
            continue
        summary = MEMORY.get(session, journal, today=today, until=until)
        if summary is None:
            later.append(journal.group_code)
        else:
            rows.append(_row(source(journal, summary)))
    return Matrix(
        year=year,
        rows=tuple(rows),
        later=tuple(later),
        reports=_reports(session, year),
    )


def read_journals(keys: Iterable[str]) -> frozenset[int]:
    """Return the journals that ticked cells are of."""
    heads = (key.partition(":")[0] for key in keys)
    return frozenset(
        int(one) for one in heads if one.isascii() and one.isdigit() and len(one) < 10
    )


def _read_source(
    journal: JournalRef,
    summary: Summary,
    *,
    sheets: Sequence[RegisterLine],
    issued: Sequence[IssuedFact],
    acts: tuple[HandoverFact, ...],
    binder: bool,
) -> Source:
    return Source(
        journal=journal,
        summary=summary,
        sheets=tuple(one for one in sheets if one.group_code == journal.group_code),
        issued=tuple(one for one in issued if one.journal_id == journal.id),
        acts=acts,
        binder=binder,
    )


def _row(source: Source) -> Row:
    return Row(
        journal=source.journal,
        summary=source.summary,
        cells=tuple(
            one.build(f"{source.journal.id}:{one.key}", source) for one in COLUMNS
        ),
    )


def _reports(session: Session, year: str) -> tuple[Cell, ...]:
    span = get_year(session, year)
    months = list_run_months(session)
    return tuple(
        Cell(
            key=f"report:{month:%Y-%m}",
            mark=Mark.READY,
            words=f"Мониторинг за {month_year(month)}",
            items=(
                NewItem(
                    code="MON",
                    subject=f"{month:%Y-%m}",
                    title=f"Отчёт о мониторинге за {month_year(month)}",
                    pages=4,
                ),
            ),
        )
        for month in months
        if span.covers(month) or span.start.replace(day=1) == month
    )
