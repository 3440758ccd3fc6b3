"""The demonstration's people use every area: consents, stamps, a request (3.12, 4.1.1)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from records.access.roles import STAFF_ROLES, Role
from records.curation.queries import list_unstamped, list_weeks
from records.curriculum.values import JournalFact
from records.people.queries import list_accounts, list_consents
from records.people.values import ConsentState
from records.requests.queries import list_requests
from records.requests.values import RequestState
from records.sheets.queries import list_sheets
from records.sheets.values import SheetState
from web.demo.curators import PARENTS_MEETING, check_week, find_curators
from web.demo.desks import leave_work
from web.demo.founding import found_world, give_sign_ins
from web.demo.living import OPENED
from web.demo.world import World
from web.demo.year import Year, open_year

pytestmark = pytest.mark.slow
WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    home = tmp_path_factory.mktemp("demonstration")
    world = found_world(home, groups=1, progress=lambda _: None)
    year = open_year(world)
    give_sign_ins(world, list(year.journals))
    yield year
    world.engine.dispose()


@pytest.fixture
def world(year: Year) -> World:
    return year.world


@pytest.fixture
def journal(year: Year) -> JournalFact:
    return year.journals[0]


def test_families_signed_before_they_got_their_sign_ins(
    world: World, journal: JournalFact
) -> None:
    people = [one.person_id for one in journal.learners]
    with world.reading() as session:
        lines = list_consents(session, people, today=PARENTS_MEETING)
        accounts = list_accounts(session)

    families = [one for one in accounts if one.role not in STAFF_ROLES]
    assert len(families) == len([one for one in lines if one.account_id]) > 20
    assert all(one.covered for one in lines if one.account_id)
    assert {one.state for one in lines if one.consent} == {ConsentState.ISSUED}


def test_the_curator_stamps_weeks_with_lessons_but_the_last(
    world: World, year: Year, journal: JournalFact
) -> None:
    last, monday = journal.end, date(2026, 9, 7)
    lessons = [slot.day for book in year.books for slot in book.slots]
    with world.writing() as session:
        curator = find_curators(session, year.journals)[journal.group_id]
        accounts = [one for one in list_accounts(session) if one.role is Role.CURATOR]
        given = min(accounts, key=lambda one: one.id)
        assert curator.person_id == given.person_id
        while monday <= last:
            check_week(world, session, year.journals, lessons=lessons, monday=monday)
            monday += WEEK
        weeks = list_weeks(session, journal.group_id, today=last)
        left = list_unstamped(session, journal.group_id, today=last)

    assert all(last - one.monday < timedelta(weeks=4) for one in left)
    assert len(left) == 3
    assert len(weeks) - len(left) > 30


def test_a_colleague_has_asked_the_deputy_for_one_line(
    world: World, year: Year
) -> None:
    with world.writing() as session:
        year.living.live_day(session, OPENED)
        leave_work(world, session, year.living)
        (asked,) = list_requests(session, now=world.moment(year.living.last, 17))
        sheets = list_sheets(session, year.living.books[0].journal.id)

    assert (asked.state, asked.group_code) == (RequestState.ASKED, "ДПО-2027/06")
    assert (asked.was, asked.wanted) == ("не зачтено", "зачтено")
    assert sorted(one.state for one in sheets) == [SheetState.CLOSED, SheetState.OPEN]
