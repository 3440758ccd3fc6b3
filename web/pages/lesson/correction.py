"""What the content administrator sends to mend a lesson of a closed month (3.8.8)."""

from dataclasses import dataclass

from records.lessons.values import LessonChange
from records.marks.values import Basis
from web.pages.lesson.wishes import LONGEST_TEXT, LONGEST_WORDS
from web.site.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change of a lesson's topic and homework with its basis (исправление)."""

    change: LessonChange
    basis: Basis
    key: str


def read_correction(form: Form) -> Correction | None:
    """Read the form; None when something is wrong, said beside the field."""
    nothing = form.flag("new_no_homework")
    homework = form.text("new_homework", "Домашнее задание", limit=LONGEST_TEXT)
    change = LessonChange(
        topic=form.text("new_topic", "Тема", required=True, limit=LONGEST_TEXT),
        homework="" if nothing else homework,
        no_homework=nothing,
        seen_topic=form.whole("seen_topic", "Версия", required=True),
        seen_homework=form.whole("seen_homework", "Версия", required=True),
    )
    reason = form.text("why", "Причина", required=True, limit=LONGEST_WORDS)
    document = form.text("paper", "Документ", required=True, limit=LONGEST_WORDS)
    dated = form.day("dated", "Дата документа", required=True)
    if form.errors or dated is None:
        return None
    basis = Basis(reason=reason, document=document, document_date=dated)
    return Correction(change=change, basis=basis, key=form.sent_key())
