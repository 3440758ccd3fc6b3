"""Cells saved for the grid: within what is seen, closed months by their requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import RecordsError
from records.ledger.queries import get_head
from records.lessons.rules import AUTHOR, MONTH_CLOSED
from records.marks.actions import save_cells, save_requests
from records.marks.rules.cells import CORRECTION
from records.marks.values import (
    CellAnswer,
    CellKind,
    CellRequest,
    CellWish,
    Outcome,
    Period,
)
from records.requests.actions import use_window
from records.requests.queries import find_window
from records.requests.values import CellRef, FinalRef, LessonCell
from web.pages.journal.wishes import answer_json, find_names

Asked = tuple[CellWish, int | None]
_SHUT = frozenset({MONTH_CLOSED.code, CORRECTION.code})
_FOREIGN = frozenset({AUTHOR.code, "no_lesson", "no_course"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a request, with the names its answers tell of."""

    head: int
    answers: tuple[CellAnswer, ...]
    names: Mapping[int, str]

    @property
    def foreign(self) -> bool:
        """Tell whether nothing asked for was the asker's own to write."""
        return all(one.code in _FOREIGN for one in self.answers)

    @property
    def corrected(self) -> bool:
        """Tell whether a footnote has been made."""
        return any(one.corrected for one in self.answers)

    def as_json(self) -> dict[str, Any]:
        """Write it as the grid reads it."""
        return {"head": self.head, "cells": answer_json(self.answers, self.names)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """One request of the grid: whose, of which course, when, what is asked."""

    course_id: int
    actor: Actor
    now: datetime
    entropy: Entropy
    asked: Sequence[Asked]
    whole: bool

    @property
    def request(self) -> CellRequest:
        """Return it as the record carries it out."""
        return CellRequest(
            course_id=self.course_id,
            wishes=[wish for wish, _ in self.asked],
            actor=self.actor,
            now=self.now,
            whole=self.whole,
        )

    def use_requests(
        self, session: Session, answers: Sequence[CellAnswer]
    ) -> list[CellAnswer]:
        """Carry out the approved requests that cells of closed months name."""
        if self.whole:
            return list(answers)
        return [
            self._use(session, wish, request, answer)
            for (wish, request), answer in zip(self.asked, answers, strict=True)
        ]

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
        (done,) = save_cells(
            session,
            self.course_id,
            [wish],
            actor=self.actor,
            now=self.now,
            entropy=self.entropy,
        )
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


def save_together(session: Session, savings: list[Saving]) -> list[Saved]:
    """Save what several teachers have sent; tell each what became of the cells.

    It runs in the thread that writes for all: there is no request here.
    """
    entropy = savings[0].entropy
    requests = [one.request for one in savings]
    saved = save_requests(session, requests, entropy=entropy)
    answers = [
        one.use_requests(session, few) for one, few in zip(savings, saved, strict=True)
    ]
    names = find_names(session, [answer for few in answers for answer in few])
    head = get_head(session).size
    return [Saved(head=head, answers=tuple(few), names=names) for few in answers]
