"""Registers at the journal's end: movement, substitutions, corrections, remarks."""

from collections.abc import Iterator
from datetime import timedelta

from records.kernel.actor import read_mark
from records.marks.values import CorrectionFact, Period, Work
from templates_docs.documents.class_journal.build.blocks import short_name
from templates_docs.documents.class_journal.build.source import Source
from templates_docs.documents.class_journal.build.words import (
    CORRECTED,
    EMPTY,
    MOVEMENTS,
    PERIODS,
    day_text,
)
from templates_docs.documents.class_journal.context import (
    Correction,
    Movement,
    Remark,
    Substitution,
)

INSPECTOR = "заместитель директора по УМР"
AUTHOR = "преподаватель"


def build_movements(source: Source) -> tuple[Movement, ...]:
    """Return the movement of the contingent with the days it took to enter it."""
    return tuple(
        Movement(
            date=one.effective,
            learner=source.learner[one.person_id].full_name,
            kind=f"{MOVEMENTS[one.kind]}, {one.note}"
            if one.note
            else MOVEMENTS[one.kind],
            order=one.order_no,
            order_date=one.order_date,
            entered_on=one.entered_on,
            entered_by=_entered_by(source, one.entered_by),
            working_days=source.calendar.working_days_between(
                one.order_date + timedelta(days=1), one.entered_on
            ),
        )
        for one in source.journal.movements
        if one.effective > source.journal.start and one.person_id in source.learner
    )


def build_substitutions(source: Source) -> tuple[Substitution, ...]:
    """Return the substituted lessons in the order of days (REG 4.1.1)."""
    hours = {one.slot_id: one.hours for one in source.lesson.values()}
    found = []
    slots = sorted(source.slots.values(), key=lambda one: (one.day, one.pair, one.id))
    for slot in slots:
        if slot.substitution is None:
            continue
        course = source.course[slot.course_id]
        found.append(
            Substitution(
                date=slot.day,
                pair=slot.pair,
                planned=course.title,
                absent_teacher=short_name(source, slot.substitution.absent.person_id),
                held=course.title,
                substitute=short_name(source, slot.substitution.substitute.person_id),
                basis=slot.substitution.basis,
                hours=hours.get(slot.id, 2),
            )
        )
    return tuple(found)


def build_corrections(source: Source) -> tuple[Correction, ...]:
    """Return corrections in the order they were made; old values stay (§1.13)."""
    return tuple(_correction(source, one) for one in source.corrections)


def build_remarks(source: Source) -> tuple[Remark, ...]:
    """Return the remarks of inspections on this journal (REG 5.2)."""
    return tuple(_remarks(source))


def _entered_by(source: Source, mark: str) -> str:
    person_id = read_mark(mark)
    return "" if person_id is None else short_name(source, person_id)


def _correction(source: Source, one: CorrectionFact) -> Correction:
    basis = f"{one.basis.document} от {day_text(one.basis.document_date)}"
    what = CORRECTED.get(one.kind, "")
    lesson = source.lesson.get(one.lesson_id) if one.lesson_id else None
    person = one.person_id
    return Correction(
        block=str(one.course_id),
        was=one.old or EMPTY,
        now=one.new or EMPTY,
        reason=f"{what}: {one.basis.reason}" if what else one.basis.reason,
        basis=basis if one.basis.document else day_text(one.basis.document_date),
        author=short_name(source, one.actor_id) if one.actor_id else "",
        made_at=one.at.astimezone(source.zone),
        author_post=_post(source, one.actor_id),
        learner=None if person is None else source.number.get(person),
        lesson=lesson.number if lesson else None,
        control=one.work == Work.MONTHLY_CONTROL,
        period=PERIODS[Period(one.work)][0] if one.kind == "final" else "",
    )


def _post(source: Source, person_id: int | None) -> str:
    staff = source.staff.get(person_id) if person_id else None
    return staff.post if staff else AUTHOR


def _remarks(source: Source) -> Iterator[Remark]:
    deputy = source.signers.deputy.person.full_name.short
    for inspection, remark in source.remarks:
        fixed = remark.fixed_on
        yield Remark(
            date=inspection.report_date,
            purpose=inspection.purpose,
            text=f"{remark.discipline}: {remark.text} (п.\u00a0{remark.clause})",
            inspector=f"{deputy}, {INSPECTOR}",
            due=day_text(remark.due),
            resolved=f"устранено {day_text(fixed)}, {remark.teacher.full_name}"
            if fixed
            else "",
        )
