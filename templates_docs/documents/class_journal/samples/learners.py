"""Invented learners, with names chosen for their edges."""

from datetime import date

from templates_docs.documents.class_journal.context import Gap, Learner

_NAMES = """
Алибек уулу|Нурлан||м
Архангельская-Преображенская|Елизавета|Константиновна|ж
Бек-Назаров|Артур|Тигранович|м
Воронцов|Тимофей|Игоревич|м
Гасанова|Лейла|Рашид кызы|ж
Долгих|Виктория|Павловна|ж
Елисеев|Егор|Андреевич|м
Ёлкина|Алёна|Сергеевна|ж
Емельянова|Ева|Олеговна|ж
Иванов|Иван|Иванович|м
Иванова-Петрова|Мария|Дмитриевна|ж
Ким|Лев|Викторович|м
Коваленко|Дарья|Ильинична|ж
Ли|Вэй||м
Мамедов|Рашид|Октай оглы|м
Никифоров|Глеб|Степанович|м
О’Коннор|Джон||м
Рыбакова|Полина|Юрьевна|ж
Семёнов|Павел|Максимович|м
Семенов|Пётр|Романович|м
Стриж|Ольга|Вадимовна|ж
Цой|Александра|Георгиевна|ж
Черных|Олег|Фёдорович|м
Шевчук|Анна|Николаевна|ж
Шевчук|Антон|Николаевич|м
"""
_GAPS = {
    4: Gap(
        kind="arrival",
        last=date(2026, 10, 4),
        order="77-к",
        order_date=date(2026, 10, 5),
    ),
    16: Gap(
        kind="left",
        first=date(2026, 11, 21),
        order="71-к",
        order_date=date(2026, 11, 19),
    ),
    18: Gap(
        kind="leave",
        first=date(2026, 12, 1),
        last=date(2027, 11, 30),
        order="78-к",
        order_date=date(2026, 11, 30),
    ),
}
_MOVEMENTS = {
    4: "Зачислен, приказ от 05.10.2026 № 77-к",
    16: "Отчислен с 20.11.2026, приказ от 19.11.2026 № 71-к",
    18: "Академический отпуск с 01.12.2026 по 30.11.2027, приказ от 30.11.2026 № 78-к",
}
_REMARKS = {24: "до 20.01.2027 — Бондарь, приказ № 5-к"}


def sample_learners() -> tuple[Learner, ...]:
    """Return 25 learners in the order of the Russian alphabet."""
    lines = _NAMES.strip().splitlines()
    return tuple(_learner(number, line) for number, line in enumerate(lines, 1))


def _learner(number: int, line: str) -> Learner:
    surname, name, patronymic, gender = line.split("|")
    gap = _GAPS.get(number)
    arrived = gap is not None and gap.kind == "arrival"
    return Learner(
        number=number,
        surname=surname,
        given_name=name,
        patronymic=patronymic,
        feminine=gender == "ж",
        birth_date=date(2008, 1 + number % 12, 1 + number),
        record_book=f"25-{100 + number}",
        enrolment_order="77-к" if arrived else "64-к",
        enrolment_date=date(2026, 10, 5) if arrived else date(2025, 8, 20),
        basis="договор" if number % 5 == 0 else "бюджет",
        gaps=(gap,) if gap else (),
        movement=_MOVEMENTS.get(number, ""),
        remark=_REMARKS.get(number, ""),
    )
