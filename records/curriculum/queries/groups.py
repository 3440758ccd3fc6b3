"""Groups by their codes; near names for a code nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.curriculum.tables import Group
from records.kernel.collation import natural_key
from records.kernel.errors import NotFoundError
from records.kernel.text import cyrillic_twin, fold


def get_group_id(session: Session, code: str) -> int:
    """Return the id of a group; «ё» matches «е», case does not matter.

    Raises:
        NotFoundError: there is no such group; names the nearest ones.
    """
    groups = session.execute(select(Group.code, Group.id)).all()
    known: dict[str, int] = {fold(row.code): row.id for row in groups}
    found = known.get(fold(code))
    if found is not None:
        return found
    raise NotFoundError(
        f"Нет группы «{code}».{near_names(code, [row.code for row in groups])}",
        code="group_unknown",
    )


def list_groups(session: Session) -> tuple[str, ...]:
    """Return the codes of all groups in natural order."""
    return tuple(sorted(session.scalars(select(Group.code)), key=natural_key))


def near_names(word: str, names: Iterable[str]) -> str:
    """Return « Есть похожие: …» for a word nobody knows, or an empty string."""
    folded = {fold(name): name for name in names}
    twin = cyrillic_twin(word)
    if twin is not None and fold(twin) in folded:
        return f" Есть «{folded[fold(twin)]}»: похожие буквы набраны латиницей."
    near = get_close_matches(fold(word), list(folded), n=3, cutoff=0.6)
    if not near:
        return ""
    return f" Есть похожие: {', '.join(f'«{folded[one]}»' for one in near)}."
