"""What awaits people on the last day of the demonstration: a sheet, letters, notices."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.values import TeacherFact
from records.kernel.actor import Actor
from records.letters.actions import send_letter
from records.letters.queries import list_contacts
from records.letters.values import Kind, LetterDraft
from records.notices.actions import publish_notice, publish_order
from records.notices.values import NoticeDraft, Section
from records.orders.queries import list_orders
from records.people.queries import list_accounts
from records.people.values import AccountFact
from records.sheets.actions import open_sheet
from records.sheets.values import SheetCode, SheetDraft
from templates_docs.documents.inspection_order.build import CODE
from web.demo.living import Living
from web.demo.world import SOURCE, World, teacher

ACQUAINTANCE = timedelta(days=3)
TERM_CONTROL = "М.01"


def leave_work(world: World, session: Session, living: Living) -> None:
    """Leave something on every desk before the demonstration ends."""
    day = living.last
    _open_sheet(world, session, living, day)
    _hang_notices(world, session, day)
    _write_letters(world, session, day)


def _open_sheet(world: World, session: Session, living: Living, day: date) -> None:
    """Open the credit sheet of the living group: it is to be filled today."""
    book = next(one for one in living.books if one.course.index_code == TERM_CONTROL)
    leader: TeacherFact = book.course.terms[0].teacher
    open_sheet(
        session,
        SheetDraft(
            course_id=book.course.id,
            code=SheetCode.CREDIT,
            semester=0,
            held_on=day,
            form="зачёт",
            examiner_ids=(leader.person_id,),
            room="302",
        ),
        actor=teacher(leader.person_id),
        now=world.moment(day, 16),
        entropy=world.entropy,
    )


def _hang_notices(world: World, session: Session, day: date) -> None:
    for order in list_orders(session, CODE):
        publish_order(
            session,
            order.id,
            acknowledge_until=day + ACQUAINTANCE,
            actor=world.acting(Role.CONTENT_ADMIN),
            now=world.moment(day, 16, 5),
            entropy=world.entropy,
        )
    publish_notice(
        session,
        NoticeDraft(
            title="Журналы за год сдаются 30 июня",
            text="Проверьте темы и домашние задания за июнь. После закрытия года "
            "исправления возможны только по заявке.",
            section=Section.STAFF,
        ),
        actor=world.acting(Role.CONTENT_ADMIN),
        now=world.moment(day, 16, 7),
        entropy=world.entropy,
    )
    publish_notice(
        session,
        NoticeDraft(
            title="Летний режим работы учебного отдела",
            text="С 1 июля учебный отдел работает с 9:00 до 15:00, обед с 12:00 до 13:00.",
            section=Section.GENERAL,
        ),
        actor=world.acting(Role.CONTENT_ADMIN),
        now=world.moment(day, 16, 9),
        entropy=world.entropy,
    )


def _write_letters(world: World, session: Session, day: date) -> None:
    accounts = list_accounts(session)
    sent = (
        (Role.PARENT, Kind.CURATOR, "Справка", "Справку за июнь принесём завтра."),
        (Role.CURATOR, Kind.PARENT, "Итоги года", "Итоговые отметки в журнале."),
        (Role.SECRETARY, Kind.COLLEAGUE, "Списки", "Список группы ДПО выверен."),
    )
    for role, kind, subject, text in sent:
        sender = _holder(accounts, role)
        reachable = list_contacts(session, sender.id, today=day)
        found = [one.account_id for one in reachable if one.kind is kind]
        if not found:
            continue
        send_letter(
            session,
            sender.id,
            LetterDraft(recipients=(min(found),), subject=subject, text=text),
            today=day,
            actor=Actor(
                person_id=sender.person_id, role=sender.role.value, source=SOURCE
            ),
            now=world.moment(day, 16, 12),
        )


def _holder(accounts: tuple[AccountFact, ...], role: Role) -> AccountFact:
    """Return the account whose sign-in the demonstration gives: the role's first."""
    own = [one for one in accounts if one.role is role]
    return min(own, key=lambda one: one.id)
