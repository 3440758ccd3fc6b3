"""Valid objects for tests: a test names only what it is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions
from records.curriculum.drafts import (
    Enrolment,
    OrderRef,
    PlanDraft,
    SlotDraft,
    TermDraft,
)
from records.curriculum.queries import find_course
from records.curriculum.values import DisciplineKind
from records.kernel.actor import SYSTEM, Actor
from records.kernel.entropy import SeededEntropy
from records.lessons.timetable import set_timetable
from records.norms.actions import add_year, set_institution
from records.norms.queries import get_current_year
from records.norms.values import InstitutionFact, NewYear, SemesterDates
from records.people.actions import add_person, set_staff
from records.people.tables import Account
from records.people.values import FullName, Gender, NewAccount, NewPerson, NewStaff

YEAR = "2026/2027"
NOW = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
START = date(2026, 9, 1)
ORDER = OrderRef(number="77-к", date=date(2026, 8, 25))


def entropy() -> SeededEntropy:
    """Give a source of chance that is the same in every run."""
    return SeededEntropy("tests")


def institution(**changes: object) -> InstitutionFact:
    """Give the profile of the training centre."""
    values: dict[str, object] = {
        "full_name": "Негосударственное образовательное частное учреждение "
        "дополнительного профессионального образования «Сибирский "
        "межрегиональный образовательный центр»",
        "short_name": "НОЧУ ДПО «СМОЦ»",
        "city": "Томск",
        "site": "https://centr-smoc.upft.ru",
        "timezone": "Asia/Tomsk",
        "week": 5,
        "regulation_title": "Положение об электронном журнале",
        "regulation_order": "№ 41-од",
        "regulation_date": date(2026, 8, 31),
    }
    return InstitutionFact(**{**values, **changes})  # type: ignore[arg-type]


def school_year() -> NewYear:
    """Give the school year of the examples."""
    return NewYear(
        name=YEAR,
        start=START,
        end=date(2027, 6, 30),
        semesters=(
            SemesterDates(number=1, start=START, end=date(2026, 12, 26)),
            SemesterDates(number=2, start=date(2027, 1, 11), end=date(2027, 6, 30)),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A home with an institution and a year; makes the rest on request."""

    session: Session
    actor: Actor = SYSTEM
    now: datetime = NOW

    @property
    def year_id(self) -> int:
        """Return the id of the year."""
        return get_current_year(self.session).id

    @property
    def journal_id(self) -> int:
        """Return the journal of ЮР-21, opened when it is not there."""
        return self.journal("ЮР-21")

    def journal(self, code: str) -> int:
        """Return the journal of a group, opened when it is not there."""
        group_id = actions.ensure_group(self.session, code)
        return actions.ensure_journal(self.session, group_id, self.year_id)

    def teacher(self, words: str = "Петрова Анна Викторовна") -> int:
        """Enter a teacher by the full name."""
        person_id = self.person(words)
        roles = NewStaff(post="преподаватель", roles=frozenset({Role.TEACHER}))
        set_staff(self.session, person_id, roles, actor=self.actor)
        return person_id

    def person(self, words: str, birth_date: date | None = None) -> int:
        """Enter a person by the full name."""
        surname, name, *rest = words.split(" ")
        gender = Gender.FEMALE if words.endswith("вна") else Gender.MALE
        new = NewPerson(
            full_name=FullName(surname=surname, name=name, patronymic=" ".join(rest)),
            gender=gender,
            birth_date=birth_date,
        )
        return add_person(self.session, new, actor=self.actor)

    def learner(
        self,
        words: str = "Ким Лев Андреевич",
        *,
        code: str = "ЮР-21",
        start: date = START,
    ) -> int:
        """Enter a person and put it on the roll of a group."""
        person_id = self.person(words, date(2008, 3, 15))
        actions.enrol(
            self.session,
            actions.ensure_group(self.session, code),
            [Enrolment(person_id=person_id, effective=start, order=ORDER)],
            actor=self.actor,
            now=self.now,
            entropy=entropy(),
        )
        return person_id

    def course(
        self,
        index: str = "ОП.01",
        *,
        teacher_id: int | None = None,
        code: str = "ЮР-21",
        subgroup: int = 0,
        **changes: object,
    ) -> int:
        """Enter a course of one semester."""
        values: dict[str, object] = {
            "index_code": index,
            "name": "Теория государства и права",
            "kind": DisciplineKind.DISCIPLINE,
            "hours": 36,
            "control": "Э",
            "semester": 1,
            "subgroup": subgroup,
            "teacher_id": teacher_id or self.teacher(),
        }
        row = TermDraft(**{**values, **changes})  # type: ignore[arg-type]
        journal_id = self.journal(code)
        actions.set_curriculum(self.session, journal_id, [row], actor=self.actor)
        return find_course(self.session, journal_id, index, subgroup=subgroup).id

    def plan(self, course_id: int, *topics: str) -> None:
        """Write a thematic plan of two-hour lectures."""
        rows = [
            PlanDraft(
                number=number, topic=topic, hours=2, kind="Л", homework="Конспект."
            )
            for number, topic in enumerate(topics, start=1)
        ]
        actions.set_plan(self.session, course_id, rows, actor=self.actor)

    def slots(self, *drafts: SlotDraft, code: str = "ЮР-21") -> None:
        """Write lessons of the timetable."""
        set_timetable(
            self.session,
            self.journal(code),
            drafts,
            actor=self.actor,
            now=self.now,
            entropy=entropy(),
        )


def slot_draft(course_id: int, teacher_id: int, day: int, pair: int = 1) -> SlotDraft:
    """Give a lesson of the timetable on a day of September, in room 204."""
    return SlotDraft(
        course_id=course_id,
        day=date(2026, 9, day),
        pair=pair,
        teacher_id=teacher_id,
        room="204",
    )


def make_world(session: Session) -> World:
    """Make a home with the institution and the year 2026/2027."""
    set_institution(session, institution(), actor=SYSTEM, now=NOW, entropy=entropy())
    add_year(session, school_year(), actor=SYSTEM)
    return World(session=session)


def sign_in(session: Session, login: str, holder: NewAccount) -> int:
    """Enter an account nobody can sign in with: hashing passwords takes long."""
    account = Account(
        login=login,
        password_hash="",
        role=holder.role.value,
        person_id=holder.person_id,
        guardian_id=holder.guardian_id,
        created_at=NOW,
    )
    session.add(account)
    session.flush()
    return account.id
