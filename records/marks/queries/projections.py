"""What the ledger keeps of cells, finals and corrections, rebuilt from their rows."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, RowMapping, select
from sqlalchemy.orm import Session

from records.ledger.values import JsonValue
from records.marks.tables import Correction, FinalMark, Mark
from records.marks.values import NotAttested, Work

Payload = dict[str, JsonValue]


def project_mark(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every mark, annulled ones included."""
    yield from _project_cells(session, Mark.work != Work.ABSENCE)


def project_absence(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every absence."""
    yield from _project_cells(session, Mark.work == Work.ABSENCE)


def project_final(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every final mark."""
    for row in session.scalars(select(FinalMark)):
        entry_id = final_id(row.course_id, row.person_id, row.period)
        yield entry_id, row.version, final_payload(row)


def project_correction(session: Session) -> Iterator[tuple[str, int, Payload]]:
    """Give the ledger payload of every correction; it has one version only."""
    for row in session.scalars(select(Correction).order_by(Correction.id)):
        yield f"correction/{row.id}", 1, correction_payload(row)


def cell_id(lesson_id: int, person_id: int, work: str) -> str:
    """Return the ledger's name of a cell."""
    if work == Work.ABSENCE:
        return f"absence/{lesson_id}/{person_id}"
    return f"mark/{lesson_id}/{person_id}/{work}"


def cell_kind(work: str) -> str:
    """Return the ledger's kind of a cell."""
    return "absence" if work == Work.ABSENCE else "mark"


def cell_payload(fields: Mapping[str, Any] | RowMapping) -> Payload:
    """Return what the ledger keeps of a cell, from the columns of its row."""
    payload: Payload = {
        "lesson": fields["lesson_id"],
        "person": fields["person_id"],
        "value": fields["value"],
    }
    if fields["work"] == Work.ABSENCE:
        return payload | {"cause": fields["cause"], "document": fields["document"]}
    return payload | {"work": str(fields["work"])}


def final_id(course_id: int, person_id: int, period: str) -> str:
    """Return the ledger's name of a final mark."""
    return f"final/{course_id}/{person_id}/{period}"


def final_payload(row: FinalMark) -> Payload:
    """Return what the ledger keeps of a final mark; the terms of «н/а» stay."""
    terms = find_terms(row)
    return {
        "course": row.course_id,
        "person": row.person_id,
        "period": str(row.period),
        "value": row.value,
        "recorded_on": row.recorded_on.isoformat(),
        "not_attested": _terms_payload(terms) if terms else None,
    }


def correction_payload(row: Correction) -> Payload:
    """Return what the ledger keeps of a correction besides the new version."""
    return {
        "kind": row.kind,
        "entry": row.entry_id,
        "course": row.course_id,
        "lesson": row.lesson_id,
        "person": row.person_id,
        "work": row.work,
        "old": row.old,
        "new": row.new,
        "reason": row.reason,
        "basis": row.basis,
        "basis_date": row.basis_date.isoformat(),
    }


def find_terms(row: FinalMark | Row[Any] | None) -> NotAttested | None:
    """Return the terms of «н/а» a final has or had (REG 4.2.3)."""
    if row is None or row.na_due is None:
        return None
    return NotAttested(
        cause=row.na_cause,
        form=row.na_form,
        due=row.na_due,
        order_no=row.na_order_no,
        order_date=row.na_order_date,
        result=row.na_result,
        result_date=row.na_result_date,
    )


def _project_cells(
    session: Session, condition: ColumnElement[bool]
) -> Iterator[tuple[str, int, Payload]]:
    rows = session.execute(select(*Mark.__table__.columns).where(condition))
    for row in rows.mappings():
        entry_id = cell_id(row["lesson_id"], row["person_id"], row["work"])
        yield entry_id, row["version"], cell_payload(row)


def _terms_payload(terms: NotAttested) -> Payload:
    return {
        "cause": terms.cause,
        "form": terms.form,
        "due": terms.due.isoformat(),
        "order_no": terms.order_no,
        "order_date": _iso(terms.order_date),
        "result": terms.result,
        "result_date": _iso(terms.result_date),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
