"""Lesson records (записи о занятиях)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Lesson(Base, kw_only=True):
    """What was held: the current state of three ledger entries (REG 3.13.1).

    The lesson itself, its topic and its homework are versioned apart; `gseq`
    is the number of the last of them. `completed_at` is the first moment the
    topic, the homework (or «без задания») and the roll-call were all there;
    `source` names the journal a lesson was taken over from.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        UniqueConstraint("course_id", "day", "pair"),
        Index("ix_lesson_journal_day", "journal_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    slot_id: Mapped[int | None] = mapped_column(
        ForeignKey("slot.id"), default=None, unique=True
    )
    day: Mapped[date]
    pair: Mapped[int]
    hours: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    monthly_control: Mapped[bool] = mapped_column(default=False)
    roll_called: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(Text, default="")
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[str] = mapped_column(Text, default="")
    plan_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_item.id"), default=None
    )
    homework: Mapped[str] = mapped_column(Text, default="")
    no_homework: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    completed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    version: Mapped[int] = mapped_column(default=1)
    topic_version: Mapped[int] = mapped_column(default=0)
    homework_version: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(Text, default="")
    gseq: Mapped[int]
