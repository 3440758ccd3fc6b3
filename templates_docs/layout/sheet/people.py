"""Fictional people and an institution for the samples of sheets."""

from datetime import date, datetime, timedelta, timezone

from records.sheets.values import Result
from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.layout.sheet.context import (
    SheetFoot,
    SheetHead,
    SheetLine,
    describe_result,
)

LETTERHEAD = Letterhead(
    name_lines=(
        "НЕГОСУДАРСТВЕННОЕ ОБРАЗОВАТЕЛЬНОЕ ЧАСТНОЕ УЧРЕЖДЕНИЕ",
        "ДОПОЛНИТЕЛЬНОГО ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ",
        "«СИБИРСКИЙ МЕЖРЕГИОНАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ ЦЕНТР»",
        "(НОЧУ ДПО «СМОЦ»)",
    ),
    full_name="Негосударственное образовательное частное учреждение дополнительного "
    "профессионального образования «Сибирский межрегиональный образовательный центр»",
    short_name="НОЧУ ДПО «СМОЦ»",
    city="Томск",
    site="https://centr-smoc.upft.ru",
)
TOMSK = timezone(timedelta(hours=7))
EXAM_DAY = date(2026, 12, 24)
# Names with what goes wrong in print: no patronymic, particles, hyphens, length.
_PEOPLE = """
m 001 25 5 Алибек уулу Нурлан
f 002 22 4 Архангельская-Преображенская Елизавета Константиновна
m 003 12 4 Бек-Назаров Артур
m 004 28 4 Воронцов Тимофей Ильич
f 005 26 4 Гасанова Лейла Рустам кызы
f 006 27 4 Долгих Виктория Андреевна
m 007 1 4 Елисеев Егор Павлович
f 008 8 5 Ёлкина Алёна Сергеевна
f 009 23 5 Емельянова Ева Романовна
m 010 21 3 Иванов Иван
f 011 30 4 Иванова-Петрова Мария Олеговна
m 012 16 4 Ким Лев Андреевич
f 013 3 4 Коваленко Дарья Юрьевна
m 014 - absent Ли Вэй
m 015 9 4 Мамедов Рашид Али оглы
m 017 15 3 О’Коннор Джон
m 019 11 5 Семёнов Павел Львович
m 020 4 4 Семенов Пётр Ильич
f 021 19 4 Стриж Ольга Петровна
f 022 10 3 Цой Александра
m 023 18 2 Черных Олег Никитич
f 024 2 5 Шевчук Анна Юрьевна
m 025 5 4 Шевчук Антон Юрьевич
"""


def results() -> tuple[Result, ...]:
    """Return the results of the sample group."""
    return tuple(Result(line.split()[3]) for line in _PEOPLE.strip().splitlines())


def sheet_lines(
    chosen: tuple[Result, ...] | None = None, *, short: bool = False
) -> tuple[SheetLine, ...]:
    """Return the lines of the sample group, with other results when given."""
    found = []
    given = chosen or results()
    for number, line in enumerate(_PEOPLE.strip().splitlines()):
        gender, book, ticket, _, name = line.split(maxsplit=4)
        found.append(
            SheetLine(
                number=number + 1,
                name=name,
                record_book=f"ЮР-25-{book}",
                ticket="" if ticket == "-" else ticket,
                outcome=describe_result(given[number], gender, short=short),
            )
        )
    return tuple(found)


def sheet_head(title: str, number: str, **others: object) -> SheetHead:
    """Return the head of a sample sheet, with other fields when given."""
    fields = {
        "letterhead": LETTERHEAD,
        "title": title,
        "number": number,
        "academic_year": "2026/2027",
        "semester": 1,
        "course": 2,
        "group": "ЮР-21",
        "study_form": "очная",
        "programme": "40.02.01 Право и организация социального обеспечения",
        "discipline": "ОП.02 Конституционное право",
        "hours": 120,
        "examiners": ("Петрова Анна Викторовна",),
        "control_form": "экзамен (устный)",
        "held_on": EXAM_DAY,
    }
    return SheetHead(**{**fields, **others})  # type: ignore[arg-type]


def sheet_foot(role: str = "Экзаменатор") -> SheetFoot:
    """Return the foot of a sample sheet signed by an examiner and the office."""
    return SheetFoot(
        left_out=2,
        na_in_denominator=True,
        signatures=(
            Signature(role=role, name="А.В. Петрова", signed_on=EXAM_DAY),
            Signature(role="Начальник учебного отдела", name="Н.Ю. Соколова"),
        ),
        file_index="05-04",
        retention="5 лет",
    )


def imprint(code: str, digest: str) -> Imprint:
    """Return the imprint of a sample sheet."""
    return Imprint(
        code=code, digest=digest, made_at=datetime(2026, 12, 24, 13, 5, tzinfo=TOMSK)
    )
