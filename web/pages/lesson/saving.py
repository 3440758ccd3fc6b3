"""A lesson saved whole or not at all: record, amend, correct, with its cells."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.entropy import Entropy
from records.kernel.errors import (
    NotFoundError,
    RecordsError,
    RuleViolationError,
    StaleVersionError,
)
from records.kernel.finding import Finding
from records.lessons.queries import find_repeated, get_lesson, get_slot_setting
from records.lessons.rules import LATE, compute_local_day
from records.lessons.values import LessonChange, LessonDraft, LessonSetting
from records.marks.actions import (
    amend_lesson,
    correct_lesson,
    record_lesson,
    save_cells,
)
from records.marks.queries.settings import load_standings
from records.marks.rules.texts import parse_cell
from records.marks.values import Cell, CellAnswer, CellKind, CellWish, Outcome, Work
from records.norms.queries import get_norms
from web.pages.lesson.wishes import PARTS, CellPart, LessonWish, Parts

TOGETHER = ("homework", "no_homework")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saver:
    """Who saves which lesson and when."""

    session: Session
    slot_id: int
    actor: Actor
    now: datetime
    entropy: Entropy

    def save(self, wish: LessonWish) -> None:
        """Carry out a wish; what was done already under its key is not done again.

        Raises:
            RecordsError: something of it cannot be; then nothing is written.
        """
        setting = get_slot_setting(self.session, self.slot_id)
        repeated = find_repeated(self.session, wish.key)
        if repeated is not None:
            _refuse_other_key(repeated, setting.lesson_id)
            return
        if setting.lesson_id is None:
            self._record(wish, setting)
            return
        self._change(wish, setting, setting.lesson_id)
        if wish.cells:
            self._save_cells(wish, setting, setting.lesson_id)

    def _record(self, wish: LessonWish, setting: LessonSetting) -> None:
        _require_reason(wish, setting, now=self.now)
        record_lesson(
            self.session,
            _draft(wish.parts, self.slot_id),
            self._cells(wish, setting),
            actor=self.actor,
            now=self.now,
            entropy=self.entropy,
            idem=wish.key,
            late_reason=wish.late_reason or None,
        )

    def _cells(self, wish: LessonWish, setting: LessonSetting) -> list[Cell]:
        norms = get_norms(self.session)
        return [
            Cell(person_id=cell.person_id, work=Work(work), value=value)
            for cell in wish.cells
            for work, value in parse_cell(
                cell.text, cell.kind, norms, place=setting.place
            ).items()
        ]

    def _change(self, wish: LessonWish, setting: LessonSetting, lesson_id: int) -> None:
        stands = get_lesson(self.session, lesson_id)
        now_there = {name: getattr(stands, name) for name in _NAMES}
        changed = {
            name: value
            for name, value in wish.parts.items()
            if value != (now_there[name] or _EMPTY.get(name, now_there[name]))
        }
        if not changed:
            return
        if changed.keys() & set(TOGETHER):
            changed |= {
                name: wish.parts.get(name, now_there[name]) for name in TOGETHER
            }
        change = _change_of(changed, wish)
        who = {"actor": self.actor, "now": self.now, "entropy": self.entropy}
        if wish.basis is None or setting.day == compute_local_day(
            self.now, setting.timezone
        ):
            amend_lesson(self.session, lesson_id, change, idem=wish.key, **who)  # type: ignore[arg-type]
        else:
            correct_lesson(
                self.session,
                lesson_id,
                change,
                basis=wish.basis,
                idem=wish.key,
                **who,  # type: ignore[arg-type]
            )

    def _save_cells(
        self, wish: LessonWish, setting: LessonSetting, lesson_id: int
    ) -> None:
        stands = {} if wish.seen is not None else self._stands(lesson_id)
        wishes = [
            _cell_wish(
                wish,
                cell,
                lesson_id,
                seen=stands.get(cell.person_id, {})
                if cell.seen is None
                else dict(cell.seen),
            )
            for cell in wish.cells
        ]
        answers = save_cells(
            self.session,
            setting.course_id,
            wishes,
            actor=self.actor,
            now=self.now,
            entropy=self.entropy,
            whole=True,
        )
        bad = [one for one in answers if one.outcome is not Outcome.SAVED]
        if bad:
            raise _refusal([one for one in bad if one.outcome is not Outcome.HELD])

    def _stands(self, lesson_id: int) -> dict[int, dict[str, int]]:
        """Return the versions that a plain form changes: learner → work → version."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        standing = load_standings(self.session, lesson_id)
        for (person_id, work), one in standing.items():
            found[person_id][str(work)] = one.version
        return found


_NAMES = (
    "topic",
    "homework",
    "no_homework",
    "kind",
    "hours",
    "plan_item_id",
    "roll_called",
    "monthly_control",
)
_EMPTY: dict[str, int] = {"plan_item_id": 0}


def _draft(parts: Parts, slot_id: int) -> LessonDraft:
    """Fill a record with what is known; a row of the plan of 0 is none."""
    draft = LessonDraft(slot_id=slot_id, kind="", topic="", roll_called=False)
    given = {name: value for name, value in parts.items() if name in _NAMES}
    if not given.get("plan_item_id"):
        given.pop("plan_item_id", None)
    return replace(draft, **given)  # type: ignore[arg-type]


def _change_of(changed: Parts, wish: LessonWish) -> LessonChange:
    seen = wish.seen or {}
    versions = {
        "seen": seen.get("lesson"),
        "seen_topic": seen.get("topic"),
        "seen_homework": seen.get("homework"),
    }
    return LessonChange(**changed, **versions)  # type: ignore[arg-type]


def _cell_wish(
    wish: LessonWish, cell: CellPart, lesson_id: int, *, seen: dict[str, int]
) -> CellWish:
    own = f"{wish.key}:{cell.person_id}"
    if cell.kind is CellKind.MONTHLY:
        own += ":m"
    works = (
        {Work.MONTHLY_CONTROL}
        if cell.kind is CellKind.MONTHLY
        else set(Work) - {Work.MONTHLY_CONTROL}
    )
    return CellWish(
        key=own,
        person_id=cell.person_id,
        kind=cell.kind,
        text=cell.text,
        seen={work: one for work, one in seen.items() if work in works},
        lesson_id=lesson_id,
        basis=wish.basis,
    )


def _refuse_other_key(entry_id: str, lesson_id: int | None) -> None:
    """Refuse a key that has written something else: nothing of this is recorded."""
    if entry_id not in {f"{part}/{lesson_id}" for part in PARTS}:
        raise RecordsError(
            "Ключ запроса уже использован для другой записи: обновите страницу.",
            code="idem_conflict",
        )


def _require_reason(wish: LessonWish, setting: LessonSetting, *, now: datetime) -> None:
    today = compute_local_day(now, setting.timezone)
    if today <= setting.day or wish.late_reason:
        return
    found = Finding(
        code="late_reason",
        clause=LATE.clause,
        message=f"занятие {setting.day:%d.%m.%Y} записывается {today:%d.%m.%Y}",
        advice="укажите причину опоздания",
    )
    raise RuleViolationError.of((found,))


def _refusal(answers: list[CellAnswer]) -> RecordsError:
    """Say why the cells were not taken; a conflict comes first."""
    words = "\n".join(dict.fromkeys(one.message for one in answers if one.message))
    first = answers[0]
    for one in answers:
        if one.outcome is Outcome.CONFLICT:
            stands = f"«{one.text}»" if one.text else "пусто"
            told = one.message or f"клетка уже изменена, сейчас {stands}"
            return StaleVersionError(told, code=one.code or "stale_version")
    if first.code == "no_lesson":
        return NotFoundError(words, code=first.code)
    return RuleViolationError(words, code=first.code, clause=first.clause)
