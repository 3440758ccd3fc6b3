"""The notice board: notices, who opened them, who signed (доска объявлений)."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class Notice(Base, kw_only=True):
    """A notice (объявление): its words stay, it may be taken off once."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_published_at", "published_at"),
        append_only(
            may_change=("withdrawn_at", "withdrawn_by", "withdrawn_why", "version")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    section: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    order_id: Mapped[int | None] = mapped_column(
        ForeignKey("director_order.id"), default=None, index=True
    )
    document: Mapped[str] = mapped_column(Text, default="")
    acknowledge_until: Mapped[date | None] = mapped_column(default=None)
    audience: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    readers: Mapped[list[int]] = mapped_column(JSON, default_factory=list)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    withdrawn_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), default=None
    )
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)


class NoticeReading(Base, kw_only=True):
    """When an account first had a notice open (открыто)."""

    __tablename__ = "notice_reading"
    __table_args__ = (append_only(),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class NoticeAcknowledgement(Base, kw_only=True):
    """The signature «Ознакомлен(а)» under a notice (REG 5.3)."""

    __tablename__ = "notice_acknowledgement"
    __table_args__ = (append_only(),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    gseq: Mapped[int]
