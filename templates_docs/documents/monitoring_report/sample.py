"""A filled report: the test vector of the forms, nine groups, twenty teachers."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from records.monitoring.values import TwoPlaces
from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.monitoring_report.context import (
    GroupLine,
    Indicator,
    MonitoringReport,
    TeacherLine,
    Trend,
    TwoPlacesLine,
)
from templates_docs.documents.monitoring_report.figures import (
    SMALL_SCALE,
    MonthValue,
    Norm,
    compute_deviation,
    draw_trend,
    measure,
)
from templates_docs.documents.monitoring_report.violations import (
    TeacherNorms,
    list_columns,
    list_violators,
)
from templates_docs.documents.monitoring_report.wording import (
    TREND_SCALES,
    MonthFacts,
    compose_conclusions,
    describe_places,
)

NORMS = TeacherNorms(
    full=Norm(value=Decimal(95), clause="3.13.1"),
    in_time=Norm(value=Decimal(90), clause="4.1.1"),
    topics=Norm(value=Decimal(100), clause="4.1.2"),
    homework=Norm(value=Decimal(100), clause="3.13.1"),
    no_marks=Norm(value=Decimal(0), clause="3.13.1", is_ceiling=True),
    one_mark=Norm(value=Decimal(10), clause="3.13.1", is_ceiling=True),
    plan_clause="4.1.3",
)
ALL = Norm(value=Decimal(100), clause="3.8.9")

# title, numerator, denominator, norm
INDICATORS: tuple[tuple[str, int, int, Norm | None], ...] = (
    ("Участие педагогов в работе", 18, 20, ALL),
    ("Заполняемость занятий", 295, 340, NORMS.full),
    ("Своевременность записи", 272, 340, NORMS.in_time),
    ("Обучающиеся, не имеющие оценок", 75, 1250, NORMS.no_marks),
    ("Обучающиеся, имеющие одну оценку", 140, 1250, NORMS.one_mark),
    ("Запись домашнего задания", 300, 320, ALL),
    ("Учёт пройденного материала", 331, 340, ALL),
    ("Выполнение КТП (отставание 28 ч)", 672, 700, ALL),
    ("Участие родителей", 63, 150, None),
    ("Охват обучающихся учётными записями родителей", 118, 132, None),
    ("Участие обучающихся", 180, 240, None),
)

MONTHS = (9, 10, 11, 12, 1, 2, 3)
# title, norm, scale, percents of the months
TRENDS: tuple[tuple[str, Norm | None, Decimal, tuple[str, ...]], ...] = (
    (
        "Заполняемость",
        NORMS.full,
        Decimal(100),
        ("91.0", "93.2", "94.1", "93.8", "92.6", "90.1", "86.8"),
    ),
    (
        "Своевременность",
        NORMS.in_time,
        Decimal(100),
        ("84.0", "87.1", "88.0", "87.7", "86.0", "83.1", "80.0"),
    ),
    (
        "Домашнее задание",
        ALL,
        Decimal(100),
        ("96.0", "97.7", "98.1", "97.8", "96.4", "95.1", "93.8"),
    ),
    (
        "Без оценок",
        NORMS.no_marks,
        SMALL_SCALE,
        ("9.6", "4.1", "1.8", "1.1", "8.0", "5.2", "6.0"),
    ),
    (
        "Одна оценка",
        NORMS.one_mark,
        SMALL_SCALE,
        ("18.9", "12.8", "9.3", "7.4", "16.2", "9.7", "11.2"),
    ),
    (
        "Участие родителей",
        None,
        Decimal(100),
        ("27.9", "34.2", "38.0", "40.4", "36.8", "39.9", "42.0"),
    ),
)

# Counts in the order of `_group`.
GROUPS = (
    ("Б-301", 26, 36, 33, 31, 36, 33, 34, 5, 11, 134, -2),
    ("БУ-25з", 22, 18, 14, 12, 17, 16, 18, 9, 13, 88, -4),
    ("ДПО-2026/03", 18, 24, 22, 21, 24, 22, 23, 2, 6, 72, 0),
    ("ИСП-22-2", 28, 44, 39, 36, 43, 39, 41, 7, 15, 141, -4),
    ("ИСП-22-11", 29, 46, 37, 33, 44, 38, 42, 14, 22, 166, -6),
    ("ПСО-24-1", 31, 42, 34, 31, 40, 34, 39, 15, 24, 168, -6),
    ("ЭБ-23", 27, 40, 35, 33, 39, 36, 38, 8, 15, 142, -4),
    ("ЮР-21", 23, 44, 41, 39, 44, 40, 41, 6, 14, 152, 0),
    ("ЮР-22", 36, 46, 40, 36, 44, 42, 44, 9, 20, 187, -2),
)
TOTAL = ("Итого", 240, 340, 295, 272, 331, 300, 320, 75, 140, 1250, -28)

# Counts in the order of `_teacher`.
TEACHERS = (
    ("Абдуллаев Р.Т.", 24, 22, 21, 0, 1, 236, 3, 14, 91, 0),
    ("Агафонова Е.В.", 14, 14, 14, 0, 0, 129, 0, 9, 69, 0),
    ("Бондарь И.С.", 24, 22, 21, 0, 0, 321, 0, 9, 87, -4),
    ("Васильев-Орлов Н.А.", 3, 0, 0, 3, 3, 0, 22, 0, 22, -6),
    ("Верещагина Т.П.", 16, 15, 14, 0, 0, 174, 3, 6, 51, 0),
    ("Горшкова Л.С.", 21, 16, 13, 0, 1, 150, 2, 8, 81, -2),
    ("Ерёмин Д.О.", 27, 25, 22, 0, 1, 312, 1, 8, 85, 0),
    ("Журавлёва А.И.", 10, 9, 9, 0, 0, 92, 1, 6, 50, -2),
    ("Зайцева О.Н.", 19, 16, 16, 0, 2, 155, 3, 14, 64, 0),
    ("Иванова М.П.", 17, 15, 12, 0, 1, 186, 1, 3, 65, -2),
    ("Коваленко В.Г.", 20, 17, 15, 1, 1, 188, 3, 5, 69, 0),
    ("Лебедев С.С.", 27, 26, 25, 0, 1, 244, 0, 13, 90, 0),
    ("Мартыненко-Вознесенская А.К.", 13, 12, 10, 0, 0, 167, 1, 7, 48, 0),
    ("Орлов К.С.", 18, 14, 13, 0, 2, 236, 4, 8, 69, -2),
    ("Петрова А.В.", 16, 16, 13, 0, 0, 154, 0, 10, 58, 0),
    ("Рябов П.Л.", 4, 0, 0, 4, 4, 0, 18, 0, 18, -8),
    ("Семёнова Н.Ф.", 20, 18, 18, 0, 0, 197, 4, 9, 60, 0),
    ("Тимченко О.В.", 13, 9, 9, 1, 2, 77, 6, 5, 47, -2),
    ("Фёдоров Г.М.", 18, 17, 16, 0, 0, 267, 0, 3, 69, 0),
    ("Шевчук Ю.И.", 16, 12, 11, 0, 1, 207, 3, 3, 57, 0),
)

# Lessons flagged «без задания»: one a teacher, save these; twenty in all.
EXEMPT_FROM_HOMEWORK = {
    "Васильев-Орлов Н.А.": 0,
    "Рябов П.Л.": 0,
    "Ерёмин Д.О.": 2,
    "Лебедев С.С.": 2,
}
SILENT = ("Васильев-Орлов Н.А.", "Рябов П.Л.")
TOMSK = timezone(timedelta(hours=7))
TWO_PLACES = (
    TwoPlaces(
        account_id=14,
        holder="Орлов К.С.",
        since=datetime(2027, 3, 11, 10, 5, tzinfo=TOMSK),
        until=datetime(2027, 3, 11, 10, 40, tzinfo=TOMSK),
        first="10.20.1.14",
        second="10.20.3.2",
    ),
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


def sample() -> MonitoringReport:
    """Return the report of March; every total is the sum of its lines."""
    groups = tuple(_group(*line) for line in GROUPS)
    teachers = tuple(
        _teacher(number, *line) for number, line in enumerate(TEACHERS, start=1)
    )
    facts = MonthFacts(
        taking_part=measure(18, 20, ALL),
        silent=SILENT,
        groups=groups,
        lag=TOTAL[-1],
        two_places=TWO_PLACES,
    )
    return MonitoringReport(
        letterhead=LETTERHEAD,
        department="Учебный отдел",
        file_index="05-06",
        month=date(2027, 3, 1),
        indicators=tuple(
            _indicator(title, (numerator, denominator), norm)
            for title, numerator, denominator, norm in INDICATORS
        ),
        trends=tuple(
            _trend(title, norm, scale=scale, percents=percents)
            for title, norm, scale, percents in TRENDS
        ),
        trend_scales=TREND_SCALES,
        groups=groups,
        total=_group(*TOTAL),
        teachers=teachers,
        miss_columns=list_columns(NORMS),
        plan_clause=NORMS.plan_clause,
        violators=list_violators(teachers, NORMS),
        conclusions=compose_conclusions(facts),
        two_places=tuple(
            TwoPlacesLine(
                since=one.since,
                until=one.until,
                name=one.holder,
                places=describe_places(one.first, one.second),
            )
            for one in TWO_PLACES
        ),
        author=Signature(
            role="Администратор контента — начальник учебного отдела",
            name="Н.Ю. Соколова",
            signed_on=date(2027, 4, 5),
        ),
        reader=Signature(
            role="Заместитель директора по учебно-методической работе",
            name="С.А. Громов",
        ),
        imprint=Imprint(
            code="MN03-8FKL",
            digest="90d4e1b2c7a5f3860e2d3c4b5a69788f9e0d1c2b3a495867768594031223347e",
            made_at=datetime(2027, 4, 5, 10, 20, tzinfo=TOMSK),
        ),
    )


def _indicator(title: str, counts: tuple[int, int], norm: Norm | None) -> Indicator:
    share = measure(*counts, norm)
    return Indicator(
        title=title,
        share=share,
        norm=None if norm is None else norm.value,
        is_ceiling=norm is not None and norm.is_ceiling,
        deviation=compute_deviation(share.percent, norm),
    )


def _trend(
    title: str, norm: Norm | None, *, scale: Decimal, percents: tuple[str, ...]
) -> Trend:
    values = tuple(
        MonthValue(month=month, percent=Decimal(percent))
        for month, percent in zip(MONTHS, percents, strict=True)
    )
    return draw_trend(title, values, norm, scale=scale)


def _group(title: str, *counts: int) -> GroupLine:
    learners, lessons, full, in_time, topics, done, due, none, one, pairs, lag = counts
    return GroupLine(
        title=title,
        learners=learners,
        lessons=lessons,
        full=measure(full, lessons, NORMS.full),
        in_time=measure(in_time, lessons, NORMS.in_time),
        topics=measure(topics, lessons, NORMS.topics),
        homework=measure(done, due, NORMS.homework),
        no_marks=measure(none, pairs, NORMS.no_marks, scale=SMALL_SCALE),
        one_mark=measure(one, pairs, NORMS.one_mark, scale=SMALL_SCALE),
        lag=lag,
    )


def _teacher(number: int, name: str, *counts: int) -> TeacherLine:
    lessons, full, in_time, topicless, homeless, marks, none, one, pairs, lag = counts
    due = lessons - EXEMPT_FROM_HOMEWORK.get(name, 1)
    return TeacherLine(
        number=number,
        name=name,
        lessons=lessons,
        full=measure(full, lessons, NORMS.full),
        in_time=measure(in_time, lessons, NORMS.in_time),
        topics=measure(lessons - topicless, lessons, NORMS.topics),
        homework=measure(due - homeless, due, NORMS.homework),
        without_topic=topicless,
        without_homework=homeless,
        marks=marks,
        no_marks=measure(none, pairs, NORMS.no_marks),
        one_mark=measure(one, pairs, NORMS.one_mark),
        lag=lag,
    )
