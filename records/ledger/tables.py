"""Tables of the ledger; guarded by the triggers of `protection`."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base
from records.ledger.protection import grow_only

BigNumber = BigInteger().with_variant(Integer, "sqlite")
"""SQLite makes only «INTEGER PRIMARY KEY» the row's own number."""


class LedgerHead(Base):
    """The only row: size, root and right edge of the Merkle log. Locked first."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigNumber)
    root: Mapped[str] = mapped_column(Text)
    frontier: Mapped[str] = mapped_column(Text)


class LedgerJournal(Base):
    """The end of a journal's chain. Locked after the head of the log."""

    __tablename__ = "ledger_journal"

    journal: Mapped[str] = mapped_column(Text, primary_key=True)
    size: Mapped[int] = mapped_column(BigNumber)
    hash: Mapped[str] = mapped_column(Text)


class LedgerEntry(Base):
    """One version of one entry; `record` is the truth, the rest is for searching."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("journal", "jseq"),
        UniqueConstraint("entry_id", "version"),
        UniqueConstraint("idem"),
    )

    gseq: Mapped[int] = mapped_column(BigNumber, primary_key=True, autoincrement=False)
    journal: Mapped[str] = mapped_column(Text)
    jseq: Mapped[int] = mapped_column(BigNumber)
    kind: Mapped[str] = mapped_column(Text, index=True)
    entry_id: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)
    idem: Mapped[str | None] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text)


class LedgerPayload(Base):
    """Salt and content of an entry; both become NULL when it is erased (152-ФЗ)."""

    __tablename__ = "ledger_payload"
    __table_args__ = (
        CheckConstraint("(salt IS NULL) = (payload IS NULL)", name="erased_whole"),
    )

    gseq: Mapped[int] = mapped_column(
        BigNumber,
        ForeignKey("ledger_entry.gseq"),
        primary_key=True,
        autoincrement=False,
    )
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    payload: Mapped[str | None] = mapped_column(Text)


class LedgerCheckpoint(Base):
    """A checkpoint as canonical text, chained to the one before it."""

    __tablename__ = "ledger_checkpoint"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class Counter(Base, kw_only=True):
    """The last number given out in a series; one row a series (нумерация)."""

    __tablename__ = "counter"
    __table_args__ = (grow_only("last"),)

    series: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int]
