"""Puts the parts together: the context of the bound annual journal."""

from sqlalchemy.orm import Session

from templates_docs.document import BLANK_IMPRINT, Built
from templates_docs.documents.class_journal.build.blocks import build_blocks
from templates_docs.documents.class_journal.build.learners import build_learners
from templates_docs.documents.class_journal.build.registers import (
    build_corrections,
    build_movements,
    build_remarks,
    build_substitutions,
)
from templates_docs.documents.class_journal.build.results import (
    build_debts,
    build_finals,
    build_summary,
)
from templates_docs.documents.class_journal.build.source import Source, read_source
from templates_docs.documents.class_journal.build.studies import (
    build_consultations,
    build_course_works,
    build_practices,
)
from templates_docs.documents.class_journal.context import (
    FileFacts,
    GroupFacts,
    JournalContext,
    RegulationFacts,
    Semester,
    YearFacts,
)
from templates_docs.facts import build_letterhead, sign, split_journal
from templates_docs.rendering.garbage import without_garbage_collection

CAPTIONS = {"spo": "Специальность", "dpo": "Программа"}


def build(session: Session, subject: str) -> Built:
    """Read the journal named «ГРУППА ГОД», for example «ЮР-21 2026/2027».

    Raises:
        InputRefusedError: the subject is not of this form.
        NotFoundError: there is no such journal.
    """
    group, year = split_journal(subject)
    with without_garbage_collection():
        source = read_source(session, group, year)
        context = build_context(source)
    journal = source.journal
    return Built(
        context=context,
        title=f"Журнал учебных занятий группы {journal.group_code} "
        f"за {journal.year} учебный год",
        number=file_number(source),
        issued_on=journal.end,
        subject=f"{journal.group_code} {journal.year}",
        group=journal.group_code,
        journal_id=journal.id,
        state=journal.state,
    )


def file_number(source: Source) -> str:
    """Return the number of the file in the file plan (индекс дела)."""
    return f"{source.norms.file_index}/{source.journal.id:02d}"


def build_context(source: Source) -> JournalContext:
    """Return the context of the whole journal; volumes are the layout's matter."""
    curator = source.journal.curator
    signers = source.signers
    return JournalContext(
        letterhead=build_letterhead(source.institution),
        group=_group(source),
        year=_year(source),
        file=FileFacts(
            index=file_number(source), retention=source.norms.retention_journal
        ),
        regulation=RegulationFacts(
            order=source.institution.regulation_order,
            order_date=source.institution.regulation_date,
        ),
        imprint=BLANK_IMPRINT,
        learners=build_learners(source),
        blocks=build_blocks(source),
        practices=build_practices(source),
        consultations=build_consultations(source),
        course_works=build_course_works(source),
        finals=build_finals(source),
        debts=build_debts(source),
        summary=build_summary(source),
        movements=build_movements(source),
        substitutions=build_substitutions(source),
        corrections=build_corrections(source),
        remarks=build_remarks(source),
        curator=sign("Куратор группы", source.staff[curator.person_id].person.full_name)
        if curator
        else None,
        head_of_office=sign(
            "Начальник учебного отдела", signers.head_of_office.person.full_name
        ),
    )


def _group(source: Source) -> GroupFacts:
    journal = source.journal
    headman = source.learner.get(journal.headman_id) if journal.headman_id else None
    return GroupFacts(
        name=journal.group_code,
        programme=journal.programme,
        course=str(journal.course) if journal.course else "",
        programme_caption=CAPTIONS[journal.programme_kind],
        study_form=journal.study_form,
        duration=journal.duration,
        normative_start=journal.starts,
        normative_end=journal.graduates,
        department=journal.department,
        curator=journal.curator.full_name if journal.curator else "",
        headman=headman.full_name if headman else "",
    )


def _year(source: Source) -> YearFacts:
    journal = source.journal
    return YearFacts(
        name=journal.year,
        started_on=journal.start,
        ended_on=journal.end,
        semesters=tuple(
            Semester(number=one.number, start=one.start, end=one.end)
            for one in journal.semesters
            if one.number
        ),
    )
