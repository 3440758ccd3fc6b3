"""Commands on letters: send, answer, note delivery and reading (REG 3.12.3)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from records.access.checks import require
from records.access.permissions import Permission
from records.kernel.actor import Actor
from records.kernel.errors import NotFoundError, RecordsError
from records.kernel.text import clean_line, clean_text
from records.letters.queries import (
    get_thread,
    list_contacts,
    list_curators,
    list_wards,
)
from records.letters.rules import (
    check_excuse,
    check_letter,
    check_reachable,
    write_excuse,
)
from records.letters.tables import Letter, LetterCopy, LetterThread
from records.letters.values import Excuse, LetterDraft
from records.marks.actions.writing import refuse
from records.people.queries import get_person
from records.people.tables import Account


def send_letter(
    session: Session,
    account_id: int,
    draft: LetterDraft,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> int:
    """Send a letter that opens a conversation; return the conversation's number.

    Raises:
        NotAllowedError: the actor's role does not write letters.
        NotFoundError: a recipient is foreign.
        RuleViolationError: the words are not as they must be.
    """
    require(actor, Permission.LETTERS_WRITE)
    _wait_turn(session, account_id)
    draft = _clean(draft)
    repeated = _find_repeated(session, account_id, draft)
    if repeated is not None:
        return repeated
    refuse(check_letter(draft, opens=True))
    _check_recipients(session, account_id, draft.recipients, today=today)
    thread = LetterThread(subject=draft.subject, opened_by=account_id, opened_at=now)
    session.add(thread)
    session.flush()
    _send(session, thread.id, account_id, draft, now=now)
    return thread.id


def answer_letter(
    session: Session,
    account_id: int,
    thread_id: int,
    draft: LetterDraft,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Answer in a conversation, to parties of it one may still write to (ответ).

    Raises:
        NotAllowedError: the actor's role does not write letters.
        NotFoundError: the conversation or a recipient is foreign.
        RuleViolationError: the words are not as they must be.
    """
    require(actor, Permission.LETTERS_WRITE)
    _wait_turn(session, account_id)
    thread = get_thread(session, thread_id, account_id)
    draft = _clean(replace(draft, subject=""))
    if _find_repeated(session, account_id, draft) is not None:
        return
    refuse(check_letter(draft, opens=False))
    parties = {one.account_id for one in thread.parties}
    if not parties.issuperset(draft.recipients):
        raise _no_recipient()
    _check_recipients(session, account_id, draft.recipients, today=today)
    _send(session, thread_id, account_id, draft, now=now)


def send_excuse(
    session: Session,
    account_id: int,
    excuse: Excuse,
    *,
    today: date,
    actor: Actor,
    now: datetime,
) -> int:
    """Tell the curator of the document of an absence; return the conversation.

    Raises:
        NotAllowedError: the actor's role does not write letters.
        NotFoundError: the learner is not of this family.
        RuleViolationError: the learner is under age, something is missing, or the
            group has no curator with a sign-in.
    """
    require(actor, Permission.LETTERS_WRITE)
    account = session.get_one(Account, account_id)
    if excuse.learner_id not in list_wards(session, account):
        raise NotFoundError("Такого дневника нет.", code="not_found")
    learner = get_person(session, excuse.learner_id)
    own = account.guardian_id is None
    excuse = replace(excuse, document=clean_line(excuse.document).rstrip("."))
    curators = list_curators(session, excuse.learner_id, today=today)
    refuse(
        (
            *check_excuse(excuse, learner, own=own, today=today),
            *check_reachable(curators),
        )
    )
    subject, text = write_excuse(excuse, learner)
    draft = LetterDraft(
        recipients=tuple(one.account_id for one in curators),
        subject=subject,
        text=text,
        key=excuse.key,
    )
    return send_letter(session, account_id, draft, today=today, actor=actor, now=now)


def note_delivered(session: Session, account_id: int, *, now: datetime) -> None:
    """Note that what was sent to an account has reached its box (доставлено)."""
    session.execute(
        update(LetterCopy)
        .where(LetterCopy.account_id == account_id, LetterCopy.delivered_at.is_(None))
        .values(delivered_at=now)
    )


def note_thread_read(
    session: Session, thread_id: int, account_id: int, *, now: datetime
) -> None:
    """Note that an account has its letters of a conversation open (прочитано)."""
    note_delivered(session, account_id, now=now)
    letters = select(Letter.id).where(Letter.thread_id == thread_id)
    session.execute(
        update(LetterCopy)
        .where(LetterCopy.account_id == account_id, LetterCopy.read_at.is_(None))
        .where(LetterCopy.letter_id.in_(letters))
        .values(read_at=now)
    )


def _wait_turn(session: Session, account_id: int) -> None:
    """Let one account send one letter at a time: a form sent twice waits here."""
    session.execute(select(Account.id).filter_by(id=account_id).with_for_update())


def _clean(draft: LetterDraft) -> LetterDraft:
    return replace(
        draft,
        recipients=tuple(dict.fromkeys(draft.recipients)),
        subject=clean_line(draft.subject),
        text=clean_text(draft.text),
    )


def _find_repeated(session: Session, account_id: int, draft: LetterDraft) -> int | None:
    """Return the conversation a letter with this key has already gone to.

    Raises:
        RecordsError: that was another letter; this one is not sent.
    """
    if draft.key is None:
        return None
    sent = session.scalar(select(Letter).filter_by(key=draft.key, sender_id=account_id))
    if sent is None:
        return None
    if sent.text != draft.text:
        raise RecordsError(
            "С этой страницы уже отправлено другое письмо, это не отправлено: "
            "скопируйте текст в новое письмо.",
            code="idem_conflict",
        )
    return sent.thread_id


def _check_recipients(
    session: Session, account_id: int, recipients: Iterable[int], *, today: date
) -> None:
    allowed = {
        one.account_id for one in list_contacts(session, account_id, today=today)
    }
    if not allowed.issuperset(recipients):
        raise _no_recipient()


def _no_recipient() -> NotFoundError:
    return NotFoundError(
        "Такого получателя нет: писать можно своей группе, своим преподавателям, "
        "куратору и работникам учреждения.",
        code="no_recipient",
        clause="3.12.3",
    )


def _send(
    session: Session,
    thread_id: int,
    account_id: int,
    draft: LetterDraft,
    *,
    now: datetime,
) -> None:
    letter = Letter(
        thread_id=thread_id,
        sender_id=account_id,
        text=draft.text,
        sent_at=now,
        key=draft.key,
    )
    session.add(letter)
    session.flush()
    session.add_all(
        LetterCopy(letter_id=letter.id, account_id=one) for one in draft.recipients
    )
    session.flush()
