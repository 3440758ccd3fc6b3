"""A closed September with a request for one of its cells, for the tests of requests."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth
from records.kernel.actor import Actor
from records.marks.actions import record_lesson
from records.marks.values import Basis, Recorded, Work
from records.requests.actions import (
    approve_request,
    ask_correction,
    refuse_request,
    use_window,
)
from records.requests.queries import get_request
from records.requests.values import CellRef, LessonCell, NewRequest, RequestFact, Values
from tests.builders import entropy
from tests.records.marks.school import (
    DAY,
    School,
    absence,
    draft,
    local,
    make_school,
    mark,
)

ASKED = local(date(2026, 10, 7))
"""A Wednesday: three working days later is Monday, the 12th."""
BASIS = Basis(
    reason="ошибка при вводе",
    document="служебная записка № 12",
    document_date=date(2026, 10, 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A group whose September is closed, its teacher and the deputy."""

    school: School
    lesson_id: int
    deputy_id: int

    @property
    def session(self) -> Session:
        """Return the session of the world."""
        return self.school.session

    @property
    def teacher(self) -> Actor:
        """Return the teacher who asks."""
        return self.school.teacher

    @property
    def deputy(self) -> Actor:
        """Return the deputy who decides."""
        return Actor(person_id=self.deputy_id, role="deputy")

    def cell(self, place: int = 0) -> LessonCell:
        """Name a learner's cell of the lesson."""
        return LessonCell(
            lesson_id=self.lesson_id, person_id=self.school.learners[place]
        )

    def ask(
        self,
        ref: CellRef | None = None,
        wanted: Values | None = None,
        *,
        actor: Actor | None = None,
        basis: Basis = BASIS,
        now: datetime = ASKED,
    ) -> int:
        """Ask for a «5» in the first learner's cell, or as told."""
        new = NewRequest(
            ref=ref or self.cell(),
            wanted={Work.CURRENT: "5"} if wanted is None else wanted,
            basis=basis,
        )
        return ask_correction(
            self.session,
            new,
            actor=actor or self.teacher,
            now=now,
            entropy=entropy(),
        )

    def approve(
        self, request_id: int, *, actor: Actor | None = None, now: datetime = ASKED
    ) -> datetime:
        """Let the deputy approve."""
        return approve_request(
            self.session,
            request_id,
            actor=actor or self.deputy,
            now=now,
            entropy=entropy(),
        )

    def refuse(self, request_id: int, words: str = "оценка верна") -> None:
        """Let the deputy refuse."""
        refuse_request(
            self.session,
            request_id,
            words=words,
            actor=self.deputy,
            now=ASKED,
            entropy=entropy(),
        )

    def use(
        self,
        request_id: int,
        *,
        actor: Actor | None = None,
        now: datetime = ASKED,
        idem: str | None = None,
    ) -> Recorded:
        """Let the teacher carry it out."""
        return use_window(
            self.session,
            request_id,
            actor=actor or self.teacher,
            now=now,
            entropy=entropy(),
            idem=idem,
        )

    def get(self, request_id: int, *, now: datetime = ASKED) -> RequestFact:
        """Read a request."""
        return get_request(self.session, request_id, now=now)


def make_desk(session: Session) -> Desk:
    """Record a lesson (a «4», an «н», nothing) and close its month."""
    school = make_school(session)
    recorded = record_lesson(
        session,
        draft(school.slots[0]),
        [mark(school.learners[0], "4"), absence(school.learners[1])],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    session.add(
        ClosedMonth(
            journal_id=school.world.journal_id,
            month=date(2026, 9, 1),
            closed_at=local(date(2026, 10, 2)),
        )
    )
    session.flush()
    return Desk(
        school=school,
        lesson_id=recorded.lesson_id or 0,
        deputy_id=school.world.person("Мельникова Татьяна Олеговна"),
    )
