"""What a letter must be like (REG 3.12.3): pure functions."""

from collections.abc import Iterator, Sequence
from datetime import date

from records.kernel.finding import Finding
from records.letters.values import Contact, Excuse, LetterDraft
from records.people.rules import is_adult
from records.people.values import PersonFact

CLAUSE = "3.12.3"
LONGEST_SUBJECT = 200
LONGEST_TEXT = 4000


def check_letter(draft: LetterDraft, *, opens: bool) -> Iterator[Finding]:
    """Check the words of a letter; one that opens a conversation has a subject."""
    faults = (
        (
            not draft.recipients,
            "CHK-3.12.3-recipients",
            "не выбран ни один получатель",
            "отметьте, кому письмо",
        ),
        (
            opens and not draft.subject,
            "CHK-3.12.3-subject",
            "нет темы",
            "напишите, о чём письмо",
        ),
        (
            len(draft.subject) > LONGEST_SUBJECT,
            "CHK-3.12.3-subject-long",
            "тема слишком длинная",
            f"до {LONGEST_SUBJECT} знаков",
        ),
        (not draft.text, "CHK-3.12.3-text", "письмо пустое", "напишите текст"),
        (
            len(draft.text) > LONGEST_TEXT,
            "CHK-3.12.3-text-long",
            f"в письме {len(draft.text)} знаков",
            f"сократите до {LONGEST_TEXT} или отправьте двумя письмами",
        ),
    )
    for broken, code, message, advice in faults:
        if broken:
            yield Finding(code=code, clause=CLAUSE, message=message, advice=advice)


def check_excuse(
    excuse: Excuse, learner: PersonFact, *, own: bool, today: date
) -> Iterator[Finding]:
    """Check what a family tells of an absence; `own` is the learner's own account."""
    faults = (
        (
            own and not may_excuse(learner, today),
            "CHK-3.12.2-adult",
            "справку за несовершеннолетнего передаёт законный представитель",
            "попросите родителя отправить её из своей учётной записи",
        ),
        (
            excuse.last < excuse.first,
            "CHK-3.12.2-days",
            "последний день раньше первого",
            "проверьте даты",
        ),
        (
            not excuse.document,
            "CHK-3.12.2-document",
            "не назван документ",
            "укажите номер и дату справки или заявления",
        ),
    )
    for broken, code, message, advice in faults:
        if broken:
            yield Finding(code=code, clause="3.12.2", message=message, advice=advice)


def check_reachable(curators: Sequence[Contact]) -> Iterator[Finding]:
    """Refuse a document nobody would get: say where to bring it (REG 3.12.2)."""
    if not curators:
        yield Finding(
            code="CHK-3.12.2-unreachable",
            clause="3.12.2",
            message="у группы сейчас нет куратора с логином, справку никто не получит",
            advice="принесите документ секретарю учебно-методического отдела",
        )


def may_excuse(learner: PersonFact, today: date) -> bool:
    """Tell whether a learner answers for the own absences: of age for sure."""
    return is_adult(learner.birth_date, today) is True


def write_excuse(excuse: Excuse, learner: PersonFact) -> tuple[str, str]:
    """Write the subject and the words of the letter about an absence (справка)."""
    name = f"{learner.full_name.surname} {learner.full_name.name}"
    days = f"{excuse.first:%d.%m.%Y}"
    if excuse.last != excuse.first:
        days = f"с {days} по {excuse.last:%d.%m.%Y}"
    lines = (f"Отсутствие: {days}.", f"Документ: {excuse.document}.", excuse.words)
    return f"Справка: {name}, {days}", "\n".join(filter(None, lines))
