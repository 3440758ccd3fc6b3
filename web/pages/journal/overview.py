"""The overview of a group's journal: completeness, findings, closing (3.8.5, 3.8.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import get_journal, get_ref
from records.journal.queries import load_facts
from records.journal.rules import run_checks
from records.journal.rules.closing import month_end
from records.journal.rules.progress import compute_counts, compute_progress
from records.journal.rules.view import build_seen
from records.journal.values import (
    STATE_NAMES,
    CourseProgress,
    JournalCounts,
    JournalState,
)
from records.kernel.finding import Finding
from records.norms.queries import get_norms
from web.pages.journal.screens import may_overview
from web.site.moment import today
from web.site.scope import missing
from web.site.viewer import Viewer

FEW = 60
"""So many remarks are listed; the rest is a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A month of the journal: closed, over, or still going on."""

    key: str
    first: date
    closed: bool
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A group's journal as the training office looks at it."""

    journal_id: int
    group: str
    programme: str
    year: str
    state: JournalState
    counts: JournalCounts
    progress: tuple[CourseProgress, ...]
    blocking: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    months: tuple[MonthLine, ...]
    may_close: bool

    @property
    def state_words(self) -> str:
        """Return «ведётся», «закрыт» and so on."""
        return STATE_NAMES[self.state]

    @property
    def may_step(self) -> bool:
        """Tell whether a month or the year can be closed here and now."""
        return self.may_close and self.is_open

    @property
    def is_open(self) -> bool:
        """Tell whether the year is open; closing it closes every month of it."""
        return self.state is JournalState.OPEN

    @property
    def waiting(self) -> tuple[MonthLine, ...]:
        """Return the months that are over and not closed."""
        return tuple(one for one in self.months if one.over and not one.closed)


def build_overview(session: Session, viewer: Viewer, journal_id: int) -> Overview:
    """Read a group's journal as its office, its curator or the heads see it.

    Raises:
        NotFoundError: there is no such journal, or it is not the viewer's to see.
    """
    ref = get_ref(session, journal_id)
    if not may_overview(viewer, ref.group_code):
        raise missing("Такого журнала нет.")
    journal = get_journal(session, ref.group_code, ref.year)
    facts = load_facts(session, journal, today=today())
    view = build_seen(facts, get_norms(session))
    findings = run_checks(view)
    return Overview(
        journal_id=journal_id,
        group=journal.group_code,
        programme=journal.programme,
        year=journal.year,
        state=JournalState(journal.state),
        counts=compute_counts(facts),
        progress=compute_progress(view),
        blocking=tuple(one for one in findings if one.blocking),
        remarks=tuple(one for one in findings if not one.blocking),
        months=_list_months(
            min((one.day for one in facts.slots), default=journal.start),
            journal.end,
            journal.closed_months,
        ),
        may_close=viewer.may(Permission.JOURNALS_CLOSE),
    )


def read_month(word: str, months: Sequence[MonthLine]) -> date | None:
    """Find the month a form names; None for none of this journal."""
    known: Mapping[str, date] = {one.key: one.first for one in months}
    return known.get(word)


def _list_months(
    start: date, end: date, closed: Sequence[date]
) -> tuple[MonthLine, ...]:
    """List the months from the first lesson of the timetable to the year's end."""
    months = []
    first = start.replace(day=1)
    while first <= end:
        last = month_end(first)
        line = MonthLine(
            key=f"{first:%Y-%m}",
            first=first,
            closed=first in closed,
            over=last < today(),
        )
        months.append(line)
        first = date.fromordinal(last.toordinal() + 1)
    return tuple(months)
