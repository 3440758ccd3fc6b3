"""Making one item of a job: a document, a bound journal, a report, a verification.

Everything here may be done twice: what was issued before is printed again from the
store, a month that has been counted is not counted anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from archive.anchor import anchor
from archive.binding.volume import Draft, Mode, bind, print_drafts
from archive.issue import Desk, Issued, issue
from archive.press import Press
from archive.shelf import SAFE
from archive.store.content import ContentStore
from archive.verify import Status, verify_record
from records.jobs.values import Artefact, Claimed, Kind, Made
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import VerificationError
from records.ledger.queries import find_last_moment
from records.monitoring.actions import run_month
from records.norms.queries import get_institution
from templates_docs.facts import split_journal
from web import clock
from web.jobs.drafts import open_drafts
from web.jobs.tidying import tidy

JOURNAL = "J-YEAR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where documents are made: the record, the stores, how far its time is ahead."""

    engine: Engine
    home: Path
    store: ContentStore
    ahead: timedelta

    @property
    def drafts(self) -> ContentStore:
        """Return where drafts lie: they are not issued and not kept for ever."""
        return open_drafts(self.home)

    def desk(self, actor: Actor) -> Desk:
        """Return the desk of whoever asked, at this moment of the record."""
        now = clock.now() + self.ahead
        with transaction(self.engine, write=False) as session:
            last = find_last_moment(session)
        return Desk(
            store=self.store,
            actor=actor,
            now=now if last is None else max(now, last),
            entropy=SystemEntropy(),
        )


def make(item: Claimed, shop: Workshop) -> Made:
    """Make what an item asks for.

    Raises:
        RecordsError: a rule forbids it, or there is no such subject; says why.
    """
    began = perf_counter()
    made = _make(item, shop)
    return Made(
        documents=made.documents,
        artefacts=made.artefacts,
        pages=made.pages,
        seconds=round(perf_counter() - began, 3),
    )


def _make(item: Claimed, shop: Workshop) -> Made:
    if item.kind is Kind.VERIFY:
        return _verify(shop)
    desk = shop.desk(item.actor)
    if item.kind is Kind.MONITORING:
        _count_month(item.subject, shop, desk)
    if item.code != JOURNAL:
        return _describe([issue(shop.engine, item.code, item.subject, desk=desk)])
    if item.draft:
        return _print_draft(item, shop)
    return _bind(item, shop, desk)


def _bind(item: Claimed, shop: Workshop, desk: Desk) -> Made:
    with Press() as press:
        issued = bind(
            shop.engine,
            [split_journal(item.subject)],
            desk=desk,
            mode=Mode(duplex=item.duplex),
            press=press,
        )
    if not all(one.reprinted for one in issued):
        anchor(shop.engine, shop.home, purpose="journal_bound", now=desk.now)
    return _describe(issued)


def _print_draft(item: Claimed, shop: Workshop) -> Made:
    group, year = split_journal(item.subject)
    mode = Mode(duplex=item.duplex, draft=True)
    with Press() as press:
        drafts = print_drafts(shop.engine, group, year, mode=mode, press=press)
    return Made(
        artefacts=tuple(
            file for one in drafts for file in _keep_draft(one, item.subject, shop)
        ),
        pages=sum(one.printed.pages for one in drafts),
    )


def _keep_draft(draft: Draft, subject: str, shop: Workshop) -> Sequence[Artefact]:
    stem = f"черновик_{subject}_том-{draft.volume}".translate(SAFE)
    return [
        Artefact(
            name=f"{stem}.{one.format}",
            format=one.format,
            sha256=shop.drafts.put(one.data),
            size=len(one.data),
        )
        for one in draft.printed.files
    ]


def _count_month(month: str, shop: Workshop, desk: Desk) -> None:
    with transaction(shop.engine) as session:
        zone = ZoneInfo(get_institution(session).timezone)
        run_month(
            session,
            date.fromisoformat(f"{month}-01"),
            today=desk.now.astimezone(zone).date(),
            actor=desk.actor,
            now=desk.now,
            entropy=desk.entropy,
        )


def _verify(shop: Workshop) -> Made:
    """Verify the record; of one that was altered nothing is thrown away."""
    report = verify_record(shop.engine, home=shop.home, store=shop.store)
    if report.status is not Status.INTACT:
        raise VerificationError(
            f"Запись изменена, нарушений: {len(report.problems)}. Первое: "
            f"{report.problems[0].message} Выполните surguch verify и покажите ответ "
            "директору.",
            code="record_altered",
        )
    tidy(shop.engine, shop.drafts, ahead=shop.ahead)
    return Made()


def _describe(issued: Sequence[Issued]) -> Made:
    return Made(
        documents=tuple(one.fact.id for one in issued),
        pages=sum(one.fact.pages for one in issued),
    )
