"""Cells saved for the grid: within what is seen, closed months by their requests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.ledger.queries import get_head
from records.lessons.rules import MONTH_CLOSED
from records.marks.actions import save_cells
from records.marks.rules.cells import CORRECTION
from records.marks.values import CellAnswer, CellKind, CellWish, Outcome, Period
from records.requests.actions import use_window
from records.requests.queries import find_window
from records.requests.values import CellRef, FinalRef, LessonCell
from web.pages.journal.wishes import answer_json, find_names

Asked = tuple[CellWish, int | None]
_SHUT = frozenset({MONTH_CLOSED.code, CORRECTION.code})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """One request of the grid: whose, of which course, when."""

    course_id: int
    actor: Actor
    now: datetime
    entropy: Entropy
    whole: bool

    def run(self, session: Session, asked: Sequence[Asked]) -> dict[str, Any]:
        """Save the cells and tell what became of each."""
        answers = self._save(session, [wish for wish, _ in asked], whole=self.whole)
        if not self.whole:
            answers = [
                self._use(session, wish, request, answer)
                for (wish, request), answer in zip(asked, answers, strict=True)
            ]
        names = find_names(session, answers)
        head = get_head(session).size
        return {"head": head, "cells": answer_json(answers, names)}

    def _save(
        self, session: Session, wishes: Sequence[CellWish], *, whole: bool = False
    ) -> list[CellAnswer]:
        answers = save_cells(
            session,
            self.course_id,
            wishes,
            actor=self.actor,
            now=self.now,
            entropy=self.entropy,
            whole=whole,
        )
        return list(answers)

    def _use(
        self,
        session: Session,
        wish: CellWish,
        request: int | None,
        answer: CellAnswer,
    ) -> CellAnswer:
        """Carry out an approved request for what is refused without one."""
        if request is None or answer.code not in _SHUT:
            return answer
        ref = self._place(wish)
        person_id = self.actor.person_id
        window = find_window(session, ref, actor_id=person_id, now=self.now)
        if window is None or window.request_id != request:
            return replace(answer, message="по этой заявке клетка не открыта")
        if window.text != wish.text:
            allowed = f"«{window.text}»" if window.text else "пустая клетка"
            message = f"заявка разрешает только одно: {allowed}"
            return replace(answer, message=message)
        return self._carry_out(session, wish, request, answer)

    def _carry_out(
        self, session: Session, wish: CellWish, request: int, answer: CellAnswer
    ) -> CellAnswer:
        try:
            with session.begin_nested():
                use_window(
                    session,
                    request,
                    actor=self.actor,
                    now=self.now,
                    entropy=self.entropy,
                    idem=wish.key,
                )
        except RecordsError as error:
            return replace(answer, message=error.message, code=error.code)
        session.expire_all()
        (done,) = self._save(session, [wish])
        return replace(done, was=answer.text, corrected=done.outcome is Outcome.SAVED)

    def _place(self, wish: CellWish) -> CellRef:
        if wish.kind is CellKind.FINAL:
            return FinalRef(
                course_id=self.course_id,
                period=wish.period or Period.TOTAL,
                person_id=wish.person_id,
            )
        return LessonCell(
            lesson_id=wish.lesson_id or 0,
            person_id=wish.person_id,
            column=wish.kind,
        )
