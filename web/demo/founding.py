"""Founds the demonstration's home from the files of `examples/` (импорт)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from sqlalchemy.orm import Session

from archive.store.content import ContentStore
from records.access.roles import Role
from records.curriculum.actions import assign_course_works, place_practice
from records.curriculum.drafts import CourseWorkDraft, OrderRef, PlacementDraft
from records.curriculum.queries import get_journal, list_journals, list_slots
from records.curriculum.values import CourseFact, DisciplineKind, JournalFact
from records.importers.actions import import_file
from records.importers.profile import read_profile
from records.importers.values import Kind
from records.kernel.db import open_database
from records.kernel.entropy import SeededEntropy
from records.kernel.errors import MissingPartError
from records.people.actions import create_accounts, set_first_password
from records.people.queries import list_guardians, list_staff
from records.people.rules import PASSWORD_BYTES, make_password
from records.people.values import Credentials, NewAccount
from web.cli.acting import OFFICE
from web.demo.curators import PARENTS_MEETING, collect_consents
from web.demo.dice import SEED, choose
from web.demo.world import World, list_posts
from web.founding import found
from web.settings import Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
GROUP_HEADINGS = ("Группа", "Код группы")
ORDER = (
    Kind.CALENDAR,
    Kind.STAFF,
    Kind.STUDENTS,
    Kind.GROUPS,
    Kind.CURRICULUM,
    Kind.SUBGROUPS,
    Kind.PLAN,
    Kind.TIMETABLE,
)
ORDERED_BEFORE = timedelta(days=11)
HANDED_BEFORE = timedelta(days=7)
FOUNDED = datetime(2026, 8, 26, 3, 0, tzinfo=UTC)
PLACES = (
    "ОГКУ «Центр социальной поддержки населения»",
    "Отделение Социального фонда России по Томской области",
    "ООО «Томские информационные системы»",
    "Администрация Октябрьского района г. Томска",
)
SUBJECTS = (
    "Пенсионное обеспечение граждан: проблемы и перспективы",
    "Социальная защита семей с детьми",
    "Государственная социальная помощь: порядок назначения",
    "Разработка модуля учёта успеваемости",
    "Разработка приложения для заявок на ремонт",
    "Социальное обслуживание граждан пожилого возраста",
)
Progress = Callable[[str], None]


def found_world(home: Path, *, groups: int, progress: Progress) -> World:
    """Found a home, bring in the files, give sign-ins; return the world.

    Raises:
        MissingPartError: the examples are not there.
    """
    if not EXAMPLES.is_dir():
        raise MissingPartError(
            f"Нет папки {EXAMPLES} с примерами: демонстрации нечего заносить.",
            code="no_examples",
        )
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'surguch.db'}")
    entropy = SeededEntropy(SEED)
    profile = read_profile(EXAMPLES / "institution.toml")
    found(settings, profile, now=FOUNDED, entropy=entropy)
    engine = open_database(settings.database_url)
    world = World(
        engine=engine,
        store=ContentStore(home / "documents"),
        entropy=entropy,
        zone=ZoneInfo(profile.institution.timezone),
        year=profile.year.name,
        posts={},
    )
    with TemporaryDirectory() as folder:
        chosen = select_groups(EXAMPLES, Path(folder), groups=groups)
        for kind in ORDER:
            progress(f"импорт {kind.value}.xlsx")
            with world.writing() as session:
                import_file(
                    session,
                    kind,
                    chosen / f"{kind.value}.xlsx",
                    actor=OFFICE,
                    now=FOUNDED,
                    entropy=entropy,
                )
    with world.writing() as session:
        journals = [
            get_journal(session, one.group_code, world.year)
            for one in list_journals(session, world.year)
        ]
        for journal in journals:
            _studies(session, journal)
        posts = list_posts(session)
    return World(
        engine=engine,
        store=world.store,
        entropy=entropy,
        zone=world.zone,
        year=world.year,
        posts=posts,
    )


def select_groups(source: Path, folder: Path, *, groups: int) -> Path:
    """Return a folder with the files of the first groups only."""
    codes = _codes(source / f"{Kind.GROUPS.value}.xlsx")
    if groups >= len(codes):
        return source
    kept = set(codes[:groups])
    for path in sorted(source.glob("*.xlsx")):
        book = load_workbook(path)
        for sheet in book.worksheets:
            headings = [cell.value for cell in sheet[1]]
            column = next(
                (headings.index(one) + 1 for one in GROUP_HEADINGS if one in headings),
                None,
            )
            if column is None:
                continue
            for row in range(sheet.max_row, 1, -1):
                if sheet.cell(row, column).value not in kept:
                    sheet.delete_rows(row)
            if sheet.max_row == 1 and len(book.worksheets) > 1:
                book.remove(sheet)
        book.save(folder / path.name)
    return folder


def _codes(path: Path) -> list[str]:
    book = load_workbook(path, read_only=True)
    with closing(book):
        rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
        return [str(row[0]) for row in rows]


def give_sign_ins(
    world: World, journals: list[JournalFact]
) -> Mapping[Role, Credentials]:
    """Take the families' consents, make all sign-ins; return one of each role."""
    with world.writing() as session:
        learners = [one.person_id for journal in journals for one in journal.learners]
        known = set(learners)
        main = journals[0].group_code
        staff = sorted(list_staff(session), key=lambda one: main not in one.groups)
        holders = [
            NewAccount(role=one.roles[0], person_id=one.person.id)
            for one in staff
            if one.roles
        ]
        holders += [NewAccount(role=Role.LEARNER, person_id=one) for one in learners]
        holders += [
            NewAccount(role=Role.PARENT, guardian_id=one.id)
            for one in list_guardians(session)
            if one.learner_id in known
        ]
        collect_consents(world, session, journals)
        made = create_accounts(
            session,
            holders,
            actor=world.acting(Role.CONTENT_ADMIN),
            now=world.moment(PARENTS_MEETING, 12),
            entropy=world.entropy,
            require_consent=True,
        )
        first: dict[Role, Credentials] = {}
        for holder, credentials in zip(holders, made, strict=True):
            first.setdefault(holder.role, credentials)
        return {role: _keep(world, session, one) for role, one in first.items()}


def _keep(world: World, session: Session, issued: Credentials) -> Credentials:
    """Give a sign-in a password that lasts: whoever tries the site may come again."""
    password = make_password(world.entropy.take(PASSWORD_BYTES))
    set_first_password(
        session,
        issued.account_id,
        password,
        keep=None,
        now=world.moment(PARENTS_MEETING, 13),
        entropy=world.entropy,
    )
    return replace(issued, password=password)


def _studies(session: Session, journal: JournalFact) -> None:
    slots = list_slots(session, journal.id)
    for course in journal.courses:
        days = sorted(one.day for one in slots if one.course_id == course.id)
        if course.kind in {DisciplineKind.WORK_PRACTICE, DisciplineKind.FINAL_PRACTICE}:
            _place(session, journal, course, days=days)
        if any(term.control in {"КР", "КП"} for term in course.terms):
            _assign(session, journal, course, days=days)


def _place(
    session: Session, journal: JournalFact, course: CourseFact, *, days: Sequence[date]
) -> None:
    order = OrderRef(number="52-уч", date=days[0] - ORDERED_BEFORE)
    places = [
        PlacementDraft(
            person_id=one.person_id,
            organisation=choose(PLACES, "place", one.person_id),
            order=order,
            starts=days[0],
            ends=days[-1],
            report_date=days[-1],
        )
        for one in journal.learners
    ]
    place_practice(session, course.id, places, actor=OFFICE)


def _assign(
    session: Session, journal: JournalFact, course: CourseFact, *, days: Sequence[date]
) -> None:
    works = [
        CourseWorkDraft(
            person_id=one.person_id,
            topic=choose(SUBJECTS, "subject", one.person_id),
            issued=days[0],
            submitted=days[-1] - HANDED_BEFORE,
            defended=days[-1],
        )
        for one in journal.learners
    ]
    assign_course_works(session, course.id, works, actor=OFFICE)
