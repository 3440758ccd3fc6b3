"""Cells of the grid saved in the background, each with the version seen (3.13.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.ledger.actions import lock_log
from records.marks.actions.saving_finals import (
    FinalPlan,
    FinalsBoard,
    open_finals_board,
)
from records.marks.actions.saving_lessons import (
    CellPlan,
    LessonsBoard,
    open_lessons_board,
)
from records.marks.actions.writing import Pen
from records.marks.queries.narrow import find_keys
from records.marks.rules.cells import DOUBLED
from records.marks.values import CellAnswer, CellKind, CellWish, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Boards:
    lessons: LessonsBoard
    finals: FinalsBoard

    def plan(
        self, wish: CellWish, key: str | None
    ) -> CellPlan | FinalPlan | CellAnswer:
        if wish.kind is CellKind.FINAL:
            return self.finals.plan(wish, key)
        return self.lessons.plan(wish, key)


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

    A cell of a lesson that is not of the course is refused as if there were none; one
    of a closed month always: it is changed by an approved request. A repeated key is answered with what stands and writes nothing.

    Raises:
        NotAllowedError: the actor's role does not put marks.
        NotFoundError: there is no such course.
    """
    require(actor, Permission.MARKS_WRITE)
    pen = Pen(session=session, actor=actor, now=now, entropy=entropy)
    answers: dict[int, CellAnswer] = {}
    waiting = dict(enumerate(wishes))
    while waiting:
        turn = _take_turn(waiting)
        if whole and len(turn) < len(waiting):
            return _hold_doubled(wishes)
        done = _save(pen, course_id, list(turn.values()), whole=whole)
        answers |= dict(zip(turn, done, strict=True))
        waiting = {at: wish for at, wish in waiting.items() if at not in turn}
    return tuple(answers[at] for at in range(len(wishes)))


def _take_turn(waiting: dict[int, CellWish]) -> dict[int, CellWish]:
    """Take the first wish of every cell; a later one sees what the first has left."""
    taken: dict[tuple[object, ...], int] = {}
    for at, wish in waiting.items():
        taken.setdefault(wish.place, at)
    return {at: waiting[at] for at in taken.values()}


def _hold_doubled(wishes: Sequence[CellWish]) -> tuple[CellAnswer, ...]:
    places = [wish.place for wish in wishes]
    return tuple(
        CellAnswer(
            key=wish.key,
            outcome=Outcome.REFUSED if places.count(wish.place) > 1 else Outcome.HELD,
            message=DOUBLED.title,
            code=DOUBLED.code,
            clause=DOUBLED.clause,
        )
        for wish in wishes
    )


def _save(
    pen: Pen,
    course_id: int,
    wishes: Sequence[CellWish],
    *,
    whole: bool,
) -> list[CellAnswer]:
    first = lock_log(pen.session).size
    keys = find_keys(pen.session, [wish.key for wish in wishes])
    lessons = [wish for wish in wishes if wish.kind is not CellKind.FINAL]
    finals = [wish for wish in wishes if wish.kind is CellKind.FINAL]
    boards = _Boards(
        lessons=open_lessons_board(pen, course_id, lessons),
        finals=open_finals_board(pen, course_id, finals),
    )
    outcomes = [boards.plan(wish, keys.get(wish.key)) for wish in wishes]
    if whole and any(map(_stops, outcomes)):
        return [_held(outcome) for outcome in outcomes]
    _write(pen, boards, outcomes, first=first)
    return [
        outcome if isinstance(outcome, CellAnswer) else outcome.answer
        for outcome in outcomes
    ]


def _write(
    pen: Pen,
    boards: _Boards,
    outcomes: Sequence[CellPlan | FinalPlan | CellAnswer],
    *,
    first: int,
) -> None:
    cells = [plan for plan in outcomes if isinstance(plan, CellPlan)]
    finals = [plan for plan in outcomes if isinstance(plan, FinalPlan)]
    if not cells and not finals:
        return
    entries = boards.lessons.write(cells, first=first)
    entries += boards.finals.write(finals, first=first + len(entries))
    key = boards.lessons.journal_key or boards.finals.journal_key
    written = pen.write(key, entries)
    if written[0].gseq != first or written[-1].gseq != first + len(entries) - 1:
        raise RuntimeError("the log has grown under a lock")
    boards.lessons.store(cells)
    pen.session.flush()


def _stops(outcome: CellPlan | FinalPlan | CellAnswer) -> bool:
    return isinstance(outcome, CellAnswer) and outcome.outcome is not Outcome.SAVED


def _held(outcome: CellPlan | FinalPlan | CellAnswer) -> CellAnswer:
    if isinstance(outcome, CellAnswer):
        return outcome
    return replace(
        outcome.before,
        outcome=Outcome.HELD,
        message="не записано: мешают другие клетки этого запроса",
    )
