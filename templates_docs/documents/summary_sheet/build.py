"""Reads a summary sheet from the record (сводная ведомость, п. 4.2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.curriculum.queries import get_journal
from records.curriculum.values import JournalFact, LearnerFact, SemesterFact
from records.kernel.errors import InputRefusedError
from records.norms.queries import get_institution, get_norms
from records.norms.values import Norms
from records.people.queries import get_signers
from records.people.values import Signers
from records.sheets.rules import compute_group_totals, compute_totals
from records.sheets.values import Result, SheetTotals
from templates_docs.document import BLANK_IMPRINT, Built, Signature
from templates_docs.documents.summary_sheet.context import (
    SummaryColumn,
    SummaryGrid,
    SummaryLine,
    SummarySheet,
)
from templates_docs.documents.summary_sheet.results import (
    Column,
    Missed,
    count_missed,
    list_columns,
)
from templates_docs.facts import build_letterhead, sign, split_journal
from templates_docs.layout.sheet.context import short_result
from templates_docs.layout.sheet.facts import (
    HEAD_OF_OFFICE,
    SUMMARIES_FILE,
    programme_caption,
    sign_teacher,
)

TITLE = "Сводная ведомость успеваемости"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    journal: JournalFact
    semesters: tuple[SemesterFact, ...]
    columns: tuple[Column, ...]
    missed: dict[int, Missed]
    norms: Norms
    signers: Signers

    @property
    def learners(self) -> tuple[LearnerFact, ...]:
        """Those on the roll on the last day, by the alphabet."""
        day = self.semesters[-1].end
        return tuple(one for one in self.journal.learners if one.on_roll(day))

    def totals(self, results: list[Result]) -> SheetTotals:
        """Compute totals by the weights and the denominator in force."""
        return compute_totals(
            results,
            weights=self.norms.degree_weights,
            na_in_denominator=self.norms.na_in_denominator,
        )


def build(session: Session, subject: str) -> Built:
    """Read the results of «ЮР-21 2026/2027», of one semester if its number follows.

    Raises:
        InputRefusedError: the subject does not name a group, a year, a semester.
        NotFoundError: there is no such journal.
    """
    group, year, number = _split(subject)
    journal = get_journal(session, group, year)
    semesters = tuple(
        one for one in journal.semesters if number is None or one.number == number
    )
    if not semesters:
        raise InputRefusedError(
            f"В {year} учебном году нет семестра {number}.", code="bad_subject"
        )
    source = _Source(
        journal=journal,
        semesters=semesters,
        columns=list_columns(session, journal, semesters),
        missed=count_missed(session, journal, semesters),
        norms=get_norms(session),
        signers=get_signers(session),
    )
    return Built(
        context=_context(source, session),
        title=f"{TITLE}, группа {group}, {year}",
        number="",
        issued_on=semesters[-1].end,
        subject=subject,
        group=group,
        journal_id=journal.id,
    )


def _split(subject: str) -> tuple[str, str, int | None]:
    words, _, last = subject.strip().rpartition(" ")
    if last.isdecimal() and "/" in words:
        return *split_journal(words), int(last)
    return *split_journal(subject), None


def _context(source: _Source, session: Session) -> SummarySheet:
    journal, learners = source.journal, source.learners
    results = [[column.result(one) for column in source.columns] for one in learners]
    one_semester = len(source.semesters) == 1
    return SummarySheet(
        letterhead=build_letterhead(get_institution(session)),
        number="",
        academic_year=journal.year,
        semester=(source.semesters[0].number or None) if one_semester else None,
        course=journal.course,
        group=journal.group_code,
        programme=journal.programme,
        programme_caption=programme_caption(journal),
        grid=SummaryGrid(
            columns=tuple(
                SummaryColumn(
                    title=column.title,
                    control=column.control,
                    hours=column.hours,
                    totals=source.totals([row[place] for row in results]),
                )
                for place, column in enumerate(source.columns)
            )
        ),
        lines=tuple(_lines(source, results)),
        totals=compute_group_totals(results),
        signatures=tuple(_signatures(source)),
        retention=source.norms.retention_summary,
        file_index=SUMMARIES_FILE,
        imprint=BLANK_IMPRINT,
    )


def _lines(source: _Source, results: list[list[Result]]) -> Iterator[SummaryLine]:
    pairs = zip(source.learners, results, strict=True)
    for number, (learner, row) in enumerate(pairs, start=1):
        totals = source.totals(row)
        missed = source.missed.get(learner.person_id, Missed())
        yield SummaryLine(
            number=number,
            name=learner.full_name,
            record_book=learner.record_book,
            results=tuple(map(short_result, row)),
            counts=totals.counts,
            average=totals.average,
            missed=missed.excused + missed.unexcused,
            excused=missed.excused,
            unexcused=missed.unexcused,
        )


def _signatures(source: _Source) -> Iterator[Signature]:
    if source.journal.curator is not None:
        yield sign_teacher("Куратор группы", source.journal.curator, None)
    office, deputy = source.signers.head_of_office, source.signers.deputy
    yield sign(HEAD_OF_OFFICE, office.person.full_name)
    yield sign("Заместитель директора по УМР", deputy.person.full_name)
