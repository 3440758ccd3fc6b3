"""The forms of letters: to whom, about what, the words."""

from records.letters.rules import LONGEST_SUBJECT, LONGEST_TEXT
from records.letters.values import LetterDraft
from web.site.forms import Form


def read_letter(form: Form) -> LetterDraft | None:
    """Read a letter that opens a conversation; what is wrong is said in place."""
    recipients = read_recipients(form)
    subject = form.text("subject", "Тема", required=True, limit=LONGEST_SUBJECT)
    text = form.lines("text", "Письмо", required=True, limit=LONGEST_TEXT)
    if form.errors:
        return None
    return LetterDraft(
        recipients=recipients, subject=subject, text=text, key=form.sent_key()
    )


def read_answer(form: Form) -> LetterDraft | None:
    """Read an answer in a conversation; what is wrong is said in place."""
    recipients = read_recipients(form)
    text = form.lines("text", "Ответ", required=True, limit=LONGEST_TEXT)
    if form.errors:
        return None
    return LetterDraft(recipients=recipients, text=text, key=form.sent_key())


def read_recipients(form: Form) -> tuple[int, ...]:
    """Read the ticked recipients; whose a number is, the record decides."""
    given = form.many("to")
    numbers = form.numbers("to")
    if not given:
        form.refuse("to", "Отметьте, кому письмо.")
    elif len(numbers) < len(given):
        form.refuse("to", "Получатели: выберите из списка.")
    return numbers
