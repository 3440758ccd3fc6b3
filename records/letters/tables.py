"""Letters, their conversations and their copies (сообщения, REG 3.12.3)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class LetterThread(Base, kw_only=True):
    """A conversation (переписка): what it is about, who began it."""

    __tablename__ = "letter_thread"
    __table_args__ = (append_only(),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    subject: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)


class Letter(Base, kw_only=True):
    """A letter (сообщение): never changed, never removed."""

    __tablename__ = "letter"
    __table_args__ = (append_only(),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    thread_id: Mapped[int] = mapped_column(ForeignKey("letter_thread.id"), index=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    key: Mapped[str | None] = mapped_column(Text, default=None, unique=True)


class LetterCopy(Base, kw_only=True):
    """A letter at one recipient: when it was delivered and when read."""

    __tablename__ = "letter_copy"
    __table_args__ = (
        Index("ix_letter_copy_account", "account_id", "read_at"),
        append_only(may_change=("delivered_at", "read_at")),
    )

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    delivered_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    read_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
