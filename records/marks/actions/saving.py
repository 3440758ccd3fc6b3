"""Cells of the grid saved in the background, each with the version seen (3.13.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import append_many, lock_log
from records.ledger.values import NewEntry, Parcel
from records.lessons.actions import update_lesson
from records.marks.actions.saving_finals import (
    FinalPlan,
    FinalsBoard,
    open_finals_board,
)
from records.marks.actions.saving_lessons import CellPlan, LessonsBoard, open_lessons
from records.marks.actions.writing import Pen, store_cells
from records.marks.queries.narrow import find_keys
from records.marks.rules.cells import DOUBLED, CellSetting
from records.marks.values import (
    CellAnswer,
    CellKind,
    CellRequest,
    CellWish,
    Outcome,
)

Planned = CellPlan | FinalPlan | CellAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What of one request is saved now; `places` are those of its wishes there."""

    request: CellRequest
    places: list[int] = field(default_factory=list)

    @property
    def wishes(self) -> list[CellWish]:
        return [self.request.wishes[at] for at in self.places]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One request as it is carried out: its boards, what was planned."""

    turn: _Turn
    lessons: LessonsBoard
    finals: FinalsBoard
    outcomes: list[Planned] = field(default_factory=list)

    @property
    def cells(self) -> list[CellPlan]:
        return [plan for plan in self.outcomes if isinstance(plan, CellPlan)]

    def plan(self, keys: dict[str, str]) -> None:
        """Decide about every wish; all or nothing holds the good ones back."""
        for wish in self.turn.wishes:
            board = self.finals if wish.kind is CellKind.FINAL else self.lessons
            self.outcomes.append(board.plan(wish, keys.get(wish.key)))
        if self.turn.request.whole and any(map(_stops, self.outcomes)):
            self.outcomes[:] = [_hold(outcome) for outcome in self.outcomes]

    def write(self, *, first: int) -> list[NewEntry]:
        """Give the entries of what was planned, numbered from `first`."""
        finals = [plan for plan in self.outcomes if isinstance(plan, FinalPlan)]
        entries = self.lessons.write(self.cells, first=first)
        return entries + self.finals.write(finals, first=first + len(entries))

    def parcel(self, entries: Sequence[NewEntry]) -> Parcel:
        """Address the entries to the journal of the course."""
        plan = next(one for one in self.outcomes if not isinstance(one, CellAnswer))
        opened = plan.opened
        place = opened.lesson if isinstance(opened, CellSetting) else opened.course
        request = self.turn.request
        return Parcel(
            journal=place.journal_key,
            entries=entries,
            actor=request.actor,
            now=request.now,
        )

    def answers(self) -> Iterable[tuple[int, CellAnswer]]:
        """Give the place of every wish with its answer."""
        for at, outcome in zip(self.turn.places, self.outcomes, strict=True):
            yield at, outcome if isinstance(outcome, CellAnswer) else outcome.answer


def save_cells(
    session: Session,
    course_id: int,
    wishes: Sequence[CellWish],
    *,
    actor: Actor,
    now: datetime,
    entropy: Entropy,
    whole: bool = False,
) -> tuple[CellAnswer, ...]:
    """Save cells of one course; every one by itself, or all or nothing (`whole`).

    A cell of a lesson that is not of the course is refused as if there were none;
    one of a closed month always: it is changed by an approved request. A repeated
    key is answered with what stands and writes nothing.

    Raises:
        NotAllowedError: the actor's role does not put marks.
        NotFoundError: there is no such course.
    """
    request = CellRequest(
        course_id=course_id, wishes=wishes, actor=actor, now=now, whole=whole
    )
    (answers,) = save_requests(session, [request], entropy=entropy)
    return answers


def save_requests(
    session: Session, requests: Sequence[CellRequest], *, entropy: Entropy
) -> tuple[tuple[CellAnswer, ...], ...]:
    """Save what several teachers ask at the same moment in one append.

    Who comes first is served first: a cell that two ask for is in conflict for the
    second, as if the requests had come one after the other.

    Raises:
        NotAllowedError: somebody's role does not put marks.
        NotFoundError: there is no such course.
    """
    for request in requests:
        require(request.actor, Permission.MARKS_WRITE)
    answers: list[dict[int, CellAnswer]] = [
        _refuse_doubled(request) for request in requests
    ]
    while turns := _take_turns(requests, answers):
        for number, desk in _save(session, turns, entropy=entropy).items():
            answers[number] |= dict(desk.answers())
    return tuple(
        tuple(found[at] for at in range(len(request.wishes)))
        for request, found in zip(requests, answers, strict=True)
    )


def _take_turns(
    requests: Sequence[CellRequest], answers: Sequence[dict[int, CellAnswer]]
) -> dict[int, _Turn]:
    """Take the first wish of every cell; a later one sees what the first has left."""
    taken: set[object] = set()
    turns = {}
    for number, (request, done) in enumerate(zip(requests, answers, strict=True)):
        waiting = [at for at in range(len(request.wishes)) if at not in done]
        free = [at for at in waiting if not _marks(request, at) & taken]
        if request.whole and len(free) < len(waiting):
            free = []
        kept = []
        for at in free:
            if not _marks(request, at) & taken:
                taken |= _marks(request, at)
                kept.append(at)
        taken |= {mark for at in waiting for mark in _marks(request, at)}
        if kept:
            turns[number] = _Turn(request=request, places=kept)
    return turns


def _marks(request: CellRequest, at: int) -> set[object]:
    wish = request.wishes[at]
    return {(request.course_id, *wish.place), wish.key}


def _refuse_doubled(request: CellRequest) -> dict[int, CellAnswer]:
    """Refuse all or nothing that names a cell twice: there is no order in it."""
    places = [wish.place for wish in request.wishes]
    if not request.whole or len(set(places)) == len(places):
        return {}
    return {
        at: CellAnswer(
            key=wish.key,
            outcome=Outcome.REFUSED if places.count(wish.place) > 1 else Outcome.HELD,
            message=DOUBLED.title,
            code=DOUBLED.code,
            clause=DOUBLED.clause,
        )
        for at, wish in enumerate(request.wishes)
    }


def _save(
    session: Session, turns: dict[int, _Turn], *, entropy: Entropy
) -> dict[int, _Desk]:
    first = lock_log(session).size
    wishes = [wish for turn in turns.values() for wish in turn.wishes]
    keys = find_keys(session, [wish.key for wish in wishes])
    now = max(turn.request.now for turn in turns.values())
    cells = [wish for wish in wishes if wish.kind is not CellKind.FINAL]
    opened = open_lessons(session, cells, now=now)
    desks = {
        number: _open_desk(session, turn, opened, entropy=entropy)
        for number, turn in turns.items()
    }
    for desk in desks.values():
        desk.plan(keys)
    _write(session, list(desks.values()), first=first, entropy=entropy)
    return desks


def _open_desk(
    session: Session,
    turn: _Turn,
    opened: dict[int, CellSetting],
    *,
    entropy: Entropy,
) -> _Desk:
    request = turn.request
    pen = Pen(session=session, actor=request.actor, now=request.now, entropy=entropy)
    finals = [wish for wish in turn.wishes if wish.kind is CellKind.FINAL]
    return _Desk(
        turn=turn,
        lessons=LessonsBoard(pen=pen, course_id=request.course_id, opened=opened),
        finals=open_finals_board(pen, request.course_id, finals),
    )


def _write(
    session: Session, desks: Sequence[_Desk], *, first: int, entropy: Entropy
) -> None:
    parcels = []
    at = first
    for desk in desks:
        entries = desk.write(first=at)
        if entries:
            parcels.append(desk.parcel(entries))
            at += len(entries)
    if not parcels:
        return
    written = append_many(session, parcels, entropy=entropy)
    if (written[0][0].gseq, written[-1][-1].gseq) != (first, at - 1):
        raise RuntimeError("the log has grown under a lock")
    lessons = {one["id"]: one for desk in desks for one in desk.lessons.lessons}
    for fields in lessons.values():
        update_lesson(session, fields)
    rows = [row for desk in desks for plan in desk.cells for row in plan.rows]
    store_cells(session, rows)
    session.flush()


def _stops(outcome: Planned) -> bool:
    return isinstance(outcome, CellAnswer) and outcome.outcome is not Outcome.SAVED


def _hold(outcome: Planned) -> CellAnswer:
    if isinstance(outcome, CellAnswer):
        return outcome
    return replace(
        outcome.before,
        outcome=Outcome.HELD,
        message="не записано: мешают другие клетки этого запроса",
    )
