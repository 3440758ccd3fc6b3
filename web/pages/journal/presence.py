"""Who else has a page of the journal open now («Ещё здесь»): a mark in the home."""

from collections.abc import Iterator
from pathlib import Path
from time import time

from web.site.state import get_site
from web.site.viewer import Viewer

FRESH = 20.0
"""A mark is made anew no more often than this."""
GONE = 50.0
"""A mark older than this is of somebody who has left."""


def note_presence(viewer: Viewer, course_id: int) -> tuple[int, ...]:
    """Mark that the viewer is here; return the others who are, by person."""
    folder = get_site().settings.home / "run" / "presence" / str(course_id)
    own = folder / str(viewer.person_id or 0)
    clock = time()
    if not _is_younger(own, clock - FRESH):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.touch(mode=0o600)
    return tuple(sorted(_list_others(folder, own, clock)))


def _list_others(folder: Path, own: Path, clock: float) -> Iterator[int]:
    for mark in folder.iterdir():
        if mark == own or not mark.name.isdecimal():
            continue
        if _is_younger(mark, clock - GONE):
            yield int(mark.name)
        else:
            mark.unlink(missing_ok=True)


def _is_younger(mark: Path, than: float) -> bool:
    try:
        return mark.stat().st_mtime > than
    except FileNotFoundError:
        return False
