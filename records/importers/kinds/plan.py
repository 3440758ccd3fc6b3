"""Thematic plans: topics, hours, kinds of lessons (КТП, REG 4.1.3)."""

from collections import defaultdict
from dataclasses import dataclass

from records.curriculum.actions import set_plan
from records.curriculum.drafts import PlanDraft, Written
from records.curriculum.values import CourseFact, JournalRef
from records.importers.base import Office
from records.importers.names import INDEX, SUBGROUP, Journals
from records.importers.reading.faults import Faults, Place
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout
from records.kernel.text import cyrillic_share
from records.lessons.values import LESSON_KINDS
from records.norms.queries import get_norms

NUMBER = "№"
TOPIC = "Тема"
HOURS = "Часов"
WHAT = "Вид занятия"
HOMEWORK = "Домашнее задание"

_KINDS = {code: code for code in LESSON_KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A row of a plan and the courses it is of: each subgroup, when none is named."""

    courses: tuple[CourseFact, ...]
    group: str
    row: PlanDraft


class PlanImporter:
    """Thematic plans as the teachers hand them in, from Excel, CSV or Word."""

    kind = Kind.PLAN
    layout = Layout(
        columns=(
            Column(name=GROUP, required=True),
            Column(name=INDEX, required=True),
            Column(name=NUMBER, required=True),
            Column(name=TOPIC, required=True),
            Column(name=HOURS, required=True),
            Column(name=WHAT, required=True),
            Column(name=HOMEWORK),
            Column(name=SUBGROUP),
        ),
        by_sheets=True,
    )

    def __init__(self) -> None:
        self._journals: Journals | None = None
        self._cyrillic_min: int | None = None

    def read(self, line: Line, office: Office) -> PlanLine | None:
        """Read one row of a plan."""
        if self._journals is None:
            self._journals = Journals(office.session, office.year.name)
        journal = self._journals.find(line, needs="учебный план (import curriculum)")
        subgroup = line.number_in(SUBGROUP, 1, high=9)
        number = line.number_in(NUMBER, 1, high=999)
        topic = line.russian(TOPIC)
        hours = line.number_in(HOURS, 1, high=12)
        kind = line.choice(WHAT, _KINDS)
        homework = line.russian(HOMEWORK)
        self._check_language(line, topic, office)
        courses = _courses(line, self._journals, journal, subgroup=subgroup)
        if journal is None or number is None or hours is None or kind is None:
            return None
        if not courses or not topic:
            return None
        row = PlanDraft(
            number=number, topic=topic, hours=hours, kind=kind, homework=homework
        )
        return PlanLine(courses=courses, group=journal.group_code, row=row)

    def existing(
        self, rows: list[tuple[Line, PlanLine]], office: Office, faults: Faults
    ) -> dict[int, list[PlanDraft]]:
        """Note numbers that are there twice or missing, hours that do not add up."""
        plan: dict[int, dict[int, PlanDraft]] = defaultdict(dict)
        seen: dict[int, tuple[CourseFact, PlanLine, Line]] = {}
        for line, row in rows:
            for course in row.courses:
                if row.row.number in plan[course.id]:
                    line.fault(
                        NUMBER,
                        f"№ {row.row.number} в плане {course.index_code} уже есть",
                        "пронумеруйте строки плана подряд",
                    )
                plan[course.id][row.row.number] = row.row
                seen.setdefault(course.id, (course, row, line))
        for course_id, (course, row, line) in seen.items():
            _check_whole(course, row.group, plan[course_id], line)
        return {
            course_id: [by_number[number] for number in sorted(by_number)]
            for course_id, by_number in plan.items()
        }

    def apply(self, plan: dict[int, list[PlanDraft]], office: Office) -> Written:
        """Write the plans, each one whole."""
        total = Written()
        for course_id, rows in plan.items():
            total += set_plan(office.session, course_id, rows, actor=office.actor)
        return total

    def _check_language(self, line: Line, topic: str, office: Office) -> None:
        if self._cyrillic_min is None:
            self._cyrillic_min = get_norms(office.session).cyrillic_min
        if topic and cyrillic_share(topic) * 100 < self._cyrillic_min:
            line.faults.warn(
                f"«{topic}»: тема не на русском языке (п. 4.1.2)",
                "запишите её по-русски, иностранные слова — в скобках",
                at=line.at(TOPIC),
            )


def _courses(
    line: Line, journals: Journals, journal: JournalRef | None, *, subgroup: int | None
) -> tuple[CourseFact, ...]:
    if journal is None:
        return ()
    if subgroup is None:
        return tuple(journals.courses(line, journal))
    course = journals.course(line, journal, subgroup=subgroup)
    return () if course is None else (course,)


def _check_whole(
    course: CourseFact, group: str, rows: dict[int, PlanDraft], line: Line
) -> None:
    part = f", подгруппа {course.subgroup}" if course.subgroup else ""
    title = f"{group}, {course.index_code}{part}"
    missing = sorted(set(range(1, max(rows) + 1)) - rows.keys())
    if missing:
        numbers = ", ".join(map(str, missing[:10]))
        line.faults.add(
            f"{title}: в плане пропущены № {numbers}",
            "пронумеруйте строки подряд с 1",
            at=Place(sheet=line.sheet, column=NUMBER),
        )
    hours = sum(row.hours for row in rows.values())
    if hours != course.hours:
        line.faults.warn(
            f"{title}: в КТП {hours} ч., в учебном плане {course.hours} ч. (п. 4.1.3)",
            "проверьте часы",
            at=Place(sheet=line.sheet, column=HOURS),
        )
