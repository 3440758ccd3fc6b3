"""A sheet read from the record: what all grade sheets print alike (п. 4.2.5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal, get_ref
from records.curriculum.values import (
    CourseFact,
    DisciplineKind,
    JournalFact,
    LearnerFact,
    TeacherFact,
)
from records.kernel.errors import InputRefusedError
from records.norms.queries import get_institution, get_norms
from records.norms.values import InstitutionFact, Norms
from records.people.queries import get_signers
from records.people.values import FullName, Signers
from records.sheets.queries import get_numbered_sheet
from records.sheets.rules import compute_totals
from records.sheets.values import SheetCode, SheetFact, SheetRowFact, SheetTotals
from templates_docs.document import Built, Signature
from templates_docs.facts import build_letterhead, sign
from templates_docs.layout.sheet.context import SheetFoot, SheetHead

SHEETS_FILE = "05-04"
SUMMARIES_FILE = "05-05"
HEAD_OF_OFFICE = "Начальник учебного отдела"
_FORMS = {
    SheetCode.EXAM: "экзамен",
    SheetCode.CREDIT: "зачёт",
    SheetCode.GRADED_CREDIT: "дифференцированный зачёт",
    SheetCode.PRACTICE: "дифференцированный зачёт",
    SheetCode.COURSEWORK: "защита курсовой работы",
}
_PRACTICES = frozenset(
    {
        DisciplineKind.TRAINING_PRACTICE,
        DisciplineKind.WORK_PRACTICE,
        DisciplineKind.FINAL_PRACTICE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSource:
    """A sheet with its journal, its course and the institution."""

    sheet: SheetFact
    journal: JournalFact
    course: CourseFact
    institution: InstitutionFact
    norms: Norms
    signers: Signers

    @property
    def learners(self) -> Mapping[int, LearnerFact]:
        """The learners of the journal by person."""
        return {one.person_id: one for one in self.journal.learners}

    @property
    def totals(self) -> SheetTotals:
        """The totals by the weights and the denominator in force."""
        return compute_totals(
            [row.result for row in self.sheet.rows],
            weights=self.norms.degree_weights,
            na_in_denominator=self.norms.na_in_denominator,
        )

    @property
    def closed_on(self) -> date | None:
        """The local day the sheet was closed, if it is."""
        if self.sheet.closed_at is None:
            return None
        zone = ZoneInfo(self.institution.timezone)
        return self.sheet.closed_at.astimezone(zone).date()

    def lines(self) -> Iterator[tuple[int, LearnerFact, SheetRowFact]]:
        """Yield the number, the learner and the row of every line."""
        learners = self.learners
        for number, row in enumerate(self.sheet.rows, start=1):
            yield number, learners[row.person_id], row


def read_sheet(session: Session, number: str, code: SheetCode) -> SheetSource:
    """Read a sheet of this type by its number.

    Raises:
        NotFoundError: there is no such sheet.
        InputRefusedError: the sheet is of another type.
    """
    sheet = get_numbered_sheet(session, number)
    if sheet.code is not code:
        raise InputRefusedError(
            f"Ведомость № {sheet.number} имеет код {sheet.code}, а не {code}: "
            f"выполните document issue {sheet.code} --for {sheet.number}.",
            code="other_sheet",
        )
    journal = read_journal(session, sheet.journal_id)
    return SheetSource(
        sheet=sheet,
        journal=journal,
        course=next(one for one in journal.courses if one.id == sheet.course_id),
        institution=get_institution(session),
        norms=get_norms(session),
        signers=get_signers(session),
    )


def read_journal(session: Session, journal_id: int) -> JournalFact:
    """Read a journal by the number of its record.

    Raises:
        NotFoundError: there is no such journal.
    """
    ref = get_ref(session, journal_id)
    return get_journal(session, ref.group_code, ref.year)


def build_head(source: SheetSource, *, title: str, examiner: str) -> SheetHead:
    """Return the head of a sheet; a title given when it was opened wins."""
    sheet, journal, course = source.sheet, source.journal, source.course
    hours = (one.hours for one in course.terms if one.semester == sheet.semester)
    many = "ы" if len(sheet.examiners) > 1 and examiner == "Экзаменатор" else ""
    return SheetHead(
        letterhead=build_letterhead(source.institution),
        title=sheet.title.upper() or title,
        number=sheet.number,
        academic_year=journal.year,
        semester=sheet.semester or None,
        course=journal.course,
        group=journal.group_code,
        study_form=journal.study_form,
        programme=journal.programme,
        discipline=course.title,
        hours=next(hours, course.hours),
        examiners=tuple(one.full_name for one in sheet.examiners),
        control_form=sheet.form or _FORMS[sheet.code],
        held_on=sheet.held_on,
        starts=_clock(sheet.starts),
        ends=_clock(sheet.ends),
        room=sheet.room,
        programme_caption=programme_caption(journal),
        discipline_caption=_discipline_caption(course.kind),
        examiner_caption=f"{examiner}{many}",
    )


def build_foot(source: SheetSource, *, examiner: str) -> SheetFoot:
    """Return the foot of a sheet: who is left out, examiners, the office."""
    sheet = source.sheet
    listed = {row.person_id for row in sheet.rows}
    office = sign(HEAD_OF_OFFICE, source.signers.head_of_office.person.full_name)
    return SheetFoot(
        left_out=sum(
            _has_left(one, sheet.held_on) and one.person_id not in listed
            for one in source.journal.learners
        ),
        na_in_denominator=source.norms.na_in_denominator,
        signatures=(
            *(sign_teacher(examiner, one, source.closed_on) for one in sheet.examiners),
            office,
        ),
        file_index=SHEETS_FILE,
        retention=source.norms.retention_sheets,
    )


def build_sheet(source: SheetSource, context: Any, title: str) -> Built:  # noqa: ANN401 - a context of any sheet
    """Return a sheet's context with what the register needs to know of it."""
    sheet = source.sheet
    return Built(
        context=context,
        title=f"{title} № {sheet.number}, {source.course.title}",
        number=sheet.number,
        issued_on=source.closed_on or sheet.held_on,
        subject=sheet.number,
        group=source.journal.group_code,
        journal_id=sheet.journal_id,
    )


def sign_teacher(role: str, teacher: TeacherFact, day: date | None) -> Signature:
    """Return a teacher's line of a signature block."""
    name = FullName(
        surname=teacher.surname, name=teacher.name, patronymic=teacher.patronymic
    )
    return sign(role, name, day)


def programme_caption(journal: JournalFact) -> str:
    """Call the programme as its kind is called."""
    return "Программа" if journal.programme_kind == "dpo" else "Специальность"


def _discipline_caption(kind: DisciplineKind) -> str:
    if kind is DisciplineKind.MODULE_COURSE:
        return "МДК"
    return "Практика" if kind in _PRACTICES else "Дисциплина"


def _has_left(learner: LearnerFact, day: date) -> bool:
    began = any(span.start <= day for span in learner.spans)
    return began and not learner.on_roll(day)


def _clock(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60, minutes % 60)
