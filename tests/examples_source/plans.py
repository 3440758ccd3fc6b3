"""Thematic plans: themes of a course become numbered rows (КТП)."""

from dataclasses import dataclass

from tests.examples_source.model import Study

HOMEWORK = (
    "Конспект; гл. {k}, вопросы 1–5",
    "Оформить отчёт по {kind} № {n}",
    "Гл. {k}, с. {a}–{b}; выучить определения",
    "Составить таблицу по теме",
    "Подготовить сообщение (по вариантам)",
    "Решить задачи № {n}–{m}",
    "Опорная схема; вопросы для самопроверки",
    "Повторить термины раздела",
)
FREE = "Без задания"
WORDS = {
    "ПЗ": "Практическое занятие",
    "ЛР": "Лабораторная работа",
    "С": "Семинар",
}
UNNUMBERED = frozenset({"С", "УП", "ПП", "К"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a plan."""

    number: int
    topic: str
    hours: int
    kind: str
    homework: str


def make_plan(study: Study) -> tuple[Row, ...]:
    """Return as many rows as the hours of the course need."""
    wanted = sum(hours for _, hours, _ in study.terms) // study.day_hours
    topics = _fit(_pairs(study), wanted, study)
    return tuple(_number(topics, study))


def rows_of_terms(study: Study) -> tuple[int, ...]:
    """Return how many rows fall into each term."""
    return tuple(hours // study.day_hours for _, hours, _ in study.terms)


def _pairs(study: Study) -> list[tuple[str, str]]:
    lecture = study.practice if study.practice in {"УП", "ПП", "К"} else "Л"
    rows = []
    for line in study.themes.strip().splitlines():
        first, _, second = line.partition(" / ")
        rows.append((lecture, first.strip()))
        if second:
            rows.append((study.practice, second.strip()))
    return rows


def _fit(
    rows: list[tuple[str, str]], wanted: int, study: Study
) -> list[tuple[str, str]]:
    if wanted >= 12 and study.practice not in {"УП", "ПП", "К"}:
        middle = min(len(rows), wanted) // 2
        middle -= middle % 2
        rows = [*rows[:middle], ("КР", "Контрольная работа № 1"), *rows[middle:]]
    while len(rows) > wanted:
        rows.pop(_droppable(rows, study))
    extra = 2
    while len(rows) < wanted:
        topic = f"Повторение и обобщение материала, часть {extra - 1}"
        rows.append(("Л", topic))
        extra += 1
    return rows


def _droppable(rows: list[tuple[str, str]], study: Study) -> int:
    practices = [place for place, row in enumerate(rows) if row[0] == study.practice]
    return practices[len(practices) * 2 // 3] if practices else len(rows) - 1


def _number(rows: list[tuple[str, str]], study: Study) -> list[Row]:
    count = 0
    plan = []
    for place, (kind, topic) in enumerate(rows, start=1):
        text = topic
        if kind in WORDS and kind not in UNNUMBERED:
            count += 1
            text = f"{WORDS[kind]} № {count}. {topic}"
        elif kind == "С":
            text = f"Семинар. {topic}"
        row = Row(
            number=place,
            topic=text,
            hours=study.day_hours,
            kind=kind,
            homework=_homework(place, kind, count),
        )
        plan.append(row)
    return plan


def _homework(place: int, kind: str, count: int) -> str:
    if kind in {"УП", "ПП", "К", "КР"} or place % 17 == 0:
        return FREE
    form = HOMEWORK[1] if kind in {"ПЗ", "ЛР"} else HOMEWORK[place % len(HOMEWORK)]
    page = 12 + place * 7
    return form.format(
        k=1 + place // 2, n=max(count, 1), m=count + 4, a=page, b=page + 13, kind=kind
    )
