"""What awaits people on the last day: a sheet, a request, notices, letters."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum.values import TeacherFact
from records.kernel.actor import Actor
from records.letters.actions import send_letter
from records.letters.queries import list_contacts
from records.letters.values import Kind, LetterDraft
from records.marks.values import Basis
from records.notices.actions import acknowledge, publish_notice, publish_order
from records.notices.queries import list_acknowledgements
from records.notices.values import NoticeDraft, Reader, Section
from records.orders.queries import list_orders
from records.people.queries import list_accounts
from records.people.values import AccountFact
from records.requests.actions import ask_correction
from records.requests.values import RESULT, NewRequest, SheetLine
from records.sheets.actions import advance_sheet, fill_sheet, open_sheet
from records.sheets.values import Result, RowEntry, SheetCode, SheetDraft
from templates_docs.documents.inspection_order.build import CODE
from web.demo.book import CourseBook
from web.demo.living import Living
from web.demo.world import SOURCE, World, teacher

ACQUAINTANCE = timedelta(days=3)
TERM_CONTROL, HANDED_IN = "М.01", "М.03"


def leave_work(world: World, session: Session, living: Living) -> None:
    """Leave something on every desk before the demonstration ends."""
    day = living.last
    _open_sheet(world, session, living, day, index=TERM_CONTROL)
    _hang_notices(world, session, day)
    _ask(world, session, living, day)
    _write_letters(world, session, day)


def _open_sheet(
    world: World, session: Session, living: Living, day: date, *, index: str
) -> tuple[int, CourseBook, Actor]:
    """Open a credit sheet of the living group: it is to be filled today."""
    book = next(one for one in living.books if one.course.index_code == index)
    leader: TeacherFact = book.course.terms[0].teacher
    actor = teacher(leader.person_id)
    sheet = open_sheet(
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
        actor=actor,
        now=world.moment(day, 16),
        entropy=world.entropy,
    )
    return sheet, book, actor


def _ask(world: World, session: Session, living: Living, day: date) -> None:
    """Let a colleague close a sheet with a slip and ask the deputy to open its line."""
    sheet, book, actor = _open_sheet(world, session, living, day, index=HANDED_IN)
    learners = [one.person_id for one in book.journal.learners]
    rows = [RowEntry(person_id=one, result=Result.PASSED) for one in learners[:-1]]
    rows.append(RowEntry(person_id=learners[-1], result=Result.FAILED))
    now = world.moment(day, 16, 10)
    fill_sheet(session, sheet, rows, actor=actor, now=now, entropy=world.entropy)
    advance_sheet(session, sheet, actor=actor, now=now, entropy=world.entropy)
    ask_correction(
        session,
        NewRequest(
            ref=SheetLine(sheet_id=sheet, person_id=learners[-1]),
            wanted={RESULT: Result.PASSED.value},
            basis=Basis(
                reason="описка: зачёт сдан, вписано «не зачтено»",
                document="служебная записка",
                document_date=day,
            ),
        ),
        actor=actor,
        now=world.moment(day, 16, 11),
        entropy=world.entropy,
    )


def _hang_notices(world: World, session: Session, day: date) -> None:
    for order in list_orders(session, CODE):
        notice = publish_order(
            session,
            order.id,
            acknowledge_until=day + ACQUAINTANCE,
            actor=world.acting(Role.CONTENT_ADMIN),
            now=world.moment(day, 16, 5),
            entropy=world.entropy,
        )
        _read_by_some(world, session, notice, day)
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


def _read_by_some(world: World, session: Session, notice: int, day: date) -> None:
    """Let every other reader sign, save those whose sign-ins are given to try."""
    listed = list_accounts(session)
    shown = {_holder(listed, role).id for role in {one.role for one in listed}}
    asked = [line.account_id for line in list_acknowledgements(session, notice)]
    accounts = {one.id: one for one in listed}
    for one in [one for one in asked if one and one not in shown][::2]:
        holder = accounts[one]
        acknowledge(
            session,
            notice,
            reader=Reader(
                account_id=one, person_id=holder.person_id, roles=(holder.role,)
            ),
            actor=_acting(holder),
            now=world.moment(day, 16, 6),
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
            actor=_acting(sender),
            now=world.moment(day, 16, 12),
        )


def _holder(accounts: tuple[AccountFact, ...], role: Role) -> AccountFact:
    """Return the account whose sign-in the demonstration gives: the role's first."""
    own = [one for one in accounts if one.role is role]
    return min(own, key=lambda one: one.id)


def _acting(account: AccountFact) -> Actor:
    return Actor(person_id=account.person_id, role=account.role.value, source=SOURCE)
