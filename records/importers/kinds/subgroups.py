"""Who belongs to which subgroup of a discipline (подгруппы, REG 4.1.4)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from records.curriculum.actions import assign_subgroups
from records.curriculum.drafts import SubgroupPlace, Written
from records.curriculum.rules import check_subgroup_overlap
from records.curriculum.values import CourseFact, SubgroupSpan
from records.importers.base import Office
from records.importers.names import INDEX, LEARNER, SUBGROUP, Journals, Learners
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout

SINCE = "С даты"
TILL = "По дату"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A learner's place with the course of the subgroup."""

    course: CourseFact
    place: SubgroupPlace


class SubgroupsImporter:
    """The composition of subgroups decided by the teachers and the deputy."""

    kind = Kind.SUBGROUPS
    layout = Layout(
        columns=(
            Column(name=GROUP, required=True),
            Column(name=INDEX, required=True),
            Column(name=SUBGROUP, required=True),
            Column(name=LEARNER, required=True),
            Column(name=SINCE),
            Column(name=TILL),
        ),
        by_sheets=True,
    )

    def __init__(self) -> None:
        self._journals: Journals | None = None
        self._learners: Learners | None = None

    def read(self, line: Line, office: Office) -> PlaceRow | None:
        """Read one place; without a date it begins with the year or the enrolment."""
        if self._journals is None:
            self._journals = Journals(office.session, office.year.name)
        learners = self._learners = self._learners or Learners(office.session)
        year = office.year
        number = line.number_in(SUBGROUP, 1, high=9)
        since = line.day(SINCE, year.start, last=year.end)
        till = line.day(TILL, year.start, last=year.end)
        journal = self._journals.find(line, needs="учебный план (import curriculum)")
        if journal is None:
            return None
        learner = learners.find(line, journal.group_code)
        if number is None or learner is None:
            return None
        course = self._journals.course(line, journal, subgroup=number)
        start = since or max(year.start, learner.spans[0].start)
        if till is not None and till < start:
            line.fault(TILL, "кончается раньше, чем начинается", "исправьте даты")
        if course is None:
            return None
        place = SubgroupPlace(
            person_id=learner.person_id,
            subgroup=course.subgroup,
            start=start,
            end=till,
        )
        return PlaceRow(course=course, place=place)

    def existing(
        self, rows: list[tuple[Line, PlaceRow]], office: Office, faults: Faults
    ) -> dict[int, list[SubgroupPlace]]:
        """Keep what orders have changed; note doubles and overlaps."""
        known = self._known()
        plan: dict[int, dict[tuple[int, date], SubgroupPlace]] = defaultdict(dict)
        lines: dict[tuple[int, int], Line] = {}
        for line, row in rows:
            discipline, place = row.course.discipline_id, row.place
            key = (place.person_id, place.start)
            if key in plan[discipline]:
                line.fault(LEARNER, "уже есть в этом файле", "оставьте одну строку")
            plan[discipline][key] = _kept(place, known.get((discipline, *key)))
            lines[discipline, place.person_id] = line
        for discipline, places in plan.items():
            _note_overlaps(discipline, places, known, lines)
        return {
            discipline: list(places.values()) for discipline, places in plan.items()
        }

    def apply(self, plan: dict[int, list[SubgroupPlace]], office: Office) -> Written:
        """Write the places."""
        total = Written()
        for discipline_id, places in plan.items():
            total += assign_subgroups(
                office.session, discipline_id, places, **office.signed
            )
        return total

    def _known(self) -> dict[tuple[int, int, date], SubgroupSpan]:
        courses = self._journals.loaded_courses() if self._journals else ()
        return {
            (course.discipline_id, span.person_id, span.start): span
            for course in courses
            for span in course.members
        }


def _kept(place: SubgroupPlace, known: SubgroupSpan | None) -> SubgroupPlace:
    """Leave a place ended by an order ended when the list is brought again."""
    if known is None or place.end is not None or known.subgroup != place.subgroup:
        return place
    return SubgroupPlace(
        person_id=place.person_id,
        subgroup=place.subgroup,
        start=place.start,
        end=known.end,
    )


def _note_overlaps(
    discipline: int,
    places: dict[tuple[int, date], SubgroupPlace],
    known: dict[tuple[int, int, date], SubgroupSpan],
    lines: dict[tuple[int, int], Line],
) -> None:
    spans = {
        (span.person_id, span.start): span
        for (of, _, _), span in known.items()
        if of == discipline
    }
    for key, place in places.items():
        spans[key] = SubgroupSpan(
            person_id=place.person_id,
            subgroup=place.subgroup,
            start=place.start,
            end=place.end,
        )
    for person_id in {key[0] for key in places}:
        own = [span for span in spans.values() if span.person_id == person_id]
        for found in check_subgroup_overlap(own, {}, title=""):
            line = lines[discipline, person_id]
            line.faults.take(found, at=line.at(SUBGROUP))
