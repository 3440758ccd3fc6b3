"""A filled order; the institution's people and the findings are invented."""

from datetime import date, datetime, timedelta, timezone

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.inspection_order.context import (
    Acquaintance,
    Executor,
    InspectionFinding,
    InspectionOrder,
)
from templates_docs.documents.inspection_order.wording import (
    InspectionFacts,
    compose_heading,
    compose_points,
    compose_statements,
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
FACTS = InspectionFacts(
    reporter_genitive="заместителя директора по учебно-методической работе",
    report_date=date(2026, 11, 20),
    started_on=date(2026, 11, 9),
    finished_on=date(2026, 11, 18),
    groups=("ЮР-21", "ИСП-22-11", "ПСО-24-1"),
    pages=41,
    lessons=412,
    observations=(
        "текущие отметки выставляются своевременно по 38 дисциплинам из 41",
        "контрольные и текущие проверочные работы проведены в соответствии "
        "с календарно-тематическими планами",
        "завышения отметок не выявлено",
    ),
    has_findings=True,
    satisfactory=("ЮР-21", "ПСО-24-1"),
    deficient=("ИСП-22-11",),
    teachers_dative=("Ивановой М.П.", "Орлову К.С.", "Тимченко О.В.", "Горшковой Л.С."),
    praised_dative=(),
    fix_until=date(2026, 11, 30),
    controller_dative="Начальнику учебного отдела Соколовой Н.Ю.",
    report_until=date(2026, 12, 4),
    supervisor_accusative="заместителя директора по учебно-методической работе "
    "Громова С.А.",
)
FINDINGS = (
    InspectionFinding(
        group="ЮР-21",
        discipline="ОП.01 Теория государства и права",
        teacher="Иванова М.П.",
        remark="Запись занятия 21.10.2026 внесена на следующий день",
        clause="4.1.1",
    ),
    InspectionFinding(
        group="ИСП-22-11",
        discipline="ОП.04 Основы алгоритмизации и программирования",
        teacher="Орлов К.С.",
        remark="Не указана тема занятия 07.10.2026; 2 занятия без домашнего задания",
        clause="4.1.2",
    ),
    InspectionFinding(
        group="ИСП-22-11",
        discipline="ОП.01 Операционные системы и среды",
        teacher="Тимченко О.В.",
        remark="За октябрь не выставлен МИУД 4\u00a0обучающимся",
        clause="3.13.2",
    ),
    InspectionFinding(
        group="ПСО-24-1",
        discipline="ОП.05 Трудовое право",
        teacher="Горшкова Л.С.",
        remark="Отставание от КТП на 4 ч",
        clause="4.1.3",
    ),
)
READERS = (
    ("Громов Сергей Аркадьевич", "заместитель директора по УМР"),
    ("Соколова Наталья Юрьевна", "начальник учебного отдела"),
    ("Иванова Марина Павловна", "преподаватель"),
    ("Орлов Кирилл Сергеевич", "преподаватель"),
    ("Тимченко Ольга Валерьевна", "преподаватель"),
    ("Горшкова Людмила Степановна", "преподаватель"),
    ("", ""),
    ("", ""),
    ("", ""),
    ("", ""),
)


def sample() -> InspectionOrder:
    """Return the order on an autumn inspection of three groups."""
    return InspectionOrder(
        letterhead=LETTERHEAD,
        number="45-од",
        order_date=date(2026, 11, 23),
        heading=compose_heading("сентябрь – октябрь 2026 г."),
        statements=compose_statements(FACTS),
        findings=FINDINGS,
        points=compose_points(FACTS),
        appendix="справка о результатах проверки на 3 л. в 1 экз.",
        director=Signature(role="Директор", name="Д.Н. Белов"),
        executor=Executor(
            full_name="Соколова Наталья Юрьевна", phone="8 (3822) 00-00-00"
        ),
        acquaintances=tuple(
            Acquaintance(number=number, full_name=full_name, post=post)
            for number, (full_name, post) in enumerate(READERS, start=1)
        ),
        imprint=Imprint(
            code="OD45-6HRC",
            digest="91d4f07a2c5be8360e2d3c4b5a69788f9e0d1c2b3a49586776859403122334a5",
            made_at=datetime(2026, 11, 23, 11, 30, tzinfo=timezone(timedelta(hours=7))),
        ),
    )
