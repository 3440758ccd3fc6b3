"""Finding whom or what a cell names: groups, courses, teachers, learners."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.queries import (
    list_courses,
    list_journals,
    list_learners,
    near_names,
)
from records.curriculum.values import CourseFact, JournalRef, LearnerFact
from records.importers.reading.lines import Line
from records.importers.values import GROUP
from records.kernel.text import clean_line, fold
from records.people.queries import list_former_names, list_staff
from records.people.rules import name_keys, written_key
from records.people.values import StaffFact

INDEX = "Индекс"
SUBGROUP = "Подгруппа"
TEACHER = "Преподаватель"
LEARNER = "Обучающийся"

_TOLD_APART = re.compile(r"^(?P<name>[^(]+?)\s*\((?P<sign>[^)]+)\)$")


@dataclass(slots=True)
class Teachers:
    """The teachers by every way a list may write their names."""

    session: Session
    _known: dict[str, list[StaffFact]] | None = None

    def find(self, line: Line, column: str = TEACHER) -> StaffFact | None:
        """Return the teacher a cell names; note nobody, somebody else or two."""
        written = line.russian(column)
        if not written:
            return None
        found = self._index().get(written_key(written), [])
        if len(found) == 1:
            return self._with_role(line, column, found[0])
        if found:
            names = ", ".join(str(one.person.full_name) for one in found)
            line.fault(
                column,
                f"«{written}» — таких двое: {names}",
                "напишите фамилию, имя и отчество полностью",
            )
            return None
        everybody = {one.person.full_name.short for few in self._index().values()
                     for one in few}  # fmt: skip
        line.fault(
            column,
            f"преподавателя «{written}» нет в списке работников."
            f"{near_names(written, everybody)}",
            "исправьте или сначала загрузите работников (import staff)",
        )
        return None

    def _with_role(self, line: Line, column: str, one: StaffFact) -> StaffFact | None:
        if Role.TEACHER in one.roles:
            return one
        line.fault(
            column,
            f"у работника {one.person.full_name.short} нет роли «педагог»",
            "добавьте роль в списке работников",
        )
        return None

    def _index(self) -> dict[str, list[StaffFact]]:
        if self._known is None:
            self._known = defaultdict(list)
            for one in list_staff(self.session):
                for key in name_keys(one.person.full_name):
                    self._known[key].append(one)
        return self._known


@dataclass(slots=True)
class Journals:
    """The journals of a year by the codes of their groups, with their courses."""

    session: Session
    year_name: str
    _refs: dict[str, JournalRef] | None = None
    _courses: dict[int, dict[str, list[CourseFact]]] = field(default_factory=dict)

    def find(self, line: Line, *, needs: str) -> JournalRef | None:
        """Return the journal of the group a line names; `needs` is what comes first."""
        code = line.russian(GROUP)
        if not code:
            return None
        known = self._known()
        found = known.get(fold(code))
        if found is None:
            near = near_names(code, [ref.group_code for ref in known.values()])
            line.fault(
                GROUP,
                f"группы «{code}» нет.{near}",
                f"исправьте или сначала загрузите {needs}",
            )
        return found

    def courses(self, line: Line, journal: JournalRef) -> list[CourseFact]:
        """Return the courses of the index a line names, one a subgroup."""
        index = line.russian(INDEX)
        if not index:
            return []
        by_index = self._of(journal.id)
        found = by_index.get(fold(index), [])
        if not found:
            near = near_names(index, [few[0].index_code for few in by_index.values()])
            line.fault(
                INDEX,
                f"в учебном плане группы {journal.group_code} нет индекса "
                f"«{index}».{near}",
                "исправьте или сначала загрузите учебный план (import curriculum)",
            )
        return found

    def course(
        self, line: Line, journal: JournalRef, *, subgroup: int | None
    ) -> CourseFact | None:
        """Return the one course of an index and a subgroup."""
        few = self.courses(line, journal)
        if not few:
            return None
        for course in few:
            if course.subgroup == (subgroup or 0):
                return course
        numbers = ", ".join(str(course.subgroup) for course in few if course.subgroup)
        if numbers and not subgroup:
            message, advice = "не указана подгруппа", f"есть подгруппы {numbers}"
        elif numbers:
            message, advice = f"подгруппы {subgroup} нет", f"есть подгруппы {numbers}"
        else:
            message = f"{few[0].index_code} на подгруппы не делится"
            advice = "уберите номер подгруппы или исправьте учебный план"
        line.fault(SUBGROUP, message, advice)
        return None

    def loaded_courses(self) -> Iterable[CourseFact]:
        """Return every course of the journals asked for so far."""
        return [
            course
            for by_index in self._courses.values()
            for few in by_index.values()
            for course in few
        ]

    def _known(self) -> dict[str, JournalRef]:
        if self._refs is None:
            refs = list_journals(self.session, self.year_name)
            self._refs = {fold(ref.group_code): ref for ref in refs}
        return self._refs

    def _of(self, journal_id: int) -> dict[str, list[CourseFact]]:
        if journal_id not in self._courses:
            few: dict[str, list[CourseFact]] = defaultdict(list)
            for course in list_courses(self.session, journal_id):
                few[fold(course.index_code)].append(course)
            self._courses[journal_id] = few
        return self._courses[journal_id]


@dataclass(slots=True)
class Learners:
    """The learners of groups by their present and former names."""

    session: Session
    _known: dict[str, dict[str, list[LearnerFact]]] = field(default_factory=dict)

    def of_group(self, code: str) -> dict[str, list[LearnerFact]]:
        """Return everybody who ever was in a group, by folded full name."""
        if code not in self._known:
            few: dict[str, list[LearnerFact]] = defaultdict(list)
            learners = list_learners(self.session, code)
            former = list_former_names(
                self.session, (one.person_id for one in learners)
            )
            for one in learners:
                names = {one.full_name, *map(str, former.get(one.person_id, ()))}
                for name in names:
                    few[fold(name)].append(one)
            self._known[code] = few
        return self._known[code]

    def find(self, line: Line, code: str, column: str = LEARNER) -> LearnerFact | None:
        """Return the learner a cell names, «ФИО» or «ФИО (дата рождения)»."""
        written = line.russian(column)
        if not written:
            return None
        parts = _TOLD_APART.match(written)
        name, sign = (parts["name"], parts["sign"]) if parts else (written, "")
        known = self.of_group(code)
        found = known.get(fold(name), [])
        if sign:
            found = [one for one in found if sign in _signs(one)]
        if len(found) == 1:
            return found[0]
        if found:
            ways = ", ".join(f"«{name} ({_signs(one)[0]})»" for one in found)
            line.fault(
                column, f"«{name}» — в группе таких несколько", f"напишите {ways}"
            )
            return None
        near = near_names(
            name, {one.full_name for few in known.values() for one in few}
        )
        line.fault(
            column,
            f"обучающегося «{written}» нет в группе {code}.{near}",
            "исправьте или сначала загрузите обучающихся (import students)",
        )
        return None


def split_group_names(text: str) -> tuple[str, ...]:
    """Return the codes of a cell such as «ЮР-21; ИСП-22-11»."""
    return tuple(filter(None, (clean_line(part) for part in text.split(";"))))


def _signs(one: LearnerFact) -> tuple[str, ...]:
    birth = f"{one.birth_date:%d.%m.%Y}" if isinstance(one.birth_date, date) else ""
    return tuple(filter(None, (birth, one.file_no, one.record_book)))
