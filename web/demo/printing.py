"""Lays every document of the year on the table (печать документов)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from archive.binding.volume import Mode, bind
from archive.issue import Issued, issue_all
from archive.press import Press
from archive.shelf import SAFE, Laid, lay
from records.access.roles import Role
from records.curriculum.queries import list_journals
from records.handover.actions import prepare
from records.monitoring.queries import list_runs
from records.norms.queries import get_year
from records.orders.queries import list_orders
from records.sheets.queries import list_sheets
from templates_docs.documents.inspection_order.build import CODE
from web.demo.world import World

PROCESSES = 2
FORMATS = ("pdf", "docx")
RECEIVER = ("заведующий учебным отделением", "П.Р. Зайцев")
FOLDERS = {
    "J-YEAR": "journals",
    "J-CERT": "journals",
    "J-LABEL": "journals",
    "J-COVER": "journals",
    "V-SV": "sheets",
    "MON": "reports",
    "ORD-INSP": "orders",
    "ACT-IN": "acts",
}
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A document to be issued: code and subject."""

    code: str
    subject: str


def print_year(world: World, out: Path, *, progress: Progress) -> Iterator[Laid]:
    """Bind the journals and issue sheets, reports, the order and the act."""
    last = _last_day(world)
    desk = world.desk(world.moment(last, 14, 5))
    with Press(PROCESSES) as press:
        with world.reading() as session:
            journals = [
                (one.group_code, one.year)
                for one in list_journals(session, world.year)
                if one.state != "open"
            ]
        bound = bind(
            world.engine,
            journals,
            desk=desk,
            mode=Mode(),
            press=press,
            progress=progress,
        )
        yield from (_lay(one, out) for one in bound)
        wanted = [(one.code, one.subject) for one in _list_wanted(world)]
        progress(f"ведомости, отчёты, приказ: {len(wanted)}")
        for one in issue_all(world.engine, wanted, desk=desk, press=press):
            yield _lay(one, out)
        progress("акт приёма-передачи")
        yield _lay(_act(world, press), out)


def _act(world: World, press: Press) -> Issued:
    last = _last_day(world)
    desk = world.desk(world.moment(last, 15, 40))
    post, name = RECEIVER
    with world.writing() as session:
        act = prepare(
            session,
            world.year,
            receiver_post=post,
            receiver_name=name,
            groups=_list_bound(session, world),
            today=last,
            actor=world.acting(Role.CONTENT_ADMIN),
            now=desk.now,
            entropy=world.entropy,
        )
    made = issue_all(world.engine, [("ACT-IN", str(act))], desk=desk, press=press)
    return next(iter(made))


def _list_bound(session: Session, world: World) -> tuple[str, ...]:
    """Name the groups whose year is over; another's course is under way."""
    return tuple(
        one.group_code
        for one in list_journals(session, world.year)
        if one.state == "bound"
    )


def _list_wanted(world: World) -> Iterator[Wanted]:
    with world.reading() as session:
        refs = [
            one for one in list_journals(session, world.year) if one.state == "bound"
        ]
        sheets = [one for ref in refs for one in list_sheets(session, ref.id)]
        months = sorted({f"{run.counts.month:%Y-%m}" for run in list_runs(session)})
        orders = list_orders(session, CODE)
    yield from (Wanted(code=one.code, subject=one.number) for one in sheets)
    yield from (
        Wanted(code="V-SV", subject=f"{ref.group_code} {ref.year}") for ref in refs
    )
    yield from (Wanted(code="MON", subject=month) for month in months)
    yield from (
        Wanted(code=one.code, subject=f"{one.full_number}/{one.year}") for one in orders
    )


def _lay(issued: Issued, out: Path) -> Laid:
    folder = out / FOLDERS.get(issued.fact.code, "sheets")
    if issued.group:
        folder /= issued.group.translate(SAFE)
    return lay(issued, folder, formats=FORMATS)


def _last_day(world: World) -> date:
    with world.reading() as session:
        return get_year(session, world.year).end
