"""What the grid is told about a cell: saved, in conflict, refused, held back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from records.kernel.errors import NotFoundError
from records.kernel.finding import Finding
from records.marks.queries.narrow import Author
from records.marks.rules.texts import WORKS
from records.marks.values import CellAnswer, CellWish, Outcome


def as_saved(wish: CellWish, *, text: str, versions: Mapping[str, int]) -> CellAnswer:
    """Tell that the cell stands so."""
    return CellAnswer(
        key=wish.key, outcome=Outcome.SAVED, text=text, versions=versions, was=text
    )


def repeated(stands: CellAnswer, entry_id: str, own: Sequence[str]) -> CellAnswer:
    """Answer a repeated request with what stands; refuse another cell's key."""
    if entry_id in own:
        return stands
    return replace(
        stands,
        outcome=Outcome.REFUSED,
        message="Ключ запроса уже использован для другой клетки: обновите страницу.",
        code="idem_conflict",
    )


def is_seen(wish: CellWish, stands: CellAnswer) -> bool:
    """Tell whether the teacher has seen what stands, every designation of it."""
    return all(
        wish.seen.get(str(work), 0) == stands.versions.get(str(work), 0)
        for work in WORKS[wish.kind]
    )


def conflict(stands: CellAnswer, authors: Mapping[str, Author]) -> CellAnswer:
    """Tell who has written what stands, instead of writing over it."""
    last = max(authors.values(), key=lambda author: author.at, default=None)
    return replace(
        stands,
        outcome=Outcome.CONFLICT,
        message="клетку уже изменили: выберите, какая запись верна",
        code="stale_version",
        author_id=last.person_id if last else None,
        at=last.at if last else None,
    )


def refused(stands: CellAnswer, findings: Sequence[Finding]) -> CellAnswer:
    """Tell why the cell stays as it is: every reason with what to do."""
    sentences = (
        f"{one.message} — {one.advice}" if one.advice else one.message
        for one in findings
    )
    return replace(
        stands,
        outcome=Outcome.REFUSED,
        message="; ".join(dict.fromkeys(sentences)),
        code=findings[0].code,
        clause=findings[0].clause,
    )


def absent(wish: CellWish, error: NotFoundError) -> CellAnswer:
    """Refuse a cell that is not there, whatever the reason."""
    return CellAnswer(
        key=wish.key,
        outcome=Outcome.REFUSED,
        message=error.message,
        code=error.code,
        clause=error.clause,
    )


def no_learner(person_id: int) -> NotFoundError:
    """Return the refusal for somebody who is not in the group."""
    return NotFoundError(
        f"Обучающегося № {person_id} нет в группе.", code="no_learner", clause="3.9.2"
    )
