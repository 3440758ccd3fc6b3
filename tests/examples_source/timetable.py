"""The year's timetable: lessons spread evenly, nobody in two places at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from records.kernel.calendar import WorkCalendar
from tests.examples_source.model import Programme, Study
from tests.examples_source.plans import rows_of_terms

PAIRS = 4
PRACTICES = frozenset({"УП", "ПП"})
CALENDAR = WorkCalendar(week=5)
WINTER = (date(2026, 12, 28), date(2027, 1, 10))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson of the timetable."""

    group: str
    index: str
    day: date
    pair: int
    teacher: str
    subgroup: int
    room: str


@dataclass(slots=True, kw_only=True)
class Busy:
    """Who and what is taken, by day and pair."""

    taken: set[tuple[str, date, int]] = field(default_factory=set)
    load: Counter[tuple[str, date]] = field(default_factory=Counter)

    def free(self, names: Sequence[str], day: date, pair: int) -> bool:
        """Tell whether all are free."""
        return not any((name, day, pair) in self.taken for name in names)

    def take(self, names: Sequence[str], day: date, pair: int) -> None:
        """Take all of them."""
        self.taken |= {(name, day, pair) for name in names}


def make_timetable(programmes: Sequence[Programme]) -> tuple[Lesson, ...]:
    """Return all lessons in the order of days."""
    busy = Busy()
    found = [
        lesson for programme in programmes for lesson in _programme(programme, busy)
    ]
    return tuple(
        sorted(found, key=lambda one: (one.day, one.pair, one.group, one.subgroup))
    )


def _programme(programme: Programme, busy: Busy) -> Iterator[Lesson]:
    for number, first, last in programme.terms:
        days = _days(first, last)
        wanted = []
        for order, study in enumerate(programme.studies):
            if study.kind in PRACTICES:
                continue
            terms = [term for term, _, _ in study.terms]
            if number not in terms:
                continue
            count = rows_of_terms(study)[terms.index(number)]
            wanted += [((step + 0.5) / count, order, study) for step in range(count)]
        yield from _spread(programme, wanted, days, busy)
    yield from _practices(programme, busy)


def _spread(
    programme: Programme,
    wanted: list[tuple[float, int, Study]],
    days: Sequence[date],
    busy: Busy,
) -> Iterator[Lesson]:
    last: dict[str, int] = {}
    for share, _order, study in sorted(wanted, key=lambda one: one[:2]):
        ideal = int(share * len(days))
        place = _place(
            programme,
            study,
            days,
            busy,
            start=max(ideal - 3, last.get(study.index, -1) + 1, 0),
        )
        if place is None:
            raise ValueError(f"no room for {programme.group} {study.index}")
        at, pair = place
        last[study.index] = at
        yield from _book(programme, study, days[at], pair, busy=busy)


def _place(
    programme: Programme,
    study: Study,
    days: Sequence[date],
    busy: Busy,
    *,
    start: int,
) -> tuple[int, int] | None:
    names = [*study.leaders, programme.group]
    for limit in (3, PAIRS):
        for at in range(start, min(start + 9, len(days)) if limit == 3 else len(days)):
            day = days[at]
            if busy.load[programme.group, day] >= limit:
                continue
            for pair in range(1, PAIRS + 1):
                rooms = _rooms(study)
                if busy.free([*names, *rooms], day, pair):
                    return at, pair
    return None


def _book(
    programme: Programme, study: Study, day: date, pair: int, *, busy: Busy
) -> Iterator[Lesson]:
    rooms = [_room(study, number) for number in range(len(study.leaders))]
    busy.take([*study.leaders, programme.group, *_rooms(study)], day, pair)
    busy.load[programme.group, day] += 1
    for number, teacher in enumerate(study.leaders):
        yield Lesson(
            group=programme.group,
            index=study.index,
            day=day,
            pair=pair,
            teacher=teacher,
            subgroup=number + 1 if len(study.leaders) > 1 else 0,
            room=rooms[number],
        )


def _practices(programme: Programme, busy: Busy) -> Iterator[Lesson]:
    if programme.practice is None:
        return
    days = iter(_days(*programme.practice))
    for study in programme.studies:
        if study.kind in PRACTICES:
            for _ in range(sum(rows_of_terms(study))):
                yield from _book(programme, study, next(days), 1, busy=busy)


def _rooms(study: Study) -> list[str]:
    rooms = [_room(study, number) for number in range(len(study.leaders))]
    return [room for room in rooms if room]


def _room(study: Study, number: int) -> str:
    if not study.room or number == 0:
        return study.room
    return f"{study.room}-{number + 1}"


def _days(first: date, last: date) -> Sequence[date]:
    found = []
    day = first
    while day <= last:
        if CALENDAR.is_working_day(day) and not WINTER[0] <= day <= WINTER[1]:
            found.append(day)
        day += timedelta(days=1)
    return found
