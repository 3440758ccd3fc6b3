"""Norms that teachers missed in the month, with the clause (нарушения, раздел 5)."""

from dataclasses import dataclass

from templates_docs.documents.monitoring_report.context import (
    Miss,
    MissColumn,
    Share,
    TeacherLine,
    Violator,
)
from templates_docs.documents.monitoring_report.figures import Norm, compute_deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherNorms:
    """The norms a teacher answers for; `plan_clause` is the clause of plan hours."""

    full: Norm
    in_time: Norm
    topics: Norm
    homework: Norm
    no_marks: Norm
    one_mark: Norm
    plan_clause: str


def list_columns(norms: TeacherNorms) -> tuple[MissColumn, ...]:
    """Return the columns of the missed norms, in the order of a violator's misses."""
    titled = (
        ("Заполнено", norms.full),
        ("В день занятия", norms.in_time),
        ("Тема", norms.topics),
        ("ДЗ", norms.homework),
        ("Без оценок", norms.no_marks),
        ("Одна оценка", norms.one_mark),
    )
    return tuple(
        MissColumn(
            title=title, norm=norm.value, is_ceiling=norm.is_ceiling, clause=norm.clause
        )
        for title, norm in titled
    )


def list_violators(
    teachers: tuple[TeacherLine, ...], norms: TeacherNorms
) -> tuple[Violator, ...]:
    """Return teachers with missed norms, in the order given, numbered from one."""
    found = tuple((teacher, _misses(teacher, norms)) for teacher in teachers)
    guilty = (
        (teacher, misses)
        for teacher, misses in found
        if teacher.lag < 0 or any(miss is not None for miss in misses)
    )
    return tuple(
        Violator(
            number=number, name=teacher.name, misses=misses, lag=min(teacher.lag, 0)
        )
        for number, (teacher, misses) in enumerate(guilty, start=1)
    )


def _misses(teacher: TeacherLine, norms: TeacherNorms) -> tuple[Miss | None, ...]:
    return (
        _miss(teacher.full, norms.full),
        _miss(teacher.in_time, norms.in_time),
        _miss(teacher.topics, norms.topics),
        _miss(teacher.homework, norms.homework),
        _miss(teacher.no_marks, norms.no_marks),
        _miss(teacher.one_mark, norms.one_mark),
    )


def _miss(share: Share, norm: Norm) -> Miss | None:
    deviation = compute_deviation(share.percent, norm)
    if share.percent is None or deviation is None:
        return None
    is_missed = deviation > 0 if norm.is_ceiling else deviation < 0
    if not is_missed:
        return None
    return Miss(percent=share.percent, deviation=deviation, is_worse=share.is_worse)
