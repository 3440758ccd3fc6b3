"""Norms that teachers missed in the month, with the clause (нарушения, раздел 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from templates_docs.documents.monitoring_report.context import (
    Breach,
    Share,
    TeacherLine,
    Violator,
)
from templates_docs.documents.monitoring_report.figures import Norm, compute_deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherNorms:
    """The norms a teacher answers for; `plan_clause` is the clause of the plan's hours."""

    full: Norm
    in_time: Norm
    topics: Norm
    homework: Norm
    no_marks: Norm
    one_mark: Norm
    plan_clause: str


def list_violators(
    teachers: tuple[TeacherLine, ...], norms: TeacherNorms
) -> tuple[Violator, ...]:
    """Return teachers with missed norms, in the order given, numbered from one."""
    found = ((teacher.name, tuple(_breaches(teacher, norms))) for teacher in teachers)
    return tuple(
        Violator(number=number, name=name, breaches=breaches)
        for number, (name, breaches) in enumerate(
            ((name, breaches) for name, breaches in found if breaches), start=1
        )
    )


def _breaches(teacher: TeacherLine, norms: TeacherNorms) -> Iterator[Breach]:
    for title, share, norm in (
        ("Заполняемость занятий", teacher.full, norms.full),
        ("Запись в день занятия", teacher.in_time, norms.in_time),
        ("Учёт пройденного материала", teacher.topics, norms.topics),
        ("Запись домашнего задания", teacher.homework, norms.homework),
        ("Обучающиеся, не имеющие оценок", teacher.no_marks, norms.no_marks),
        ("Обучающиеся, имеющие одну оценку", teacher.one_mark, norms.one_mark),
    ):
        if _misses(share, norm):
            yield Breach(
                indicator=title,
                share=share,
                hours=0,
                norm=norm.value,
                is_ceiling=norm.is_ceiling and norm.value > 0,
                deviation=compute_deviation(share.percent, norm),
                clause=norm.clause,
            )
    if teacher.lag < 0:
        yield Breach(
            indicator="Отставание от КТП",
            share=None,
            hours=-teacher.lag,
            norm=Decimal(0),
            is_ceiling=False,
            deviation=None,
            clause=norms.plan_clause,
        )


def _misses(share: Share, norm: Norm) -> bool:
    deviation = compute_deviation(share.percent, norm)
    if deviation is None:
        return False
    return deviation > 0 if norm.is_ceiling else deviation < 0
