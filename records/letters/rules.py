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
            "recipients",
            "не выбран ни один получатель",
            "отметьте, кому письмо",
        ),
        (opens and not draft.subject, "subject", "нет темы", "напишите, о чём письмо"),
        (
            len(draft.subject) > LONGEST_SUBJECT,
            "subject-long",
            "тема слишком длинная",
            f"до {LONGEST_SUBJECT} знаков",
        ),
        (not draft.text, "text", "письмо пустое", "напишите текст"),
        (
            len(draft.text) > LONGEST_TEXT,
            "text-long",
            f"в письме {len(draft.text)} знаков",
            f"сократите до {LONGEST_TEXT} или отправьте двумя письмами",
        ),
    )
    for broken, code, message, advice in faults:
        if broken:
            yield Finding(
                code=f"CHK-3.12.3-{code}",
                clause=CLAUSE,
                message=message,
                advice=advice,
            )
