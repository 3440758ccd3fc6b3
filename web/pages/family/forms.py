"""The form of an absence's document: days, number, words (справка)."""

from records.letters.rules import LONGEST_TEXT
from records.letters.values import Excuse
from web.site.forms import Form


def read_excuse(form: Form, learner_id: int) -> Excuse | None:
    """Read the form; None when something is wrong, the form says what."""
    first = form.day("first", "С какого дня", required=True)
    last = form.day("last", "По какой день") or first
    document = form.text("document", "Документ", required=True, limit=200)
    words = form.lines("words", "Пояснение", limit=LONGEST_TEXT // 2)
    if form.errors or first is None or last is None:
        return None
    return Excuse(
        learner_id=learner_id,
        first=first,
        last=last,
        document=document,
        words=words,
        key=form.sent_key(),
    )
