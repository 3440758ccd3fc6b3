"""Inspections of journals and director's orders (проверки, приказы)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Inspection(Base, kw_only=True):
    """A check of journals by the deputy director (проверка, REG 5.2)."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    starts: Mapped[date]
    ends: Mapped[date]
    period_from: Mapped[date]
    period_to: Mapped[date]
    report_date: Mapped[date]
    purpose: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)


class InspectionRemark(Base, kw_only=True):
    """One remark of an inspection (замечание проверяющего)."""

    __tablename__ = "inspection_remark"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    clause: Mapped[str] = mapped_column(Text)
    due: Mapped[date]
    fixed_on: Mapped[date | None] = mapped_column(default=None)


class Order(Base, kw_only=True):
    """A director's order (приказ): numbered when it is signed, without gaps."""

    __tablename__ = "director_order"
    __table_args__ = (UniqueConstraint("series", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(Text)
    series: Mapped[str] = mapped_column(Text)
    year: Mapped[int]
    number: Mapped[int | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(Text, default="draft")
    signed_on: Mapped[date | None] = mapped_column(default=None)
    heading: Mapped[str] = mapped_column(Text)
    inspection_id: Mapped[int | None] = mapped_column(
        ForeignKey("inspection.id"), default=None
    )
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    signed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    version: Mapped[int] = mapped_column(default=1)
