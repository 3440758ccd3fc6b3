"""Invented final marks, a debt and the summary sheet."""

from datetime import date
from decimal import Decimal

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context import (
    Block,
    Counts,
    Debt,
    FinalCourse,
    FinalPeriod,
    Learner,
    Summary,
    SummaryColumn,
    SummaryRow,
)


def sample_finals(blocks: tuple[Block, ...]) -> tuple[FinalCourse, ...]:
    """Return final marks of every course, subgroups together."""
    courses: dict[str, list[Block]] = {}
    for block in blocks:
        courses.setdefault(block.index, []).append(block)
    return tuple(
        FinalCourse(index=index, title=group[0].title, periods=tuple(_periods(group)))
        for index, group in courses.items()
    )


def _periods(blocks: list[Block]) -> list[FinalPeriod]:
    marks: dict[str, list[tuple[int, str]]] = {}
    for block in blocks:
        for final in block.finals:
            marks.setdefault(final.period, []).extend(final.marks)
    return [
        FinalPeriod(period=period, total=period == "Ит.", marks=tuple(sorted(pairs)))
        for period, pairs in marks.items()
    ]


def sample_debts() -> tuple[Debt, ...]:
    """Return one learner not certified for illness."""
    return (
        Debt(
            learner=14,
            index="ОП.01",
            period="1 с",
            period_name="1 семестр",
            reason="болезнь, справка № 115",
            reason_note="болезнь",
            form="зачёт",
            due="до 26.01.2027",
            order="12-к",
            order_date=date(2027, 1, 18),
            result="«3», 22.01.2027",
        ),
    )


def sample_summary(
    learners: tuple[Learner, ...], finals: tuple[FinalCourse, ...]
) -> Summary:
    """Return the summary sheet with counts made of the marks themselves."""
    columns = tuple(_column(course) for course in finals)
    rows = tuple(_row(one.number, columns) for one in learners)
    return Summary(
        columns=columns,
        rows=rows,
        excellent=2,
        good=9,
        one_three=3,
        success=Decimal("100.0"),
        quality=Decimal("47.8"),
        mean=Decimal("3.98"),
        signatures=(
            Signature(role="Куратор группы", name="И.В. Лебедева"),
            Signature(role="Начальник учебного отдела", name="Н.Ю. Соколова"),
            Signature(role="Заместитель директора по УМР", name="С.А. Громов"),
        ),
    )


def _column(course: FinalCourse) -> SummaryColumn:
    marks = course.periods[-1].marks
    return SummaryColumn(
        index=course.index,
        title=course.title,
        control="ДЗ",
        hours=72,
        counts=_counts([mark for _, mark in marks]),
        marks=marks,
    )


def _row(learner: int, columns: tuple[SummaryColumn, ...]) -> SummaryRow:
    marks = [dict(column.marks).get(learner, "") for column in columns]
    return SummaryRow(
        learner=learner,
        counts=_counts(marks),
        missed=learner % 7 * 2,
        missed_excused=learner % 5 * 2 if learner % 7 > 4 else 0,
        missed_unexcused=learner % 7 * 2 - (learner % 5 * 2 if learner % 7 > 4 else 0),
    )


def _counts(marks: list[str]) -> Counts:
    given = [int(mark) for mark in marks if mark in set("5432")]
    if not given:
        return Counts(not_certified=marks.count("н/а"))
    share = Decimal(100) / len(given)
    return Counts(
        fives=given.count(5),
        fours=given.count(4),
        threes=given.count(3),
        twos=given.count(2),
        not_certified=marks.count("н/а"),
        mean=Decimal(sum(given)) / len(given),
        success=share * sum(mark > 2 for mark in given),
        quality=share * sum(mark > 3 for mark in given),
    )
