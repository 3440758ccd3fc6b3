"""What of the record a viewer may see; what is foreign does not exist (404)."""

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.queries import (
    find_course_ref,
    leads_course,
    list_children,
    list_course_refs,
    list_groups,
    list_groups_of,
    list_taught_groups,
)
from records.curriculum.values import CourseRef
from records.kernel.errors import NotFoundError
from web.site.viewer import Viewer

WIDE = (Role.CONTENT_ADMIN, Role.DIRECTOR, Role.DEPUTY, Role.SECRETARY)
"""Who works with every group; the rest see their own."""


def sees_all(viewer: Viewer) -> bool:
    """Tell whether every group's journal is open to the viewer for reading."""
    return viewer.has(*WIDE)


def list_courses(
    session: Session, viewer: Viewer, *, year: str | None = None
) -> tuple[CourseRef, ...]:
    """List the courses whose pages the viewer may read, each once."""
    if sees_all(viewer):
        return list_course_refs(session, year=year)
    found: dict[int, CourseRef] = {}
    if viewer.has(Role.TEACHER) and viewer.person_id is not None:
        own = list_course_refs(session, teacher_id=viewer.person_id, year=year)
        found |= {one.id: one for one in own}
    if viewer.group_codes:
        led = list_course_refs(session, group_codes=viewer.group_codes, year=year)
        found |= {one.id: one for one in led}
    return tuple(found.values())


def get_course(session: Session, viewer: Viewer, course_id: int) -> CourseRef:
    """Return a course the viewer may read.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    found = find_course_ref(session, course_id)
    if found is None or not may_read(session, viewer, found):
        raise missing("Такой страницы журнала нет.")
    return found


def may_read(session: Session, viewer: Viewer, course: CourseRef) -> bool:
    """Tell whether the viewer may read the pages of a course."""
    if sees_all(viewer) or course.group_code in viewer.group_codes:
        return True
    return may_fill(session, viewer, course)


def may_fill(session: Session, viewer: Viewer, course: CourseRef) -> bool:
    """Tell whether the viewer is a teacher of the course (REG 4.1.4).

    A substitute is not: single lessons are opened to one (REG 4.1.1).
    """
    return (
        viewer.has(Role.TEACHER)
        and viewer.person_id is not None
        and leads_course(session, viewer.person_id, course.id)
    )


def check_group(session: Session, viewer: Viewer, group_code: str) -> None:
    """Let somebody concerned with a group go on.

    Raises:
        NotFoundError: the group is not the viewer's.
    """
    if group_code not in list_group_codes(session, viewer) and not sees_all(viewer):
        raise missing("Такой группы нет.")


def list_group_codes(session: Session, viewer: Viewer) -> frozenset[str]:
    """Return the codes of the viewer's own groups: led, taught, studied in."""
    codes = set(viewer.group_codes)
    if viewer.person_id is not None:
        if viewer.has(Role.TEACHER):
            codes |= list_taught_groups(session, viewer.person_id)
        if viewer.has(Role.LEARNER):
            codes |= list_groups_of(session, viewer.person_id)
    for learner in list_own_learners(session, viewer):
        codes |= list_groups_of(session, learner)
    return frozenset(codes)


def list_known_groups(session: Session, viewer: Viewer) -> tuple[str, ...]:
    """Return the viewer's groups in order; every group to who works with all."""
    groups = list_groups(session)
    if sees_all(viewer):
        return groups
    own = list_group_codes(session, viewer)
    return tuple(code for code in groups if code in own)


def list_open_groups(session: Session, viewer: Viewer) -> tuple[str, ...]:
    """Return the groups whose people's cards are open to the viewer, in order.

    A curator's own groups; teaching in a group opens no cards (152-ФЗ, REG 3.12).
    """
    groups = list_groups(session)
    if sees_all(viewer):
        return groups
    return tuple(code for code in groups if code in viewer.group_codes)


def list_own_learners(session: Session, viewer: Viewer) -> tuple[int, ...]:
    """Return whose marks a family account may see: oneself, or one's children."""
    if viewer.has(Role.LEARNER) and viewer.person_id is not None:
        return (viewer.person_id,)
    if viewer.has(Role.PARENT) and viewer.guardian_id is not None:
        return list_children(session, viewer.guardian_id)
    return ()


def missing(message: str) -> NotFoundError:
    """Make the refusal of what is absent and of what is foreign alike."""
    return NotFoundError(message, code="not_found")
