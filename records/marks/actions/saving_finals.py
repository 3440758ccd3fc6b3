"""Cells of «Итоговые отметки» as the grid saves them: planned, then written (4.2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding, blocking
from records.ledger.values import NewEntry
from records.lessons.rules import check_month
from records.marks.actions.answers import (
    absent,
    as_saved,
    conflict,
    is_seen,
    no_learner,
    refused,
    repeated,
)
from records.marks.actions.basis import Change, clean_basis, insert_corrections
from records.marks.actions.columns import (
    OpenedFinals,
    check_cells,
    check_free,
    list_changed,
    open_finals,
    write_rows,
)
from records.marks.actions.writing import Pen
from records.marks.queries.narrow import find_authors
from records.marks.queries.projections import final_id
from records.marks.rules.cells import check_basis
from records.marks.rules.finals import check_course
from records.marks.rules.texts import parse_cell
from records.marks.values import (
    FINAL_WORK,
    Basis,
    CellAnswer,
    CellWish,
    FinalCell,
    Period,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalPlan:
    """A final that will be written: its value, its basis, what will be answered."""

    wish: CellWish
    opened: OpenedFinals
    cell: FinalCell
    basis: Basis | None
    before: CellAnswer
    answer: CellAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalsBoard:
    """The columns of finals of one request as they stand, with who writes."""

    pen: Pen
    course_id: int
    opened: Mapping[Period, OpenedFinals]

    def plan(self, wish: CellWish, key: str | None) -> FinalPlan | CellAnswer:
        """Tell what will be written for a wish, or why nothing is."""
        opened = self.opened[wish.period or Period.TOTAL]
        if wish.person_id not in opened.roll:
            return absent(wish, no_learner(wish.person_id))
        stands = _show(wish, opened)
        if key is not None:
            return repeated(stands, key, [self._name(wish)])
        cell = FinalCell(
            person_id=wish.person_id, value=wish.text, not_attested=wish.terms
        )
        changed = list_changed((cell,), opened)
        if not changed:
            return stands
        try:
            place = opened.place_of(wish.person_id)
            parse_cell(wish.text, wish.kind, opened.norms, place=place)
        except RuleViolationError as refusal:
            return refused(stands, refusal.findings)
        if not is_seen(wish, stands):
            authors = find_authors(self.pen.session, [self._name(wish)])
            return conflict(stands, authors)
        return self._check(wish, opened, changed[0], stands)

    def write(self, plans: Sequence[FinalPlan], *, first: int) -> list[NewEntry]:
        """Write the rows of the planned finals; give entries numbered from `first`."""
        entries: list[NewEntry] = []
        for plan in plans:
            reason = plan.basis.reason if plan.basis else ""
            at = first + len(entries)
            written = write_rows(
                self.pen, (plan.cell,), plan.opened, first=at, reason=reason
            )
            entries.append(replace(written[0], idem=plan.wish.key))
        for plan in plans:
            if plan.basis is not None:
                entries += insert_corrections(
                    self.pen,
                    plan.opened.course.journal_id,
                    [self._change(plan)],
                    basis=plan.basis,
                    first=first + len(entries),
                )
        return entries

    def _check(
        self,
        wish: CellWish,
        opened: OpenedFinals,
        cell: FinalCell,
        stands: CellAnswer,
    ) -> FinalPlan | CellAnswer:
        row = opened.rows.get(wish.person_id)
        late = row is not None and row.recorded_on != opened.today
        basis = clean_basis(wish.basis) if wish.basis and late else None
        found = tuple(self._findings(cell, opened, basis=basis, late=late))
        if blocking(found):
            return refused(stands, blocking(found))
        answer = replace(
            stands,
            text=cell.value,
            versions={FINAL_WORK: stands.versions.get(FINAL_WORK, 0) + 1},
            corrected=basis is not None,
        )
        return FinalPlan(
            wish=wish,
            opened=opened,
            cell=cell,
            basis=basis,
            before=stands,
            answer=answer,
        )

    def _findings(
        self,
        cell: FinalCell,
        opened: OpenedFinals,
        *,
        basis: Basis | None,
        late: bool,
    ) -> Iterator[Finding]:
        person_id = self.pen.actor.person_id
        place = opened.place_of(cell.person_id)
        yield from check_course(opened.course, person_id, opened.period)
        yield from check_cells((cell,), opened)
        if opened.closed and late:
            yield from check_month(place, opened.ends, closed=True)
        elif basis is None:
            yield from check_free((cell,), opened)
        else:
            yield from check_basis(basis, opened.today, place)

    def _change(self, plan: FinalPlan) -> Change:
        return Change(
            kind="final",
            entry_id=self._name(plan.wish),
            course_id=self.course_id,
            old=plan.before.text,
            new=plan.cell.value,
            person_id=plan.wish.person_id,
            work=str(plan.opened.period),
        )

    def _name(self, wish: CellWish) -> str:
        return final_id(self.course_id, wish.person_id, str(wish.period))


def open_finals_board(
    pen: Pen, course_id: int, wishes: Sequence[CellWish]
) -> FinalsBoard:
    """Read the columns of finals a request names."""
    periods = dict.fromkeys(wish.period or Period.TOTAL for wish in wishes)
    opened = {
        period: open_finals(pen.session, course_id, period, now=pen.now)
        for period in periods
    }
    return FinalsBoard(pen=pen, course_id=course_id, opened=opened)


def _show(wish: CellWish, opened: OpenedFinals) -> CellAnswer:
    row = opened.rows.get(wish.person_id)
    versions = {FINAL_WORK: row.version} if row else {}
    return as_saved(wish, text=row.value if row else "", versions=versions)
