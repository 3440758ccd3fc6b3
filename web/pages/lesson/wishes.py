"""What a teacher sends of a lesson, by script or by a plain form, into one wish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from records.marks.values import Basis, CellKind
from web.site.numbers import LARGEST

MOST = 200
LONGEST_KEY = 64
LONGEST_CELL = 40
LONGEST_TEXT = 2000
LONGEST_WORDS = 500
TEXTS = ("topic", "homework", "kind")
FLAGS = ("no_homework", "roll_called", "monthly_control")
NUMBERS = ("hours", "plan_item_id")
PARTS = ("lesson", "topic", "homework")
KINDS = {"lesson": CellKind.LESSON, "monthly": CellKind.MONTHLY}

Parts = dict[str, str | int | bool]
Seen = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPart:
    """The text of one learner's cell with the versions that were seen."""

    person_id: int
    kind: CellKind
    text: str
    seen: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonWish:
    """One request of the page: what changes of the lesson and of its cells.

    `seen` are the versions of the lesson's parts; None of a plain form, which
    changes what stands.
    """

    key: str
    parts: Parts = field(default_factory=dict)
    cells: tuple[CellPart, ...] = ()
    seen: Seen | None = None
    late_reason: str = ""
    basis: Basis | None = None


def read_wish(sent: object) -> LessonWish:
    """Read what the module of our own page sends.

    Raises:
        BadRequest: it is something else.
    """
    if not isinstance(sent, dict):
        raise BadRequest
    lesson, cells = sent.get("lesson") or {}, sent.get("cells") or []
    seen = sent.get("seen") or {}
    if not isinstance(lesson, dict) or not isinstance(cells, list):
        raise BadRequest
    if not isinstance(seen, dict) or len(cells) > MOST:
        raise BadRequest
    marks = seen.get("cells") or {}
    if not isinstance(marks, dict):
        raise BadRequest
    return LessonWish(
        key=_line(sent.get("key"), LONGEST_KEY, required=True),
        parts=_read_parts(lesson),
        cells=tuple(_read_cell(cell, marks) for cell in cells),
        seen={part: _version(seen.get(part, 0)) for part in PARTS},
        late_reason=_line(sent.get("late_reason", ""), LONGEST_WORDS),
        basis=_read_basis(sent.get("basis")),
    )


def read_form(sent: "MultiDict[str, str]", *, key: str) -> LessonWish:
    """Read the page's form as a browser without scripts sends it whole.

    Raises:
        BadRequest: a number is not one.
    """
    parts: Parts = {name: sent.get(name, "")[:LONGEST_TEXT] for name in TEXTS}
    parts |= {name: sent.get(name, "") not in {"", "0"} for name in FLAGS}
    parts |= {name: _typed_number(sent.get(name, "")) for name in NUMBERS}
    cells = []
    for name, text in sent.items():
        word, _, person = name.partition("-")
        number = _typed_number(person)
        if word in KINDS and number:
            kind = KINDS[word]
            cells.append(
                CellPart(person_id=number, kind=kind, text=text[:LONGEST_CELL])
            )
    given = {name: sent.get(name, "") for name in ("reason", "document", "date")}
    return LessonWish(
        key=key,
        parts=parts,
        cells=tuple(cells[:MOST]),
        late_reason=sent.get("late_reason", "")[:LONGEST_WORDS].strip(),
        basis=_read_basis(given if any(given.values()) else None),
    )


def _read_parts(sent: Mapping[str, object]) -> Parts:
    parts: Parts = {}
    for name, value in sent.items():
        wanted = str if name in TEXTS else bool if name in FLAGS else int
        if name not in {*TEXTS, *FLAGS, *NUMBERS} or type(value) is not wanted:
            raise BadRequest
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise BadRequest
        if isinstance(value, int) and abs(value) > LARGEST:
            raise BadRequest
        parts[name] = value
    return parts


def _read_cell(cell: object, seen: Mapping[str, object]) -> CellPart:
    if not isinstance(cell, dict):
        raise BadRequest
    kind = KINDS.get(str(cell.get("work")))
    person, text = cell.get("person"), cell.get("text")
    if kind is None or type(person) is not int or not isinstance(text, str):
        raise BadRequest
    if not 0 < person <= LARGEST:
        raise BadRequest
    versions = seen.get(str(person)) or {}
    if not isinstance(versions, dict) or len(text) > LONGEST_CELL:
        raise BadRequest
    return CellPart(
        person_id=person,
        kind=kind,
        text=text,
        seen={str(work): _version(one) for work, one in versions.items()},
    )


def _read_basis(sent: object) -> Basis | None:
    if sent is None:
        return None
    if not isinstance(sent, dict):
        raise BadRequest
    try:
        signed = date.fromisoformat(str(sent.get("date") or ""))
    except ValueError:
        signed = date.max
    return Basis(
        reason=_line(sent.get("reason") or "", LONGEST_WORDS),
        document=_line(sent.get("document") or "", LONGEST_WORDS),
        document_date=signed,
    )


def _line(value: object, most: int, *, required: bool = False) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise BadRequest
    line = value.strip()
    if required and not line:
        raise BadRequest
    return line


def _version(value: object) -> int:
    if type(value) is not int:
        raise BadRequest
    return value


def _typed_number(text: str) -> int:
    """Read a number of a form; nonsense is 0, which the record refuses in words."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else 0
