"""Blocks of the journal: lessons, marks and finals of a course (§1.5–1.8)."""

from collections.abc import Iterator
from datetime import timedelta

from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    TeacherFact,
)
from records.lessons.values import LessonFact
from records.marks.values import Period, Work
from templates_docs.document import Signature
from templates_docs.documents.class_journal.build.source import Source, semester_of
from templates_docs.documents.class_journal.build.words import PERIODS, day_text
from templates_docs.documents.class_journal.context import (
    Block,
    Final,
    Gap,
    LearnerMark,
    Lesson,
    Member,
    PeriodTotals,
    Substitute,
)
from templates_docs.facts import initials, sign

SPREAD_KINDS = frozenset(
    {
        DisciplineKind.DISCIPLINE,
        DisciplineKind.MODULE_COURSE,
        DisciplineKind.TRAINING_PRACTICE,
    }
)
OFFICE = "учебный отдел"
_DAY = timedelta(days=1)
_KINDS = {
    "practice": ("ПЗ",),
    "laboratory": ("ЛР",),
    "seminars": ("С",),
    "tests": ("КР",),
    "coursework": ("КП",),
    "consultations": ("К",),
}
_SEMESTER_OF = {Period.FIRST: 1, Period.SECOND: 2}


def build_blocks(source: Source) -> tuple[Block, ...]:
    """Return the blocks that have spreads, in the order of the curriculum."""
    return tuple(
        _block(source, course)
        for course in source.journal.courses
        if course.kind in SPREAD_KINDS
    )


def block_teacher(course: CourseFact) -> TeacherFact:
    """Return the teacher of the course; of several, the last term's."""
    return course.terms[-1].teacher


def teacher_names(course: CourseFact) -> str:
    """Return the full names of everybody who leads the course, terms in order."""
    return ", ".join(dict.fromkeys(term.teacher.full_name for term in course.terms))


def short_name(source: Source, person_id: int) -> str:
    """Return «Фамилия И.О.» of an employee."""
    staff = source.staff.get(person_id)
    return staff.person.full_name.short if staff else ""


def recorder(source: Source, lesson: LessonFact) -> str:
    """Return who wrote a lesson's record: its teacher, or the office that took it over."""
    return OFFICE if lesson.source else short_name(source, lesson.teacher_id)


def _block(source: Source, course: CourseFact) -> Block:
    practice = course.kind is DisciplineKind.TRAINING_PRACTICE
    lessons = source.lessons.get(course.id, ())
    return Block(
        key=str(course.id),
        index=course.index_code,
        title=course.name,
        teacher=teacher_names(course),
        signature=_signature(source, block_teacher(course)),
        kind="practice" if practice else "course",
        subgroup=str(course.subgroup) if course.subgroup else "",
        planned_hours=course.hours,
        members=tuple(_members(source, course)),
        lessons=tuple(_lesson(source, lesson) for lesson in lessons),
        finals=tuple(_finals(source, course)),
        totals=tuple(_totals(source, course, lessons)),
        composition=_composition(course),
    )


def _signature(source: Source, teacher: TeacherFact) -> str:
    return initials(source.staff[teacher.person_id].person.full_name)


def _members(source: Source, course: CourseFact) -> Iterator[Member]:
    for learner in source.journal.learners:
        number = source.number[learner.person_id]
        if course.subgroup == 0:
            yield Member(learner=number)
            continue
        spans = [
            span
            for span in course.members
            if span.person_id == learner.person_id and span.subgroup == course.subgroup
        ]
        if not spans:
            continue
        first, last = spans[0], spans[-1]
        gaps = []
        if first.start > source.journal.start and first.start > learner.spans[0].start:
            word = f"в подгруппе с {day_text(first.start)}"
            gaps.append(Gap(kind="arrival", last=first.start - _DAY, word=word))
        if last.end is not None and last.end < source.journal.end:
            word = f"в подгруппе по {day_text(last.end)}"
            gaps.append(Gap(kind="left", first=last.end + _DAY, word=word))
        yield Member(
            learner=number, gaps=tuple(gaps), since=first.start, until=last.end
        )


def _lesson(source: Source, lesson: LessonFact) -> Lesson:
    slot = source.slots.get(lesson.slot_id) if lesson.slot_id else None
    substitution = slot.substitution if slot else None
    substitute = None
    if substitution is not None:
        substitute = Substitute(
            name=short_name(source, substitution.substitute.person_id),
            basis=substitution.basis,
        )
    marks, control = _marks(source, lesson)
    return Lesson(
        number=lesson.number,
        date=lesson.day,
        hours=lesson.hours,
        kind=lesson.kind,
        topic=lesson.topic,
        homework="Без задания" if lesson.no_homework else lesson.homework,
        marks=marks,
        control=control if lesson.monthly_control else None,
        recorded_by=recorder(source, lesson),
        recorded_at=lesson.recorded_at.astimezone(source.zone),
        entry_number=lesson.entry_no,
        substitute=substitute,
    )


def _marks(
    source: Source, lesson: LessonFact
) -> tuple[tuple[LearnerMark, ...], tuple[LearnerMark, ...]]:
    cells: dict[int, str] = {}
    control = []
    for mark in source.cells.get(lesson.id, ()):
        number = source.number[mark.person_id]
        if mark.work is Work.MONTHLY_CONTROL:
            control.append((number, mark.value))
        elif number in cells:
            cells[number] = f"{cells[number]}/{mark.value}"
        else:
            cells[number] = mark.value
    return tuple(sorted(cells.items())), tuple(sorted(control))


def _finals(source: Source, course: CourseFact) -> Iterator[Final]:
    finals = source.finals.get(course.id, ())
    for period, (key, caption, _name) in PERIODS.items():
        marks = sorted(
            (source.number[one.person_id], one.value)
            for one in finals
            if one.period is period and one.value
        )
        if marks:
            yield Final(
                period=key,
                caption=caption,
                semester=_SEMESTER_OF.get(period) if _has_semesters(source) else None,
                marks=tuple(marks),
            )


def _has_semesters(source: Source) -> bool:
    return any(one.number for one in source.journal.semesters)


def _totals(
    source: Source, course: CourseFact, lessons: tuple[LessonFact, ...]
) -> Iterator[PeriodTotals]:
    numbers = [term.semester for term in course.terms if term.semester]
    if not numbers or not _has_semesters(source):
        yield _total(source, course, lessons, semester=None)
        return
    for number in numbers:
        yield _total(source, course, lessons, semester=number)


def _total(
    source: Source,
    course: CourseFact,
    lessons: tuple[LessonFact, ...],
    *,
    semester: int | None,
) -> PeriodTotals:
    own = [
        one
        for one in lessons
        if semester is None or semester_of(source, one.day) == semester
    ]
    terms = [term for term in course.terms if semester in {None, term.semester}]
    planned = sum(term.hours for term in terms)
    hours = {
        name: sum(one.hours for one in own if one.kind in kinds)
        for name, kinds in _KINDS.items()
    }
    held = sum(one.hours for one in own)
    teacher = terms[-1].teacher
    return PeriodTotals(
        planned=planned,
        held=held,
        semester=semester,
        theory=held - sum(hours.values()),
        completed=held >= planned,
        signatures=_signatures(source, teacher, own),
        **hours,
    )


def _signatures(
    source: Source, teacher: TeacherFact, lessons: list[LessonFact]
) -> tuple[Signature, ...]:
    last = lessons[-1].day if lessons else None
    deputy = source.signers.deputy
    return (
        sign("Преподаватель", source.staff[teacher.person_id].person.full_name, last),
        sign("Заместитель директора по УМР", deputy.person.full_name),
    )


def _composition(course: CourseFact) -> str:
    if not course.subgroup:
        return ""
    first = min((span.start for span in course.members), default=None)
    when = f", {day_text(first)}" if first else ""
    return (
        "Состав подгруппы определён преподавателями и заместителем директора "
        f"по учебно-методической работе{when} (п.\u00a04.1.4 Положения)."
    )
