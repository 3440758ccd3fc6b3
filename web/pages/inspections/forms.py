"""The forms of an inspection: what to look at, which remarks to keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records.curriculum.values import CourseRef
from records.orders.values import InspectionDraft, NewRemark, Offer, Survey
from web.site.forms import Form

TEXT_LENGTH = 500
CLAUSES = (
    "3.13.1",
    "3.13.2",
    "4.1.1",
    "4.1.2",
    "4.1.3",
    "4.1.4",
    "4.1.6",
    "4.1.8",
    "4.2.1",
    "4.2.3",
    "4.2.5",
    "5.2",
)
"""What a remark of the inspector's own may rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at: groups of a year, days."""

    groups: tuple[str, ...]
    first: date
    last: date


def read_scope(form: Form, known: Sequence[str]) -> Scope | None:
    """Read groups and days; None while something is wrong or nothing is asked."""
    if not form.sent:
        return None
    first = form.day("first", "С", required=True)
    last = form.day("last", "По", required=True)
    groups = tuple(one for one in known if one in form.many("group"))
    if not groups:
        form.refuse("group", "Группы: отметьте хотя бы одну.")
    if first and last and last < first:
        form.refuse("last", "По: раньше начала.")
    if form.errors or first is None or last is None:
        return None
    return Scope(groups=groups, first=first, last=last)


def key_of(offer: Offer) -> str:
    """Return the name of an offer's fields."""
    return f"{offer.course_id}-{offer.code}"


def read_inspection(
    form: Form, scope: Scope, survey: Survey, courses: Sequence[CourseRef]
) -> InspectionDraft | None:
    """Read an inspection; the counts are the survey's, never the form's."""
    starts = form.day("starts", "Начата", required=True)
    ends = form.day("ends", "Окончена", required=True)
    report = form.day("report_date", "Дата справки", required=True)
    due = form.day("due", "Устранить до", required=True)
    purpose = form.text("purpose", "Цель проверки", required=True, limit=300)
    remarks = _read_remarks(form, survey, due)
    own = _read_own(form, courses, due)
    if form.errors or starts is None or ends is None or report is None:
        return None
    return InspectionDraft(
        starts=starts,
        ends=ends,
        period_from=scope.first,
        period_to=scope.last,
        report_date=report,
        purpose=purpose,
        groups=scope.groups,
        courses=survey.courses,
        lessons=survey.lessons,
        courses_in_time=survey.courses_in_time,
        remarks=(*remarks, *own),
    )


def _read_remarks(form: Form, survey: Survey, due: date | None) -> list[NewRemark]:
    taken = set(form.many("take"))
    remarks = []
    for offer in survey.offers:
        key = key_of(offer)
        if key not in taken or due is None:
            continue
        name = f"text-{key}"
        text = form.text(name, "Замечание", required=True, limit=TEXT_LENGTH)
        remarks.append(
            NewRemark(
                course_id=offer.course_id, text=text, clause=offer.clause, due=due
            )
        )
    return remarks


def _read_own(
    form: Form, courses: Sequence[CourseRef], due: date | None
) -> list[NewRemark]:
    text = form.text("own_text", "Своё замечание", limit=TEXT_LENGTH)
    if not text:
        return []
    known = [str(one.id) for one in courses]
    course = form.choice("own_course", "Дисциплина", known)
    clause = form.choice("own_clause", "Пункт", CLAUSES)
    if not course or not clause or due is None:
        return []
    return [NewRemark(course_id=int(course), text=text, clause=clause, due=due)]
