"""The examples as people wrote them: lists in TSV, thematic plans in plain text."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
NUMBERED = {"ПЗ": "ПЗ", "ЛР": "ЛР", "КР": "Контрольная работа"}
DAY_HOURS = {"УП": 6, "ПП": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A row of a thematic plan."""

    kind: str
    topic: str
    homework: str

    @property
    def hours(self) -> int:
        """Return the academic hours: a pair, or a day of practice."""
        return DAY_HOURS.get(self.kind, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A line of the curriculum: lessons and control in each of two terms."""

    group: str
    index: str
    name: str
    plan: str
    lessons: tuple[int, int]
    control: tuple[str, str]
    teacher: str
    subgroup: str
    kind: str
    window: tuple[date, date] | None

    @property
    def without_semesters(self) -> bool:
        """Tell whether the programme has no semesters."""
        return self.group.startswith("ДПО")


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of a TSV file by its headings."""
    text = (FOLDER / "lists" / f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def read_curriculum() -> list[Taught]:
    """Return the lines of the curriculum in their order."""
    return [
        Taught(
            group=row["Группа"],
            index=row["Индекс"],
            name=row["Наименование"],
            plan=row["План"],
            lessons=(int(row["Занятий 1"] or 0), int(row["Занятий 2"] or 0)),
            control=(row["Контроль 1"], row["Контроль 2"]),
            teacher=row["Преподаватель"],
            subgroup=row["Подгруппа"],
            kind=row["Вид"],
            window=_window(row["Сроки"]),
        )
        for row in read_list("curriculum")
    ]


def read_plans() -> dict[str, list[Topic]]:
    """Return the thematic plans by their names; works get numbers here."""
    plans: dict[str, list[Topic]] = {}
    name = ""
    for path in sorted((FOLDER / "plans").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                name = line.removeprefix("== ")
                plans[name] = []
            elif line:
                plans[name].append(_topic(line, plans[name]))
    return plans


def parse_day(text: str) -> date:
    """Read a day written DD.MM.YYYY."""
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone


def _topic(line: str, before: list[Topic]) -> Topic:
    words, _, homework = line.partition(" | ")
    kind, _, topic = words.partition(" ")
    if kind in NUMBERED:
        number = sum(one.kind == kind for one in before) + 1
        topic = f"{NUMBERED[kind]} № {number}. {topic}"
    return Topic(kind=kind, topic=topic, homework=homework or _reading(len(before) + 1))


def _reading(number: int) -> str:
    """Give a lecture its pages of the textbook, one chapter after another."""
    first = 9 + (number - 1) * 11
    ways = (
        f"Учебник, гл. {number}, с. {first}–{first + 10}.",
        f"Конспект; гл. {number}, вопросы 1–5.",
        f"Гл. {number}, с. {first}–{first + 10}; термины в тетрадь.",
    )
    return ways[number % len(ways)]


def _window(text: str) -> tuple[date, date] | None:
    if not text:
        return None
    start, end = text.split("–")
    return parse_day(start), parse_day(end)
