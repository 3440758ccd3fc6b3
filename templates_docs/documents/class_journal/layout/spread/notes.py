"""Footnotes of a spread: every sign of a cell is explained on its page (§1.13)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from templates_docs.documents.class_journal.context import (
    Correction,
    Debt,
    Gap,
    Learner,
    Lesson,
)
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.lookup import PageOf
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    height,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import Note, Notes
from templates_docs.documents.class_journal.layout.spread.columns import Slot
from templates_docs.documents.class_journal.layout.words import (
    gap_note,
    mark_words,
    numbered,
    short_name,
    spans,
)
from templates_docs.formatting.dates import day_month, month_name, short_date

SIGN_WIDTH, GUTTER, NOTE_GAP = 3.6, 6.0, 0.5
COLUMN_WIDTH = (look.TEXT_WIDTH - GUTTER) / 2
_TEXT_WIDTH = COLUMN_WIDTH - SIGN_WIDTH


@dataclass(slots=True)
class Footnotes:
    """Signs given out on one page, in the order of cells, and their texts.

    `brief` stands for many corrections and debts by one reference to their lists:
    the way out where the full texts have no room under the table.
    """

    page_of: PageOf
    brief: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, list[Learner]] = field(default_factory=dict)
    listed: list[int] = field(default_factory=list)

    def correction(
        self, name: str, place: str, items: tuple[tuple[int, Correction], ...]
    ) -> str:
        """Return the sign of a corrected cell."""
        if self.brief:
            self.listed += [number for number, _ in items]
            return self._sign("corrections", "")
        changes = "; затем ".join(_change(item) for _, item in items)
        owner = f"{name} — {place}" if name else place.capitalize()
        return self._sign(f"c{items[0][0]}", f"{owner} {changes}".rstrip(".") + ".")

    def record(self, place: str, items: tuple[tuple[int, Correction], ...]) -> str:
        """Return the sign of a corrected record; the values stand in the list."""
        numbers = numbered(spans(number for number, _ in items))
        page = _page(self.page_of("corrections"))
        text = f"{place.capitalize()} исправлена: {numbers} в списке, {page}."
        return self._sign(f"r{items[0][0]}", text)

    def debt(self, learner: Learner, debt: Debt) -> str:
        """Return the sign of a cell with «н/а»."""
        page = self.page_of(f"debts:{debt.index}")
        if self.brief:
            return self._sign(
                "debts",
                f"Не аттестованы; сроки и результаты сдачи — см. {_page(page)}.",
            )
        word = "не аттестована" if learner.feminine else "не аттестован"
        reason = f" ({debt.reason_note})" if debt.reason_note else ""
        term = f"срок сдачи: {debt.due}"
        if debt.order and debt.order_date:
            since = f"приказом от {short_date(debt.order_date)} {numbered(debt.order)}"
            term = f"срок сдачи установлен {since}"
        text = f"{short_name(learner)} — {word}{reason}; {term}, см. {_page(page)}."
        return self._sign(f"d{debt.index}/{debt.period}/{debt.learner}", text)

    def gap(self, learner: Learner, gap: Gap) -> str:
        """Return the sign of a band too narrow for its words."""
        key = f"g{gap_note(gap)}"
        people = self.gaps.setdefault(key, [])
        people.append(learner)
        if len(people) == 1:
            return self._sign(key, f"{short_name(learner)} — {gap_note(gap, learner)}.")
        numbers = spans(person.number for person in people)
        self.texts[key] = f"№ {numbers} — {gap_note(gap)}."
        return self.signs[key]

    def other(self, key: str, text: str) -> str:
        """Return the sign of any other explanation."""
        return self._sign(key, text)

    def _sign(self, key: str, text: str) -> str:
        if key not in self.signs:
            self.signs[key] = str(len(self.signs) + 1)
            self.texts[key] = text
        return self.signs[key]

    def all(self) -> list[tuple[str, str]]:
        """Return the signs and texts in the order of signs."""
        if self.listed:
            page = _page(self.page_of("corrections"))
            self.texts["corrections"] = (
                f"Отметки исправлены: записи {numbered(spans(set(self.listed)))} "
                f"в «Сведениях об исправлениях», {page}."
            )
        return [(sign, self.texts[key]) for key, sign in self.signs.items()]


def _page(page: str) -> str:
    return page if page.startswith("т.") else f"с.{look.NBSP}{page}"


def _change(item: Correction) -> str:
    basis = f"; {item.basis}" if item.basis else ""
    ending = f"{basis}, {item.author}"
    if not item.now:
        return f"снята, была {mark_words(item.was)}{ending}"
    if not item.was:
        return f"внесена после дня занятия: {mark_words(item.now)}{ending}"
    return f"исправлена с {mark_words(item.was)} на {mark_words(item.now)}{ending}"


def place_of(slot: Slot) -> str:
    """Return the words of a cell: «отметка за 14.10.2026», «отметка МИУД за ноябрь»."""
    if slot.final is not None:
        return f"отметка «{slot.final.caption}»"
    if slot.control and slot.day:
        return f"отметка МИУД за {month_name(slot.day)}"
    return f"отметка за {short_date(slot.day)}" if slot.day else "отметка"


def substitution_notes(lessons: Iterable[Lesson]) -> list[tuple[str, str]]:
    """Return the explanations of «*»: who held the lessons and on what basis."""
    groups: dict[tuple[str, str], list[str]] = {}
    for lesson in lessons:
        if lesson.substitute:
            key = (lesson.substitute.name, lesson.substitute.basis)
            groups.setdefault(key, []).append(day_month(lesson.date))
    notes = []
    for (name, basis), days in groups.items():
        dates = f" {', '.join(days)}" if len(groups) > 1 or len(days) > 1 else ""
        verb = "Занятия{} проведены" if len(days) > 1 else "Занятие{} проведено"
        text = f"{verb.format(dates)} в порядке замены: {name}, {basis.rstrip('.')}."
        notes.append(("*", text))
    return notes


def notes_block(top: float, notes: list[tuple[str, str]]) -> Notes:
    """Set notes in two columns of equal height, in reading order."""
    items = [_note(sign, text) for sign, text in notes]
    half = sum(item.height for item in items) / 2
    left: list[Note] = []
    used = 0.0
    for item in items:
        if left and used + item.height / 2 > half:
            break
        left.append(item)
        used += item.height
    return Notes(top, (tuple(left), tuple(items[len(left) :])))


def _note(sign: str, text: str) -> Note:
    rich = wrapped(bind(text), look.NOTE, _TEXT_WIDTH)
    return Note(sign, rich, height(rich) + NOTE_GAP)
