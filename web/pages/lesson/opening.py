"""Who may open a lesson, and when: its teacher, the substitute in time (4.1.1)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.access.roles import Role
from records.curriculum.queries import find_course_ref
from records.lessons.queries import get_lesson, get_slot_setting
from records.lessons.values import LessonSetting
from records.norms.queries import list_bells
from web.site.moment import local, now
from web.site.scope import may_fill, may_read, missing
from web.site.viewer import Viewer

EARLY = timedelta(minutes=20)
"""So long before the bell a substitute is let in."""


def open_slot(session: Session, viewer: Viewer, slot_id: int) -> LessonSetting:
    """Open a lesson of the timetable for somebody concerned with it.

    A substitute has the given lesson from shortly before the bell to the end of
    its day; later only while the record still lacks something (clause 4.1.1).

    Raises:
        NotFoundError: there is none, it is somebody else's, or not yet the time.
    """
    setting = get_slot_setting(session, slot_id)
    ref = find_course_ref(session, setting.course_id)
    if ref is not None and (
        may_read(session, viewer, ref) or may_fill(session, viewer, ref)
    ):
        return setting
    own = viewer.has(Role.TEACHER) and viewer.person_id in {
        setting.teacher_id,
        setting.leader_id,
    }
    if not own or (
        viewer.person_id != setting.teacher_id and not _in_time(session, setting)
    ):
        raise missing("Такого занятия нет.")
    return setting


def writes(viewer: Viewer, setting: LessonSetting) -> bool:
    """Tell whether the viewer is the one who records this lesson."""
    if viewer.person_id is None or not viewer.may(Permission.LESSONS_WRITE):
        return False
    leaders = {setting.leader_id}
    if setting.lesson_id is not None:
        leaders.add(setting.teacher_id)
    return viewer.person_id in leaders


def opens_at(session: Session, setting: LessonSetting) -> datetime:
    """Return the local moment a substitute is let in."""
    starts = next(
        (
            bell.starts
            for bell in list_bells(session)
            if (bell.pair, bell.weekday) == (setting.pair, setting.day.weekday())
        ),
        0,
    )
    midnight = local(now()).replace(
        year=setting.day.year,
        month=setting.day.month,
        day=setting.day.day,
        hour=0,
        minute=0,
        second=0,
        microsecond=0,
    )
    return max(midnight, midnight + timedelta(minutes=starts) - EARLY)


def _in_time(session: Session, setting: LessonSetting) -> bool:
    moment = local(now())
    if moment.date() == setting.day:
        return moment >= opens_at(session, setting)
    if moment.date() < setting.day:
        return False
    return (
        setting.lesson_id is None or not get_lesson(session, setting.lesson_id).complete
    )
