"""Letters: sent once, kept for ever, read by those they are for (REG 3.12.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import (
    NotAllowedError,
    NotFoundError,
    RecordsError,
    RuleViolationError,
)
from records.letters.actions import note_delivered, note_thread_read, send_letter
from records.letters.queries import count_unread, get_thread, list_threads
from records.letters.tables import Letter, LetterCopy
from records.letters.values import LetterDraft, ThreadFact
from records.people.tables import Curatorship
from tests.builders import NOW
from tests.records.letters.office import TODAY, Office, make_office

HOUR = timedelta(hours=1)


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def thread(office: Office, number: int, who: str) -> ThreadFact:
    return get_thread(office.session, number, office.accounts[who])


def unread(office: Office, who: str) -> int:
    return count_unread(office.session, office.accounts[who])


def test_a_letter_reaches_its_recipients_as_written(office: Office) -> None:
    number = office.send("curator", "learner", "parent", text="<b>Справка</b> \n нужна")

    for who in ("learner", "parent"):
        (line,) = list_threads(office.session, office.accounts[who])
        assert (line.id, line.subject, line.unread) == (number, "Пропуски", 1)
        assert line.last_text == "<b>Справка</b>\nнужна"
        assert [one.name for one in line.parties] == ["Орлова М. И."]
        assert unread(office, who) == 1
    assert unread(office, "curator") == 0


def test_of_many_conversations_the_last_are_listed(office: Office) -> None:
    first = office.send("curator", "learner", subject="Первое")
    second = office.send("curator", "learner", subject="Второе")
    office.answer("learner", first, "curator", now=NOW + HOUR)

    def listed(limit: int) -> list[int]:
        account = office.accounts["learner"]
        found = list_threads(office.session, account, limit=limit)
        return [one.id for one in found]

    assert listed(1) == [first]
    assert listed(2) == [first, second]


def test_one_recipient_sees_nothing_of_another(office: Office) -> None:
    number = office.send("curator", "learner", "classmate")
    office.answer("learner", number, "curator")

    found = thread(office, number, "classmate")

    assert [one.text for one in found.letters] == ["Принесите справку."]
    assert [len(one.copies) for one in found.letters] == [1]
    assert [one.name for one in found.parties] == ["Орлова М. И."]
    assert len(thread(office, number, "curator").letters) == 2


def test_delivery_and_reading_are_noted_for_each_recipient(office: Office) -> None:
    number = office.send("curator", "learner", "parent")
    session, accounts = office.session, office.accounts
    note_delivered(session, accounts["parent"], now=NOW + HOUR)
    note_thread_read(session, number, accounts["learner"], now=NOW + 2 * HOUR)
    note_thread_read(session, number, accounts["learner"], now=NOW + 3 * HOUR)

    (letter,) = thread(office, number, "curator").letters

    moments = {
        one.recipient.name: (one.delivered_at, one.read_at) for one in letter.copies
    }
    assert moments == {
        "Ёлкина А. С.": (NOW + 2 * HOUR, NOW + 2 * HOUR),
        "Ёлкина Татьяна Викторовна": (NOW + HOUR, None),
    }
    assert letter.read == 1
    assert (unread(office, "learner"), unread(office, "parent")) == (0, 1)


def test_an_answer_goes_to_those_chosen_of_the_conversation(office: Office) -> None:
    number = office.send("curator", "learner", "parent")
    office.answer("parent", number, "curator", now=NOW + HOUR)
    office.answer("curator", number, "parent", now=NOW + 2 * HOUR)

    assert unread(office, "learner") == 1
    assert [one.mine for one in thread(office, number, "parent").letters] == [
        False,
        True,
        False,
    ]
    lines = list_threads(office.session, office.accounts["curator"])
    assert [(one.last_mine, one.unread) for one in lines] == [(True, 1)]


def test_the_conversation_written_to_last_comes_first(office: Office) -> None:
    first = office.send("curator", "learner")
    second = office.send("curator", "parent", now=NOW + HOUR)
    office.answer("learner", first, "curator", now=NOW + 2 * HOUR)

    found = list_threads(office.session, office.accounts["curator"])

    assert [one.id for one in found] == [first, second]


@pytest.mark.parametrize(
    ("who", "to"),
    [
        ("curator", "stranger"),
        ("teacher", "stranger"),
        ("learner", "classmate"),
        ("learner", "other_teacher"),
        ("parent", "classmate"),
        ("parent", "admin"),
        ("curator", "curator"),
    ],
)
def test_a_foreign_recipient_does_not_exist(office: Office, who: str, to: str) -> None:
    allowed = "teacher" if who != "teacher" else "learner"

    with pytest.raises(NotFoundError):
        office.send(who, allowed, to)

    assert unread(office, allowed) == 0


def test_a_foreign_conversation_does_not_exist(office: Office) -> None:
    number = office.send("curator", "learner")

    for who in ("classmate", "teacher", "admin", "stranger"):
        with pytest.raises(NotFoundError):
            thread(office, number, who)
        with pytest.raises(NotFoundError):
            office.answer(who, number, "curator")


def test_an_answer_reaches_nobody_out_of_the_conversation(office: Office) -> None:
    number = office.send("curator", "learner")

    with pytest.raises(NotFoundError):
        office.answer("curator", number, "parent")


def test_who_is_curator_no_more_writes_to_the_group_no_more(office: Office) -> None:
    number = office.send("curator", "learner")
    office.session.execute(update(Curatorship).values(group_code="БУ-25"))

    with pytest.raises(NotFoundError):
        office.answer("curator", number, "learner")
    with pytest.raises(NotFoundError):
        office.answer("learner", number, "curator")


def test_everything_wrong_with_a_letter_is_listed_at_once(office: Office) -> None:
    with pytest.raises(RuleViolationError) as caught:
        office.send("curator", subject=" ", text=" \n ")
    codes = [one.code for one in caught.value.findings]
    assert codes == ["CHK-3.12.3-recipients", "CHK-3.12.3-subject", "CHK-3.12.3-text"]

    with pytest.raises(RuleViolationError) as caught:
        office.send("curator", "learner", subject="т" * 201, text="т" * 4001)
    codes = [one.code for one in caught.value.findings]
    assert codes == ["CHK-3.12.3-subject-long", "CHK-3.12.3-text-long"]
    assert office.send("curator", "learner", text="т" * 4000)


def test_the_same_letter_sent_again_goes_once(office: Office) -> None:
    first = office.send("curator", "learner", key="f3a1")

    assert office.send("curator", "learner", key="f3a1", now=NOW + HOUR) == first
    assert unread(office, "learner") == 1


def test_another_letter_under_the_same_key_is_not_told_as_sent(office: Office) -> None:
    office.send("curator", "learner", key="f3a1")
    with pytest.raises(RecordsError) as caught:
        office.send("curator", "learner", key="f3a1", text="Совсем другое письмо")

    assert caught.value.code == "idem_conflict"
    assert unread(office, "learner") == 1


def test_a_stranger_to_the_system_writes_nothing(office: Office) -> None:
    with pytest.raises(NotAllowedError):
        send_letter(
            office.session,
            office.accounts["curator"],
            LetterDraft(recipients=office.numbers("learner"), text="т", subject="т"),
            today=TODAY,
            actor=Actor(person_id=None, role="guest"),
            now=NOW,
        )


@pytest.mark.parametrize(
    "statement", [update(Letter).values(text="иначе"), delete(LetterCopy)]
)
def test_a_sent_letter_is_neither_changed_nor_removed(
    office: Office, statement: object
) -> None:
    office.send("curator", "learner")

    with pytest.raises(DatabaseError, match="neither changed nor removed"):
        office.session.execute(statement)  # type: ignore[call-overload]
