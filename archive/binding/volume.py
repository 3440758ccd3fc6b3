"""Binds a journal: volumes, certification, labels, covers, one registration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.binding.papers import Binder, BoundVolume, certify, cover, label
from archive.issue import FORMATS, Desk, Issued, PrintOrder, draw, enter, reprint
from archive.press import Job, Print, print_all
from records.access.checks import require
from records.access.permissions import Permission
from records.issuance.queries import list_issued
from records.journal.actions import mark_bound
from records.kernel.db import transaction
from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding
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
    processes: int = 1


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


def bind(
    engine: Engine,
    group: str,
    year: str,
    *,
    desk: Desk,
    mode: Mode,
    progress: Progress = lambda _text: None,
) -> tuple[Issued, ...]:
    """Bind a closed journal; a bound one is reprinted from the store (REG 3.8.5).

    Volumes and papers are printed first and registered in one transaction.

    Raises:
        NotFoundError: there is no such journal.
        RuleViolationError: the year is not closed, or twins differ.
    """
    require(desk.actor, Permission.JOURNALS_BIND)
    with transaction(engine, write=False) as session:
        built = find("J-YEAR").build(session, f"{group} {year}")
        state = built.state
        if state in BOUND:
            return _reprint(session, built, desk)
        if state not in BINDABLE:
            raise RuleViolationError.of((_not_closed(built),))
        binder = Binder(
            built=built,
            head=get_signers(session).head_of_office.person.full_name,
            day=built.issued_on,
        )
        volumes = _draw_volumes(session, built, desk=desk, mode=mode)
    progress(f"{group}: томов {len(volumes)}, печать")
    prints = _print([one.order for one in volumes], mode)
    bound = [
        _describe(volume, printed, duplex=mode.duplex)
        for volume, printed in zip(volumes, prints, strict=True)
    ]
    with transaction(engine, write=False) as session:
        papers = _draw_papers(session, binder, bound, desk=desk)
    progress(f"{group}: листы-заверители, надписи, обложки")
    paper_prints = _print(papers, mode)
    with transaction(engine) as session:
        issued = [
            enter(session, order, printed=printed, desk=desk, duplex=mode.duplex)
            for order, printed in zip(
                [one.order for one in volumes], prints, strict=True
            )
        ]
        issued += [
            enter(session, order, printed=printed, desk=desk)
            for order, printed in zip(papers, paper_prints, strict=True)
        ]
        mark_bound(
            session,
            _journal_id(built),
            actor=desk.actor,
            now=desk.now,
            entropy=desk.entropy,
        )
    return tuple(issued)


def print_drafts(
    engine: Engine, group: str, year: str, *, mode: Mode
) -> tuple[Draft, ...]:
    """Print a journal as it stands, marked «ЧЕРНОВИК»; nothing is registered."""
    with transaction(engine, write=False) as session:
        built = find("J-YEAR").build(session, f"{group} {year}")
        contexts = _contexts(session, built, mode)
    jobs = [
        Job(code="J-YEAR", context=context, formats=mode.formats)
        for context in contexts
    ]
    printed = print_all(jobs, processes=mode.processes)
    return tuple(
        Draft(volume=number, printed=one) for number, one in enumerate(printed, start=1)
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


def _print(orders: Sequence[PrintOrder], mode: Mode) -> Sequence[Print]:
    jobs = [
        Job(code=one.document.code, context=one.context, formats=mode.formats)
        for one in orders
    ]
    return list(print_all(jobs, processes=mode.processes))


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
