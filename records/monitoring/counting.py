"""Reads everything a month is counted from, in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from records.curriculum.tables import (
    Course,
    Discipline,
    Group,
    Journal,
    Membership,
    PlanItem,
    Slot,
    SubgroupMember,
    Substitution,
)
from records.kernel.errors import NotFoundError
from records.lessons.tables import Lesson
from records.marks.tables import Mark
from records.marks.values import CURRENT_WORKS
from records.monitoring.rules import (
    CourseMonth,
    HeldLesson,
    RollSpan,
    compute_hours,
    is_minor,
    month_end,
)
from records.monitoring.values import Participation
from records.norms.queries import get_norms
from records.norms.tables import Institution, SchoolYear
from records.people.tables import Account, Guardian, Person, SignIn

UNMARKED_KINDS = frozenset({"work_practice", "final_practice", "consultations"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSource:
    """Courses of the month with what is needed to add them up."""

    courses: tuple[CourseMonth, ...]
    groups: Mapping[str, tuple[int, ...]]
    learners: Mapping[str, int]
    teacher_of: Mapping[int, int]
    names: Mapping[int, str]
    participation: Participation


@dataclass(frozen=True, slots=True, kw_only=True)
class _CourseRow:
    id: int
    discipline_id: int
    subgroup: int
    kind: str
    group_id: int
    group_code: str


def load_month(session: Session, month: date, *, today: date) -> MonthSource:
    """Read the month that begins on `month`; lessons after `today` do not count.

    Raises:
        NotFoundError: no school year covers the month.
    """
    last = min(month_end(month), today)
    courses = _courses(session, month)
    held = _held(session, month, last)
    rolls = _rolls(session, month, last)
    groups = _subgroups(session)
    marks = _marks(session, month, last)
    due, done = _hours(session, last)
    months = [
        CourseMonth(
            course_id=row.id,
            marks_required=row.kind not in UNMARKED_KINDS,
            lessons=tuple(held[row.id]),
            learners=_members(row, rolls.get(row.group_id, {}), groups),
            marks=marks.get(row.id, {}),
            hours_due=due[row.id],
            hours_done=done[row.id],
        )
        for row in courses
    ]
    by_group: dict[str, list[int]] = defaultdict(list)
    group_ids = {}
    for row in courses:
        by_group[row.group_code].append(row.id)
        group_ids[row.group_code] = row.group_id
    on_roll = frozenset(person for roll in rolls.values() for person in roll)
    return MonthSource(
        courses=tuple(months),
        groups={code: tuple(ids) for code, ids in by_group.items()},
        learners={code: len(rolls.get(one, {})) for code, one in group_ids.items()},
        teacher_of=_teacher_of(session, month, last),
        names=_names(session),
        participation=_participation(session, month, last, on_roll=on_roll),
    )


def _courses(session: Session, month: date) -> Sequence[_CourseRow]:
    found = session.execute(
        select(Course, Discipline.kind, Group)
        .join(Discipline, Discipline.id == Course.discipline_id)
        .join(Journal, Journal.id == Discipline.journal_id)
        .join(SchoolYear, SchoolYear.id == Journal.year_id)
        .join(Group, Group.id == Journal.group_id)
        .where(SchoolYear.start_date <= month_end(month), SchoolYear.end_date >= month)
        .order_by(Group.id, Discipline.position, Course.subgroup)
    ).all()
    if not found:
        raise NotFoundError(
            f"За {month:%m.%Y} нет ни одного журнала: проверьте месяц и учебный год.",
            code="no_month",
            clause="3.8.9",
        )
    return [
        _CourseRow(
            id=course.id,
            discipline_id=course.discipline_id,
            subgroup=course.subgroup,
            kind=kind,
            group_id=group.id,
            group_code=group.code,
        )
        for course, kind, group in found
    ]


def _held(
    session: Session, first: date, last: date
) -> defaultdict[int, list[HeldLesson]]:
    zone = ZoneInfo(session.scalars(select(Institution.timezone)).one())
    rows = session.execute(
        select(
            Slot.course_id,
            Slot.day,
            func.coalesce(Substitution.substitute_id, Slot.teacher_id),
            Lesson.id,
            Lesson.topic,
            Lesson.homework,
            Lesson.no_homework,
            Lesson.roll_called,
            Lesson.completed_at,
        )
        .join(Substitution, Substitution.slot_id == Slot.id, isouter=True)
        .join(Lesson, Lesson.slot_id == Slot.id, isouter=True)
        .where(Slot.state == "planned", Slot.day >= first, Slot.day <= last)
    ).all()
    outside = session.execute(
        select(
            Lesson.course_id,
            Lesson.day,
            Lesson.teacher_id,
            Lesson.id,
            Lesson.topic,
            Lesson.homework,
            Lesson.no_homework,
            Lesson.roll_called,
            Lesson.completed_at,
        ).where(Lesson.slot_id.is_(None), Lesson.day >= first, Lesson.day <= last)
    ).all()
    by_course: defaultdict[int, list[HeldLesson]] = defaultdict(list)
    for row in (*rows, *outside):
        completed = row[8]
        lesson = HeldLesson(
            course_id=row[0],
            day=row[1],
            leader_id=row[2],
            recorded=row[3] is not None,
            topic=bool(row[4]),
            homework=bool(row[5]),
            no_homework=bool(row[6]),
            roll_called=bool(row[7]),
            completed_on=completed.astimezone(zone).date() if completed else None,
        )
        by_course[row[0]].append(lesson)
    return by_course


def _rolls(
    session: Session, first: date, last: date
) -> Mapping[int, dict[int, tuple[RollSpan, ...]]]:
    rows = session.execute(
        select(
            Membership.group_id,
            Membership.person_id,
            Membership.start_date,
            Membership.end_date,
        )
        .where(Membership.start_date <= last)
        .where(or_(Membership.end_date.is_(None), Membership.end_date >= first))
    )
    rolls: defaultdict[int, dict[int, tuple[RollSpan, ...]]] = defaultdict(dict)
    for group_id, person_id, start, end in rows:
        span = RollSpan(start=start, end=end)
        rolls[group_id][person_id] = (*rolls[group_id].get(person_id, ()), span)
    return rolls


def _subgroups(
    session: Session,
) -> Mapping[tuple[int, int], Mapping[int, Sequence[RollSpan]]]:
    members: defaultdict[tuple[int, int], defaultdict[int, list[RollSpan]]]
    members = defaultdict(lambda: defaultdict(list))
    for one in session.scalars(select(SubgroupMember)):
        span = RollSpan(start=one.start_date, end=one.end_date)
        members[one.discipline_id, one.subgroup][one.person_id].append(span)
    return members


def _members(
    row: _CourseRow,
    roll: Mapping[int, tuple[RollSpan, ...]],
    subgroups: Mapping[tuple[int, int], Mapping[int, Sequence[RollSpan]]],
) -> Mapping[int, tuple[RollSpan, ...]]:
    if row.subgroup == 0:
        return roll
    own = subgroups.get((row.discipline_id, row.subgroup), {})
    return {
        person: tuple(_cut(span, limit) for span in spans for limit in own[person])
        for person, spans in roll.items()
        if person in own
    }


def _cut(span: RollSpan, limit: RollSpan) -> RollSpan:
    ends = [end for end in (span.end, limit.end) if end is not None]
    return RollSpan(start=max(span.start, limit.start), end=min(ends) if ends else None)


def _marks(session: Session, first: date, last: date) -> Mapping[int, dict[int, int]]:
    rows = session.execute(
        select(Lesson.course_id, Mark.person_id, func.count())
        .join(Mark, Mark.lesson_id == Lesson.id)
        .where(Lesson.day >= first, Lesson.day <= last)
        .where(Mark.work.in_(CURRENT_WORKS), Mark.value.in_(get_norms(session).marks))
        .group_by(Lesson.course_id, Mark.person_id)
    )
    by_course: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for course_id, person_id, count in rows:
        by_course[course_id][person_id] = count
    return by_course


def _hours(session: Session, last: date) -> tuple[Counter[int], Counter[int]]:
    plans: defaultdict[int, list[int]] = defaultdict(list)
    for course_id, hours in session.execute(
        select(PlanItem.course_id, PlanItem.hours).order_by(
            PlanItem.course_id, PlanItem.number
        )
    ):
        plans[course_id].append(hours)
    due: Counter[int] = Counter()
    for course_id, past in session.execute(
        select(Slot.course_id, func.count())
        .where(Slot.day <= last)
        .group_by(Slot.course_id)
    ):
        due[course_id] = compute_hours(plans[course_id], past)
    done: Counter[int] = Counter()
    for course_id, hours in session.execute(
        select(Lesson.course_id, func.sum(Lesson.hours))
        .where(Lesson.day <= last)
        .group_by(Lesson.course_id)
    ):
        done[course_id] = int(hours) if plans[course_id] else 0
    return due, done


def _teacher_of(session: Session, first: date, last: date) -> Mapping[int, int]:
    rows = session.execute(
        select(Slot.course_id, func.min(Slot.teacher_id))
        .where(Slot.day >= first, Slot.day <= last)
        .group_by(Slot.course_id)
    )
    return {row[0]: row[1] for row in rows}


def _names(session: Session) -> Mapping[int, str]:
    rows = session.execute(
        select(Person.id, Person.surname, Person.name, Person.patronymic)
    )
    return {row[0]: f"{row[1]} {row[2]} {row[3]}".strip() for row in rows}


def _participation(
    session: Session,
    first: date,
    last: date,
    *,
    on_roll: frozenset[int],
) -> Participation:
    active = session.execute(
        select(SignIn.account_id, Account.role, Account.person_id)
        .distinct()
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.day >= first, SignIn.day <= last)
    ).all()
    parents = session.scalar(
        select(func.count()).select_from(Account).where(Account.role == "parent")
    )
    minors = _minors(session, last) & on_roll
    covered = session.scalars(
        select(Guardian.learner_id).join(Account, Account.guardian_id == Guardian.id)
    )
    return Participation(
        learners=len(on_roll),
        learners_in=sum(row.role == "learner" and row[2] in on_roll for row in active),
        parents=parents or 0,
        parents_in=sum(row.role == "parent" for row in active),
        minors=len(minors),
        minors_covered=len(minors & set(covered)),
    )


def _minors(session: Session, day: date) -> frozenset[int]:
    born = session.execute(
        select(Person.id, Person.birth_date).where(Person.birth_date.is_not(None))
    )
    return frozenset(one for one, birth in born if birth and is_minor(birth, day))
