"""Taking over a journal kept elsewhere: lessons with topics and marks (занятия)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from records.curriculum.drafts import Written
from records.curriculum.queries import get_journal, list_slots
from records.curriculum.values import CourseFact, JournalFact, LearnerFact, PlanRow
from records.importers.base import Office
from records.importers.names import INDEX, LEARNER, SUBGROUP, Journals, Learners
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout
from records.kernel.errors import RuleViolationError
from records.kernel.finding import Finding
from records.kernel.text import fold
from records.lessons.rules import compute_local_day
from records.lessons.values import LESSON_KINDS
from records.marks.actions import import_lessons
from records.marks.rules.taking import TakingSetting, check_taken, open_taking
from records.marks.values import Cell, TakenLesson, Work
from records.norms.queries import get_institution, get_norms
from records.norms.values import Norms

DAY = "Дата"
PAIR = "Пара"
TOPIC = "Тема"
HOMEWORK = "Домашнее задание"
HOURS = "Часов"
MARK = "Отметка"
WORK = "Вид работы"

PAIRS = 8
NO_HOMEWORK = "без задания"
_PLAIN = "Л"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonRow:
    """One row: a lesson, and what one learner has in it, if anything."""

    journal: JournalFact
    course: CourseFact
    day: date
    pair: int
    topic: str
    homework: str
    hours: int | None
    kind: str
    learner: LearnerFact | None
    cells: tuple[Cell, ...]
    monthly: bool

    @property
    def key(self) -> tuple[int, date, int]:
        """Return what the rows of one lesson share."""
        return self.course.id, self.day, self.pair


@dataclass(slots=True, kw_only=True)
class Whole:
    """A lesson put together from its rows."""

    first: Line
    row: LessonRow
    rows: list[tuple[Line, LessonRow]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class LessonsPlan:
    """The lessons by journal, and where in the file each place in words stands."""

    file: str
    faults: Faults
    lessons: dict[int, list[TakenLesson]] = field(
        default_factory=lambda: defaultdict(list)
    )
    journals: dict[int, JournalFact] = field(default_factory=dict)
    places: dict[str, Line] = field(default_factory=dict)

    def note(self, found: Finding) -> None:
        """Note a rule's remark at the row it is about."""
        line = self.places.get(found.subject)
        if line is not None:
            self.faults.take(found, at=line.at(TOPIC))
        else:
            self.faults.errors.append(found)


class LessonsImporter:
    """Lessons and marks of a journal that was kept in another program or on paper."""

    kind = Kind.LESSONS
    layout = Layout(
        columns=(
            Column(name=GROUP, required=True),
            Column(name=INDEX, required=True),
            Column(name=DAY, required=True),
            Column(name=PAIR, required=True),
            Column(name=TOPIC, required=True),
            Column(name=HOMEWORK),
            Column(name=HOURS),
            Column(name=SUBGROUP),
            Column(name=LEARNER, required=True, may_be_empty=True),
            Column(name=MARK),
            Column(name=WORK),
        ),
        by_sheets=True,
    )

    def __init__(self) -> None:
        self._reader: _Reader | None = None

    def read(self, line: Line, office: Office) -> LessonRow | None:
        """Read one row."""
        reader = self._reader = self._reader or _Reader(office)
        return reader.read(line)

    def existing(
        self, rows: list[tuple[Line, LessonRow]], office: Office, faults: Faults
    ) -> LessonsPlan:
        """Put the lessons together; note what the rules of the journal refuse."""
        plan = LessonsPlan(file=faults.file, faults=faults)
        zone = get_institution(office.session).timezone
        today = compute_local_day(office.now, zone)
        norms = get_norms(office.session)
        settings: dict[int, TakingSetting] = {}
        slots = _Slots(office)
        for whole in _put_together(rows).values():
            journal = whole.row.journal
            if journal.id not in settings:
                settings[journal.id] = open_taking(journal, today=today, norms=norms)
                plan.journals[journal.id] = journal
            lesson = _make_lesson(whole, slots)
            setting = settings[journal.id]
            _note_places(plan, whole, setting.place_of(lesson).words)
            for found in check_taken(lesson, setting):
                plan.note(found)
            plan.lessons[journal.id].append(lesson)
        return plan

    def apply(self, plan: LessonsPlan, office: Office) -> Written:
        """Write the lessons, a journal at a time.

        Raises:
            InputRefusedError: a lesson stands otherwise in the journal.
        """
        total = Written()
        for journal_id, lessons in plan.lessons.items():
            try:
                done = import_lessons(
                    office.session,
                    plan.journals[journal_id],
                    lessons,
                    source=f"файл {plan.file}",
                    **office.signed,
                )
            except RuleViolationError as error:
                for found in error.findings:
                    plan.note(found)
                plan.faults.refuse()
                raise
            total += Written(added=done.lessons, unchanged=done.unchanged)
        return total


class _Reader:
    """Reads rows against the journals, learners and norms of the record."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._journals = Journals(office.session, office.year.name)
        self._learners = Learners(office.session)
        self._norms = get_norms(office.session)
        self._known: dict[str, JournalFact] = {}

    def read(self, line: Line) -> LessonRow | None:
        """Read one row; None when something in it is wrong."""
        year = self._office.year
        day = line.day(DAY, year.start, last=year.end)
        pair = line.number_in(PAIR, 1, high=PAIRS)
        subgroup = line.number_in(SUBGROUP, 1, high=9)
        topic = line.russian(TOPIC)
        kind, monthly = self._work(line)
        ref = self._journals.find(line, needs="учебный план (import curriculum)")
        if ref is None:
            return None
        course = self._journals.course(line, ref, subgroup=subgroup)
        learner = self._learners.find(line, ref.group_code)
        cells = self._cells(line, learner, monthly=monthly)
        if course is None or day is None or pair is None or cells is None:
            return None
        return LessonRow(
            journal=self._journal(ref.group_code),
            course=course,
            day=day,
            pair=pair,
            topic=topic,
            homework=line.russian(HOMEWORK),
            hours=line.number_in(HOURS, 1, high=12),
            kind=kind,
            learner=learner,
            cells=cells,
            monthly=monthly,
        )

    def _journal(self, code: str) -> JournalFact:
        if code not in self._known:
            name = self._office.year.name
            self._known[code] = get_journal(self._office.session, code, name)
        return self._known[code]

    def _work(self, line: Line) -> tuple[str, bool]:
        """Read the kind of work: of the lesson, or МИУД for this mark."""
        monthly = self._norms.monthly_control_caption
        kinds = {code: (code, False) for code in LESSON_KINDS}
        return line.choice(WORK, {**kinds, monthly: ("", True)}) or ("", False)

    def _cells(
        self, line: Line, learner: LearnerFact | None, *, monthly: bool
    ) -> tuple[Cell, ...] | None:
        """Read «4», «н» or «н/4»; None when it cannot be of a learner."""
        written = line.text(MARK, limit=20)
        if not written:
            if learner is not None:
                line.fault(MARK, "обучающийся есть, а отметки нет", "впишите отметку")
            return ()
        if learner is None:
            if not line.has(LEARNER):
                line.fault(LEARNER, "отметка есть, а обучающегося нет", "впишите ФИО")
            return None
        works = _works(written, self._norms, monthly=monthly)
        return tuple(
            Cell(person_id=learner.person_id, work=work, value=value)
            for work, value in works
        )


class _Slots:
    """Who leads a lesson: the timetable says, or else the curriculum."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[int, dict[tuple[int, date, int], int]] = {}

    def leader(self, row: LessonRow) -> int:
        """Return the teacher of a lesson."""
        journal_id = row.journal.id
        if journal_id not in self._known:
            self._known[journal_id] = {
                (slot.course_id, slot.day, slot.pair): slot.leader_id
                for slot in list_slots(self._office.session, journal_id)
            }
        planned = self._known[journal_id].get(row.key)
        if planned is not None:
            return planned
        number = self._office.year.semester_of(row.day)
        terms = row.course.terms
        term = next((one for one in terms if one.semester == number), terms[0])
        return term.teacher.person_id


def _works(written: str, norms: Norms, *, monthly: bool) -> list[tuple[Work, str]]:
    absent, slash, made_good = written.partition("/")
    if monthly:
        return [(Work.MONTHLY_CONTROL, written)]
    if fold(written) == fold(norms.absence):
        return [(Work.ABSENCE, norms.absence)]
    if slash and fold(absent) == fold(norms.absence):
        return [(Work.ABSENCE, norms.absence), (Work.MAKEUP, made_good.strip())]
    return [(Work.CURRENT, written)]


def _put_together(
    rows: list[tuple[Line, LessonRow]],
) -> dict[tuple[int, date, int], Whole]:
    """Gather the rows of each lesson; note rows that say different things of it."""
    wholes: dict[tuple[int, date, int], Whole] = {}
    for line, row in rows:
        whole = wholes.setdefault(row.key, Whole(first=line, row=row))
        _note_differences(line, row, whole)
        whole.rows.append((line, row))
    return wholes


def _note_differences(line: Line, row: LessonRow, whole: Whole) -> None:
    first = whole.row
    compared = (
        (TOPIC, row.topic, first.topic),
        (HOMEWORK, row.homework, first.homework),
        (HOURS, row.hours, first.hours),
    )
    for column, mine, other in compared:
        if mine != other:
            line.fault(
                column,
                f"в строке {whole.first.number} у этого же занятия иначе: "
                f"«{other or 'пусто'}»",
                "строки одного занятия повторяют его тему, задание и часы",
            )
    works = {(cell.person_id, cell.work) for cell in row.cells}
    for _, other_row in whole.rows:
        if works & {(cell.person_id, cell.work) for cell in other_row.cells}:
            line.fault(LEARNER, "в этом занятии уже есть строка о нём", "оставьте одну")
            return


def _make_lesson(whole: Whole, slots: _Slots) -> TakenLesson:
    row = whole.row
    planned = _planned(row.course, row.topic)
    kinds = [one.kind for _, one in whole.rows if one.kind]
    without = fold(row.homework).startswith(NO_HOMEWORK)
    return TakenLesson(
        course_id=row.course.id,
        teacher_id=slots.leader(row),
        day=row.day,
        pair=row.pair,
        hours=row.hours or (planned.hours if planned else 2),
        kind=kinds[0] if kinds else (planned.kind if planned else _PLAIN),
        topic=row.topic,
        plan_item_id=planned.id if planned else None,
        homework="" if without else row.homework,
        no_homework=without,
        monthly_control=any(one.monthly for _, one in whole.rows),
        cells=tuple(cell for _, one in whole.rows for cell in one.cells),
    )


def _planned(course: CourseFact, topic: str) -> PlanRow | None:
    wanted = fold(topic)
    return next((row for row in course.plan if fold(row.topic) == wanted), None)


def _note_places(plan: LessonsPlan, whole: Whole, words: str) -> None:
    plan.places.setdefault(words, whole.first)
    for line, row in whole.rows:
        if row.learner is not None:
            plan.places.setdefault(f"{words}, {row.learner.short_name}", line)
