"""The request of the grid into cells to be saved, and the answers back into JSON."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from records.kernel.text import clean_line
from records.marks.queries.narrow import list_short_names
from records.marks.rules.texts import WORKS
from records.marks.values import (
    Basis,
    CellAnswer,
    CellKind,
    CellWish,
    NotAttested,
    Outcome,
    Period,
)
from web.site.days import read_day
from web.site.filters import recent_words
from web.site.numbers import LARGEST

MOST = 1000
LONGEST_KEY = 64
LONGEST_TEXT = 40
LONGEST_WORDS = 500
_WORKS = frozenset(str(work) for works in WORKS.values() for work in works)


def read_wishes(sent: object) -> tuple[list[tuple[CellWish, int | None]], bool]:
    """Read a request: wishes, each with the request it uses; whether all or nothing.

    Raises:
        BadRequest: it is not what the module of our own page sends.
    """
    if not isinstance(sent, dict) or not isinstance(sent.get("cells"), list):
        raise BadRequest
    cells = sent["cells"]
    if not 1 <= len(cells) <= MOST:
        raise BadRequest
    wishes = [_read_wish(cell) for cell in cells]
    if len({wish.key for wish, _ in wishes}) != len(wishes):
        raise BadRequest
    return wishes, sent.get("whole") is True


def answer_json(
    answers: Iterable[CellAnswer], names: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Write the answers as the grid reads them."""
    return [_answer(one, names) for one in answers]


def find_names(session: Session, answers: Iterable[CellAnswer]) -> dict[int, str]:
    """Return the names of those the answers tell of."""
    people = {one.author_id for one in answers if one.author_id is not None}
    return list_short_names(session, people) if people else {}


def _answer(answer: CellAnswer, names: Mapping[int, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"key": answer.key, "status": answer.outcome.value}
    if answer.outcome is not Outcome.REFUSED or answer.versions:
        made |= {"text": answer.text, "seen": dict(answer.versions)}
    told = {
        "was": answer.was,
        "message": answer.message,
        "code": answer.code,
        "clause": answer.clause,
        "by": names.get(answer.author_id or 0, ""),
        "at": recent_words(answer.at) if answer.at else "",
    }
    made |= {name: words for name, words in told.items() if words}
    if answer.corrected:
        made["corrected"] = True
    return made


def _read_wish(cell: object) -> tuple[CellWish, int | None]:
    if not isinstance(cell, dict):
        raise BadRequest
    kind, lesson_id, period = _read_column(cell.get("col"))
    wish = CellWish(
        key=_read_line(cell.get("key"), LONGEST_KEY, required=True),
        person_id=_read_number(cell.get("person")),
        kind=kind,
        text=_read_text(cell.get("text")),
        seen=_read_seen(cell.get("seen")),
        lesson_id=lesson_id,
        period=period,
        basis=_read_basis(cell.get("basis")),
        terms=_read_terms(cell.get("terms")),
    )
    asked = cell.get("request")
    return wish, None if asked is None else _read_number(asked)


def _read_column(column: object) -> tuple[CellKind, int | None, Period | None]:
    if not isinstance(column, dict):
        raise BadRequest
    if "final" in column:
        return CellKind.FINAL, None, read_period(column["final"])
    kind = {"lesson": CellKind.LESSON, "monthly": CellKind.MONTHLY}.get(
        str(column.get("work"))
    )
    if kind is None:
        raise BadRequest
    return kind, _read_number(column.get("lesson")), None


def read_period(word: object) -> Period:
    """Read which final is meant.

    Raises:
        BadRequest: there is no such period.
    """
    try:
        return Period(str(word))
    except ValueError:
        raise BadRequest from None


def _read_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest
    if not 0 < value <= LARGEST:
        raise BadRequest
    return value


def _read_text(value: object) -> str:
    """Take the text as it was typed: nothing is trimmed, nothing guessed."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise BadRequest
    return value


def _read_line(value: object, most: int, *, required: bool = False) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise BadRequest
    line = clean_line(value)
    if required and not line:
        raise BadRequest
    return line


def _read_seen(value: object) -> dict[str, int]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not value.keys() <= _WORKS:
        raise BadRequest
    if not all(type(version) is int for version in value.values()):
        raise BadRequest
    return value


def _read_basis(value: object) -> Basis | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadRequest
    return Basis(
        reason=_read_line(value.get("reason", ""), LONGEST_WORDS),
        document=_read_line(value.get("document", ""), LONGEST_WORDS),
        document_date=_read_day(value.get("date")),
    )


def _read_terms(value: object) -> NotAttested | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadRequest
    signed = value.get("order_date")
    return NotAttested(
        cause=_read_line(value.get("cause", ""), LONGEST_WORDS),
        form=_read_line(value.get("form", ""), LONGEST_WORDS),
        due=_read_day(value.get("due")),
        order_no=_read_line(value.get("order_no") or "", LONGEST_WORDS),
        order_date=_read_day(signed) if signed else None,
    )


def _read_day(value: object) -> date:
    day = read_day(str(value))
    if day is None:
        raise BadRequest
    return day
