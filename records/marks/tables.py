"""Marks, absences, finals and corrections (отметки)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class Mark(Base, kw_only=True):
    """One designation in a lesson's cell (отметка, «н», МИУД).

    work: absence, current, second, makeup, monthly_control. An annulled value
    is empty: the row stays, its history is in the ledger.
    """

    __tablename__ = "mark"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    work: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int]
    gseq: Mapped[int]


class FinalMark(Base, kw_only=True):
    """A final mark (итоговая отметка) of a learner in a course.

    period: s1, s2 (semester), year, exam, total. The «н/а» fields stay for ever
    once they were set (REG 4.2.3).
    """

    __tablename__ = "final_mark"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    na_cause: Mapped[str] = mapped_column(Text, default="")
    na_form: Mapped[str] = mapped_column(Text, default="")
    na_due: Mapped[date | None] = mapped_column(default=None)
    na_order_no: Mapped[str] = mapped_column(Text, default="")
    na_order_date: Mapped[date | None] = mapped_column(default=None)
    na_result: Mapped[str] = mapped_column(Text, default="")
    na_result_date: Mapped[date | None] = mapped_column(default=None)
    recorded_on: Mapped[date]
    version: Mapped[int]
    gseq: Mapped[int]


class Correction(Base, kw_only=True):
    """A change made after the day of the lesson (исправление): old value kept.

    kind is the ledger kind of what was changed: mark, absence, final, topic,
    homework, lesson.
    """

    __tablename__ = "correction"
    __table_args__ = (Index("ix_correction_journal", "journal_id"), append_only())

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"))
    kind: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[str] = mapped_column(Text)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"), default=None)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    work: Mapped[str] = mapped_column(Text, default="")
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    basis_date: Mapped[date]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    at: Mapped[datetime] = mapped_column(Moment)
    gseq: Mapped[int]
