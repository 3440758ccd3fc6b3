"""Letters to teachers of their own lessons that still lack something (REG 3.8.9)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import list_teachers
from records.kernel.errors import RecordsError
from records.kernel.hashing import canonical, sha256_hex
from records.kernel.text import plural_form
from records.letters.actions import send_letter
from records.letters.queries import list_contacts
from records.letters.rules import LONGEST_TEXT
from records.letters.values import LetterDraft
from records.monitoring.behind import list_behind
from records.monitoring.values import Figure, LackingLesson
from records.people.queries import list_accounts
from templates_docs.formatting.dates import month_name
from web.site.names import short_name
from web.site.viewer import Viewer

MENDED: Mapping[Figure, str] = {
    Figure.HOMEWORK: "домашние задания",
    Figure.TOPICS: "темы занятий",
    Figure.FULL: "занятия",
}
"""What can still be put right; a lesson filled in on another day stays so."""
RESERVE = 200
"""Room in a letter for its other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose lessons are reminded of: the month, the figure, the group; the form's key."""

    month: date
    figure: Figure
    group: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """How many teachers were written to, and who has no sign-in (напоминание)."""

    sent: int
    without: tuple[str, ...]


def remind_teachers(
    session: Session, asked: Asked, *, viewer: Viewer, today: date, now: datetime
) -> Reminded:
    """Write to every teacher of the own lessons that lack something today.

    Raises:
        NotAllowedError: the viewer does not write letters.
        NotFoundError: no school year covers the month.
    """
    lacking = _list_lacking(session, asked, today=today)
    lacking.pop(viewer.person_id or 0, None)
    boxes = _list_boxes(session, lacking, viewer, today=today)
    for teacher, box in boxes.items():
        draft = LetterDraft(
            recipients=(box,),
            subject=f"Не заполнены {MENDED[asked.figure]}, {month_name(asked.month)}",
            text=_write(MENDED[asked.figure], lacking[teacher]),
            key=sha256_hex(canonical({"key": asked.key, "to": box})),
        )
        _send_once(session, draft, viewer=viewer, today=today, now=now)
    named = list_teachers(session)
    return Reminded(
        sent=len(boxes),
        without=tuple(
            short_name(named[one])
            for one in lacking
            if one not in boxes and one in named
        ),
    )


def _list_lacking(
    session: Session, asked: Asked, *, today: date
) -> dict[int, list[LackingLesson]]:
    """List what lacks something now, by teacher; a frozen month is judged anew."""
    behind = list_behind(
        session, asked.month, asked.figure, group=asked.group, today=today
    )
    found: dict[int, list[LackingLesson]] = {}
    for one in behind.lessons:
        found.setdefault(one.teacher_id, []).append(one)
    return found


def _list_boxes(
    session: Session,
    teachers: Mapping[int, Sequence[LackingLesson]],
    viewer: Viewer,
    *,
    today: date,
) -> dict[int, int]:
    """Return the sign-in of every teacher who has one to write to, by person."""
    contacts = list_contacts(session, viewer.account_id, today=today)
    open_to = {one.account_id for one in contacts}
    return {
        one.person_id: one.id
        for one in list_accounts(session, people=teachers)
        if one.person_id is not None and one.id in open_to
    }


def _send_once(
    session: Session,
    draft: LetterDraft,
    *,
    viewer: Viewer,
    today: date,
    now: datetime,
) -> None:
    """Send a letter; one of this form stays as it went, though a lesson is mended."""
    try:
        send_letter(
            session,
            viewer.account_id,
            draft,
            today=today,
            actor=viewer.actor(Permission.LETTERS_WRITE),
            now=now,
        )
    except RecordsError as error:
        if error.code != "idem_conflict":
            raise


def _write(words: str, lessons: Sequence[LackingLesson]) -> str:
    head = f"В журнале не заполнены {words} (п. 3.8.9):"
    tail = "Откройте занятие в журнале и заполните его."
    lines = list(_fitting(lessons))
    left = len(lessons) - len(lines)
    if left:
        noun = plural_form(left, ("занятие", "занятия", "занятий"))
        lines.append(f"и ещё {left} {noun}")
    return "\n".join((head, *lines, tail))


def _fitting(lessons: Sequence[LackingLesson]) -> Iterator[str]:
    """Write the lessons line by line while the letter has room."""
    room = LONGEST_TEXT - RESERVE
    for one in lessons:
        line = f"{one.day:%d.%m.%Y}, {one.pair} пара, {one.group}, {one.title}"
        room -= len(line) + 1
        if room < 0:
            return
        yield line
