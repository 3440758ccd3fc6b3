"""One account's letters: conversations, the letters in them, how many are unread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from records.access.roles import ROLE_NAMES, Role
from records.kernel.errors import NotFoundError
from records.letters.tables import Letter, LetterCopy, LetterThread
from records.letters.values import (
    CopyFact,
    LetterFact,
    ThreadFact,
    ThreadLine,
    Writer,
)
from records.people.queries import full_name
from records.people.rules import short_name
from records.people.tables import Account, Guardian, Person, Staff


def count_unread(session: Session, account_id: int) -> int:
    """Count the letters an account has not read (непрочитанные)."""
    unread = select(func.count()).where(
        LetterCopy.account_id == account_id, LetterCopy.read_at.is_(None)
    )
    return session.scalar(unread) or 0


def list_threads(
    session: Session, account_id: int, *, limit: int | None = None
) -> tuple[ThreadLine, ...]:
    """List an account's conversations, or the last; the one written to last is first."""
    latest = (
        _visible(account_id)
        .with_only_columns(Letter.thread_id)
        .group_by(Letter.thread_id)
        .order_by(func.max(Letter.id).desc())
        .limit(limit)
    )
    own = _visible(account_id).where(
        Letter.thread_id.in_(session.scalars(latest).all())
    )
    threads: dict[int, list[Letter]] = defaultdict(list)
    for letter in session.scalars(own.order_by(Letter.id)):
        threads[letter.thread_id].append(letter)
    copies = _copies(session, [one.id for few in threads.values() for one in few])
    writers = _writers(session, threads.values(), copies)
    subjects = {
        row.id: row.subject
        for row in session.scalars(
            select(LetterThread).where(LetterThread.id.in_(threads))
        )
    }
    lines = (
        ThreadLine(
            id=thread_id,
            subject=subjects[thread_id],
            parties=_parties(letters, copies, writers, account_id=account_id),
            last_text=letters[-1].text,
            last_at=letters[-1].sent_at,
            last_mine=letters[-1].sender_id == account_id,
            unread=sum(
                one.account_id == account_id and one.read_at is None
                for letter in letters
                for one in copies[letter.id]
            ),
        )
        for thread_id, letters in threads.items()
    )
    return tuple(sorted(lines, key=lambda one: (one.last_at, one.id), reverse=True))


def get_thread(session: Session, thread_id: int, account_id: int) -> ThreadFact:
    """Return a conversation as an account sees it (переписка).

    Raises:
        NotFoundError: there is none, or nothing in it is this account's.
    """
    wanted = _visible(account_id).where(Letter.thread_id == thread_id)
    letters = session.scalars(wanted.order_by(Letter.id)).all()
    if not letters:
        raise NotFoundError("Такой переписки нет.", code="no_letters", clause="3.12.3")
    copies = _copies(session, [one.id for one in letters])
    writers = _writers(session, [letters], copies)
    return ThreadFact(
        id=thread_id,
        subject=session.get_one(LetterThread, thread_id).subject,
        letters=tuple(
            _letter(one, copies[one.id], writers, account_id=account_id)
            for one in letters
        ),
        parties=_parties(letters, copies, writers, account_id=account_id),
    )


def _visible(account_id: int) -> Select[Letter]:
    """Choose the letters an account has sent or got."""
    got = select(LetterCopy.letter_id).where(LetterCopy.account_id == account_id)
    return select(Letter).where(or_(Letter.sender_id == account_id, Letter.id.in_(got)))


def _copies(session: Session, letters: Iterable[int]) -> Mapping[int, list[LetterCopy]]:
    found: dict[int, list[LetterCopy]] = defaultdict(list)
    wanted = (
        select(LetterCopy)
        .where(LetterCopy.letter_id.in_(tuple(letters)))
        .order_by(LetterCopy.account_id)
        .execution_options(populate_existing=True)
    )
    for copy in session.scalars(wanted):
        found[copy.letter_id].append(copy)
    return found


def _letter(
    letter: Letter,
    copies: Iterable[LetterCopy],
    writers: Mapping[int, Writer],
    *,
    account_id: int,
) -> LetterFact:
    mine = letter.sender_id == account_id
    return LetterFact(
        id=letter.id,
        sender=writers[letter.sender_id],
        text=letter.text,
        sent_at=letter.sent_at,
        mine=mine,
        copies=tuple(
            CopyFact(
                recipient=writers[one.account_id],
                delivered_at=one.delivered_at,
                read_at=one.read_at,
            )
            for one in copies
            if mine or one.account_id == account_id
        ),
    )


def _parties(
    letters: Iterable[Letter],
    copies: Mapping[int, list[LetterCopy]],
    writers: Mapping[int, Writer],
    *,
    account_id: int,
) -> tuple[Writer, ...]:
    """Return the other side: senders of what came, recipients of what was sent."""
    found: dict[int, Writer] = {}
    for letter in letters:
        if letter.sender_id != account_id:
            found[letter.sender_id] = writers[letter.sender_id]
            continue
        for one in copies[letter.id]:
            found[one.account_id] = writers[one.account_id]
    return tuple(found.values())


def _writers(
    session: Session,
    threads: Iterable[Iterable[Letter]],
    copies: Mapping[int, list[LetterCopy]],
) -> Mapping[int, Writer]:
    accounts = {one.sender_id for few in threads for one in few}
    accounts |= {one.account_id for few in copies.values() for one in few}
    rows = session.execute(
        select(Account, Person, Staff.post, Guardian.full_name)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Staff, Staff.person_id == Account.person_id)
        .outerjoin(Guardian, Guardian.id == Account.guardian_id)
        .where(Account.id.in_(accounts))
    )
    return {
        account.id: Writer(
            account_id=account.id,
            name=short_name(full_name(person))
            if person
            else guardian or f"Администратор ({account.login})",
            words=post or _role(Role(account.role), person),
        )
        for account, person, post, guardian in rows
    }


def _role(role: Role, person: Person | None) -> str:
    """Name a role as the other side of a conversation reads it."""
    if role is Role.PARENT:
        return "родитель"
    if role is Role.LEARNER and person is not None and person.gender == "female":
        return "обучающаяся"
    return ROLE_NAMES[role]
