"""Where a remark leads: the lesson it speaks of, else the page of its course."""

from records.access.permissions import Permission
from records.kernel.finding import Finding
from web.site.scope import sees_all
from web.site.viewer import Viewer


def link_of(found: Finding, viewer: Viewer) -> str:
    """Return the page a remark speaks of; nothing when the viewer may not read it."""
    reads = sees_all(viewer) or found.group in viewer.group_codes
    if found.course_id is None or not (reads and viewer.may(Permission.JOURNALS_READ)):
        return ""
    if found.slot_id is not None:
        return f"/lesson/{found.slot_id}"
    return f"/journal/{found.course_id}"
