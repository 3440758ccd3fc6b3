"""Lines of the report's tables: groups, teachers, work from two places (таблицы)."""

from zoneinfo import ZoneInfo

from records.monitoring.values import GroupCounts, TeacherCounts, TwoPlaces
from records.people.rules import parse_full_name
from templates_docs.documents.monitoring_report.context import (
    GroupLine,
    TeacherLine,
    TwoPlacesLine,
)
from templates_docs.documents.monitoring_report.figures import SMALL_SCALE, measure
from templates_docs.documents.monitoring_report.violations import TeacherNorms
from templates_docs.documents.monitoring_report.wording import describe_places


def build_group(group: GroupCounts, norms: TeacherNorms) -> GroupLine:
    """Measure a group by the norms of its teachers."""
    counts = group.counts
    return GroupLine(
        title=group.group,
        learners=group.learners,
        lessons=counts.held,
        full=measure(counts.full, counts.held, norms.full),
        in_time=measure(counts.in_time, counts.held, norms.in_time),
        topics=measure(counts.topics, counts.held, norms.topics),
        homework=measure(counts.homework, counts.homework_due, norms.homework),
        no_marks=measure(
            counts.pairs_none, counts.pairs, norms.no_marks, scale=SMALL_SCALE
        ),
        one_mark=measure(
            counts.pairs_one, counts.pairs, norms.one_mark, scale=SMALL_SCALE
        ),
        lag=counts.lag,
    )


def build_teacher(number: int, one: TeacherCounts, norms: TeacherNorms) -> TeacherLine:
    """Measure a teacher by the norms."""
    counts = one.counts
    return TeacherLine(
        number=number,
        name=shorten(one.name),
        lessons=counts.held,
        full=measure(counts.full, counts.held, norms.full),
        in_time=measure(counts.in_time, counts.held, norms.in_time),
        topics=measure(counts.topics, counts.held, norms.topics),
        homework=measure(counts.homework, counts.homework_due, norms.homework),
        without_topic=counts.held - counts.topics,
        without_homework=counts.homework_due - counts.homework,
        marks=counts.marks,
        no_marks=measure(counts.pairs_none, counts.pairs, norms.no_marks),
        one_mark=measure(counts.pairs_one, counts.pairs, norms.one_mark),
        lag=counts.lag,
    )


def build_places(one: TwoPlaces, zone: ZoneInfo) -> TwoPlacesLine:
    """Tell of one login at work from two places at once (п. 4.1.7)."""
    return TwoPlacesLine(
        since=one.since.astimezone(zone),
        until=one.until.astimezone(zone),
        name=shorten(one.holder),
        places=describe_places(one.first, one.second),
    )


def shorten(full_name: str) -> str:
    """Return «Воронцова И.С.»; words that are no name stay as they are."""
    name = parse_full_name(full_name)
    return name.short if name else full_name
