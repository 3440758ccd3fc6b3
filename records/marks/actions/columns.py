"""A column of «Итоговые отметки»: what stands in it, what may be written, rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.kernel.errors import StaleVersionError
from records.kernel.finding import Finding
from records.kernel.text import clean_line
from records.ledger.values import NewEntry
from records.lessons.queries import is_month_closed
from records.lessons.rules import compute_local_day
from records.lessons.values import Place
from records.marks.actions.basis import Change, insert_corrections
from records.marks.actions.writing import Pen
from records.marks.queries.projections import final_id, final_payload, find_terms
from records.marks.queries.settings import (
    count_current_marks,
    get_course_setting,
    load_roll,
)
from records.marks.rules.finals import (
    FinalSetting,
    check_final,
    check_learner,
    check_standing,
    compute_span,
    needs_current_marks,
)
from records.marks.tables import FinalMark
from records.marks.values import (
    Basis,
    CourseSetting,
    FinalCell,
    NotAttested,
    Period,
    RollEntry,
)
from records.norms.queries import get_norms
from records.norms.values import Norms


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFinals:
    """A column of «Итоговые отметки» as it stands, with what decides about it.

    `closed` tells of the month its period `ends` in.
    """

    course: CourseSetting
    period: Period
    rows: Mapping[int, FinalMark]
    roll: Mapping[int, RollEntry]
    marks: Mapping[int, int]
    ends: date
    closed: bool
    today: date
    norms: Norms

    def place_of(self, person_id: int) -> Place:
        """Return where a remark about a learner's final points."""
        entry = self.roll.get(person_id)
        name = entry.name if entry else f"обучающийся № {person_id}"
        place = self.course.place
        return replace(place, words=f"{place.words}, {name}")

    def setting_of(self, person_id: int) -> FinalSetting:
        """Return what decides about one learner's final.

        A made-up «н/а» is a ground of its own, it needs no current marks.
        """
        terms = find_terms(self.rows.get(person_id))
        settled = terms is not None and bool(terms.result)
        return FinalSetting(
            place=self.place_of(person_id),
            period=self.period,
            ends=self.ends,
            marks=self.marks.get(person_id, 0),
            needs_marks=needs_current_marks(self.course, self.period) and not settled,
            today=self.today,
            norms=self.norms,
        )


def open_finals(
    session: Session, course_id: int, period: Period, *, now: datetime
) -> OpenedFinals:
    """Read a column of finals and what decides about it today."""
    course = get_course_setting(session, course_id)
    today = compute_local_day(now, course.timezone)
    span = compute_span(period, course)
    rows = session.scalars(
        select(FinalMark).filter_by(course_id=course_id, period=str(period))
    )
    return OpenedFinals(
        course=course,
        period=period,
        rows={row.person_id: row for row in rows},
        roll=load_roll(session, course, day=min(today, span.end)),
        marks=count_current_marks(session, course_id, start=span.start, end=span.end),
        ends=span.end,
        closed=is_month_closed(session, course.journal_id, span.end),
        today=today,
        norms=get_norms(session),
    )


def list_changed(
    cells: Sequence[FinalCell], opened: OpenedFinals
) -> tuple[FinalCell, ...]:
    """Leave out what already stands; clean the texts of «н/а»."""
    changed = []
    for cell in cells:
        row = opened.rows.get(cell.person_id)
        cleaned = replace(cell, not_attested=_clean_terms(cell.not_attested))
        stands = (row.value, find_terms(row)) if row else ("", None)
        given = cleaned.not_attested or stands[1]
        if stands != (cleaned.value, given):
            changed.append(cleaned)
    return tuple(changed)


def _clean_terms(terms: NotAttested | None) -> NotAttested | None:
    if terms is None:
        return None
    return replace(
        terms,
        cause=clean_line(terms.cause),
        form=clean_line(terms.form),
        order_no=clean_line(terms.order_no),
    )


def refuse_stale(cells: Sequence[FinalCell], opened: OpenedFinals) -> None:
    """Refuse a change of what somebody else has changed since it was seen.

    Raises:
        StaleVersionError: says whose final it is and what stands there now.
    """
    for cell in cells:
        row = opened.rows.get(cell.person_id)
        version = row.version if row else 0
        if cell.seen not in {None, version}:
            place = opened.place_of(cell.person_id).words
            now = row.value if row and row.value else "пусто"
            raise StaleVersionError(
                f"{place}: отметка уже изменена, сейчас «{now}». Обновите страницу.",
                code="stale_version",
            )


def check_cells(cells: Sequence[FinalCell], opened: OpenedFinals) -> Iterator[Finding]:
    """Check the finals given, each against its learner."""
    for cell in cells:
        setting = opened.setting_of(cell.person_id)
        if cell.value:
            yield from check_learner(opened.roll.get(cell.person_id), setting)
            yield from check_final(cell, setting)


def check_free(cells: Sequence[FinalCell], opened: OpenedFinals) -> Iterator[Finding]:
    """Refuse changing finals of an earlier day without a basis."""
    for cell in cells:
        row = opened.rows.get(cell.person_id)
        if row is not None and row.recorded_on != opened.today:
            place = opened.place_of(cell.person_id)
            yield from check_standing(row.value, cell.value, place)


def correct_row(
    pen: Pen, cell: FinalCell, opened: OpenedFinals, *, basis: Basis, first: int
) -> list[NewEntry]:
    """Change a final with its correction; give the entries, numbered from `first`."""
    row = opened.rows.get(cell.person_id)
    old = row.value if row else ""
    entries = write_rows(pen, (cell,), opened, first=first, reason=basis.reason)
    change = Change(
        kind="final",
        entry_id=entries[0].entry_id,
        course_id=opened.course.course_id,
        old=old,
        new=cell.value,
        person_id=cell.person_id,
        work=str(opened.period),
    )
    journal_id = opened.course.journal_id
    return entries + insert_corrections(
        pen, journal_id, [change], basis=basis, first=first + 1
    )


def write_rows(
    pen: Pen,
    cells: Sequence[FinalCell],
    opened: OpenedFinals,
    *,
    first: int,
    reason: str = "",
) -> list[NewEntry]:
    """Change the rows and give their entries, numbered from `first`."""
    entries = []
    for gseq, cell in enumerate(cells, start=first):
        row = opened.rows.get(cell.person_id)
        if row is None:
            row = FinalMark(
                course_id=opened.course.course_id,
                person_id=cell.person_id,
                period=str(opened.period),
                value=cell.value,
                recorded_on=opened.today,
                version=0,
                gseq=gseq,
            )
            pen.session.add(row)
        _fill(row, cell, gseq=gseq)
        entries.append(
            NewEntry(
                kind="final",
                entry_id=final_id(row.course_id, row.person_id, row.period),
                payload=final_payload(row),
                reason=reason,
                seen=row.version - 1,
            )
        )
    return entries


def _fill(row: FinalMark, cell: FinalCell, *, gseq: int) -> None:
    terms = cell.not_attested
    row.value = cell.value
    row.version += 1
    row.gseq = gseq
    if terms is not None:
        row.na_cause, row.na_form, row.na_due = terms.cause, terms.form, terms.due
        row.na_order_no, row.na_order_date = terms.order_no, terms.order_date
        row.na_result, row.na_result_date = terms.result, terms.result_date
