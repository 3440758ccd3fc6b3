"""What a letter must be like (REG 3.12.3): pure functions."""

from collections.abc import Iterator

from records.kernel.finding import Finding
from records.letters.values import LetterDraft

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
