"""The learners enrolled by orders, with their parents (обучающиеся, REG 3.9.1)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from records.curriculum.actions import enrol, ensure_group, ensure_journal
from records.curriculum.drafts import Enrolment, OrderRef, Written
from records.curriculum.queries import list_groups
from records.curriculum.values import LearnerFact
from records.importers.base import Office
from records.importers.kinds.staff import (
    GENDER,
    GENDERS,
    NAME,
    PATRONYMIC,
    SURNAME,
    read_email,
    read_full_name,
)
from records.importers.names import Learners
from records.importers.numbers import FILE_NO, RECORD_BOOK, Numbers
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import GROUP, Column, Kind, Layout
from records.kernel.text import cyrillic_twin, fold
from records.people.actions import add_persons, set_card, set_guardian
from records.people.rules import fold_name
from records.people.values import Card, NewGuardian, NewPerson

BIRTH = "Дата рождения"
ORDER_NO = "Приказ о зачислении"
ORDER_DATE = "Дата приказа"
START = "Дата зачисления"
PARENT = "Родитель (законный представитель)"
PARENT_PHONE = "Телефон родителя"
PARENT_EMAIL = "Эл. почта родителя"

OLDEST, YOUNGEST = 90, 10
_LONG_AGO = timedelta(days=366 * 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentRow:
    """A learner as the file names one."""

    person: NewPerson
    birth_date: date
    group: str
    card: Card
    order: OrderRef
    start: date
    guardian: NewGuardian | None


@dataclass(slots=True, kw_only=True)
class StudentPlan:
    """Who is new, by group; who is known, with what may be new about them."""

    fresh: dict[str, list[tuple[StudentRow, int | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    known: list[tuple[StudentRow, int]] = field(default_factory=list)


class StudentsImporter:
    """The lists of the admission office: people, groups, orders of enrolment."""

    kind = Kind.STUDENTS
    layout = Layout(
        columns=(
            Column(name=SURNAME, required=True),
            Column(name=NAME, required=True),
            Column(name=PATRONYMIC),
            Column(name=GENDER, required=True),
            Column(name=BIRTH, required=True),
            Column(name=GROUP, required=True),
            Column(name=FILE_NO),
            Column(name=RECORD_BOOK),
            Column(name=ORDER_NO, required=True),
            Column(name=ORDER_DATE, required=True),
            Column(name=START, required=True),
            Column(name=PARENT),
            Column(name=PARENT_PHONE),
            Column(name=PARENT_EMAIL),
        ),
        by_sheets=True,
    )

    def read(self, line: Line, office: Office) -> StudentRow | None:
        """Read one learner."""
        name = read_full_name(line)
        gender = line.choice(GENDER, GENDERS)
        year = office.year
        oldest = date(year.start.year - OLDEST, 1, 1)
        youngest = date(year.end.year - YOUNGEST, 12, 31)
        birth = line.day(BIRTH, oldest, last=youngest)
        group = read_group(line)
        order = _read_order(line, office)
        start = line.day(START, year.start - _LONG_AGO, last=year.end)
        card = Card(
            file_no=line.text(FILE_NO, limit=40),
            record_book=line.text(RECORD_BOOK, limit=40),
        )
        guardian = _read_guardian(line)
        if name is None or gender is None or birth is None or start is None:
            return None
        if order is None or not group:
            return None
        return StudentRow(
            person=NewPerson(full_name=name, gender=gender, birth_date=birth),
            birth_date=birth,
            group=group,
            card=card,
            order=order,
            start=start,
            guardian=guardian,
        )

    def existing(
        self, rows: list[tuple[Line, StudentRow]], office: Office, faults: Faults
    ) -> StudentPlan:
        """Match by name and birth date; note doubles, namesakes and other groups."""
        groups = {fold(code): code for code in list_groups(office.session)}
        learners = Learners(office.session)
        everybody = _Everybody.read(list(groups.values()), learners)
        in_file = _InFile()
        plan = StudentPlan()
        numbers = Numbers()
        for line, row in rows:
            code = groups.setdefault(fold(row.group), row.group)
            if not in_file.accepts(line, row):
                continue
            before = len(faults.errors)
            found = everybody.match(line, row, code)
            if len(faults.errors) == before:
                who = found.person_id if isinstance(found, LearnerFact) else found
                numbers.take(line, row.card, code=code, who=who)
            if isinstance(found, LearnerFact):
                if _same_enrolment(line, row, found):
                    plan.known.append((row, found.person_id))
            else:
                plan.fresh[code].append((row, found))
        numbers.check(everybody.by_group)
        return plan

    def apply(self, plan: StudentPlan, office: Office) -> Written:
        """Write the people, put them on the rolls, write the cards and parents."""
        session = office.session
        added = 0
        for code, few in plan.fresh.items():
            group_id = ensure_group(session, code)
            ensure_journal(session, group_id, office.year.id)
            ids = _person_ids(few, office)
            enrolments = [
                Enrolment(person_id=one, effective=row.start, order=row.order)
                for one, (row, _) in zip(ids, few, strict=True)
            ]
            enrol(session, group_id, enrolments, **office.signed)
            for one, (row, _) in zip(ids, few, strict=True):
                _write_details(row, one, office)
            added += len(few)
        changed = sum(_write_details(row, one, office) for row, one in plan.known)
        return Written(
            added=added, changed=changed, unchanged=len(plan.known) - changed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everybody:
    """All learners of all groups: by group, and by name with birth date."""

    by_group: dict[str, dict[str, list[LearnerFact]]]
    by_birth: dict[tuple[str, date], list[tuple[str, LearnerFact]]]

    @classmethod
    def read(cls, codes: list[str], learners: Learners) -> "_Everybody":
        by_group = {code: learners.of_group(code) for code in codes}
        by_birth = defaultdict(list)
        for code, names in by_group.items():
            for name, few in names.items():
                for one in few:
                    if one.birth_date is not None:
                        by_birth[name, one.birth_date].append((code, one))
        return cls(by_group=by_group, by_birth=by_birth)

    def match(self, line: Line, row: StudentRow, code: str) -> LearnerFact | int | None:
        """Return the learner of the group; a known person's id; None for a new one."""
        name = fold_name(row.person.full_name)
        namesakes = self.by_group.get(code, {}).get(name, [])
        same = [one for one in namesakes if one.birth_date == row.birth_date]
        if same:
            return _closest(same, row)
        if namesakes and not _told_apart(row, namesakes):
            born = ", ".join(f"{one.birth_date:%d.%m.%Y}" for one in namesakes)
            line.fault(
                BIRTH,
                f"в группе {code} уже есть {row.person.full_name} ({born})",
                "исправьте дату; если это другой человек, укажите № личного дела "
                "у обоих",
            )
        return self._elsewhere(line, row, name)

    def _elsewhere(self, line: Line, row: StudentRow, name: str) -> int | None:
        for code, one in self.by_birth.get((name, row.birth_date), []):
            if one.on_roll(row.start):
                line.fault(
                    GROUP,
                    f"{row.person.full_name} уже числится в группе {code}",
                    "перевод из группы в группу оформляется приказом, а не списком",
                )
            return one.person_id
        return None


class _InFile:
    """What has been met in the file: people and numbers of files."""

    def __init__(self) -> None:
        self._people: dict[str, list[tuple[int, StudentRow]]] = defaultdict(list)
        self._numbers: dict[tuple[str, str, str], int] = {}

    def accepts(self, line: Line, row: StudentRow) -> bool:
        """Note a double, a namesake who cannot be told apart, a number used twice."""
        name = fold_name(row.person.full_name)
        for number, other in self._people[name]:
            if other.birth_date == row.birth_date:
                line.fault(
                    SURNAME,
                    f"{row.person.full_name} уже есть в строке {number} "
                    f"(группа {other.group})",
                    "оставьте одну строку",
                )
                return False
            numbered = row.card.file_no and other.card.file_no
            if fold(other.group) == fold(row.group) and not numbered:
                line.fault(
                    FILE_NO,
                    f"{row.person.full_name}: в строке {number} тёзка, а номера "
                    "личного дела нет",
                    "укажите № личного дела у обоих, чтобы их различать",
                )
        self._people[name].append((line.number, row))
        self._note_numbers(line, row)
        return True

    def _note_numbers(self, line: Line, row: StudentRow) -> None:
        numbers = ((FILE_NO, row.card.file_no), (RECORD_BOOK, row.card.record_book))
        for column, value in numbers:
            if not value:
                continue
            first = self._numbers.setdefault(
                (column, fold(row.group), fold(value)), line.number
            )
            if first != line.number:
                line.fault(
                    column, f"номер {value} уже есть в строке {first}", "исправьте"
                )


def read_group(line: Line, column: str = GROUP) -> str:
    """Read the code of a group in Russian letters."""
    code = line.russian(column, limit=40)
    letters = "".join(char for char in code if char.isalpha())
    twin = cyrillic_twin(code)
    if letters.isascii() and twin is not None:
        line.fault(
            column,
            f"«{code}»: код группы набран латинскими буквами",
            f"наберите «{twin}» в русской раскладке",
        )
    return code


def _read_order(line: Line, office: Office) -> OrderRef | None:
    number = line.paragraph(ORDER_NO, limit=60).removeprefix("№").strip()
    year = office.year
    day = line.day(ORDER_DATE, year.start - _LONG_AGO, last=year.end)
    return OrderRef(number=number, date=day) if number and day else None


def _read_guardian(line: Line) -> NewGuardian | None:
    name = line.russian(PARENT, limit=160)
    phone = line.text(PARENT_PHONE, limit=60)
    email = read_email(line, PARENT_EMAIL)
    if name:
        return NewGuardian(full_name=name, phone=phone, email=email)
    if phone or email:
        line.fault(
            PARENT, "есть телефон или почта родителя, а имени нет", "впишите ФИО"
        )
    return None


def _closest(same: list[LearnerFact], row: StudentRow) -> LearnerFact:
    for one in same:
        if row.card.file_no and one.file_no == row.card.file_no:
            return one
    return same[0]


def _told_apart(row: StudentRow, namesakes: list[LearnerFact]) -> bool:
    numbers = {one.file_no for one in namesakes}
    return (
        bool(row.card.file_no)
        and "" not in numbers
        and (row.card.file_no not in numbers)
    )


def _same_enrolment(line: Line, row: StudentRow, known: LearnerFact) -> bool:
    for span in known.spans:
        by = span.arrived_by
        if (span.start, by.order_no, by.order_date) == (
            row.start,
            row.order.number,
            row.order.date,
        ):
            return True
    first = known.spans[0]
    line.fault(
        START,
        f"{known.full_name} уже зачислен(а) с {first.start:%d.%m.%Y}, приказ "
        f"№ {first.arrived_by.order_no} от {first.arrived_by.order_date:%d.%m.%Y}",
        "исправьте строку; восстановление и перевод оформляются приказом",
    )
    return False


def _person_ids(few: list[tuple[StudentRow, int | None]], office: Office) -> list[int]:
    new = [row.person for row, known in few if known is None]
    made = iter(add_persons(office.session, new, actor=office.actor))
    return [next(made) if known is None else known for _, known in few]


def _write_details(row: StudentRow, person_id: int, office: Office) -> bool:
    changed = set_card(office.session, person_id, row.card, actor=office.actor)
    if row.guardian is not None:
        changed |= set_guardian(
            office.session, person_id, row.guardian, actor=office.actor
        )
    return changed
