"""Keeps who looked at whose data, when, on which screen (152-ФЗ, ASVS 16.3)."""

from collections import OrderedDict
from threading import Lock

from flask import Flask, Response, request

from records.people.actions import note_read
from web.site.access import Access, find_access
from web.site.database import writing
from web.site.moment import now
from web.site.viewer import Viewer, find_viewer

KEPT = 4096
NAMES = {
    "account_id": "учётная запись",
    "course_id": "дисциплина",
    "document": "документ",
    "group_id": "группа",
    "inspection_id": "проверка",
    "job_id": "печать",
    "journal_id": "журнал",
    "kind": "вид",
    "lesson_id": "занятие",
    "name": "неделя",
    "notice_id": "объявление",
    "number": "файл",
    "order_id": "приказ",
    "person_id": "обучающийся",
    "position": "строка",
    "request_id": "заявка",
    "sheet_id": "ведомость",
    "slot_id": "занятие расписания",
    "thread_id": "переписка",
}
"""What the identifiers of addresses are called."""


EXTENSION = "surguch-reads"


class Recent:
    """What was noted lately, so that a page looked at again is one row an hour."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def __contains__(self, key: tuple[object, ...]) -> bool:
        """Tell whether this has been noted."""
        with self._lock:
            return key in self._seen

    def add(self, key: tuple[object, ...]) -> None:
        """Remember what has been written down, and only then."""
        with self._lock:
            self._seen[key] = None
            if len(self._seen) > KEPT:
                self._seen.popitem(last=False)


def install(app: Flask) -> None:
    """Note every successful look at a screen that shows people's data."""
    app.extensions[EXTENSION] = Recent()

    @app.after_request
    def note(answer: Response) -> Response:
        access = find_access(request.endpoint)
        viewer = find_viewer()
        if access is None or not access.reads or viewer is None:
            return answer
        if answer.status_code != 200:
            return answer
        try:
            _note(app.extensions[EXTENSION], viewer, access)
        except Exception as failure:  # the edge: what is not noted is not shown
            return app.make_response(app.handle_user_exception(failure))
        return answer


def _note(recent: Recent, viewer: Viewer, access: Access) -> None:
    subject = ", ".join(_arguments())
    hour = now().replace(minute=0, second=0, microsecond=0)
    key = (viewer.account_id, request.endpoint, subject, hour)
    if key in recent:
        return
    with writing() as session:
        note_read(
            session,
            viewer.account_id,
            screen=request.endpoint or "",
            what=access.reads,
            subject=subject,
            now=now(),
        )
    recent.add(key)


def _arguments() -> list[str]:
    """Return what the address is about; what was searched for is not kept."""
    found = sorted((request.view_args or {}).items())
    return [
        f"{NAMES.get(key, key)} {'№ ' if isinstance(value, int) else ''}{value}"
        for key, value in found
    ]
