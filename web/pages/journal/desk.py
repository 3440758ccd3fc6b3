"""A course opened for somebody: what of it may be seen, what may be written."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.access.roles import Role
from records.curriculum.queries import find_course_ref, leads_course
from records.curriculum.values import CourseRef
from records.marks.queries.grid import list_substituted
from records.marks.queries.settings import get_course_setting
from records.marks.values import CourseSetting
from web.site.scope import may_fill, may_read, missing
from web.site.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDesk:
    """A course as one viewer has it.

    `slots` are the lessons a substitute was given, None where all may be seen;
    `leads` says that the viewer is a teacher of the course, `writes` that the
    viewer may put marks at all.
    """

    ref: CourseRef
    setting: CourseSetting
    slots: frozenset[int] | None
    leads: bool
    writes: bool
    person_id: int | None

    def shows(self, slot_id: int | None) -> bool:
        """Tell whether the viewer sees a lesson of the course."""
        return self.slots is None or slot_id in self.slots


def open_course(session: Session, viewer: Viewer, course_id: int) -> CourseDesk:
    """Open a course; a substitute sees exactly the lessons given (REG 4.1.1).

    Raises:
        NotFoundError: there is no such course, or it is somebody else's.
    """
    ref = find_course_ref(session, course_id)
    if ref is None:
        raise missing("Такой страницы журнала нет.")
    leads = may_fill(session, viewer, ref)
    slots = None
    if not leads and not may_read(session, viewer, ref):
        slots = _list_given(session, viewer, course_id)
        if not slots:
            raise missing("Такой страницы журнала нет.")
    return CourseDesk(
        ref=ref,
        setting=get_course_setting(session, course_id),
        slots=slots,
        leads=leads,
        writes=viewer.may(Permission.MARKS_WRITE),
        person_id=viewer.person_id,
    )


def check_writer(session: Session, viewer: Viewer, course_id: int) -> None:
    """Let a teacher of the course go on, or a substitute: one question for most.

    Raises:
        NotFoundError: the course is nobody's the viewer may look at.
    """
    if viewer.person_id is not None and leads_course(
        session, viewer.person_id, course_id
    ):
        return
    ref = find_course_ref(session, course_id)
    seen = ref is not None and may_read(session, viewer, ref)
    if not seen and not _list_given(session, viewer, course_id):
        raise missing("Такой страницы журнала нет.")


def _list_given(session: Session, viewer: Viewer, course_id: int) -> frozenset[int]:
    if viewer.person_id is None or not viewer.has(Role.TEACHER):
        return frozenset()
    found = list_substituted(session, viewer.person_id, course_id=course_id)
    return frozenset(slot_id for _, slot_id in found)
