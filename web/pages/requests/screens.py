"""What the pages of requests show: the list, one request with what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import find_course_ref
from records.marks.queries.grid import list_grid_learners
from records.marks.queries.settings import get_course_setting
from records.requests.queries import get_place, get_request, list_requests
from records.requests.rules import describe
from records.requests.values import (
    STATE_NAMES,
    CellRef,
    PlaceFact,
    RequestFact,
    RequestState,
    SheetLine,
)
from records.sheets.queries import get_sheet
from web.site.moment import now
from web.site.scope import may_read, missing
from web.site.viewer import Viewer

BADGES: Mapping[RequestState, str] = {
    RequestState.ASKED: "warn",
    RequestState.APPROVED: "ink",
    RequestState.REFUSED: "bad",
    RequestState.DONE: "ok",
    RequestState.EXPIRED: "neutral",
}
LIVE = frozenset({RequestState.ASKED, RequestState.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """One request: what stands now, who may do what."""

    fact: RequestFact
    stands: str
    changed: bool
    own: bool
    may_decide: bool
    may_use: bool
    home: str

    @property
    def badge(self) -> tuple[str, str]:
        """Return kind and words of the state."""
        return BADGES[self.fact.state], STATE_NAMES[self.fact.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestList:
    """Requests one may see: those that wait first (заявки).

    `own` are the windows of the viewer's own that are open: they come before all.
    """

    own: frozenset[int]
    waiting: tuple[RequestFact, ...]
    others: tuple[RequestFact, ...]
    everybody: bool


def build_list(session: Session, viewer: Viewer) -> RequestList:
    """Build the list: all for the deputy and the office, one's own for a teacher."""
    everybody = viewer.may(Permission.REQUESTS_READ)
    asked_by = None if everybody else viewer.person_id or 0
    facts = list_requests(session, now=now(), asked_by=asked_by)
    own = [one.id for one in facts if _is_window(one, viewer)]
    waiting = [one for one in reversed(facts) if one.state in LIVE]
    return RequestList(
        waiting=tuple(sorted(waiting, key=lambda one: one.id not in own)),
        own=frozenset(own),
        others=tuple(one for one in facts if one.state not in LIVE),
        everybody=everybody,
    )


def _is_window(fact: RequestFact, viewer: Viewer) -> bool:
    return fact.state is RequestState.APPROVED and fact.asked_by == viewer.person_id


def build_request(session: Session, viewer: Viewer, request_id: int) -> RequestPage:
    """Build the page of one request.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    fact = get_request(session, request_id, now=now())
    own = viewer.person_id == fact.asked_by
    if not (own or viewer.may(Permission.REQUESTS_READ)):
        raise missing("Такой заявки нет.")
    stands = describe(get_place(session, fact.ref, now=now()).stands)
    decides = viewer.may(Permission.REQUESTS_APPROVE) and not own
    changed = fact.state in LIVE and stands != fact.was
    return RequestPage(
        fact=fact,
        stands=stands,
        changed=changed,
        own=own,
        may_decide=decides and fact.state is RequestState.ASKED,
        may_use=own and fact.state is RequestState.APPROVED and not changed,
        home=home_of(fact.ref, fact.course_id),
    )


def build_place(session: Session, viewer: Viewer, ref: CellRef) -> PlaceFact:
    """Return the place a request is to be made about.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    place = get_place(session, ref, now=now())
    course = find_course_ref(session, place.course_id)
    examines = isinstance(ref, SheetLine) and viewer.person_id in {
        one.person_id for one in get_sheet(session, ref.sheet_id).examiners
    }
    if course is None or not (examines or may_read(session, viewer, course)):
        raise missing("Такой клетки в журнале нет.")
    if not isinstance(ref, SheetLine):
        _check_learner(session, place)
    return place


def _check_learner(session: Session, place: PlaceFact) -> None:
    """Let a place go on whose learner is on the course's page.

    Raises:
        NotFoundError: the page has no such line; nobody's name is told.
    """
    setting = get_course_setting(session, place.course_id)
    listed = {one.person_id for one in list_grid_learners(session, setting)}
    if place.ref.person_id not in listed:
        raise missing("Такой клетки в журнале нет.")


def home_of(ref: CellRef, course_id: int) -> str:
    """Return the page the place stands on."""
    if isinstance(ref, SheetLine):
        return f"/sheets/{ref.sheet_id}"
    return f"/journal/{course_id}"


def right_of(ref: CellRef) -> Permission:
    """Return the right a correction of such a place needs."""
    sheet = isinstance(ref, SheetLine)
    return Permission.SHEETS_WRITE if sheet else Permission.MARKS_WRITE
