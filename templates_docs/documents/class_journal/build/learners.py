"""Lines of the list of learners and their days outside the group (§1.4)."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from records.curriculum.values import LearnerFact, MovementKind, Span
from templates_docs.documents.class_journal.build.source import Source
from templates_docs.documents.class_journal.build.words import MOVEMENTS, order_text
from templates_docs.documents.class_journal.context import Gap, Learner

_DAY = timedelta(days=1)


def build_learners(source: Source) -> tuple[Learner, ...]:
    """Return the list in the order of numbers; nobody disappears from it."""
    return tuple(_learner(source, learner) for learner in source.journal.learners)


def _learner(source: Source, learner: LearnerFact) -> Learner:
    first = learner.spans[0].arrived_by
    return Learner(
        number=source.number[learner.person_id],
        surname=learner.surname,
        given_name=learner.name,
        patronymic=learner.patronymic,
        feminine=learner.gender == "female",
        birth_date=learner.birth_date,
        record_book=learner.record_book,
        personal_file=learner.file_no,
        enrolment_order=first.order_no,
        enrolment_date=first.order_date,
        gaps=tuple(_gaps(source, learner)),
        movement=_movement(source, learner),
        remark=f"до смены фамилии — {learner.former_surname}"
        if learner.former_surname
        else "",
    )


def _gaps(source: Source, learner: LearnerFact) -> Iterator[Gap]:
    first = learner.spans[0]
    if first.start > source.journal.start:
        yield Gap(
            kind="arrival",
            last=first.start - _DAY,
            order=first.arrived_by.order_no,
            order_date=first.arrived_by.order_date,
        )
    for before, after in pairwise(learner.spans):
        yield _absence(before, after)
    if learner.spans[-1].end is not None and learner.spans[-1].left_by is not None:
        yield _absence(learner.spans[-1], None)


def _absence(before: Span, after: Span | None) -> Gap:
    left = before.left_by
    if left is None or before.end is None:
        raise ValueError("a span that ends has an order")
    leave = left.kind is MovementKind.ACADEMIC_LEAVE
    return Gap(
        kind="leave" if leave else "left",
        first=before.end + _DAY,
        last=after.start - _DAY if after else left.until,
        order=left.order_no,
        order_date=left.order_date,
    )


def _movement(source: Source, learner: LearnerFact) -> str:
    start = source.journal.start
    own = [
        one
        for one in source.journal.movements
        if one.person_id == learner.person_id
        and not (one.kind is MovementKind.ENROLLED and one.effective <= start)
    ]
    return "; ".join(
        f"{MOVEMENTS[one.kind]}, {order_text(one.order_no, one.order_date)}"
        for one in own
    )
