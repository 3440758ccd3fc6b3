"""Sentences of the order, made from facts of the inspection (текст приказа, п. 5.3).

Names and posts come already declined; here they are only put in their places, so
the page of Word and the page of PDF can never say different things.
"""

from dataclasses import dataclass
from datetime import date

from templates_docs.formatting.dates import short_date
from templates_docs.formatting.typography import NBSP


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFacts:
    """What the inspection found and whom it concerns (итоги проверки).

    `observations` are what the deputy wrote on marks, control works and objectivity
    (п. 5.2); `satisfactory` and `deficient` are groups by the verdict. Empty
    `teachers_dative` and `praised_dative` leave their points out.
    """

    reporter_genitive: str
    report_date: date
    started_on: date
    finished_on: date
    groups: tuple[str, ...]
    pages: int
    lessons: int
    observations: tuple[str, ...]
    has_findings: bool
    satisfactory: tuple[str, ...]
    deficient: tuple[str, ...]
    teachers_dative: tuple[str, ...]
    praised_dative: tuple[str, ...]
    fix_until: date
    controller_dative: str
    report_until: date
    supervisor_accusative: str


def compose_heading(period: str) -> str:
    """Return the heading of the order for a period, as «октябрь 2026 г.»."""
    return f"Об итогах проверки ведения электронных журналов за{NBSP}{period}"


def compose_statements(facts: InspectionFacts) -> tuple[str, ...]:
    """Return the paragraphs before the table of findings (констатирующая часть)."""
    journals = _by_count(
        facts.groups, "электронного журнала группы", "электронных журналов групп"
    )
    basis = (
        "В соответствии с планом внутреннего контроля, на основании справки "
        f"{facts.reporter_genitive} от {short_date(facts.report_date)} (п. 5.3 Положения "
        f"об электронном журнале) в период с {short_date(facts.started_on)} "
        f"по {short_date(facts.finished_on)} проведена проверка {journals}. "
        f"Проверено: групп — {len(facts.groups)}, страниц дисциплин — {facts.pages}, "
        f"занятий — {facts.lessons}."
    )
    ending = "Выявлены замечания:" if facts.has_findings else "Замечаний не выявлено."
    return basis, f"Установлено: {'; '.join(facts.observations)}. {ending}"


def compose_points(facts: InspectionFacts) -> tuple[str, ...]:
    """Return what the director orders, without the numbers (распорядительная часть)."""
    points = (
        _verdict(facts),
        _remedy(facts),
        _praise(facts),
        _control(facts),
        "Опубликовать приказ в электронном журнале на «Доске объявлений» в разделе "
        "«Преподавательская» и в учебном отделе в день подписания.",
        _closed(
            "Контроль за исполнением настоящего приказа возложить на "
            f"{facts.supervisor_accusative}"
        ),
    )
    return tuple(point for point in points if point)


def _verdict(facts: InspectionFacts) -> str:
    parts = []
    if facts.satisfactory:
        parts.append(f"{_groups(facts.satisfactory)} удовлетворительным")
    if facts.deficient:
        dash = " —" if parts else ""
        parts.append(f"{_groups(facts.deficient)}{dash} требующим устранения замечаний")
    one = len(facts.satisfactory) + len(facts.deficient) == 1
    journals = "электронного журнала" if one else "электронных журналов"
    return f"Признать ведение {journals} {', '.join(parts)}."


def _remedy(facts: InspectionFacts) -> str:
    if not facts.teachers_dative:
        return ""
    teachers = _by_count(facts.teachers_dative, "Преподавателю", "Преподавателям")
    return (
        f"{teachers} устранить замечания в срок до {short_date(facts.fix_until)} "
        "и представить отчёт в учебный отдел."
    )


def _praise(facts: InspectionFacts) -> str:
    if not facts.praised_dative:
        return ""
    teachers = _by_count(facts.praised_dative, "преподавателю", "преподавателям")
    return _closed(f"Объявить благодарность за ведение электронных журналов {teachers}")


def _control(facts: InspectionFacts) -> str:
    if not facts.has_findings:
        return ""
    return (
        f"{facts.controller_dative} проконтролировать устранение замечаний "
        f"и доложить до {short_date(facts.report_until)}."
    )


def _groups(names: tuple[str, ...]) -> str:
    return _by_count(names, "группы", "групп")


def _by_count(names: tuple[str, ...], one: str, many: str) -> str:
    return f"{one if len(names) == 1 else many} {', '.join(names)}"


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
