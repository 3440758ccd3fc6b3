"""The right page: records of lessons, totals and signatures (§1.7)."""

from collections.abc import Iterable
from datetime import datetime

from templates_docs.documents.class_journal.context import Block, Lesson, PeriodTotals
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.errors import DoesNotFitError
from templates_docs.documents.class_journal.layout.look import Style, style
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    fit_line,
    height,
    width,
    wrap_rich,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import Cell, Rich, Row, Run
from templates_docs.formatting.dates import day_month, local_moment

WIDTHS = (9.0, 12.5, 10.5, 13.5, 60.5, 36.0, 33.0)
HEAD_HEIGHT = 12.0
ROW_LEAST, ROW_MOST = 11.0, 190.0
_SIDES, _PADDING, _FOOT = 1.3, 1.3, 0.5
_TEXT_LADDER = (
    (look.BODY, look.BODY_ITALIC),
    (look.BODY_NARROW, look.BODY_NARROW),
    (style("narrow", 7, 8), style("narrow", 7, 8)),
    (style("narrow", 6, 6.8), style("narrow", 6, 6.8)),
)
_WORK_OF_PRACTICE = "Вид работ"


def heads(block: Block) -> Row:
    """Return the header of the table; a practice has kinds of work, not topics."""
    topic = (
        _WORK_OF_PRACTICE if block.kind == "practice" else "Тема занятия (содержание)"
    )
    captions = (
        "№\nзаня-\nтия",
        "Дата",
        "Кол-во\nчасов",
        "Вид\nзанятия",
        topic,
        "Домашнее задание\n(самостоятельная работа)",
        "Подпись преподавателя",
    )
    cells = tuple(
        Cell((Run(text, look.HEAD_SMALL),), align="center", middle=True)
        for text in captions
    )
    return Row(HEAD_HEIGHT, cells, look.FRAME)


def lesson_row(lesson: Lesson, sign: str = "") -> Row:
    """Return the row of a lesson; `sign` is the footnote of a corrected record.

    Raises:
        DoesNotFitError: the topic is longer than a page.
    """
    for faces in _TEXT_LADDER:
        topic, homework = _texts(lesson, sign, faces)
        tall = max(height(topic), height(homework)) + _PADDING + _FOOT
        if tall <= ROW_MOST:
            break
    else:
        message = (
            f"Тема занятия {local_day(lesson)} не помещается на страницу журнала: "
            "сократите её исправлением записи."
        )
        raise DoesNotFitError(message)
    return Row(max(ROW_LEAST, tall), _cells(lesson, topic, homework))


def local_day(lesson: Lesson) -> str:
    """Return the day of a lesson for a message."""
    return f"{lesson.date:%d.%m.%Y}"


def _texts(lesson: Lesson, sign: str, faces: tuple[Style, Style]) -> tuple[Rich, Rich]:
    plain, italic = faces
    runs = [Run(bind(lesson.topic), plain)]
    if sign:
        runs.append(Run(sign, look.INDEX, "raised"))
    if lesson.substitute:
        runs.append(Run(f" (замена: {bind(lesson.substitute.name)})", italic))
    topic = wrap_rich(tuple(runs), WIDTHS[4] - 2 * _SIDES)
    homework = wrapped(bind(lesson.homework), plain, WIDTHS[5] - 2 * _SIDES)
    return topic, homework


def _cells(lesson: Lesson, topic: Rich, homework: Rich) -> tuple[Cell, ...]:
    day: Rich = (Run(day_month(lesson.date), look.BODY),)
    if lesson.substitute:
        day = (*day, Run("*", look.BODY))
    kind: Rich = (Run(lesson.kind, look.BODY),)
    if lesson.control is not None:
        kind = (Run(f"{lesson.kind},\n", look.BODY), Run("МИУД", look.HEAD_SMALL))
    return (
        Cell((Run(str(lesson.number), look.BODY),), align="center"),
        Cell(day, align="center"),
        Cell((Run(str(lesson.hours), look.BODY),), align="center"),
        Cell(kind, align="center"),
        Cell(topic),
        Cell(homework),
        Cell(_entry(lesson), bottom=True),
    )


def _entry(lesson: Lesson) -> Rich:
    if not lesson.recorded_by:
        return ()
    name = look.FINE_BOLD if lesson.substitute else look.FINE
    space = WIDTHS[6] - 2 * _SIDES
    label = Run("Запись внесена: ", look.FINE)
    left = space - width(label.text, label.style)
    who = fit_line(bind(lesson.recorded_by), (name, look.FINE_NARROW), left)
    when = fit_line(_moment(lesson), (look.FINE, look.FINE_NARROW), space)
    return (label, who, Run("\n", look.FINE), when)


def _moment(lesson: Lesson) -> str:
    parts = []
    if isinstance(lesson.recorded_at, datetime):
        parts.append(local_moment(lesson.recorded_at))
    if lesson.entry_number is not None:
        parts.append(f"запись №{look.NBSP}{lesson.entry_number}")
    return (look.NBSP * 3).join(parts)


_HOURS = (
    ("теоретических", "theory"),
    ("практических", "practice"),
    ("лабораторных", "laboratory"),
    ("семинаров", "seminars"),
    ("контрольных", "tests"),
    ("курсовых", "coursework"),
    ("консультаций", "consultations"),
)


def totals_rich(totals: PeriodTotals, *, by_semester: bool) -> Rich:
    """Return the sentence of hours; values stand underlined (итог блока)."""
    if totals.semester is not None:
        opening = f"За {totals.semester}{look.NBSP}семестр: всего"
    else:
        opening = "За учебный год: всего" if by_semester else "Всего"
    pairs = [(f"{opening} по{look.NBSP}плану", totals.planned)]
    pairs.append((f"{look.NBSP}ч., фактически проведено", totals.held))
    runs = [*_pairs(pairs), Run(f"{look.NBSP}ч., в{look.NBSP}том числе: ", look.LEAD)]
    kinds = [(word, getattr(totals, name)) for word, name in _HOURS]
    kinds = [pair for pair in kinds if pair[0] != "курсовых" or pair[1]]
    for index, (word, value) in enumerate(kinds):
        comma = ". " if index == len(kinds) - 1 else ", "
        runs += [*_pairs([(word, value)]), Run(comma, look.LEAD)]
    runs += _fulfilment(totals.completed)
    return tuple(runs)


def _pairs(pairs: Iterable[tuple[str, int]]) -> list[Run]:
    runs = []
    for word, value in pairs:
        shown = str(value) if value else "–"
        runs.append(Run(f"{word} ", look.LEAD))
        runs.append(Run(f"{look.NBSP * 2}{shown}{look.NBSP * 2}", look.LEAD, "under"))
    return runs


def _fulfilment(completed: bool) -> list[Run]:
    full, partial = "выполнена полностью", "не выполнена"
    return [
        Run("Программа ", look.LEAD),
        Run(full, look.LEAD, "under" if completed else ""),
        Run(" / ", look.LEAD),
        Run(partial, look.LEAD, "" if completed else "under"),
        Run(f" (нужное{look.NBSP}подчеркнуть).", look.LEAD_SMALL),
    ]
