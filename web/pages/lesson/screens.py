"""What the page of a lesson shows: the plan's next row, the roll, what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import (
    find_course_ref,
    get_slot,
    list_plan,
)
from records.curriculum.values import CourseRef, PlanRow, SlotFact
from records.lessons.queries import find_later_slot, get_lesson
from records.lessons.values import LESSON_KINDS, LessonFact, LessonSetting
from records.marks.queries.grid import (
    GridLearner,
    GridLesson,
    list_grid_learners,
    list_grid_lessons,
    load_closed_months,
    load_designations,
)
from records.marks.queries.settings import get_course_setting
from records.marks.rules.opening import Openness, open_lesson
from records.marks.values import CONTROLLED
from records.norms.queries import get_norms, list_bells
from records.people.queries import get_person
from web.pages.lesson.opening import opens_at, writes
from web.pages.lesson.standing import (
    NOTHING_SEEN,
    Record,
    Works,
    build_record,
    find_works,
    list_seen,
    texts_of,
)
from web.site.absence import list_gaps
from web.site.filters import minute_words
from web.site.moment import local, now, today
from web.site.names import say_substitution
from web.site.outbox import outbox_key
from web.site.viewer import Viewer

FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A learner of the lesson: last marks, what stands, why there is no entry."""

    person_id: int
    name: str
    last: str
    text: str
    monthly: str
    before: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """The whole page of a lesson."""

    slot_id: int
    ref: CourseRef
    setting: LessonSetting
    number: int
    bell: str
    room: str
    substitution: str
    window: str
    record: Record
    plan: tuple[PlanRow, ...]
    offered: PlanRow | None
    offers_monthly: bool
    rows: tuple[Row, ...]
    before: tuple[int, date] | None
    after: tuple[int, date] | None
    state: str
    why: str
    late: bool
    corrects: bool
    data: Mapping[str, Any]

    @property
    def editable(self) -> bool:
        """Tell whether anything may be entered now."""
        return self.state in {"free", "fill", "new"}

    @property
    def on_roll(self) -> int:
        """Return how many learners have a cell."""
        return sum(not row.why for row in self.rows)

    @property
    def missed_before(self) -> int:
        """Return how many were absent at the lesson before."""
        return sum(row.before for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What was read of the course around the lesson."""

    columns: Sequence[GridLesson]
    learners: Sequence[GridLearner]
    marks: Mapping[int, Mapping[int, Works]]


def build_page(session: Session, viewer: Viewer, setting: LessonSetting) -> LessonPage:
    """Build the page of a lesson the viewer may open."""
    slot = get_slot(session, setting.slot_id or 0)
    ref = find_course_ref(session, setting.course_id)
    if ref is None:
        raise RuntimeError("a lesson of no course")
    course = get_course_setting(session, setting.course_id)
    closed = load_closed_months(session, setting.journal_id)
    around = _Course(
        columns=list_grid_lessons(session, course, closed),
        learners=list_grid_learners(session, course),
        marks=load_designations(session, setting.course_id),
    )
    lesson = get_lesson(session, setting.lesson_id) if setting.lesson_id else None
    plan = list_plan(session, setting.course_id)
    state, why = _openness(viewer, setting, closed)
    offered = _next_row(plan, around.columns, lesson)
    record = build_record(lesson, offered)
    rows = _rows(around, setting)
    monthly = _offers_monthly(session, ref, setting)
    before, after = _neighbours(around.columns, setting, viewer)
    return LessonPage(
        slot_id=slot.id,
        ref=ref,
        setting=setting,
        number=_number(around.columns, setting),
        bell=_bell(session, setting),
        room=slot.room,
        substitution=_substitution(session, slot),
        window=_window(session, slot, setting),
        record=record,
        plan=plan,
        offered=offered if lesson is None or not lesson.topic else None,
        offers_monthly=monthly or record.monthly_control,
        rows=rows,
        before=before,
        after=after,
        state=state,
        why=why,
        late=today() > setting.day,
        corrects=viewer.may(Permission.LESSONS_CORRECT) and _is_shut(setting),
        data=_data(viewer, setting, lesson, around),
    )


def _is_shut(setting: LessonSetting) -> bool:
    open_year = setting.journal_state == "open"
    return open_year and setting.month_closed and setting.lesson_id is not None


def _openness(
    viewer: Viewer, setting: LessonSetting, closed: Mapping[date, Any]
) -> tuple[str, str]:
    if setting.cancelled and setting.lesson_id is None:
        return "none", "Занятие отменено в расписании."
    month = closed.get(setting.day.replace(day=1))
    opening = open_lesson(
        setting,
        viewer.person_id,
        today=today(),
        closed_on=local(month).date() if month else None,
    )
    if not writes(viewer, setting):
        who = "Запись вносит преподаватель, который ведёт занятие (п. 4.1.1)."
        return "none", who
    if setting.lesson_id is not None or setting.journal_state != "open":
        why = opening.why[:1].upper() + opening.why[1:]
        return opening.state.value, f"{why}." if why else ""
    if setting.day > today():
        return "none", "Занятия ещё не было: запись откроется в день занятия."
    if setting.month_closed:
        return Openness.SHUT.value, f"Месяц {setting.day:%m.%Y} закрыт (п. 3.8.8)."
    return "new", ""


def _next_row(
    plan: Sequence[PlanRow], columns: Sequence[GridLesson], lesson: LessonFact | None
) -> PlanRow | None:
    """Return the first row of the plan that no lesson has taken (REG 4.1.3)."""
    taken = {one.topic.casefold() for one in columns if one.topic}
    if lesson is not None and lesson.plan_item_id:
        return next((row for row in plan if row.id == lesson.plan_item_id), None)
    return next((row for row in plan if row.topic.casefold() not in taken), None)


def _rows(around: _Course, setting: LessonSetting) -> tuple[Row, ...]:
    earlier = [
        one.setting.lesson_id
        for one in around.columns
        if one.setting.lesson_id is not None
        and (one.setting.day, one.setting.pair) < (setting.day, setting.pair)
    ]
    rows = []
    for learner in around.learners:
        gaps = list_gaps(learner, [setting.day], (), today=today())
        marks = around.marks.get(learner.person_id, {})
        text, monthly = texts_of(marks.get(setting.lesson_id or 0, {}))
        last = [texts_of(marks[one])[0] for one in earlier if one in marks]
        before = texts_of(marks.get(earlier[-1], {}))[0] if earlier else ""
        rows.append(
            Row(
                person_id=learner.person_id,
                name=learner.name,
                last=" ".join([one for one in last if one][-FEW:]),
                text=text,
                monthly=monthly,
                before=before.startswith("н"),
                why=gaps[0].why if gaps else "",
            )
        )
    return tuple(rows)


def _offers_monthly(session: Session, ref: CourseRef, setting: LessonSetting) -> bool:
    """Tell whether this is the month's last lesson of its teacher (REG 3.13.2)."""
    if ref.kind not in CONTROLLED or not get_norms(session).monthly_control:
        return False
    return find_later_slot(session, setting) is None


def _neighbours(
    columns: Sequence[GridLesson], setting: LessonSetting, viewer: Viewer
) -> tuple[tuple[int, date] | None, tuple[int, date] | None]:
    """Return the lessons before and after for the teacher of them."""
    outside = viewer.person_id not in {setting.teacher_id, setting.leader_id}
    own = [
        (one.setting.slot_id, one.setting.day)
        for one in columns
        if one.setting.slot_id is not None
        and (
            outside
            or viewer.person_id in {one.setting.teacher_id, one.setting.leader_id}
        )
    ]
    here = next((at for at, one in enumerate(own) if one[0] == setting.slot_id), None)
    if here is None:
        return None, None
    before = own[here - 1] if here else None
    after = own[here + 1] if here + 1 < len(own) else None
    return before, after


def _number(columns: Sequence[GridLesson], setting: LessonSetting) -> int:
    held = [
        one
        for one in columns
        if (one.setting.day, one.setting.pair) <= (setting.day, setting.pair)
    ]
    return len(held)


def _bell(session: Session, setting: LessonSetting) -> str:
    for bell in list_bells(session):
        if (bell.pair, bell.weekday) == (setting.pair, setting.day.weekday()):
            return f"{minute_words(bell.starts)}–{minute_words(bell.ends)}"
    return ""


def _substitution(session: Session, slot: SlotFact) -> str:
    if slot.substitution is None:
        return ""
    return say_substitution(get_person(session, slot.substitution.absent.person_id))


def _window(session: Session, slot: SlotFact, setting: LessonSetting) -> str:
    if slot.substitution is None:
        return ""
    start = opens_at(session, setting)
    return f"доступ {start:%d.%m} с {start:%H:%M} до 23:59"


def _data(
    viewer: Viewer,
    setting: LessonSetting,
    lesson: LessonFact | None,
    around: _Course,
) -> Mapping[str, Any]:
    seen: Mapping[str, Any] = NOTHING_SEEN
    if lesson is not None:
        seen = list_seen(lesson, find_works(around.marks, lesson.id))
    return {
        "slot": setting.slot_id,
        "url": f"/lesson/{setting.slot_id}/save",
        "label": f"{setting.group_code}, {setting.title}, {setting.day:%d.%m}",
        "account": viewer.account_id,
        "outbox": outbox_key(viewer),
        "recorded": lesson is not None,
        "seen": seen,
        "now": now().timestamp(),
        "kinds": list(LESSON_KINDS),
    }
