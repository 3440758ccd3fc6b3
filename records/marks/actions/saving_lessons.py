"""Cells of lessons and of МИУД as the grid saves them: planned, then written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding, blocking
from records.ledger.values import NewEntry
from records.lessons.actions import LESSON, Fields, get_fields
from records.lessons.queries import load_settings, no_lesson
from records.lessons.rules import (
    check_author,
    check_month,
    check_year,
    compute_local_day,
)
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
from records.marks.actions.writing import (
    Pen,
    cell_entry,
    cell_fields,
)
from records.marks.queries.narrow import (
    block_key,
    find_authors,
    load_spans,
    load_standings_of,
)
from records.marks.queries.projections import cell_id, cell_kind
from records.marks.rules.cells import CellSetting, check_basis, check_cells, check_free
from records.marks.rules.texts import WORKS, cell_text, parse_cell
from records.marks.values import (
    Basis,
    Cell,
    CellAnswer,
    CellKind,
    CellWish,
    Outcome,
    Work,
)
from records.norms.queries import get_norms


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlan:
    """A cell that will be written: its changes, its basis, what will be answered."""

    wish: CellWish
    opened: CellSetting
    changes: tuple[Cell, ...]
    basis: Basis | None
    before: CellAnswer
    answer: CellAnswer
    rows: list[Fields] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsBoard:
    """The lessons of one request as they stand, with who writes."""

    pen: Pen
    course_id: int
    opened: Mapping[int, CellSetting]
    lessons: list[Fields] = field(default_factory=list)

    def plan(self, wish: CellWish, key: str | None) -> CellPlan | CellAnswer:
        """Tell what will be written for a wish, or why nothing is."""
        opened = self.opened.get(wish.lesson_id or 0)
        if opened is None or opened.lesson.course_id != self.course_id:
            return absent(wish, no_lesson(wish.lesson_id or 0))
        if wish.person_id not in opened.roll:
            return absent(wish, no_learner(wish.person_id))
        if foreign := self._foreign(opened):
            nothing = CellAnswer(key=wish.key, outcome=Outcome.REFUSED)
            return refused(nothing, foreign)
        stands = _show(wish, opened)
        if key is not None:
            return repeated(stands, key, _names(wish))
        return stands if wish.text == stands.text else self._read(wish, opened, stands)

    def write(self, plans: Sequence[CellPlan], *, first: int) -> list[NewEntry]:
        """Give the entries of the planned cells, numbered from `first`."""
        entries = self._make_monthly(plans, first=first)
        for plan in plans:
            reason = plan.basis.reason if plan.basis else ""
            written: list[NewEntry] = []
            for cell in plan.changes:
                at = first + len(entries) + len(written)
                row = self._row(plan, cell, gseq=at)
                plan.rows.append(row)
                written.append(cell_entry(row, reason, seen=row["version"] - 1))
            written[0] = replace(written[0], idem=plan.wish.key)
            entries += written
        for plan in plans:
            if plan.basis is not None:
                entries += insert_corrections(
                    self.pen,
                    plan.opened.lesson.journal_id,
                    [_change(plan, cell) for cell in plan.changes],
                    basis=plan.basis,
                    first=first + len(entries),
                )
        return entries

    def _read(
        self, wish: CellWish, opened: CellSetting, stands: CellAnswer
    ) -> CellPlan | CellAnswer:
        try:
            place = opened.place_of(wish.person_id)
            works = parse_cell(wish.text, wish.kind, opened.norms, place=place)
        except RuleViolationError as refusal:
            return refused(stands, refusal.findings)
        if not is_seen(wish, stands):
            return conflict(stands, find_authors(self.pen.session, _names(wish)))
        return self._check(wish, opened, works, stands)

    def _check(
        self,
        wish: CellWish,
        opened: CellSetting,
        works: Mapping[str, str],
        stands: CellAnswer,
    ) -> CellPlan | CellAnswer:
        changes = tuple(_list_changes(wish, opened, works))
        basis = _find_basis(wish, opened, changes)
        found = tuple(self._findings(wish, opened, changes, basis=basis))
        if blocking(found):
            return refused(stands, blocking(found))
        versions = {
            **stands.versions,
            **{cell.work.value: _version(opened, cell) + 1 for cell in changes},
        }
        answer = CellAnswer(
            key=wish.key,
            outcome=Outcome.SAVED,
            text=cell_text(works),
            versions=versions,
            was=stands.text,
            corrected=basis is not None,
        )
        return CellPlan(
            wish=wish,
            opened=opened,
            changes=changes,
            basis=basis,
            before=stands,
            answer=answer,
        )

    def _foreign(self, opened: CellSetting) -> tuple[Finding, ...]:
        """Refuse before anything is shown: who does not lead may not see (4.1.1)."""
        person_id = self.pen.actor.person_id
        return tuple(check_author(person_id, opened.lesson, either=True))

    def _findings(
        self,
        wish: CellWish,
        opened: CellSetting,
        changes: Sequence[Cell],
        *,
        basis: Basis | None,
    ) -> Iterator[Finding]:
        place, lesson = opened.place_of(wish.person_id), opened.lesson
        yield from check_year(lesson.journal_state, place)
        if lesson.month_closed:
            yield from check_month(place, lesson.day, closed=True)
        elif basis is not None:
            yield from check_basis(basis, opened.today, place)
        else:
            yield from check_free(changes, opened)
        yield from check_cells(changes, opened)

    def _make_monthly(self, plans: Sequence[CellPlan], *, first: int) -> list[NewEntry]:
        """Make lessons with a first mark of МИУД the month's control (REG 3.13.2)."""
        chosen = dict.fromkeys(
            plan.opened.lesson.lesson_id
            for plan in plans
            if plan.wish.kind is CellKind.MONTHLY
            and not plan.opened.lesson.monthly_control
        )
        entries = []
        for lesson_id in chosen:
            old = get_fields(self.pen.session, lesson_id or 0)
            fields = {**old, "monthly_control": True}
            entries.append(LESSON.entry(fields))
            fields |= {"version": old["version"] + 1, "gseq": first + len(entries) - 1}
            self.lessons.append(fields)
        return entries

    def _row(self, plan: CellPlan, cell: Cell, *, gseq: int) -> Fields:
        lesson_id = plan.wish.lesson_id or 0
        version = _version(plan.opened, cell) + 1
        return cell_fields(lesson_id, cell, version=version, gseq=gseq)


def open_lessons(
    session: Session, wishes: Sequence[CellWish], *, now: datetime
) -> dict[int, CellSetting]:
    """Read what decides about the cells of many requests, in few questions."""
    if not wishes:
        return {}
    people = {wish.person_id for wish in wishes}
    settings = load_settings(session, {wish.lesson_id or 0 for wish in wishes})
    standings = load_standings_of(session, settings, people)
    spans = load_spans(session, settings.values(), people)
    norms = get_norms(session)
    return {
        lesson_id: CellSetting(
            lesson=setting,
            roll=spans[block_key(setting)].roll_of(setting.day),
            standing=standings.get(lesson_id, {}),
            monthly_control=True,
            today=compute_local_day(now, setting.timezone),
            norms=norms,
        )
        for lesson_id, setting in settings.items()
    }


def _show(wish: CellWish, opened: CellSetting) -> CellAnswer:
    """Tell what stands in the cell of a wish."""
    standing = {
        work: opened.standing[wish.person_id, Work(work)]
        for work in WORKS[wish.kind]
        if (wish.person_id, work) in opened.standing
    }
    return as_saved(
        wish,
        text=cell_text({work: one.value for work, one in standing.items()}),
        versions={str(work): one.version for work, one in standing.items()},
    )


def _list_changes(
    wish: CellWish, opened: CellSetting, works: Mapping[str, str]
) -> Iterator[Cell]:
    for name in WORKS[wish.kind]:
        work = Work(name)
        stands = opened.standing.get((wish.person_id, work))
        value = works.get(work, "")
        if value != (stands.value if stands else ""):
            yield Cell(person_id=wish.person_id, work=work, value=value)


def _version(opened: CellSetting, cell: Cell) -> int:
    stands = opened.standing.get((cell.person_id, cell.work))
    return stands.version if stands else 0


def _names(wish: CellWish) -> list[str]:
    lesson_id = wish.lesson_id or 0
    return [cell_id(lesson_id, wish.person_id, work) for work in WORKS[wish.kind]]


def _change(plan: CellPlan, cell: Cell) -> Change:
    lesson_id = plan.wish.lesson_id or 0
    stands = plan.opened.standing.get((cell.person_id, cell.work))
    return Change(
        kind=cell_kind(cell.work),
        entry_id=cell_id(lesson_id, cell.person_id, cell.work),
        course_id=plan.opened.lesson.course_id,
        old=stands.value if stands else "",
        new=cell.value,
        lesson_id=lesson_id,
        person_id=cell.person_id,
        work=str(cell.work),
    )


def _find_basis(
    wish: CellWish, opened: CellSetting, changes: Sequence[Cell]
) -> Basis | None:
    """Return the basis of a correction; what is free or empty needs none."""
    late = not opened.free and any(_version(opened, cell) for cell in changes)
    return clean_basis(wish.basis) if wish.basis and late else None
