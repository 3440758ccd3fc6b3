"""Correction requests (заявки на исправление)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class CorrectionRequest(Base, kw_only=True):
    """A request to change one place of the record that is shut (заявка).

    kind: cell, final, sheet_row. place: the column of a lesson or the period of a
    final. state: asked, approved, refused, done; a term that is over is computed.
    """

    __tablename__ = "correction_request"
    __table_args__ = (Index("ix_correction_request_open", "state", "asked_by"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(Text)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lesson.id"), default=None)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("sheet.id"), default=None)
    place: Mapped[str] = mapped_column(Text, default="")
    was: Mapped[dict[str, Any]] = mapped_column(JSON)
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    basis_date: Mapped[date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(Text, default="asked")
    decided_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), default=None
    )
    decided_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    decision: Mapped[str] = mapped_column(Text, default="")
    closes_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    done_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    version: Mapped[int] = mapped_column(default=1)
