"""«Итоговые отметки», debts and the summary sheet (§1.11–1.12, §4.6, §4.8)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from records.curriculum.values import CourseFact, DisciplineKind
from records.marks.values import FinalFact, Period, Work
from records.sheets.rules import compute_group_totals, compute_totals
from records.sheets.values import Result
from templates_docs.document import Signature
from templates_docs.documents.class_journal.build.source import Source
from templates_docs.documents.class_journal.build.words import PERIODS, day_text
from templates_docs.documents.class_journal.context import (
    Counts,
    Debt,
    FinalCourse,
    FinalPeriod,
    LearnerMark,
    Summary,
    SummaryColumn,
    SummaryRow,
)
from templates_docs.facts import sign

_LAST = (Period.TOTAL, Period.YEAR, Period.EXAM, Period.SECOND, Period.FIRST)
_RESULTS = {
    "5": Result.FIVE,
    "4": Result.FOUR,
    "3": Result.THREE,
    "2": Result.TWO,
    "н/а": Result.ABSENT,
}
_EXCUSED = frozenset({"illness", "excused"})


def build_finals(source: Source) -> tuple[FinalCourse, ...]:
    """Return finals by discipline, subgroups together (REG 4.2.2)."""
    return tuple(_final_courses(source))


def build_debts(source: Source) -> tuple[Debt, ...]:
    """Return everybody who was not attested; the rows stay for ever (REG 4.2.3)."""
    return tuple(
        _debt(source, course, final)
        for course in source.journal.courses
        for final in source.finals.get(course.id, ())
        if final.not_attested is not None
    )


def build_summary(source: Source) -> Summary:
    """Return the summary sheet of the group (сводная ведомость)."""
    columns = tuple(_columns(source, _last_marks(source)))
    results = _by_learner(columns)
    totals = compute_group_totals([results[number] for number in sorted(results)])
    return Summary(
        columns=columns,
        rows=tuple(_rows(source, results)),
        excellent=totals.excellent,
        good=totals.good,
        one_three=totals.one_three,
        failing=totals.failing,
        not_certified=totals.unattested,
        success=totals.progress,
        quality=totals.quality,
        mean=totals.average,
        signatures=_signatures(source),
    )


def _final_courses(source: Source) -> Iterator[FinalCourse]:
    for courses in _disciplines(source):
        finals = [one for course in courses for one in source.finals.get(course.id, ())]
        periods = tuple(
            FinalPeriod(
                period=key,
                total=period is Period.TOTAL,
                marks=_marks(source, [one for one in finals if one.period is period]),
            )
            for period, (key, _caption, _name) in PERIODS.items()
            if any(one.period is period and one.value for one in finals)
        )
        if periods:
            first = courses[0]
            yield FinalCourse(index=first.index_code, title=first.name, periods=periods)


def _disciplines(source: Source) -> Sequence[list[CourseFact]]:
    by_discipline: dict[int, list[CourseFact]] = defaultdict(list)
    for course in source.journal.courses:
        if course.kind is not DisciplineKind.CONSULTATIONS:
            by_discipline[course.discipline_id].append(course)
    return list(by_discipline.values())


def _marks(source: Source, finals: Sequence[FinalFact]) -> tuple[LearnerMark, ...]:
    found = [(source.number[one.person_id], one.value) for one in finals if one.value]
    return tuple(sorted(found))


def _debt(source: Source, course: CourseFact, final: FinalFact) -> Debt:
    debt = final.not_attested
    if debt is None:
        raise ValueError("only «н/а» makes a debt")
    key, _caption, name = PERIODS[final.period]
    result = ""
    if debt.result and debt.result_date:
        result = f"«{debt.result}», {day_text(debt.result_date)}"
    return Debt(
        learner=source.number[final.person_id],
        index=course.index_code,
        period=key,
        period_name=name,
        reason=debt.cause,
        form=debt.form,
        due=f"до {day_text(debt.due)}",
        order=debt.order_no,
        order_date=debt.order_date,
        result=result,
        reason_note=debt.cause.partition(",")[0],
    )


def _last_marks(source: Source) -> Mapping[int, Mapping[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for courses in _disciplines(source):
        for course in courses:
            for final in source.finals.get(course.id, ()):
                known = found[course.discipline_id]
                number = source.number[final.person_id]
                if final.value and _is_last(source, final, course.id):
                    known[number] = final.value
    return found


def _is_last(source: Source, final: FinalFact, course_id: int) -> bool:
    own = {
        one.period
        for one in source.finals[course_id]
        if one.person_id == final.person_id and one.value
    }
    return final.period is next(period for period in _LAST if period in own)


def _columns(
    source: Source, last: Mapping[int, Mapping[int, str]]
) -> Iterator[SummaryColumn]:
    for courses in _disciplines(source):
        first = courses[0]
        marks = last.get(first.discipline_id, {})
        controls = dict.fromkeys(term.control for term in first.terms if term.control)
        yield SummaryColumn(
            index=first.index_code,
            title=first.name,
            control=", ".join(controls),
            hours=first.hours,
            counts=_counts(
                [_RESULTS.get(value, Result.TWO) for value in marks.values()]
            ),
            marks=tuple(sorted(marks.items())),
        )


def _by_learner(
    columns: Sequence[SummaryColumn],
) -> Mapping[int, list[Result]]:
    results: dict[int, list[Result]] = defaultdict(list)
    for column in columns:
        for number, value in column.marks:
            results[number].append(_RESULTS.get(value, Result.TWO))
    return results


def _rows(
    source: Source, results: Mapping[int, Sequence[Result]]
) -> Iterator[SummaryRow]:
    missed = _missed(source)
    for number in source.number.values():
        hours = missed.get(number, Counter())
        yield SummaryRow(
            learner=number,
            counts=_counts(results.get(number, ())),
            missed=hours.total(),
            missed_excused=hours["excused"],
            missed_unexcused=hours["unexcused"],
        )


def _missed(source: Source) -> Mapping[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for lesson_id, marks in source.cells.items():
        hours = source.lesson[lesson_id].hours
        for mark in marks:
            if mark.work is Work.ABSENCE:
                cause = "excused" if mark.cause in _EXCUSED else "unexcused"
                found[source.number[mark.person_id]][cause] += hours
    return found


def _counts(results: Sequence[Result]) -> Counts:
    totals = compute_totals(results)
    counts = totals.counts
    return Counts(
        fives=counts.five,
        fours=counts.four,
        threes=counts.three,
        twos=counts.two,
        not_certified=counts.unattested,
        mean=totals.average,
        success=totals.progress,
        quality=totals.quality,
    )


def _signatures(source: Source) -> tuple[Signature, ...]:
    curator = source.journal.curator
    signers = source.signers
    own = (
        (sign("Куратор группы", source.staff[curator.person_id].person.full_name),)
        if curator
        else ()
    )
    return (
        *own,
        sign("Начальник учебного отдела", signers.head_of_office.person.full_name),
        sign("Заместитель директора по УМР", signers.deputy.person.full_name),
    )
