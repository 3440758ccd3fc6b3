"""How far a column of the grid is open to the one who looks at it, and why not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from records.lessons.values import LessonSetting
from records.marks.rules.finals import PERIOD_NAMES
from records.marks.values import Period


class Openness(StrEnum):
    """What may be done in a column today.

    free: everything; fill: empty cells, the rest by a correction with a basis;
    add: empty cells, the rest by an approved request; shut: only by an approved
    request; none: nothing.
    """

    FREE = "free"
    FILL = "fill"
    ADD = "add"
    SHUT = "shut"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How far a column is open, with the reason in words."""

    state: Openness
    why: str = ""


YEAR_IS_CLOSED = Opening(
    state=Openness.NONE,
    why="журнал за учебный год закрыт: ошибку оговаривает администратор контента",
)
FREELY = Opening(state=Openness.FREE)
LATE = Opening(
    state=Openness.FILL,
    why="день занятия прошёл: пустые клетки заполняются, записанное меняется "
    "исправлением с основанием (п. 4.1.1)",
)
READ_ONLY = Opening(state=Openness.NONE, why="вы читаете журнал, записи вносит педагог")


def open_lesson(
    setting: LessonSetting,
    person_id: int | None,
    *,
    today: date,
    closed_on: date | None,
) -> Opening:
    """Tell what this teacher may do in the cells of a lesson (REG 4.1.1, 3.8.8)."""
    if setting.journal_state != "open":
        return YEAR_IS_CLOSED
    if person_id not in {setting.leader_id, setting.teacher_id}:
        return Opening(
            state=Openness.NONE, why="занятие ведёт другой преподаватель (п. 4.1.1)"
        )
    if setting.lesson_id is None:
        return _open_unrecorded(setting, today)
    if setting.month_closed:
        return Opening(state=Openness.SHUT, why=_say_closed(setting.day, closed_on))
    return FREELY if today in {setting.day, setting.recorded_on} else LATE


def open_final(
    period: Period,
    state: str,
    *,
    leads: bool,
    today: date,
    ends: date,
    closed_on: date | None,
) -> Opening:
    """Tell what this teacher may do in a column of finals (REG 4.2.1, 3.8.8).

    `closed_on` is the day the month its period `ends` in was closed.
    """
    if state != "open":
        return YEAR_IS_CLOSED
    if not leads:
        return Opening(
            state=Openness.NONE, why="итоговые ставит преподаватель дисциплины"
        )
    if closed_on is not None:
        return Opening(state=Openness.ADD, why=_say_closed(ends, closed_on))
    why = "записанное в прошлый день меняется исправлением с основанием (п. 4.1.1)"
    if today < ends:
        why = f"период «{PERIOD_NAMES[period]}» закончится {ends:%d.%m.%Y}; {why}"
    return Opening(state=Openness.FILL, why=why)


def _open_unrecorded(setting: LessonSetting, today: date) -> Opening:
    if setting.cancelled:
        return Opening(state=Openness.NONE, why="занятие отменено в расписании")
    if setting.day > today:
        return Opening(state=Openness.NONE, why="занятия ещё не было")
    why = "занятие ещё не записано: откройте его и внесите тему (п. 3.13.1)"
    return Opening(state=Openness.NONE, why=why)


def _say_closed(day: date, closed_on: date | None) -> str:
    when = f" {closed_on:%d.%m.%Y}" if closed_on else ""
    return f"месяц {day:%m.%Y} закрыт{when}: исправление только по заявке"
