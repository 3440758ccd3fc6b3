"""The institution's TOML file: every unknown key and wrong value told at once."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from records.kernel.errors import InputRefusedError
from records.kernel.finding import Finding
from records.kernel.text import clean_line, latin_lookalikes
from records.norms.values import BellFact, InstitutionFact, NewYear, SemesterDates
from records.people.rules import parse_full_name
from records.people.values import FullName

T = TypeVar("T")

WEEKDAY_BELLS = (
    "08:30-10:00", "10:10-11:40", "12:20-13:50", "14:00-15:30", "15:40-17:10",
    "17:20-18:50",
)  # fmt: skip
SATURDAY_BELLS = (
    "08:30-09:50", "10:00-11:20", "11:50-13:10", "13:20-14:40", "14:50-16:10",
    "16:20-17:40",
)  # fmt: skip

_KEYS = {
    "institution": (
        "full_name", "short_name", "city", "address", "inn", "ogrn", "phone", "email",
        "site", "timezone", "week",
    ),
    "people": ("director", "deputy", "head_of_office"),
    "year": ("name", "start", "end", "semesters"),
    "regulation": ("title", "order", "order_date"),
    "bells": ("weekdays", "saturday"),
}  # fmt: skip
_OPTIONAL = {"address", "inn", "ogrn", "phone", "email"}
_TEXT_LIMIT = 500
_SHOWN = 60
_PAIR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–—]\s*([01]\d|2[0-3]):([0-5]\d)")
_AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What `init` needs to know: the institution, its signers, year and bells."""

    institution: InstitutionFact
    director: FullName
    deputy: FullName
    head_of_office: FullName
    year: NewYear
    bells: tuple[BellFact, ...]


def read_profile(path: Path) -> Profile:
    """Read the file of `init --institution` (contract §4).

    Raises:
        InputRefusedError: with every unknown key and wrong value of the file.
    """
    reader = _Reader(file=path.name, data=_load(path))
    reader.check_keys()
    institution = _read_institution(reader)
    people = {
        key: reader.get("people", key, _full_name, "фамилия, имя и отчество полностью")
        for key in _KEYS["people"]
    }
    year = _read_year(reader)
    bells = _read_bells(reader)
    reader.refuse()
    if institution is None or year is None or None in people.values():
        raise AssertionError("a missing value was not noted")
    return Profile(institution=institution, year=year, bells=bells, **people)  # type: ignore[arg-type]


class _Reader:
    """The parsed file and the faults found in it so far."""

    def __init__(self, *, file: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.faults: list[Finding] = []
        self._data = data

    def check_keys(self) -> None:
        """Note sections and keys the contract does not know."""
        for section, keys in self._data.items():
            if section not in _KEYS:
                known = ", ".join(f"[{one}]" for one in _KEYS)
                self.note(f"[{section}]", "неизвестный раздел", f"есть только {known}")
            elif not isinstance(keys, dict):
                self.note(section, "это раздел, а не значение", f"напишите [{section}]")
            else:
                for key in keys.keys() - set(_KEYS[section]):
                    known = ", ".join(_KEYS[section])
                    self.note(f"[{section}] {key}", "неизвестный ключ",
                              f"годится: {known}")  # fmt: skip

    def get(
        self, section: str, key: str, read: Callable[[Any], T | None], wanted: str
    ) -> T | None:
        """Return a value read by a function; note it when missing or unreadable."""
        keys = self._data.get(section)
        raw = keys.get(key) if isinstance(keys, dict) else None
        place = f"[{section}] {key}"
        if raw is None:
            if key not in _OPTIONAL:
                self.note(place, "не указано", f"нужно: {wanted}")
            return None
        value = read(raw)
        if value is None:
            self.note(place, f"{_shown(raw)} не подходит", f"нужно: {wanted}")
        return value

    def has(self, section: str, key: str) -> bool:
        """Tell whether a key is there."""
        keys = self._data.get(section)
        return isinstance(keys, dict) and key in keys

    def note(self, place: str, message: str, advice: str) -> None:
        """Note a fault at a place of the file."""
        self.faults.append(
            Finding(
                code="profile",
                subject=f"{self.file}: {place}",
                message=message,
                advice=advice,
            )
        )

    def refuse(self) -> None:
        """Refuse the file when there is a fault."""
        if self.faults:
            raise InputRefusedError(
                f"Файл {self.file} не принят, ничего не создано. Исправьте:",
                code="profile_refused",
                findings=tuple(self.faults),
            )


def _shown(raw: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """Show a value as it may have been written; a list only by its kind."""
    if isinstance(raw, bool):
        return f"«{str(raw).lower()}»"
    if isinstance(raw, list | dict):
        return "список"
    text = clean_line(str(raw))
    return f"«{text}»" if len(text) <= _SHOWN else f"«{text[:_SHOWN]}…»"


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        message = f"Нет файла {path}."
    except IsADirectoryError:
        message = f"{path} — папка, а нужен файл .toml."
    except UnicodeDecodeError:
        message = f"Файл {path.name} не в кодировке UTF-8: сохраните его заново."
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        where = f"строка {line[1]}" if line else "конец файла"
        message = (
            f"Файл {path.name}, {where}: запись не по правилам TOML. Текст пишется в "
            "прямых кавычках, дата — без кавычек (2026-09-01)."
        )
    raise InputRefusedError(message, code="profile_unreadable")


def _read_institution(reader: _Reader) -> InstitutionFact | None:
    def text(key: str, wanted: str, read: Callable[[Any], str | None] = _text) -> str:
        return reader.get("institution", key, read, wanted) or ""

    before = len(reader.faults)
    values = {
        "full_name": text("full_name", "полное название по уставу"),
        "short_name": text("short_name", "сокращённое название"),
        "city": text("city", "город"),
        "address": text("address", "адрес"),
        "inn": text("inn", "10 или 12 цифр в кавычках", _digits(10, 12)),
        "ogrn": text("ogrn", "13 или 15 цифр в кавычках", _digits(13, 15)),
        "phone": text("phone", "телефон"),
        "email": text("email", "адрес эл. почты"),
        "site": text("site", "адрес сайта с https://", _site),
        "timezone": text("timezone", "часовой пояс, например Asia/Tomsk", _zone),
        "regulation_title": reader.get("regulation", "title", _text, "название") or "",
        "regulation_order": reader.get("regulation", "order", _text, "№ приказа") or "",
    }
    week = reader.get("institution", "week", _week, "5 или 6 рабочих дней")
    day = reader.get("regulation", "order_date", _date, "дата без кавычек: 2026-08-31")
    if week is None or day is None or len(reader.faults) > before:
        return None
    return InstitutionFact(week=week, regulation_date=day, **values)


def _read_year(reader: _Reader) -> NewYear | None:
    name = reader.get("year", "name", _year_name, "учебный год вида 2026/2027")
    start = reader.get("year", "start", _date, "дата без кавычек: 2026-09-01")
    end = reader.get("year", "end", _date, "дата без кавычек: 2027-06-30")
    semesters = reader.get(
        "year", "semesters", _semesters, "[{number = 1, start = …, end = …}, …]"
    )
    if name is None or start is None or end is None or semesters is None:
        return None
    if not start < end or not name.startswith(str(start.year)):
        reader.note("[year] end", "год кончается раньше, чем начинается, или не "
                    "совпадает с названием", "проверьте name, start и end")  # fmt: skip
    earlier = None
    for number, one in enumerate(semesters, start=1):
        inside = start <= one.start < one.end <= end
        follows = earlier is None or earlier.end < one.start
        if one.number != number or not inside or not follows:
            reader.note(
                f"[year] semesters, {number}-й",
                "семестр не по порядку или выходит за учебный год",
                "номера 1, 2, …; даты внутри года и не пересекаются",
            )
        earlier = one
    return NewYear(name=name, start=start, end=end, semesters=semesters)


def _read_bells(reader: _Reader) -> tuple[BellFact, ...]:
    wanted = '["08:30-10:00", "10:10-11:40", …] по порядку пар'
    pairs = {}
    for key, default in (("weekdays", WEEKDAY_BELLS), ("saturday", SATURDAY_BELLS)):
        read = None
        if reader.has("bells", key):
            read = reader.get("bells", key, _pairs, wanted)
        pairs[key] = read or _pairs(default) or ()
    return tuple(
        BellFact(pair=number, weekday=weekday, starts=starts, ends=ends)
        for weekday in range(6)
        for number, (starts, ends) in enumerate(
            pairs["saturday" if weekday == 5 else "weekdays"], start=1
        )
    )


def _text(raw: Any) -> str | None:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(raw, str) or not 0 < len(clean_line(raw)) <= _TEXT_LIMIT:
        return None
    return None if latin_lookalikes(raw) else clean_line(raw)


def _digits(*lengths: int) -> Callable[[Any], str | None]:
    def read(raw: Any) -> str | None:  # noqa: ANN401 - whatever TOML holds
        text = _text(raw)
        return text if text and text.isdecimal() and len(text) in lengths else None

    return read


def _site(raw: Any) -> str | None:  # noqa: ANN401 - whatever TOML holds
    text = _text(raw)
    return text if text and re.fullmatch(r"https?://[^\s/]+\S*", text) else None


def _zone(raw: Any) -> str | None:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(raw, str) or raw not in available_timezones():
        return None
    return ZoneInfo(raw).key


def _week(raw: Any) -> int | None:  # noqa: ANN401 - whatever TOML holds
    return raw if type(raw) is int and raw in {5, 6} else None


def _date(raw: Any) -> date | None:  # noqa: ANN401 - whatever TOML holds
    return raw if type(raw) is date and 2000 <= raw.year <= 2100 else None


def _full_name(raw: Any) -> FullName | None:  # noqa: ANN401 - whatever TOML holds
    text = _text(raw)
    if text is None or re.search(r"[A-Za-z\d.]", text):
        return None
    return parse_full_name(text)


def _year_name(raw: Any) -> str | None:  # noqa: ANN401 - whatever TOML holds
    text = _text(raw)
    if text is None or not re.fullmatch(r"20\d\d/20\d\d", text):
        return None
    first, second = map(int, text.split("/"))
    return text if second == first + 1 else None


def _semesters(raw: Any) -> tuple[SemesterDates, ...] | None:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(raw, list):
        return None
    made = []
    for one in raw:
        if not isinstance(one, dict) or one.keys() != {"number", "start", "end"}:
            return None
        start, end = _date(one["start"]), _date(one["end"])
        if type(one["number"]) is not int or start is None or end is None:
            return None
        made.append(SemesterDates(number=one["number"], start=start, end=end))
    return tuple(made)


def _pairs(raw: Any) -> tuple[tuple[int, int], ...] | None:  # noqa: ANN401 - whatever TOML holds
    if not isinstance(raw, list | tuple) or not 0 < len(raw) <= 12:
        return None
    made: list[tuple[int, int]] = []
    for one in raw:
        parts = _PAIR.fullmatch(one) if isinstance(one, str) else None
        if parts is None:
            return None
        hours, minutes, until, until_minutes = map(int, parts.groups())
        starts, ends = hours * 60 + minutes, until * 60 + until_minutes
        if starts >= ends or (made and starts < made[-1][1]):
            return None
        made.append((starts, ends))
    return tuple(made)
