"""One examination sheet as PDF and DOCX, the two compared."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.benches.places import (
    ONE_GROUP,
    copy_database,
    prepare_school,
    with_imprint,
)
from tests.bench.frame import OURS, Bench, Contender, Limit, Outcome, Run

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from records.sheets.values import RowEntry, SheetDraft, SheetFact

NOW = datetime(2027, 6, 15, 3, tzinfo=UTC)
NAME = "statement"


def prepare(place: Path) -> None:
    """Fill a database; open, fill and close a sheet of the first examination."""
    prepare_school(place, ONE_GROUP)
    from records.importers.base import Signed
    from records.kernel.actor import SYSTEM
    from records.kernel.db import open_database, transaction
    from records.kernel.entropy import SystemEntropy
    from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
    from records.sheets.queries import get_sheet

    engine = open_database(copy_database(place, ONE_GROUP, NAME))
    signed = Signed(actor=SYSTEM, now=NOW, entropy=SystemEntropy())
    with transaction(engine) as session:
        sheet_id = open_sheet(session, _draft(session), **signed)
        fill_sheet(session, sheet_id, _results(get_sheet(session, sheet_id)), **signed)
        advance_sheet(session, sheet_id, **signed)
        number = get_sheet(session, sheet_id).number
    (place / f"{NAME}.txt").write_text(number, "utf-8")


def _draft(session: "Session") -> "SheetDraft":
    from sqlalchemy import select

    from records.curriculum.tables import CourseTerm
    from records.sheets.values import SheetCode, SheetDraft

    examined = select(CourseTerm).where(CourseTerm.control == "Э")
    term = session.scalars(examined.order_by(CourseTerm.id)).first()
    if term is None:
        raise RuntimeError("nobody is examined")
    return SheetDraft(
        course_id=term.course_id,
        code=SheetCode.EXAM,
        semester=term.semester,
        held_on=date(2027, 6, 14),
        examiner_ids=(term.teacher_id,),
        room="204",
    )


def _results(sheet: "SheetFact") -> list["RowEntry"]:
    from records.sheets.values import Result, RowEntry

    results = (Result.FIVE, Result.FOUR, Result.THREE, Result.TWO, Result.ABSENT)
    return [
        RowEntry(
            person_id=row.person_id,
            result=results[at % len(results)],
            ticket=f"{at + 1}",
        )
        for at, row in enumerate(sheet.rows)
    ]


def start(place: Path) -> Run:
    """Read the sheet and print both formats, as issuing does."""
    from archive.press import Job, print_job
    from records.kernel.db import open_database, transaction
    from templates_docs.catalogue import find

    number = (place / f"{NAME}.txt").read_text("utf-8")
    document = find("V-EX")

    def run() -> Outcome:
        engine = open_database(f"sqlite:///{place / NAME}.db")
        with transaction(engine, write=False) as session:
            context = with_imprint(document.build(session, number).context)
        job = Job(code=document.code, context=context, formats=("pdf", "docx"))
        return Outcome(units=print_job(job).pages)

    return run


BENCH = Bench(
    name="statement",
    title="экзаменационная ведомость: PDF, DOCX и сверка их текста",
    unit="страниц",
    prepare=prepare,
    ours=Contender(name=OURS, start=start),
    limits=(Limit(figure="seconds", bound=2),),
)
