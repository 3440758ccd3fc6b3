"""Fills a database with a made-up school."""

from records.kernel.db import open_database, transaction
from records.schema import create_all
from tests.bench.school.lessons import add_lessons
from tests.bench.school.people import add_group, add_institution, add_staff
from tests.bench.school.plan import School
from tests.bench.school.rows import Rows


def fill_school(url: str, school: School) -> None:
    """Create the tables and fill them; the ledger stays empty."""
    engine = open_database(url)
    create_all(engine)
    engine.dispose()
    fill_tables(url, school)


def fill_tables(url: str, school: School) -> None:
    """Fill tables that are there and empty."""
    engine = open_database(url)
    with transaction(engine) as session:
        rows = Rows(session=session)
        year = add_institution(rows)
        teachers = add_staff(rows, max(school.disciplines, school.groups))
        for number in range(school.groups):
            curator = teachers[number % len(teachers)]
            group = add_group(rows, school, number, year=year, curator=curator)
            add_lessons(rows, school, group, teachers)
        rows.finish()
    engine.dispose()
