"""The checks of a journal, each in a visible tuple; pure functions.

A check takes a `View` and gives findings with the clause of the regulation. What
blocks the closing of a year is what cannot stay: lessons held and not recorded,
without topic, homework or roll-call, МИУД or finals absent, «н/а» without terms,
sheets absent or open. Everything else is a remark.
"""

from collections.abc import Callable, Iterable, Iterator

from records.curriculum.rules import check_contingent
from records.journal.rules import (
    cells,
    closing,
    fairness,
    finals,
    lessons,
    monthly,
    plan,
    sheets,
)
from records.journal.rules.view import View
from records.kernel.finding import Finding
from records.lessons import rules as lesson_rules
from records.lessons.values import Check
from records.marks import rules as mark_rules

Rule = Callable[[View], Iterable[Finding]]


def check_movements(view: View) -> Iterator[Finding]:
    """Check that movements were entered in three working days (REG 3.9.2)."""
    yield from check_contingent(
        view.journal,
        view.facts.calendar,
        days=view.norms.movement_days,
        months=view.norms.academic_leave_months,
    )


MONTH_CHECKS: tuple[Rule, ...] = (
    lessons.check_recorded,
    lessons.check_parts,
    lessons.check_language,
    lessons.check_moments,
    lessons.check_authors,
    lessons.check_timetable,
    lessons.check_days,
    lessons.check_at_once,
    monthly.check_monthly_control,
    cells.check_designations,
    cells.check_rolls,
    cells.check_subgroups,
    cells.check_division,
    cells.check_combinations,
    cells.check_documents,
)
"""What is checked when a month is closed."""

YEAR_CHECKS: tuple[Rule, ...] = (
    cells.check_corrections,
    check_movements,
    plan.check_plan_order,
    plan.check_plan_hours,
    plan.check_given_hours,
    plan.check_consultations,
    plan.check_works,
    plan.check_course_works,
    finals.check_finals_given,
    finals.check_finals_in_time,
    finals.check_finals_placed,
    finals.check_finals_values,
    finals.check_not_attested,
    sheets.check_sheets_made,
    sheets.check_sheets_closed,
    sheets.check_sheets_agree,
    fairness.check_means,
    fairness.check_alike,
    fairness.check_bursts,
    fairness.check_control_works,
)
"""What only the whole year tells."""

CHECKS = (*MONTH_CHECKS, *YEAR_CHECKS)

CATALOGUE: tuple[Check, ...] = (
    *lesson_rules.KNOWN,
    *mark_rules.KNOWN,
    *lessons.KNOWN,
    *monthly.KNOWN,
    *cells.KNOWN,
    *plan.KNOWN,
    *finals.KNOWN,
    *sheets.KNOWN,
    *fairness.KNOWN,
    *closing.KNOWN,
)
"""Every check of lessons, marks and journals with its clause and weight."""


def run_checks(view: View, checks: tuple[Rule, ...] = CHECKS) -> tuple[Finding, ...]:
    """Run checks over a journal; the findings come in the order of the checks."""
    return tuple(found for check in checks for found in check(view))
