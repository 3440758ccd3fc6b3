"""The curriculum of groups: hours, control, teachers by semester (учебный план)."""

from collections import defaultdict
from dataclasses import dataclass

from records.curriculum.actions import ensure_journal, set_curriculum
from records.curriculum.drafts import TermDraft, Written
from records.curriculum.queries import get_group_id, list_groups, near_names
from records.curriculum.values import DisciplineKind
from records.importers.base import Office
from records.importers.names import INDEX, SUBGROUP, TEACHER, Teachers
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout
from records.kernel.text import fold
from records.people.values import StaffFact

NAME = "Наименование"
HOURS = "Часов"
CONTROL = "Форма контроля"
SEMESTER = "Семестр"
WHAT = "Вид"

CONTROLS = {
    "Э": "Э", "З": "З", "ДЗ": "ДЗ", "КР": "КР", "КП": "КП", "Эк": "Эк",
    "—": "", "-": "", "–": "",
}  # fmt: skip
KINDS = {
    "дисциплина": DisciplineKind.DISCIPLINE,
    "МДК": DisciplineKind.MODULE_COURSE,
    "УП": DisciplineKind.TRAINING_PRACTICE,
    "ПП": DisciplineKind.WORK_PRACTICE,
    "ПДП": DisciplineKind.FINAL_PRACTICE,
    "консультации": DisciplineKind.CONSULTATIONS,
}
_BY_INDEX = {
    "МДК": DisciplineKind.MODULE_COURSE,
    "УП": DisciplineKind.TRAINING_PRACTICE,
    "ПП": DisciplineKind.WORK_PRACTICE,
    "ПДП": DisciplineKind.FINAL_PRACTICE,
}
_DASHES = {"—", "-", "–"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A row of the curriculum and the group it belongs to."""

    group: str
    term: TermDraft


class CurriculumImporter:
    """The working curriculum of the year, one row a course and a semester."""

    kind = Kind.CURRICULUM
    layout = Layout(
        columns=(
            Column(name=GROUP, required=True),
            Column(name=INDEX, required=True),
            Column(name=NAME, required=True),
            Column(name=HOURS, required=True),
            Column(name=CONTROL, required=True),
            Column(name=SEMESTER, required=True),
            Column(name=TEACHER, required=True),
            Column(name=SUBGROUP),
            Column(name=WHAT),
        ),
        by_sheets=True,
    )

    def __init__(self) -> None:
        self._teachers: Teachers | None = None
        self._groups: dict[str, str] | None = None

    def read(self, line: Line, office: Office) -> TermRow | None:
        """Read one course in one semester."""
        group = self._group(line, office)
        teacher = self._teacher(line, office)
        index = line.russian(INDEX, limit=40)
        name = line.russian(NAME, limit=300)
        hours = line.number_in(HOURS, 1, high=2000)
        control = line.choice(CONTROL, CONTROLS)
        semester = _read_semester(line, office)
        kind = _read_kind(line, index)
        subgroup = line.number_in(SUBGROUP, 1, high=9) or 0
        if group is None or teacher is None or not index or not name:
            return None
        if hours is None or control is None or semester is None:
            return None
        term = TermDraft(
            index_code=index,
            name=name,
            kind=kind,
            hours=hours,
            control=control,
            teacher_id=teacher.person.id,
            semester=semester,
            subgroup=subgroup,
        )
        return TermRow(group=group, term=term)

    def existing(
        self, rows: list[tuple[Line, TermRow]], office: Office, faults: Faults
    ) -> dict[str, list[TermDraft]]:
        """Note rows that contradict each other."""
        plan: dict[str, list[TermDraft]] = defaultdict(list)
        by_group: dict[str, _Consistency] = defaultdict(_Consistency)
        for line, row in rows:
            by_group[row.group].check(line, row.term)
            plan[row.group].append(row.term)
        return plan

    def apply(self, plan: dict[str, list[TermDraft]], office: Office) -> Written:
        """Write the curricula; a journal of the year opens with its curriculum."""
        session = office.session
        total = Written()
        for group, terms in plan.items():
            group_id = get_group_id(session, group)
            journal_id = ensure_journal(session, group_id, office.year.id)
            total += set_curriculum(session, journal_id, terms, actor=office.actor)
        return total

    def _group(self, line: Line, office: Office) -> str | None:
        if self._groups is None:
            self._groups = {fold(code): code for code in list_groups(office.session)}
        code = line.russian(GROUP, limit=40)
        found = self._groups.get(fold(code))
        if code and found is None:
            line.fault(
                GROUP,
                f"группы «{code}» нет.{near_names(code, self._groups.values())}",
                "исправьте или сначала загрузите обучающихся (import students)",
            )
        return found

    def _teacher(self, line: Line, office: Office) -> StaffFact | None:
        if self._teachers is None:
            self._teachers = Teachers(office.session)
        return self._teachers.find(line)


class _Consistency:
    """What the rows of a group have said so far."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, int]] = {}
        self._terms: dict[tuple[str, int, int], int] = {}
        self._divided: dict[str, tuple[bool, int]] = {}
        self._semesters: tuple[bool, int] | None = None

    def check(self, line: Line, term: TermDraft) -> None:
        """Note what contradicts an earlier row."""
        index = fold(term.index_code)
        name, first = self._names.setdefault(index, (term.name, line.number))
        if name != term.name:
            line.fault(
                NAME,
                f"{term.index_code} в строке {first} называется «{name}»",
                "пусть названия совпадают",
            )
        self._check_term(line, term, index)
        self._check_division(line, term, index)
        with_semesters, row = self._semesters or (bool(term.semester), line.number)
        self._semesters = (with_semesters, row)
        if with_semesters != bool(term.semester):
            line.fault(
                SEMESTER,
                f"в строке {row} семестр {'указан' if with_semesters else '«—»'}",
                "у одной группы либо везде номер семестра, либо везде «—»",
            )

    def _check_term(self, line: Line, term: TermDraft, index: str) -> None:
        key = (index, term.semester, term.subgroup)
        first = self._terms.setdefault(key, line.number)
        if first != line.number:
            line.fault(
                INDEX,
                f"{term.index_code} в этом семестре уже есть в строке {first}",
                "сложите часы в одну строку или укажите подгруппу",
            )

    def _check_division(self, line: Line, term: TermDraft, index: str) -> None:
        divided = bool(term.subgroup)
        before, first = self._divided.setdefault(index, (divided, line.number))
        if before != divided:
            line.fault(
                SUBGROUP,
                f"{term.index_code} в строке {first} "
                f"{'с подгруппой' if before else 'без подгруппы'}",
                "номер подгруппы нужен у всех строк индекса или ни у одной",
            )


def _read_semester(line: Line, office: Office) -> int | None:
    """Read a semester: of the year (1, 2) or of the programme (3, 4, …)."""
    raw = line.cells.get(SEMESTER)
    if isinstance(raw, str) and raw.strip() in _DASHES:
        return 0
    number = line.number_in(SEMESTER, 1, high=12)
    count = len(office.year.semesters)
    if number is None or not count:
        return number and 0
    return (number - 1) % count + 1


def _read_kind(line: Line, index: str) -> DisciplineKind:
    if line.has(WHAT):
        return line.choice(WHAT, KINDS) or DisciplineKind.DISCIPLINE
    prefix, _, _ = index.upper().partition(".")
    return _BY_INDEX.get(prefix, DisciplineKind.DISCIPLINE)
