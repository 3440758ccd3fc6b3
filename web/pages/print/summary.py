"""How complete each journal is and what hinders its closing (REG 3.8.8), remembered.

A journal of a year is a third of a second's reading and checking. What was found is
kept until its chain of the ledger grows, the day changes or a while has passed:
plans and curricula are not in the chain.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic

from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal
from records.curriculum.values import JournalRef
from records.journal.queries import load_facts
from records.journal.rules import run_checks
from records.journal.rules.progress import compute_progress
from records.journal.rules.view import View, build_seen
from records.journal.values import JournalState
from records.kernel.finding import Finding
from records.ledger.queries import journal_head
from records.norms.queries import get_norms
from templates_docs.catalogue import find
from templates_docs.documents.class_journal.layout.plan import measure_volumes

KEPT_SECONDS = 600
BOUND = (JournalState.BOUND, JournalState.HANDED_OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Completeness of a journal in figures, its remarks, the pages it will have.

    What is bound has its pages already: they are not counted again.
    """

    complete: int
    planned: int
    blocking: int
    remarks: int
    pages: int

    @property
    def share(self) -> float:
        """Return how much is complete, in percent; nothing held yet is whole."""
        return 100 * self.complete / self.planned if self.planned else 100.0


class Memory:
    """What was found out about journals, by journal and the state it was found in."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[tuple[str, int], tuple[object, float, Summary]] = {}

    def get(
        self,
        session: Session,
        journal: JournalRef,
        *,
        today: date,
        until: float | None = None,
    ) -> Summary | None:
        """Return the summary of a journal, made anew when it may have changed.

        Past the moment `until` nothing is made any more: None says «later».
        """
        place = (str(session.get_bind().engine.url), journal.id)
        size = journal_head(session, journal.key).size
        state = (size, journal.state, today)
        with self._lock:
            known = self._found.get(place)
        if known and known[0] == state and monotonic() - known[1] < KEPT_SECONDS:
            return known[2]
        if until is not None and monotonic() > until:
            return None
        made = summarise(session, journal, today=today)
        with self._lock:
            self._found[place] = (state, monotonic(), made)
        return made


def summarise(session: Session, journal: JournalRef, *, today: date) -> Summary:
    """Read a journal whole and say how it stands."""
    view = read_view(session, journal, today=today)
    findings = run_checks(view)
    progress = compute_progress(view)
    blocking = sum(one.blocking for one in findings)
    return Summary(
        complete=sum(min(one.complete, one.planned) for one in progress),
        planned=sum(one.planned for one in progress),
        blocking=blocking,
        remarks=len(findings) - blocking,
        pages=0 if is_bound(journal) else _measure(session, journal),
    )


def is_bound(journal: JournalRef) -> bool:
    """Tell whether the journal of the year is bound: nothing more is printed of it."""
    return journal.state in BOUND


def list_findings(
    session: Session, journal: JournalRef, *, today: date
) -> tuple[Finding, ...]:
    """Return the remarks on a journal, what hinders its closing first."""
    found = run_checks(read_view(session, journal, today=today))
    return tuple(sorted(found, key=lambda one: not one.blocking))


def read_view(session: Session, journal: JournalRef, *, today: date) -> View:
    """Read a journal as its checks see it."""
    fact = get_journal(session, journal.group_code, journal.year)
    return build_seen(load_facts(session, fact, today=today), get_norms(session))


def _measure(session: Session, journal: JournalRef) -> int:
    built = find("J-YEAR").build(session, f"{journal.group_code} {journal.year}")
    return sum(one.pages for one in measure_volumes(built.context))
