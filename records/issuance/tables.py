"""The register of issued documents and their files (регистрация)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment
from records.ledger.protection import append_only


class IssuedDocument(Base, kw_only=True):
    """A document that became official: number, date, subject, counts, revision."""

    __tablename__ = "issued_document"
    __table_args__ = (append_only(may_change=("state", "version")),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    code: Mapped[str] = mapped_column(Text, index=True)
    series: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    issued_on: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    journal_id: Mapped[int | None] = mapped_column(
        ForeignKey("journal.id"), default=None, index=True
    )
    volume: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int]
    sheets: Mapped[int]
    entries: Mapped[int]
    revision: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    gseq: Mapped[int]
    state: Mapped[str] = mapped_column(Text, default="issued")
    version: Mapped[int] = mapped_column(default=1)


class IssuedFile(Base, kw_only=True):
    """One file of an issued document; its bytes lie in the store by their hash."""

    __tablename__ = "issued_file"
    __table_args__ = (append_only(),)

    document_id: Mapped[str] = mapped_column(
        ForeignKey("issued_document.id"), primary_key=True
    )
    format: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(Text, index=True)
    size: Mapped[int]
