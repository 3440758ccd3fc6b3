"""A row under known headings: its cells read as text, numbers, dates, choices."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TypeVar

from records.importers.reading.faults import Faults, Place
from records.importers.reading.sheets import Broken, Formula, Raw, is_blank
from records.kernel.text import (
    clean_line,
    clean_text,
    cyrillic_twin,
    fold,
    latin_lookalikes,
)

T = TypeVar("T")

TEXT_LIMIT = 500
_WRITTEN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DATE_ADVICE = "напишите ДД.ММ.ГГГГ или поставьте ячейке формат «Дата»"


@dataclass(slots=True, kw_only=True)
class Line:
    """A row of a file (строка): asks for a cell by its heading, notes what is wrong.

    Every reader gives None (or an empty string) when the cell is empty or wrong;
    what is wrong is noted then.
    """

    sheet: str
    number: int
    cells: Mapping[str, Raw]
    faults: Faults

    def at(self, column: str = "") -> Place:
        """Return the place of a cell, or of the row."""
        return Place(sheet=self.sheet, row=self.number, column=column)

    def fault(self, column: str, message: str, advice: str) -> None:
        """Note a fault of a cell."""
        self.faults.add(message, advice, at=self.at(column), code="cell")

    def has(self, column: str) -> bool:
        """Tell whether anything is written in a cell."""
        return not is_blank(self.cells.get(column))

    def text(self, column: str, *, limit: int = TEXT_LIMIT) -> str:
        """Return a cell as one line of text; a whole number is read as its digits."""
        return clean_line(self._text(column, limit=limit))

    def paragraph(self, column: str, *, limit: int = TEXT_LIMIT) -> str:
        """Return a cell as text in which line breaks became spaces, words whole."""
        return " ".join(clean_text(self._text(column, limit=limit)).split())

    def russian(self, column: str, *, limit: int = TEXT_LIMIT) -> str:
        """Return a line of text in which no Latin letter poses as a Cyrillic one."""
        found = self.paragraph(column, limit=limit)
        twins = latin_lookalikes(found)
        if twins:
            words = ", ".join(f"«{one.latin}»" for one in twins[:5])
            self.fault(
                column,
                f"«{_shortened(found)}»: латинские буквы вместо русских — {words}",
                "наберите слово заново в русской раскладке",
            )
            return ""
        return found

    def number_in(self, column: str, low: int, *, high: int) -> int | None:
        """Return a whole number between two bounds."""
        raw = self._raw(column)
        value = raw
        if isinstance(raw, str):
            digits = clean_line(raw)
            value = int(digits) if re.fullmatch(r"\d{1,9}", digits) else raw
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if raw is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(column, f"«{_shown(raw)}» — не целое число", "напишите цифрами")
            return None
        if not low <= value <= high:
            self.fault(column, f"{value} не бывает", f"нужно от {low} до {high}")
            return None
        return value

    def day(self, column: str, first: date, *, last: date) -> date | None:
        """Return a date between two days, the bounds of common sense."""
        raw = self._raw(column)
        if raw is None:
            return None
        found = self._date(column, raw)
        if found is None or first <= found <= last:
            return found
        self.fault(
            column,
            f"дата {found:%d.%m.%Y} — похоже, не тот век или год",
            f"нужно от {first:%d.%m.%Y} до {last:%d.%m.%Y}",
        )
        return None

    def choice(self, column: str, known: Mapping[str, T]) -> T | None:
        """Return the value of a word from a short list; case and ё do not matter."""
        word = self.text(column)
        if not word:
            return None
        name = _folded(tuple(known)).get(fold(word))
        if name is None:
            self.fault(
                column,
                f"«{_shortened(word)}» — такого обозначения нет{_hint(word, known)}",
                f"годится: {', '.join(known)}",
            )
            return None
        return known[name]

    def _text(self, column: str, *, limit: int) -> str:
        raw = self._raw(column)
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        if raw is None:
            return ""
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            self.fault(
                column,
                f"«{_shown(raw)}» — не текст: программа таблиц изменила его",
                "поставьте столбцу формат «Текстовый» и наберите значение заново",
            )
            return ""
        text = str(raw)
        if len(text) > limit:
            self.fault(column, f"слишком длинно: {len(text)} знаков", f"до {limit}")
            return ""
        return text

    def _raw(self, column: str) -> Raw:
        raw = self.cells.get(column)
        if is_blank(raw):
            return None
        if isinstance(raw, Formula):
            self.fault(
                column,
                "в ячейке формула",
                "скопируйте столбец и вставьте «только значения»",
            )
            return None
        if isinstance(raw, Broken):
            self.fault(column, f"в ячейке ошибка {raw.text}", "впишите значение")
            return None
        return raw

    def _date(self, column: str, raw: Raw) -> date | None:
        if isinstance(raw, datetime):
            if raw.time() == time():
                return raw.date()
        elif isinstance(raw, date):
            return raw
        elif isinstance(raw, str):
            return self._written_date(column, clean_line(raw))
        self.fault(column, f"«{_shown(raw)}» — не дата", _DATE_ADVICE)
        return None

    def _written_date(self, column: str, text: str) -> date | None:
        parts = _WRITTEN_DATE.fullmatch(text)
        if parts is None:
            self.fault(column, f"«{_shortened(text)}» — не дата", _DATE_ADVICE)
            return None
        day, month, year = map(int, parts.groups())
        try:
            return date(year, month, day)
        except ValueError:
            self.fault(column, f"дня {text} нет в календаре", "проверьте число и месяц")
            return None


@cache
def _folded(names: tuple[str, ...]) -> Mapping[str, str]:
    return {fold(name): name for name in names}


def _hint(word: str, known: Mapping[str, object]) -> str:
    twin = cyrillic_twin(word)
    if twin is not None and fold(twin) in _folded(tuple(known)):
        return f" (похоже на «{twin}», но буквы латинские)"
    return ""


def _shown(raw: Raw) -> str:
    if isinstance(raw, datetime | date):
        return f"{raw:%d.%m.%Y}"
    return _shortened(
        str(raw).replace(".", ",") if isinstance(raw, float) else str(raw)
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
