"""Invented movement, substitutions, corrections and remarks."""

from datetime import date, datetime

from templates_docs.documents.class_journal.context import (
    Correction,
    Movement,
    Remark,
    Substitution,
)


def sample_movements() -> tuple[Movement, ...]:
    """Return an arrival, a leaving and an academic leave."""
    lines = (
        (date(2026, 10, 5), "Воронцов Тимофей", "Зачисление", "77-к", 5),
        (date(2026, 11, 20), "Никифоров Глеб", "Отчисление", "71-к", 19),
        (date(2026, 12, 1), "Рыбакова Полина", "Академический отпуск", "78-к", 30),
    )
    return tuple(
        Movement(
            date=day,
            learner=name,
            kind=kind,
            order=order,
            order_date=date(2026, 10 if number == 0 else 11, order_day),
            entered_on=day,
            entered_by="Соколова Н.Ю.",
            working_days=1,
        )
        for number, (day, name, kind, order, order_day) in enumerate(lines)
    )


def sample_substitutions() -> tuple[Substitution, ...]:
    """Return the lesson of an ill teacher held by another."""
    return (
        Substitution(
            date=date(2026, 10, 14),
            pair=2,
            planned="ОП.01 Теория государства и права",
            absent_teacher="Иванова М.П.",
            held="ОП.01 Теория государства и права",
            substitute="Петрова А.В.",
            basis="распоряжение от 12.10.2026 № 34-р",
            hours=2,
        ),
    )


def sample_corrections() -> tuple[Correction, ...]:
    """Return corrections of a mark, a control, an absence, a final and a topic."""
    return (
        Correction(
            block="1",
            lesson=7,
            learner=12,
            was="3",
            now="4",
            reason="ошибка при переносе отметки из работы",
            basis="служебная записка от 16.10.2026",
            author="Петрова А.В.",
            made_at=datetime(2026, 10, 16, 15, 20),  # noqa: DTZ001 - a local moment
        ),
        Correction(
            block="4",
            lesson=9,
            learner=2,
            was="н",
            now="",
            reason="обучающаяся присутствовала (опоздание)",
            basis="служебная записка от 20.11.2026",
            author="Константинопольская-Завадская М.А.",
            made_at=datetime(2026, 11, 20, 9, 31),  # noqa: DTZ001 - a local moment
        ),
        Correction(
            block="1",
            lesson=13,
            learner=21,
            control=True,
            was="4",
            now="5",
            reason="не учтена отметка за ПЗ № 3",
            basis="служебная записка от 27.11.2026",
            author="Иванова М.П.",
            made_at=datetime(2026, 11, 27, 14, 6),  # noqa: DTZ001 - a local moment
        ),
        Correction(
            block="2",
            lesson=3,
            was="Глаголы настоящего времени",
            now="Практическое занятие № 1. Анализ теорий происхождения государства",
            reason="тема записана не из плана",
            basis="распоряжение от 07.12.2026 № 41-р",
            author="Ветрова Н.И.",
            made_at=datetime(2026, 12, 7, 16, 44),  # noqa: DTZ001 - a local moment
        ),
        Correction(
            block="3",
            period="1 с",
            learner=17,
            was="3",
            now="4",
            reason="отметка другого обучающегося",
            basis="служебная записка от 19.03.2027",
            author="Мартынюк О.П.",
            made_at=datetime(2027, 3, 19, 12, 58),  # noqa: DTZ001 - a local moment
        ),
    )


def sample_remarks() -> tuple[Remark, ...]:
    """Return the finding of one inspection."""
    return (
        Remark(
            date=date(2026, 12, 10),
            purpose="Своевременность заполнения журнала",
            text="ОП.01: запись занятия 21.10.2026 внесена на следующий день.",
            inspector="Громов С.А., заместитель директора по УМР",
            due="17.12.2026",
            resolved="14.12.2026, Иванова М.П.",
        ),
    )
