"""The office's own days: monitoring, closing of months, inspection, order."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.values import JournalFact
from records.journal.actions import close_month
from records.kernel.calendar import WorkCalendar
from records.monitoring.actions import run_month
from records.orders.actions import (
    draft_order,
    record_inspection,
    settle_remarks,
    sign_order,
)
from records.orders.values import InspectionDraft, NewRemark
from records.people.actions import record_sign_in
from records.people.queries import list_accounts
from templates_docs.documents.inspection_order.build import CODE, SERIES, draft
from web.demo.dice import roll
from web.demo.world import World

REPORT_DAY = 5
CLOSING_DAY = 7
PARENTS = 0.45
LEARNERS = 0.8


def first_days(calendar: WorkCalendar, month: date, count: int) -> date:
    """Return the working day with this number in a month."""
    return calendar.add_working_days(month - timedelta(days=1), count)


def monitor(world: World, session: Session, month: date, day: date) -> None:
    """Run the monitoring of a month that is over (REG 3.8.9)."""
    run_month(
        session,
        month,
        today=day,
        actor=world.acting(Role.CONTENT_ADMIN),
        now=world.after(day, 10, "monitoring"),
        entropy=world.entropy,
    )


def close(
    world: World,
    session: Session,
    journals: Sequence[JournalFact],
    *,
    month: date,
    day: date,
) -> None:
    """Close a month in every journal that was open in it."""
    for journal in journals:
        close_month(
            session,
            journal.id,
            month,
            actor=world.acting(Role.CONTENT_ADMIN),
            now=world.after(day, 11, "closing", journal.id),
            entropy=world.entropy,
        )


def sign_in(world: World, session: Session, month: date) -> None:
    """Let learners and parents look into the journal some day of the month."""
    shares = {Role.LEARNER: LEARNERS, Role.PARENT: PARENTS}
    for account in list_accounts(session):
        share = shares.get(account.role)
        if share is None or roll("signs in", account.id, month) >= share:
            continue
        day = month + timedelta(days=int(roll("day", account.id, month) * 27))
        now = world.after(day, 19, account.id)
        record_sign_in(session, account.id, now=now, today=day)


def inspect(world: World, session: Session, plan: InspectionDraft) -> int:
    """Record an inspection by the deputy director (REG 5.2)."""
    return record_inspection(
        session,
        plan,
        actor=world.acting(Role.DEPUTY),
        now=world.moment(plan.report_date, 16),
        entropy=world.entropy,
    )


def order(world: World, session: Session, inspection: int, day: date) -> str:
    """Draft the order on an inspection and let the director sign it (REG 5.3)."""
    wording = draft(session, inspection)
    order_id = draft_order(
        session,
        code=CODE,
        series=SERIES,
        heading=wording.heading,
        body=wording.body,
        inspection_id=inspection,
        actor=world.acting(Role.CONTENT_ADMIN),
        now=world.moment(day, 9, 30),
        entropy=world.entropy,
    )
    return sign_order(
        session,
        order_id,
        today=day,
        actor=world.acting(Role.DIRECTOR),
        now=world.moment(day, 10),
        entropy=world.entropy,
    )


def settle(world: World, session: Session, inspection: int, day: date) -> None:
    """Note that the remarks were put right."""
    settle_remarks(
        session,
        inspection,
        fixed_on=day,
        actor=world.acting(Role.DEPUTY),
        now=world.moment(day, 15),
        entropy=world.entropy,
    )


def remark(course_id: int, text: str, clause: str, due: date) -> NewRemark:
    """Word one remark of an inspection."""
    return NewRemark(course_id=course_id, text=text, clause=clause, due=due)
