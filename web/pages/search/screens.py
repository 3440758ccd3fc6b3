"""What a search finds, case and ё/е folded, nothing foreign (поиск)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import find_learners
from records.kernel.text import fold
from records.people.queries import list_staff
from web.site.scope import list_courses, list_known_groups, list_open_groups
from web.site.viewer import Viewer

LEAST = 2
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: where it is, what it is called, what it is."""

    href: str
    words: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, by kind; `more` says that not all is shown."""

    groups: tuple[Hit, ...] = ()
    people: tuple[Hit, ...] = ()
    courses: tuple[Hit, ...] = ()
    more: bool = False

    def __len__(self) -> int:
        """Return how much is shown."""
        return len(self.groups) + len(self.people) + len(self.courses)


def search(session: Session, viewer: Viewer, wanted: str) -> Found:
    """Find groups, people and disciplines that hold every word of the question."""
    words = fold(wanted).split()
    if sum(len(one) for one in words) < LEAST:
        return Found()
    opened = list_open_groups(session, viewer)
    groups = [
        Hit(href=_group_href(viewer, code, opened), words=code, note="группа")
        for code in list_known_groups(session, viewer)
        if _fits(words, code)
    ]
    courses = [
        Hit(
            href=f"/journal/{one.id}",
            words=one.title,
            note=f"{one.group_code}, {one.year}",
        )
        for one in list_courses(session, viewer)
        if _fits(words, f"{one.title} {one.group_code}")
    ]
    people = _find_people(session, viewer, words, opened)
    return Found(
        groups=tuple(groups[:MOST]),
        people=tuple(people[:MOST]),
        courses=tuple(courses[:MOST]),
        more=max(len(groups), len(people), len(courses)) > MOST,
    )


def _find_people(
    session: Session, viewer: Viewer, words: list[str], codes: Collection[str]
) -> list[Hit]:
    if not viewer.may(Permission.PEOPLE_READ):
        return []
    found = [
        Hit(
            href=f"/people/{one.person_id}",
            words=one.full_name,
            note=f"обучающийся, {one.group_code}",
        )
        for one in find_learners(session, words, codes, limit=MOST + 1)
    ]
    found += [
        Hit(href="/people/staff", words=str(one.person.full_name), note=one.post)
        for one in list_staff(session)
        if _fits(words, str(one.person.full_name))
    ]
    return found


def _group_href(viewer: Viewer, code: str, opened: Collection[str]) -> str:
    if viewer.may(Permission.PEOPLE_READ) and code in opened:
        return f"/people?group={code}"
    return "/journal" if viewer.may(Permission.JOURNALS_READ) else "/family"


def _fits(words: list[str], text: str) -> bool:
    folded = fold(text)
    return all(one in folded for one in words)
