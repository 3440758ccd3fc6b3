"""Fields of the monthly monitoring report (отчёт о мониторинге, п. 3.8.9, 3.8.10)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from templates_docs.document import Imprint, Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bullet bar in hundredths of its own scale (полоса показателя).

    Grey runs from zero to `filled`, dark from there over `excess`, a thin line over
    `shortfall`; `tick` is the norm, None where there is no norm.
    """

    filled: Decimal
    excess: Decimal
    shortfall: Decimal
    tick: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A percent with its counts and its bar; no percent where nothing is counted.

    `is_worse` is set when it is worse than the norm by more than ten points.
    """

    numerator: int
    denominator: int
    percent: Decimal | None
    is_worse: bool
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A line of the institution's table: share, norm, deviation (показатель)."""

    title: str
    share: Share
    norm: Decimal | None
    is_ceiling: bool
    deviation: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendColumn:
    """One month of a small chart in hundredths of the chart's width and height."""

    month: int
    percent: Decimal | None
    left: Decimal
    width: Decimal
    top: Decimal
    height: Decimal
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A small chart: one indicator by months of the school year (динамика).

    `slot` is the width of a month in hundredths of the chart's.
    """

    title: str
    percent: Decimal | None
    norm: Decimal | None
    norm_top: Decimal | None
    slot: Decimal
    columns: tuple[TrendColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """Indicators of one group; `lag` is hours recorded less hours due (КТП)."""

    title: str
    learners: int
    lessons: int
    full: Share
    in_time: Share
    topics: Share
    homework: Share
    no_marks: Share
    one_mark: Share
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherLine:
    """Indicators of one teacher (показатели преподавателя)."""

    number: int
    name: str
    lessons: int
    full: Share
    in_time: Share
    topics: Share
    homework: Share
    without_topic: int
    without_homework: int
    marks: int
    no_marks: Share
    one_mark: Share
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissColumn:
    """A column of the missed norms: indicator, its norm and clause."""

    title: str
    norm: Decimal
    is_ceiling: bool
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A norm a teacher missed; `is_worse` when by more than ten points."""

    percent: Decimal
    deviation: Decimal
    is_worse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Violator:
    """A teacher with the norms missed in the month (нарушения преподавателя).

    `misses` go by the columns, None where the norm is kept; `lag` is in hours.
    """

    number: int
    name: str
    misses: tuple[Miss | None, ...]
    lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPlacesLine:
    """Work under one login from two places at once (п. 4.1.7), in local time."""

    since: datetime
    until: datetime
    name: str
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringReport:
    """The report of one month; `month` is its first day.

    `trend_scales` says in words how high the small charts reach. `two_places` stand
    below the conclusion that counts them. `reader` is the deputy who takes note of
    the report.
    """

    letterhead: Letterhead
    department: str
    file_index: str
    month: date
    indicators: tuple[Indicator, ...]
    trends: tuple[Trend, ...]
    trend_scales: str
    groups: tuple[GroupLine, ...]
    total: GroupLine
    teachers: tuple[TeacherLine, ...]
    miss_columns: tuple[MissColumn, ...]
    plan_clause: str
    violators: tuple[Violator, ...]
    conclusions: tuple[str, ...]
    two_places: tuple[TwoPlacesLine, ...]
    author: Signature
    reader: Signature
    imprint: Imprint
