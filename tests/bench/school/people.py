"""The institution, its year, its staff and the learners of the groups."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from records.curriculum.tables import Group, Journal, Membership, Movement
from records.norms.tables import Institution, SchoolYear, Semester
from records.people.tables import (
    Account,
    Curatorship,
    Guardian,
    Learner,
    Person,
    SignIn,
    Staff,
    StaffRole,
)
from tests.bench.school.plan import (
    END,
    SEMESTERS,
    START,
    YEAR,
    ZONE,
    School,
    moment,
    teaching_days,
)
from tests.bench.school.rows import Rows
from tests.bench.school.words import learner_name

_FIRST_TEACHER = 10_000
_SIGNERS = (
    ("Директор", "director"),
    ("Заместитель директора по УМР", "deputy"),
    ("Начальник учебного отдела", "content_admin"),
)
_SIGN_INS = 9
"""Of ten learners, so many have looked into the journal in a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRows:
    """What lessons of a group are made from."""

    number: int
    journal_id: int
    learners: tuple[int, ...]


def add_institution(rows: Rows) -> int:
    """Add the institution and its school year; return the year's number."""
    rows.add(
        Institution,
        id=1,
        full_name="Негосударственное образовательное частное учреждение "
        "дополнительного профессионального образования «Сибирский межрегиональный "
        "образовательный центр»",
        short_name="НОЧУ ДПО «СМОЦ»",
        city="Томск",
        site="https://centr-smoc.upft.ru",
        timezone=ZONE,
        week=5,
        regulation_title="Положение об электронном журнале",
        regulation_order="№ 41-од",
        regulation_date=date(2026, 8, 31),
        created_at=before_year(),
    )
    year = rows.number(SchoolYear, name=YEAR, start_date=START, end_date=END)
    for number, first, last in SEMESTERS:
        rows.number(
            Semester, year_id=year, number=number, start_date=first, end_date=last
        )
    return year


def add_staff(rows: Rows, count: int) -> tuple[int, ...]:
    """Add the signers and `count` teachers; return the teachers' numbers."""
    for place, (post, role) in enumerate(_SIGNERS):
        person = _person(rows, _FIRST_TEACHER - 1 - place, born=date(1970, 3, 5))
        _employee(rows, person, post, role)
    teachers = []
    for place in range(count):
        person = _person(rows, _FIRST_TEACHER + place, born=date(1980, 5, 17))
        _employee(rows, person, "преподаватель", "teacher")
        teachers.append(person)
    return tuple(teachers)


def add_group(
    rows: Rows, school: School, number: int, *, year: int, curator: int
) -> GroupRows:
    """Add a group, its journal and the learners on its roll."""
    code = school.group_code(number)
    group = rows.number(
        Group,
        code=code,
        programme="40.02.01 Право и организация социального обеспечения",
        course=2,
        study_form="очная",
        duration="2 года 10 месяцев",
        starts=date(2025, 9, 1),
        graduates=date(2028, 6, 30),
        department="юридическое",
    )
    journal = rows.number(Journal, group_id=group, year_id=year)
    rows.add(Curatorship, group_code=code, person_id=curator)
    learners = tuple(
        _learner(rows, group, number * school.learners + place)
        for place in range(school.learners)
    )
    return GroupRows(number=number, journal_id=journal, learners=learners)


def before_year() -> datetime:
    """Return the moment everything was prepared at."""
    return moment(START - timedelta(days=1), 1)


def _person(rows: Rows, number: int, *, born: date) -> int:
    surname, name, patronymic, gender = learner_name(number)
    return rows.number(
        Person,
        surname=surname,
        name=name,
        patronymic=patronymic,
        gender=gender,
        birth_date=born,
        folded=f"{surname} {name} {patronymic}".casefold().replace("ё", "е"),
        case_forms={},
        email="",
    )


def _employee(rows: Rows, person: int, post: str, role: str) -> None:
    rows.add(Staff, person_id=person, post=post, post_forms={}, active=True)
    rows.add(StaffRole, person_id=person, role=role)


def _learner(rows: Rows, group: int, number: int) -> int:
    born = date(2009, 1, 1) + timedelta(days=number * 17 % 700)
    person = _person(rows, number, born=born)
    rows.add(
        Learner,
        person_id=person,
        file_no=f"Л-{number + 1:04d}",
        record_book=f"25-{number + 1:04d}",
    )
    movement = rows.number(
        Movement,
        group_id=group,
        person_id=person,
        kind="enrolled",
        effective=date(2025, 9, 1),
        order_no="12-к",
        order_date=date(2025, 8, 25),
        entered_at=before_year(),
        entered_by="секретарь",
    )
    rows.number(
        Membership,
        group_id=group,
        person_id=person,
        start_date=date(2025, 9, 1),
        arrived_by=movement,
    )
    _accounts(rows, person, number)
    return person


def _accounts(rows: Rows, person: int, number: int) -> None:
    guardian = rows.number(
        Guardian,
        learner_id=person,
        full_name=f"{learner_name(number)[0]} Анна Ивановна",
    )
    holders: tuple[tuple[str, dict[str, int | None]], ...] = (
        ("learner", {"person_id": person, "guardian_id": None}),
        ("parent", {"person_id": None, "guardian_id": guardian}),
    )
    for role, holder in holders:
        account = rows.number(
            Account,
            login=f"{role}{number}",
            password_hash="-",  # noqa: S106 - nobody signs in here
            role=role,
            must_change=False,
            created_at=before_year(),
            **holder,
        )
        if number % 10 < _SIGN_INS:
            for day in teaching_days()[number % 20 :: 20]:
                rows.number(SignIn, account_id=account, day=day, at=moment(day, 5))
