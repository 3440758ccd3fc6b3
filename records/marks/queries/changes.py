"""What has changed in the cells of a course since a moment of the log; histories."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.tables import Slot
from records.ledger.queries import get_head, list_versions_of
from records.ledger.tables import LedgerEntry
from records.lessons.tables import Lesson
from records.marks.queries.narrow import Author, load_standings_of, read_author
from records.marks.queries.projections import cell_id, final_id
from records.marks.rules.texts import WORKS, cell_text
from records.marks.tables import FinalMark
from records.marks.values import FINAL_WORK, CellKind, Work

MOST = 2000
"""More entries than this are not told one by one: the page is opened anew."""

_CELLS = frozenset({"mark", "absence"})
_TEXTS = frozenset({"lesson", "topic", "homework"})
_ROLLS = frozenset({"journal", "membership", "subgroup"})
"""A closed month, a movement: the whole page is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """A cell as it stands now, with who changed it last."""

    kind: CellKind
    person_id: int
    lesson_id: int | None
    period: str
    text: str
    versions: dict[str, int]
    author: Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has changed since `head` was the size of the log.

    `stale` says that columns have changed too, or too much has: open the page anew.
    """

    head: int
    cells: tuple[ChangedCell, ...]
    stale: bool


@dataclass(slots=True, kw_only=True)
class _Touched:
    cells: dict[tuple[int, int, CellKind], Author] = field(default_factory=dict)
    finals: dict[tuple[int, str], Author] = field(default_factory=dict)
    texts: set[tuple[str, int]] = field(default_factory=set)
    slots: set[int] = field(default_factory=set)
    whole: bool = False

    def add(self, kind: str, entry_id: str, author: Author) -> None:
        """Note what an entry of the log is about."""
        parts = entry_id.split("/")
        if kind in _CELLS:
            monthly = parts[-1] == Work.MONTHLY_CONTROL
            column = CellKind.MONTHLY if monthly else CellKind.LESSON
            self.cells[int(parts[1]), int(parts[2]), column] = author
        elif kind == "final":
            self.finals[int(parts[2]), parts[3]] = author
        elif kind in _TEXTS:
            self.texts.add((kind, int(parts[1])))
        elif kind in {"slot", "substitution"}:
            self.slots.add(int(parts[1]))
        else:
            self.whole = self.whole or kind in _ROLLS

    def list_columns(self) -> set[int]:
        """List the lessons that have become another column.

        The first mark of МИУД makes its lesson so: that column was there to see.
        """
        monthly = {lesson for lesson, _, kind in self.cells if kind is CellKind.MONTHLY}
        return {
            lesson
            for kind, lesson in self.texts
            if kind != "lesson" or lesson not in monthly
        }


def list_changes(
    session: Session, course_id: int, *, journal: str, since: int
) -> Changes:
    """List the cells of a course written since the log had a size."""
    head = get_head(session).size
    if not 0 <= head - since <= MOST:
        return Changes(head=head, cells=(), stale=head != since)
    if head == since:
        return Changes(head=head, cells=(), stale=False)
    touched = _read_entries(session, course_id, journal, since=since)
    columns = touched.list_columns()
    own = _own_lessons(session, course_id, columns | {one[0] for one in touched.cells})
    stale = touched.whole or bool(columns & own)
    cells = (*_list_cells(session, touched, own), *_finals(session, course_id, touched))
    return Changes(
        head=head,
        cells=cells,
        stale=stale or _own_slots(session, course_id, touched.slots),
    )


def list_history(
    session: Session,
    *,
    kind: CellKind,
    person_id: int,
    lesson_id: int = 0,
    course_id: int = 0,
    period: str = "",
) -> tuple[tuple[str, Author, str, int], ...]:
    """List the versions of a whole cell: text, author, reason, number of the entry.

    Works written by one command are one version of the cell.
    """
    names = (
        {final_id(course_id, person_id, period): FINAL_WORK}
        if kind is CellKind.FINAL
        else {cell_id(lesson_id, person_id, work): str(work) for work in WORKS[kind]}
    )
    found = list_versions_of(session, list(names))
    written = sorted(
        (one for versions in found.values() for one in versions),
        key=lambda one: one.gseq,
    )
    works: dict[str, str] = {}
    steps: list[tuple[str, Author, str, int]] = []
    for place, one in enumerate(written):
        payload = one.payload or {}
        works[names[one.entry_id]] = str(payload.get("value", "")) if payload else "?"
        later = written[place + 1] if place + 1 < len(written) else None
        if later is not None and (later.at, later.actor) == (one.at, one.actor):
            continue
        author = read_author(one.actor, one.at.isoformat())
        steps.append((cell_text(works), author, one.reason, one.gseq))
    return tuple(steps)


def _read_entries(
    session: Session, course_id: int, journal: str, *, since: int
) -> _Touched:
    rows = session.execute(
        select(
            LedgerEntry.kind, LedgerEntry.entry_id, LedgerEntry.actor, LedgerEntry.at
        )
        .where(LedgerEntry.gseq >= since, LedgerEntry.journal == journal)
        .order_by(LedgerEntry.gseq)
    )
    touched = _Touched()
    for kind, entry_id, actor, at in rows:
        if kind != "final" or entry_id.startswith(f"final/{course_id}/"):
            touched.add(kind, entry_id, read_author(actor, at))
    return touched


def _own_lessons(
    session: Session, course_id: int, lessons: Collection[int]
) -> frozenset[int]:
    if not lessons:
        return frozenset()
    chosen = select(Lesson.id).where(
        Lesson.course_id == course_id, Lesson.id.in_(lessons)
    )
    return frozenset(session.scalars(chosen))


def _own_slots(session: Session, course_id: int, slots: Collection[int]) -> bool:
    if not slots:
        return False
    chosen = select(Slot.id).where(Slot.course_id == course_id, Slot.id.in_(slots))
    return session.scalar(chosen.limit(1)) is not None


def _list_cells(
    session: Session, touched: _Touched, own: Collection[int]
) -> Iterator[ChangedCell]:
    cells = {key: author for key, author in touched.cells.items() if key[0] in own}
    if not cells:
        return
    people = {person_id for _, person_id, _ in cells}
    standing = load_standings_of(session, {lesson for lesson, _, _ in cells}, people)
    for (lesson_id, person_id, kind), author in cells.items():
        found = {
            str(work): standing[lesson_id][person_id, Work(work)]
            for work in WORKS[kind]
            if (person_id, work) in standing[lesson_id]
        }
        yield ChangedCell(
            kind=kind,
            person_id=person_id,
            lesson_id=lesson_id,
            period="",
            text=cell_text({work: one.value for work, one in found.items()}),
            versions={work: one.version for work, one in found.items()},
            author=author,
        )


def _finals(
    session: Session, course_id: int, touched: _Touched
) -> Iterator[ChangedCell]:
    if not touched.finals:
        return
    for row in session.scalars(select(FinalMark).filter_by(course_id=course_id)):
        author = touched.finals.get((row.person_id, row.period))
        if author is not None:
            yield ChangedCell(
                kind=CellKind.FINAL,
                person_id=row.person_id,
                lesson_id=None,
                period=row.period,
                text=row.value,
                versions={FINAL_WORK: row.version},
                author=author,
            )
