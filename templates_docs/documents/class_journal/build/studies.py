"""Practices outside the centre, consultations and course works (§1.8–1.10)."""

from collections.abc import Iterator

from records.curriculum.values import CourseFact, DisciplineKind, PlacementFact
from records.lessons.values import LessonFact
from records.marks.values import Work
from records.people.values import FullName
from templates_docs.documents.class_journal.build.blocks import (
    block_teacher,
    recorder,
    teacher_names,
)
from templates_docs.documents.class_journal.build.source import Source
from templates_docs.documents.class_journal.build.words import day_text
from templates_docs.documents.class_journal.context import (
    Consultation,
    ConsultationCourse,
    CourseWork,
    CourseWorkList,
    Practice,
    PracticeResult,
    Visit,
)
from templates_docs.facts import sign

WORK_KINDS = frozenset({DisciplineKind.WORK_PRACTICE, DisciplineKind.FINAL_PRACTICE})
GROUP_CONSULTATION = "групповая"


def build_practices(source: Source) -> tuple[Practice, ...]:
    """Return ПП and ПДП: visits by the schedule and the learners' results."""
    return tuple(
        Practice(
            key=str(course.id),
            index=course.index_code,
            title=course.name,
            teacher=teacher_names(course),
            planned_hours=course.hours,
            visits=tuple(
                Visit(
                    date=lesson.day,
                    place=lesson.place,
                    content=lesson.topic,
                    hours=lesson.hours,
                )
                for lesson in source.lessons.get(course.id, ())
            ),
            results=tuple(_results(source, course)),
            signatures=(
                sign("Руководитель практики", _leader(source, course)),
                sign(
                    "Заместитель директора по УМР",
                    source.signers.deputy.person.full_name,
                ),
            ),
        )
        for course in source.journal.courses
        if course.kind in WORK_KINDS
    )


def build_consultations(source: Source) -> tuple[ConsultationCourse, ...]:
    """Return the consultations held, course by course (REG 4.1.5)."""
    return tuple(
        ConsultationCourse(
            index=course.index_code,
            title=course.name,
            teacher=teacher_names(course),
            consultations=tuple(
                _consultation(source, lesson)
                for lesson in source.lessons.get(course.id, ())
            ),
        )
        for course in source.journal.courses
        if course.kind is DisciplineKind.CONSULTATIONS
    )


def build_course_works(source: Source) -> tuple[CourseWorkList, ...]:
    """Return the course works with the marks of their sheets (REG 4.1.6)."""
    return tuple(_course_works(source))


def _results(source: Source, course: CourseFact) -> Iterator[PracticeResult]:
    marks = {one.person_id: one.value for one in source.finals.get(course.id, ())}
    placements = {one.person_id: one for one in source.placements.get(course.id, ())}
    for person_id, number in source.number.items():
        if person_id not in marks and person_id not in placements:
            continue
        yield _result(number, placements.get(person_id), marks.get(person_id, ""))


def _result(number: int, placement: PlacementFact | None, mark: str) -> PracticeResult:
    if placement is None:
        return PracticeResult(learner=number, mark=mark)
    report = placement.report_date
    return PracticeResult(
        learner=number,
        base=placement.organisation,
        order=placement.order_no,
        order_date=placement.order_date,
        start=placement.starts,
        end=placement.ends,
        report=day_text(report) if report else "",
        mark=mark,
    )


def _leader(source: Source, course: CourseFact) -> FullName:
    return source.staff[block_teacher(course).person_id].person.full_name


def _consultation(source: Source, lesson: LessonFact) -> Consultation:
    on_roll = sum(learner.on_roll(lesson.day) for learner in source.journal.learners)
    absent = sum(mark.work is Work.ABSENCE for mark in source.cells.get(lesson.id, ()))
    return Consultation(
        date=lesson.day,
        hours=lesson.hours,
        topic=lesson.topic,
        kind=GROUP_CONSULTATION,
        attended=f"{on_roll - absent} из {on_roll}",
        recorded_by=recorder(source, lesson),
        entry_number=lesson.entry_no,
    )


def _course_works(source: Source) -> Iterator[CourseWorkList]:
    for course in source.journal.courses:
        works = source.course_works.get(course.id, ())
        if not works:
            continue
        results = {
            row.person_id: row.result.value
            for sheet in source.sheets
            if sheet.code == "V-KR" and sheet.course_id == course.id
            for row in sheet.rows
        }
        yield CourseWorkList(
            index=course.index_code,
            title=course.name,
            supervisor=teacher_names(course),
            works=tuple(
                CourseWork(
                    learner=source.number[one.person_id],
                    topic=one.topic,
                    given_on=one.issued,
                    handed_on=one.submitted,
                    defended_on=one.defended,
                    mark=results.get(one.person_id, ""),
                )
                for one in sorted(
                    (work for work in works if work.person_id in source.number),
                    key=lambda work: source.number[work.person_id],
                )
            ),
            signatures=(sign("Руководитель", _leader(source, course)),),
        )
