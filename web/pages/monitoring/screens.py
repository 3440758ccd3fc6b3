"""Figures of a month as the page shows them (REG 3.8.9, 3.11.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from records.curriculum.queries import list_teachers
from records.issuance.queries import list_issued
from records.issuance.values import IssuedFact
from records.monitoring.behind import list_behind
from records.monitoring.counting import load_month
from records.monitoring.queries import count_month, list_runs
from records.monitoring.rules import month_end
from records.monitoring.values import (
    Behind,
    Figure,
    LackingLesson,
    RunFact,
    TwoPlaces,
)
from records.norms.queries import get_norms, nearest_year
from templates_docs.documents.monitoring_report.wording import (
    describe_places,
    describe_two_places,
)
from web.pages.monitoring.figures import (
    COLUMNS,
    GroupRow,
    Share,
    build_figures,
    build_group,
    build_whole,
)
from web.site.names import short_name

SHOWN = 60
"""What stands behind a figure is shown so far, the rest when asked for."""
REPORT = "MON"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLine:
    """A lesson behind a figure, with its state today."""

    day: date
    pair: int
    href: str
    title: str
    group: str
    teacher: str
    mended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """Work under one login from two places at once (REG 4.1.7)."""

    since: datetime
    until: datetime
    name: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """The monitoring of a month: figures, groups, what stands behind one of them."""

    month: date
    last: date
    year: str
    run: RunFact | None
    report: IssuedFact | None
    figures: tuple[Share, ...]
    columns: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    whole: GroupRow
    chosen: Figure
    group: str
    behind: Behind
    lessons: tuple[LessonLine, ...]
    shown: int
    two_places: str
    places: tuple[PlaceLine, ...]

    @property
    def share(self) -> Share | None:
        """Return the chosen figure of the chosen group or of the institution."""
        rows = [one.shares for one in self.groups if one.group == self.group]
        found = rows[0] if rows else (*self.figures, *self.whole.shares)
        return next((one for one in found if one.figure == self.chosen), None)

    @property
    def lacking(self) -> bool:
        """Tell whether a lesson behind the figure still lacks something."""
        return any(one.mended_at is None for one in self.behind.lessons)

    @property
    def concerned(self) -> tuple[str, ...]:
        """Return the groups an inspection should look at: the chosen one or the bad."""
        if self.group:
            return (self.group,)
        return tuple(one.group for one in self.groups if one.bad)


def build_month(
    session: Session,
    month: date,
    *,
    figure: Figure,
    group: str,
    today: date,
    whole: bool = False,
) -> MonthPage:
    """Gather a month: frozen figures where there are any, else today's.

    Of what stands behind the figure only the beginning is shown, unless the `whole`.

    Raises:
        NotFoundError: no school year covers the month.
    """
    runs = list_runs(session, month=month)
    run = runs[-1] if runs else None
    source = None if run else load_month(session, month, today=today)
    counts = (
        run.counts if run else count_month(session, month, today=today, source=source)
    )
    norms = get_norms(session)
    behind = list_behind(
        session,
        month,
        figure,
        group=group,
        today=today,
        frozen_at=run.at if run else None,
        source=source,
    )
    last = min(month_end(month), today)
    shown = len(behind) if whole else min(SHOWN, len(behind))
    reports = list_issued(session, code=REPORT, subject=f"{month:%Y-%m}")
    return MonthPage(
        month=month,
        last=last,
        year=nearest_year(session, last).name,
        run=run,
        report=reports[-1] if reports else None,
        figures=build_figures(counts, norms),
        columns=COLUMNS,
        groups=tuple(build_group(one, norms) for one in counts.groups),
        whole=build_whole(counts, norms),
        chosen=figure,
        group=group,
        behind=behind,
        lessons=_lines(session, behind.lessons[:shown]),
        shown=shown,
        two_places=describe_two_places(counts.two_places),
        places=tuple(_place(one) for one in counts.two_places or ()),
    )


def _place(one: TwoPlaces) -> PlaceLine:
    return PlaceLine(
        since=one.since,
        until=one.until,
        name=one.holder,
        places=describe_places(one.first, one.second),
    )


def _lines(
    session: Session, lessons: Sequence[LackingLesson]
) -> tuple[LessonLine, ...]:
    teachers = list_teachers(session) if lessons else {}
    return tuple(
        LessonLine(
            day=one.day,
            pair=one.pair,
            href=f"/lesson/{one.slot_id}"
            if one.slot_id is not None
            else f"/journal/{one.course_id}",
            title=one.title,
            group=one.group,
            teacher=short_name(teachers[one.teacher_id])
            if one.teacher_id in teachers
            else "",
            mended=one.mended_at,
        )
        for one in lessons
    )
