"""What the pages of the journal show: the lists, the head of a course's page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.queries import list_course_refs
from records.curriculum.values import CourseRef
from records.journal.values import STATE_NAMES, JournalState
from records.kernel.collation import russian_key
from records.kernel.text import plural_form
from records.marks.queries.grid import list_substituted
from records.norms.queries import list_years, nearest_year
from web.pages.journal.grid import Grid, describe_lacks, grid_json
from web.pages.journal.packing import script_json
from web.site.moment import today
from web.site.outbox import outbox_key
from web.site.scope import sees_all
from web.site.viewer import Viewer

View = tuple[str, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A journal in the list: group, year, state, its courses."""

    journal_id: int
    group: str
    year: str
    state: str
    state_words: str
    courses: tuple[CourseRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The list of journals: one's own courses, lessons given, whole groups."""

    year: str
    years: tuple[str, ...]
    own: tuple[GroupLine, ...]
    given: tuple[CourseRef, ...]
    groups: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    """The head of a course's page: what it is, what is missing, its views."""

    course_id: int
    journal_id: int
    title: str
    group: str
    year: str
    facts: tuple[str, ...]
    missing: str
    views: tuple[View, ...]
    overview: bool
    data: Markup


def build_list(session: Session, viewer: Viewer, year: str | None) -> ListPage:
    """List what of the journals the viewer may open."""
    years = tuple(one.name for one in list_years(session))
    chosen = year if year in years else nearest_year(session, today()).name
    own: Sequence[CourseRef] = ()
    given: Sequence[CourseRef] = ()
    if viewer.has(Role.TEACHER) and viewer.person_id is not None:
        own = list_course_refs(session, teacher_id=viewer.person_id, year=chosen)
        given = _list_given(session, viewer.person_id, {one.id for one in own}, chosen)
    led: Sequence[CourseRef] = ()
    if sees_all(viewer):
        led = list_course_refs(session, year=chosen)
    elif viewer.group_codes:
        led = list_course_refs(session, group_codes=viewer.group_codes, year=chosen)
    return ListPage(
        year=chosen,
        years=years,
        own=_by_group(own),
        given=tuple(given),
        groups=_by_group(led),
    )


def build_grid_page(grid: Grid, viewer: Viewer) -> CoursePage:
    """Build the page of the grid with its data."""
    own = {"outbox": outbox_key(viewer), "account": viewer.account_id}
    missing = Counter(
        describe_lacks(column.lesson)
        for column in grid.columns
        if column.kind == "lesson"
    )
    return build_head(
        grid.desk.ref,
        viewer,
        view="",
        facts=_facts(grid),
        missing=_describe_missing(missing),
        data=script_json(grid_json(grid) | own),
    )


def build_head(
    ref: CourseRef,
    viewer: Viewer,
    *,
    view: str,
    facts: tuple[str, ...] = (),
    missing: str = "",
    data: Markup | None = None,
) -> CoursePage:
    """Build what all views of a course have in common."""
    base = f"/journal/{ref.id}"
    views = (("", "Отметки"), ("topics", "Темы"), ("works", "Работы ЛР, ПЗ"))
    return CoursePage(
        course_id=ref.id,
        journal_id=ref.journal_id,
        title=ref.title,
        group=ref.group_code,
        year=ref.year,
        facts=facts,
        missing=missing,
        views=tuple(
            (f"{base}/{path}" if path else base, words, path == view)
            for path, words in views
        ),
        overview=may_overview(viewer, ref.group_code),
        data=data or Markup(),
    )


def may_overview(viewer: Viewer, group_code: str) -> bool:
    """Tell whether the whole journal of a group is open to the viewer."""
    return sees_all(viewer) or group_code in viewer.group_codes


def _facts(grid: Grid) -> tuple[str, ...]:
    planned = sum(column.kind == "lesson" for column in grid.columns)
    learners = len(grid.learners)
    noun = plural_form(learners, ("обучающийся", "обучающихся", "обучающихся"))
    return (f"проведено {grid.held} из {planned}", f"{learners} {noun}")


def _describe_missing(missing: Counter[str]) -> str:
    parts: Counter[str] = Counter()
    for words, number in missing.items():
        for word in words.split(", "):
            if word:
                parts[word] += number
    return ", ".join(f"{word}: {number}" for word, number in parts.items())


def _by_group(refs: Iterable[CourseRef]) -> tuple[GroupLine, ...]:
    ordered = sorted(
        refs, key=lambda one: (russian_key(one.group_code), one.journal_id)
    )
    return tuple(
        _line(list(courses))
        for _, courses in groupby(ordered, key=lambda one: one.journal_id)
    )


def _line(courses: list[CourseRef]) -> GroupLine:
    first = courses[0]
    return GroupLine(
        journal_id=first.journal_id,
        group=first.group_code,
        year=first.year,
        state=first.state,
        state_words=STATE_NAMES[JournalState(first.state)],
        courses=tuple(courses),
    )


def _list_given(
    session: Session, person_id: int, own: set[int], year: str
) -> Sequence[CourseRef]:
    """List the courses of others in which lessons were given to a substitute."""
    given = {course for course, _ in list_substituted(session, person_id)}
    return list_course_refs(session, ids=given - own, year=year)
