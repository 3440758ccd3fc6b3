"""Binds a journal: volumes, certification, labels, covers, one registration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.binding.papers import Binder, BoundVolume, certify, cover, label
from archive.issue import FORMATS, Desk, Issued, PrintOrder, draw, enter, keep, reprint
from archive.press import Job, Press, Print
from records.access.checks import require
from records.access.permissions import Permission
from records.curriculum.queries import get_ref
from records.issuance.queries import list_issued
from records.journal.actions import mark_bound
from records.kernel.db import transaction
from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding
from records.ledger.actions import lock_log
from records.norms.queries import get_norms
from records.people.queries import get_signers
from templates_docs.catalogue import find
from templates_docs.document import Built
from templates_docs.documents.class_journal.context import JournalContext, Printing
from templates_docs.documents.class_journal.layout.model import Notes, Page
from templates_docs.documents.class_journal.layout.plan import (
    measure_volumes,
    plan_volume,
)

PAPERS = ("J-YEAR", "J-CERT", "J-LABEL", "J-COVER")
BINDABLE = frozenset({"closed"})
BOUND = frozenset({"bound", "handed_over"})
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How a journal is bound: two pages on a sheet or one, as a draft or for good."""

    duplex: bool = True
    draft: bool = False
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A journal printed before its year is closed; it is not issued (черновик)."""

    volume: int
    printed: Print


@dataclass(frozen=True, slots=True, kw_only=True)
class _Volume:
    order: PrintOrder
    count: int
    corrected: tuple[int, ...]
    blank: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Journal:
    binder: Binder
    volumes: tuple[_Volume, ...]


def bind(
    engine: Engine,
    journals: Sequence[tuple[str, str]],
    *,
    desk: Desk,
    mode: Mode,
    press: Press,
    progress: Progress = lambda _text: None,
) -> tuple[Issued, ...]:
    """Bind closed journals named by group and year; bound ones are reprinted.

    Volumes and papers are printed first; each journal is registered in one
    transaction (REG 3.8.5).

    Raises:
        NotFoundError: there is no such journal.
        RuleViolationError: a year is not closed, or twins differ.
    """
    require(desk.actor, Permission.JOURNALS_BIND)
    with transaction(engine, write=False) as session:
        found = [
            _find(session, group, year, desk=desk, mode=mode)
            for group, year in journals
        ]
    fresh = [one for one in found if isinstance(one, _Journal)]
    progress(f"печать журналов: {len(fresh)}")
    prints = press.run(
        [_job(volume.order, mode) for one in fresh for volume in one.volumes]
    )
    issued: list[Issued] = []
    for one in found:
        if not isinstance(one, _Journal):
            issued += one
            continue
        own = [next(prints) for _ in one.volumes]
        issued += _finish(engine, one, own, desk=desk, mode=mode, press=press)
        progress(f"журнал группы {one.binder.journal.group.name} подшит")
    return tuple(issued)


def _find(
    session: Session, group: str, year: str, *, desk: Desk, mode: Mode
) -> _Journal | tuple[Issued, ...]:
    built = find("J-YEAR").build(session, f"{group} {year}")
    if built.state in BOUND:
        return _reprint(session, built, desk)
    if built.state not in BINDABLE:
        raise RuleViolationError.of((_not_closed(built),))
    head = get_signers(session).head_of_office.person.full_name
    return _Journal(
        binder=Binder(built=built, head=head, day=built.issued_on),
        volumes=tuple(_draw_volumes(session, built, desk=desk, mode=mode)),
    )


def _finish(
    engine: Engine,
    journal: _Journal,
    prints: Sequence[Print],
    *,
    desk: Desk,
    mode: Mode,
    press: Press,
) -> Sequence[Issued]:
    bound = [
        _describe(volume, printed, duplex=mode.duplex)
        for volume, printed in zip(journal.volumes, prints, strict=True)
    ]
    with transaction(engine, write=False) as session:
        papers = _draw_papers(session, journal.binder, bound, desk=desk)
    paper_prints = list(press.run([_job(order, mode) for order in papers]))
    for printed in (*prints, *paper_prints):
        keep(printed, desk.store)
    with transaction(engine) as session:
        lock_log(session)
        if get_ref(session, _journal_id(journal.binder.built)).state in BOUND:
            return _reprint(session, journal.binder.built, desk)
        issued = [
            enter(session, volume.order, printed=printed, desk=desk, duplex=mode.duplex)
            for volume, printed in zip(journal.volumes, prints, strict=True)
        ]
        issued += [
            enter(session, order, printed=printed, desk=desk)
            for order, printed in zip(papers, paper_prints, strict=True)
        ]
        mark_bound(
            session,
            _journal_id(journal.binder.built),
            actor=desk.actor,
            now=desk.now,
            entropy=desk.entropy,
        )
    return issued


def print_drafts(
    engine: Engine, group: str, year: str, *, mode: Mode, press: Press
) -> tuple[Draft, ...]:
    """Print a journal as it stands, marked «ЧЕРНОВИК»; nothing is registered."""
    with transaction(engine, write=False) as session:
        built = find("J-YEAR").build(session, f"{group} {year}")
        contexts = _contexts(session, built, mode)
    jobs = [
        Job(code="J-YEAR", context=context, formats=mode.formats, compared=False)
        for context in contexts
    ]
    return tuple(
        Draft(volume=number, printed=one)
        for number, one in enumerate(press.run(jobs), start=1)
    )


def _contexts(session: Session, built: Built, mode: Mode) -> tuple[JournalContext, ...]:
    context: JournalContext = built.context
    printing = Printing(
        duplex=mode.duplex,
        draft=mode.draft,
        sheets_a_volume=get_norms(session).volume_sheets,
    )
    whole = replace(context, printing=printing)
    return tuple(
        replace(whole, printing=replace(printing, volume=size.number))
        for size in measure_volumes(whole)
    )


def _draw_volumes(
    session: Session, built: Built, *, desk: Desk, mode: Mode
) -> Sequence[_Volume]:
    contexts = _contexts(session, built, mode)
    return [
        _draw_volume(session, replace(built, context=context), len(contexts), desk=desk)
        for context in contexts
    ]


def _draw_volume(session: Session, built: Built, count: int, *, desk: Desk) -> _Volume:
    number = built.context.printing.volume
    order = draw(session, find("J-YEAR"), built, desk=desk, volume=number)
    plan = plan_volume(order.context)
    sheet = {page.number: page.number for page in plan.pages}
    if built.context.printing.duplex:
        sheet = {page.number: ceil(page.number / 2) for page in plan.pages}
    return _Volume(
        order=order,
        count=count,
        corrected=tuple(
            sheet[page.number] for page in plan.pages if _tells_corrections(page)
        ),
        blank=tuple(sheet[page.number] for page in plan.pages if page.kind == "filler"),
    )


def _tells_corrections(page: Page) -> bool:
    texts = (
        run.text
        for block in page.blocks
        if isinstance(block, Notes)
        for column in block.columns
        for note in column
        for run in note.rich
    )
    return any("исправлен" in text for text in texts)


def _draw_papers(
    session: Session, binder: Binder, volumes: Sequence[BoundVolume], *, desk: Desk
) -> Sequence[PrintOrder]:
    papers = []
    for one in volumes:
        for code, built in (
            ("J-CERT", certify(binder, one)),
            ("J-COVER", cover(binder, one)),
        ):
            papers.append(
                draw(session, find(code), built, desk=desk, volume=one.number)
            )
    labels = label(binder, volumes)
    return [*papers, draw(session, find("J-LABEL"), labels, desk=desk)]


def _job(order: PrintOrder, mode: Mode) -> Job:
    return Job(code=order.document.code, context=order.context, formats=mode.formats)


def _describe(volume: _Volume, printed: Print, *, duplex: bool) -> BoundVolume:
    return BoundVolume(
        number=volume.order.volume,
        count=volume.count,
        pages=printed.pages,
        sheets=ceil(printed.pages / 2) if duplex else printed.pages,
        pdf_sha256=sha256(printed.data("pdf")).hexdigest(),
        imprint=volume.order.context.imprint,
        corrected=volume.corrected,
        blank=volume.blank,
    )


def _reprint(session: Session, built: Built, desk: Desk) -> tuple[Issued, ...]:
    facts = list_issued(session, journal_id=built.journal_id)
    return tuple(
        reprint(fact, desk.store, group=built.group)
        for fact in facts
        if fact.code in PAPERS
    )


def _journal_id(built: Built) -> int:
    if built.journal_id is None:
        raise ValueError("a journal's document knows its journal")
    return built.journal_id


def _not_closed(built: Built) -> Finding:
    return Finding(
        code="CHK-3.8.5-4",
        clause="3.8.5",
        subject=built.title,
        message="учебный год в журнале не закрыт, подшить его нельзя",
        advice=f"выполните journal close {built.subject}; "
        "до закрытия можно напечатать черновик: journal bind --draft",
    )
