"""Forms of sheets: lines as typed, a new sheet, a re-take."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from records.kernel.errors import InputRefusedError
from records.kernel.text import clean_line
from records.sheets.rules.signs import read_result
from records.sheets.values import RowEntry, SheetCode, SheetDraft, SheetFact
from web.site.forms import Form

TICKET_LENGTH = 20
OPENED = tuple(code for code in SheetCode if code is not SheetCode.INDIVIDUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When and where it is held, as typed."""

    held_on: date | None
    starts: int | None
    ends: int | None
    room: str


def read_lines(
    form: Form, sheet: SheetFact, names: Mapping[int, str]
) -> list[RowEntry]:
    """Read the lines of a sheet; fields of people not in it are not looked at."""
    entries = []
    for row in sheet.rows:
        key = f"result-{row.person_id}"
        if key not in form.sent:
            continue
        name = names[row.person_id]
        result = read_result(form.raw(key))
        if result is None:
            form.refuse(key, f"{name}: «{form.raw(key)[:20]}» в ведомость не ставят.")
            continue
        ticket = f"ticket-{row.person_id}"
        entries.append(
            RowEntry(
                person_id=row.person_id,
                result=result,
                ticket=form.text(ticket, f"{name}, билет", limit=TICKET_LENGTH),
                seen=form.whole(f"seen-{row.person_id}", "Версия"),
            )
        )
    return entries


def read_line(sent: Any, people: Collection[int]) -> RowEntry:  # noqa: ANN401 - what JSON may hold
    """Read one line sent by the module of the page.

    Raises:
        InputRefusedError: it is no line of this sheet, or no result.
    """
    values: Mapping[str, object] = sent if isinstance(sent, dict) else {}
    person, seen = values.get("person"), values.get("seen")
    text, ticket = values.get("text", ""), values.get("ticket", "")
    whole = type(person) is int and type(seen) is int
    words = isinstance(text, str) and isinstance(ticket, str)
    if not whole or person not in people or not words:
        raise InputRefusedError(
            "Такой строки в ведомости нет. Обновите страницу.", code="no_line"
        )
    result = read_result(str(text))
    if result is None:
        raise InputRefusedError(
            f"«{str(text)[:20]}» в ведомость не ставят.",
            code="bad_result",
            clause="4.1.8",
        )
    return RowEntry(
        person_id=int(str(person)),
        result=result,
        ticket=clean_line(str(ticket))[:TICKET_LENGTH],
        seen=int(str(seen)),
    )


def read_hours(form: Form) -> Hours:
    """Read day, beginning, end and room."""
    return Hours(
        held_on=form.day("held_on", "Дата", required=True),
        starts=_minutes(form, "starts", "Начало"),
        ends=_minutes(form, "ends", "Окончание"),
        room=form.text("room", "Аудитория", limit=40),
    )


def read_examiners(form: Form, known: Sequence[str]) -> tuple[int, ...]:
    """Read the examiners, the chair first; each once."""
    chosen = [
        form.choice(name, label, known, required=name == "examiner")
        for name, label in (
            ("examiner", "Экзаменатор"),
            ("second", "Второй экзаменатор"),
            ("third", "Третий экзаменатор"),
        )
    ]
    return tuple(dict.fromkeys(int(one) for one in chosen if one))


def read_draft(
    form: Form, *, course_id: int, semesters: Sequence[int], staff: Sequence[str]
) -> SheetDraft | None:
    """Read a new sheet; None while something is wrong with the form."""
    code = form.choice("code", "Вид ведомости", [one.value for one in OPENED])
    semester = form.choice("semester", "Семестр", [str(one) for one in semesters])
    hours = read_hours(form)
    examiners = read_examiners(form, staff)
    words = form.text("form", "Форма проведения", limit=100)
    title = form.text("title", "Тема или вид практики", limit=200)
    if form.errors or hours.held_on is None:
        return None
    return SheetDraft(
        course_id=course_id,
        code=SheetCode(code),
        semester=int(semester),
        held_on=hours.held_on,
        examiner_ids=examiners,
        title=title,
        form=words,
        room=hours.room,
        starts=hours.starts,
        ends=hours.ends,
    )


def read_retake(
    form: Form, first: SheetFact, staff: Sequence[str]
) -> SheetDraft | None:
    """Read a re-take; course and semester are those of the first sheet."""
    hours = read_hours(form)
    examiners = read_examiners(form, staff)
    basis = form.text("basis", "Основание", required=True, limit=200)
    valid = form.day("valid_until", "Действительно до")
    if form.errors or hours.held_on is None:
        return None
    return SheetDraft(
        course_id=first.course_id,
        code=SheetCode.INDIVIDUAL,
        semester=first.semester,
        held_on=hours.held_on,
        examiner_ids=examiners,
        title=first.title,
        form=first.form,
        room=hours.room,
        starts=hours.starts,
        ends=hours.ends,
        basis=basis,
        valid_until=valid,
    )


def _minutes(form: Form, name: str, label: str) -> int | None:
    """Read «09:30» as minutes from midnight."""
    given = form.text(name, label, limit=5)
    if not given:
        return None
    hours, colon, minutes = given.partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal():
        moment = int(hours) * 60 + int(minutes)
        if int(hours) < 24 and int(minutes) < 60:
            return moment
    form.refuse(name, f"{label}: напишите время, например 09:30.")
    return None
