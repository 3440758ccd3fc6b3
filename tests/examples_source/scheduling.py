"""A year's timetable for the examples: even, without conflicts, always the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations

from tests.examples_source.sources import Taught, read_list

DAY_PAIRS = (1, 2, 3, 4)
EVENING_PAIRS = (5, 6)
_HURRY = 10
_TERMS = (
    (date(2026, 9, 1), date(2026, 12, 25)),
    (date(2027, 1, 11), date(2027, 5, 28)),
)
_EXAMS = (
    (date(2026, 9, 1), date(2026, 12, 16)),
    (date(2027, 1, 11), date(2027, 5, 21)),
)
_TALKS = (
    (date(2026, 12, 7), date(2026, 12, 18)),
    (date(2027, 5, 12), date(2027, 5, 27)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A lesson of the timetable, one row a subgroup."""

    group: str
    index: str
    day: date
    pair: int
    teacher: str
    subgroup: str
    room: str


@dataclass(slots=True, kw_only=True, eq=False)
class Unit:
    """A course of a group in a term; its subgroups learn at the same time."""

    lines: list[Taught]
    count: int
    days: list[date]
    done: int = 0

    @property
    def group(self) -> str:
        """Return the group's code."""
        return self.lines[0].group

    @property
    def is_practice(self) -> bool:
        """Tell whether the whole day belongs to it."""
        return self.lines[0].kind in {"УП", "ПП"}

    @property
    def teachers(self) -> frozenset[str]:
        """Return everybody it occupies."""
        return frozenset(line.teacher for line in self.lines)

    def lag(self, day: date, coming: int = 0) -> float:
        """Return by how many lessons it is behind its even pace that day.

        `coming` are the lessons already given it that day. One that needs every
        day left to it comes first.
        """
        done = self.done + coming
        if done == self.count or day not in self.days:
            return 0
        passed = self.days.index(day) + 1
        hurry = _HURRY if self.count - done > len(self.days) - passed else 0
        return self.count * passed / len(self.days) - done + hurry


def make_timetable(lines: Iterable[Taught]) -> list[Held]:
    """Return the lessons of the year by day, pair and group."""
    units = list(_make_units(lines))
    rooms = {row["Преподаватель"]: row["Аудитория"] for row in read_list("rooms")}
    held: list[Held] = []
    for day in sorted({day for unit in units for day in unit.days}):
        busy: dict[int, set[str]] = defaultdict(set)
        for group in dict.fromkeys(unit.group for unit in units):
            own = [unit for unit in units if unit.group == group]
            for unit, pair in _place(own, day, busy):
                unit.done += 1
                busy[pair] |= unit.teachers
                held += _rows(unit, day, pair, rooms=rooms)
    late = [unit.lines[0].index for unit in units if unit.done != unit.count]
    if late:
        raise ValueError(f"no room in the timetable for {late}")
    return held


def is_study_day(day: date) -> bool:
    """Tell whether there are lessons: a weekday that is neither off nor a holiday."""
    free = {row["Дата"] for row in read_list("calendar") if row["Вид"] != "рабочий"}
    return day.weekday() < 5 and f"{day:%d.%m.%Y}" not in free


def _make_units(lines: Iterable[Taught]) -> Iterator[Unit]:
    together: dict[tuple[str, str], list[Taught]] = defaultdict(list)
    for line in lines:
        together[line.group, line.index].append(line)
    for few in together.values():
        for term in (0, 1):
            count = few[0].lessons[term]
            if count:
                start, end = _window(few[0], term)
                days = [
                    start + timedelta(days=number)
                    for number in range((end - start).days + 1)
                ]
                yield Unit(
                    lines=few, count=count, days=[d for d in days if is_study_day(d)]
                )


def _window(line: Taught, term: int) -> tuple[date, date]:
    if line.window:
        return line.window
    if line.kind == "консультации":
        return _TALKS[term]
    return _EXAMS[term] if line.control[term] == "Э" else _TERMS[term]


def _place(
    units: Sequence[Unit], day: date, busy: dict[int, set[str]]
) -> list[tuple[Unit, int]]:
    """Choose the day's lessons of a group and give each a free pair."""
    practice = [unit for unit in units if unit.is_practice and unit.lag(day) > 0]
    if practice:
        return [(practice[0], 1)]
    pairs = EVENING_PAIRS if units[0].lines[0].without_semesters else DAY_PAIRS
    chosen = _choose(units, day, len(pairs))
    while chosen:
        turn = day.toordinal() % len(chosen)
        for order in permutations(chosen[turn:] + chosen[:turn]):
            for first in range(len(pairs) - len(order) + 1):
                placed = list(zip(order, pairs[first:], strict=False))
                if all(unit.teachers.isdisjoint(busy[pair]) for unit, pair in placed):
                    return placed
        chosen.pop()
    return []


def _choose(units: Sequence[Unit], day: date, most: int) -> list[Unit]:
    """Take those furthest behind, a course twice a day when it must be."""
    chosen: list[Unit] = []
    while len(chosen) < most:
        behind = max(units, key=lambda unit: unit.lag(day, chosen.count(unit)))
        enough = 0.5 if len(chosen) >= 2 or most == len(EVENING_PAIRS) else 0.0
        if behind.lag(day, chosen.count(behind)) <= enough:
            break
        chosen.append(behind)
    return chosen


def _rows(unit: Unit, day: date, pair: int, *, rooms: dict[str, str]) -> Iterator[Held]:
    for line in unit.lines:
        yield Held(
            group=line.group,
            index=line.index,
            day=day,
            pair=pair,
            teacher=line.teacher,
            subgroup=line.subgroup,
            room="" if line.kind == "ПП" else rooms[line.teacher],
        )
