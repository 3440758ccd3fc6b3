"""Journals of any size made by arithmetic: a test names only what it is about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from templates_docs.documents.class_journal.context import (
    Block,
    Final,
    FinalCourse,
    FinalPeriod,
    JournalContext,
    Learner,
    Lesson,
    Member,
    PeriodTotals,
)
from templates_docs.documents.class_journal.sample import sample

START = date(2026, 9, 1)
_NAMES = ("Алексеев", "Борисова", "Васильев", "Григорьева", "Дмитриев", "Егорова")
_GIVEN = ("Иван", "Мария", "Пётр", "Анна", "Олег", "Вера")
_TOPICS = (
    "Предмет, методы и функции дисциплины в системе наук",
    "Практическое занятие № {}. Анализ теорий происхождения государства и права",
    "Понятие, признаки и сущность; основные подходы к определению предмета № {}",
    "Контрольная работа № {} по разделу «Общие положения»",
)
_HOMEWORK = (
    "Конспект; гл. {}, вопросы 1–5 (с. 12–28)",
    "Оформить отчёт по ПЗ № {}",
    "Без задания",
)
_KINDS = ("Л", "ПЗ", "Л", "КР")
_MARKS = ("5", "4", "3", "4", "н", "4", "5", "2")


def make_learners(count: int) -> tuple[Learner, ...]:
    """Return learners with numbers from 1."""
    return tuple(
        Learner(
            number=number,
            surname=f"{_NAMES[number % 6]}{'-Северный' if number % 9 == 0 else ''}",
            given_name=_GIVEN[number % 6],
            patronymic="Андреевич",
            birth_date=date(2008, 1 + number % 12, 1 + number % 28),
            record_book=f"25-{100 + number}",
            enrolment_order="64-к",
            enrolment_date=date(2025, 8, 20),
        )
        for number in range(1, count + 1)
    )


def make_lessons(
    count: int, learners: Iterable[int], *, key: int = 0, step: int = 4
) -> tuple[Lesson, ...]:
    """Return lessons every few days, with МИУД on the last of each month."""
    days = [START + timedelta(days=step * number) for number in range(count)]
    people = tuple(learners)
    return tuple(
        Lesson(
            number=number + 1,
            date=day,
            hours=2,
            kind=_KINDS[number % 4],
            topic=_TOPICS[number % 4].format(number + key),
            homework=_HOMEWORK[number % 3].format(number),
            marks=_cells(people, number + key),
            control=tuple((one, "4") for one in people) if last else None,
            recorded_by="Иванова М.П.",
            recorded_at=datetime.combine(day, time(13, 47)),
            entry_number=18000 + number + 100 * key,
        )
        for number, day, last in _with_last(days)
    )


def _with_last(days: list[date]) -> Iterable[tuple[int, date, bool]]:
    for number, day in enumerate(days):
        after = days[number + 1] if number + 1 < len(days) else None
        yield number, day, after is None or after.month != day.month


def _cells(people: tuple[int, ...], salt: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (one, _MARKS[(one * 3 + salt) % 8])
        for one in people
        if (one * 7 + salt * 5) % 10 < 4
    )


def make_block(
    key: int = 1, *, learners: int = 25, lessons: int = 70, **changes: Any
) -> Block:
    """Return a block of a course with finals after each semester and of the year."""
    people = range(1, learners + 1)
    block = Block(
        key=str(key),
        index=f"ОП.{key:02d}",
        title=f"Дисциплина учебного плана № {key}",
        teacher="Иванова Марина Павловна",
        signature="М.П. Иванова",
        planned_hours=2 * lessons,
        members=tuple(Member(learner=number) for number in people),
        lessons=make_lessons(lessons, people, key=key),
        finals=(
            *(_final(f"{n} с", people, semester=n) for n in (1, 2)),
            _final("Ит.", people, semester=None),
        ),
        totals=tuple(
            PeriodTotals(semester=n, planned=lessons, held=lessons) for n in (1, 2)
        ),
    )
    return replace(block, **changes)


def _final(period: str, people: Iterable[int], *, semester: int | None) -> Final:
    return Final(
        period=period,
        caption=f"Итог за {semester} семестр" if semester else "Итоговая",
        semester=semester,
        marks=tuple((one, "4") for one in people),
    )


def make_journal(
    *, learners: int = 25, blocks: tuple[Block, ...] = (), **changes: Any
) -> JournalContext:
    """Return a journal of these blocks, with the sample's letterhead and year."""
    base = sample()
    context = replace(
        base,
        learners=make_learners(learners),
        blocks=blocks,
        practices=(),
        consultations=(),
        course_works=(),
        finals=tuple(_final_course(block) for block in blocks),
        debts=(),
        summary=None,
        movements=(),
        substitutions=(),
        corrections=(),
        remarks=(),
    )
    return replace(context, **changes)


def _final_course(block: Block) -> FinalCourse:
    return FinalCourse(
        index=block.index,
        title=block.title,
        periods=tuple(
            FinalPeriod(
                period=final.period, total=final.period == "Ит.", marks=final.marks
            )
            for final in block.finals
        ),
    )


def make_large_journal() -> JournalContext:
    """Return the journal of the benchmark: 25 learners, 15 courses, 70 lessons."""
    blocks = tuple(make_block(key) for key in range(1, 16))
    return make_journal(blocks=blocks)
