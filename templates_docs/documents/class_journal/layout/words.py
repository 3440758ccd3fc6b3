"""Words of dates, orders, marks and gaps, as the journal's pages say them."""

from collections.abc import Iterable
from datetime import date

from templates_docs.documents.class_journal.context import Gap, Learner
from templates_docs.formatting.dates import short_date
from templates_docs.formatting.typography import NBSP

MARK_WORDS = {
    "5": "отлично",
    "4": "хорошо",
    "3": "удовлетворительно",
    "2": "неудовлетворительно",
    "н": "отсутствовал(а)",
    "н/а": "не аттестован(а)",
}
_GAP_WORDS = {
    "arrival": ("зачислен", "зачислена", "зачислены"),
    "left": ("выбыл", "выбыла", "выбыли"),
    "leave": ("акад. отпуск", "акад. отпуск", "акад. отпуск"),
}


def date_or_blank(day: date | None) -> str:
    """Return «02.09.2026», or nothing."""
    return short_date(day) if day else ""


def order_text(order: str, day: date | None, word: str = "приказ") -> str:
    """Return «приказ от 19.11.2026 № 71-к»."""
    since = f" от{NBSP}{date_or_blank(day)}" if day else ""
    return f"{word}{since} {numbered(order)}".rstrip()


def order_of(order: str, day: date | None) -> str:
    """Return «19.11.2026 № 71-к»."""
    return f"{date_or_blank(day)} {numbered(order)}".strip()


def numbered(order: str) -> str:
    """Return the number of an order after «№», put once and bound."""
    bare = order.removeprefix("№").strip()
    return f"№{NBSP}{bare}" if bare else ""


def gap_note(gap: Gap, learner: Learner | None = None) -> str:
    """Return the words of a band: «зачислен 05.10.2026, пр. № 77-к».

    Without a learner the words are of several people.
    """
    form = 2 if learner is None else int(learner.feminine)
    word = _GAP_WORDS[gap.kind][form]
    day = date_or_blank(gap_day(gap))
    since = f"с{NBSP}{day}" if gap.kind == "leave" and day else day
    order = f"пр.{NBSP}{numbered(gap.order)}" if gap.order else ""
    what = gap.word or f"{word} {since}".strip()
    return ", ".join(part for part in (what, order) if part)


def gap_text(gap: Gap, learner: Learner) -> str:
    """Return the full words of a gap: «академический отпуск с … по …, приказ …»."""
    word = _GAP_WORDS[gap.kind][int(learner.feminine)]
    span = date_or_blank(gap_day(gap))
    if gap.kind == "leave":
        word = "академический отпуск"
        until = f" по{NBSP}{date_or_blank(gap.last)}" if gap.last else ""
        span = f"с{NBSP}{span}{until}"
    order = order_text(gap.order, gap.order_date) if gap.order else ""
    what = gap.word or f"{word} {span}".strip()
    return ", ".join(part for part in (what, order) if part)


def gap_day(gap: Gap) -> date | None:
    """Return the day a gap's words name: arrival, last day, or first day of leave."""
    if gap.kind == "arrival":
        return date.fromordinal(gap.last.toordinal() + 1) if gap.last else None
    if gap.kind == "left":
        return date.fromordinal(gap.first.toordinal() - 1) if gap.first else None
    return gap.first


def short_name(learner: Learner) -> str:
    """Return «Фамилия Имя»."""
    return f"{learner.surname} {learner.given_name}".strip()


def full_name(learner: Learner) -> str:
    """Return «Фамилия Имя Отчество»; a missing patronymic leaves no trace."""
    return f"{short_name(learner)} {learner.patronymic}".strip()


def spans(numbers: Iterable[int]) -> str:
    """Return numbers as «1–5, 9»."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(
        f"{first}" if first == last else f"{first}–{last}" for first, last in parts
    )


def mark_words(mark: str) -> str:
    """Return «4» (хорошо); a sign without a word stands alone."""
    word = MARK_WORDS.get(mark)
    return f"«{mark}» ({word})" if word else f"«{mark}»"


def subgroup_number(subgroup: str) -> str:
    """Return the bare number of a subgroup, also of «подгруппа 1»."""
    return subgroup.strip().removeprefix("подгруппа").strip()
