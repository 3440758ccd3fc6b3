"""A group whose course is under way when the demonstration ends (живая группа).

The year of the three groups is closed and printed; here a teacher still has lessons
today, debts of yesterday, a sheet to close, so that every desk has its work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions as curriculum
from records.curriculum.drafts import (
    Enrolment,
    GroupCard,
    OrderRef,
    PlanDraft,
    SlotDraft,
    TermDraft,
)
from records.curriculum.queries import find_course, get_journal, list_slots
from records.curriculum.values import DisciplineKind, SlotFact
from records.kernel.calendar import WorkCalendar
from records.lessons.timetable import set_timetable
from records.norms.queries import get_year
from records.people.actions import add_persons
from records.people.queries import list_staff
from records.people.rules import guess_gender
from records.people.values import FullName, Gender, NewPerson
from web.cli.acting import OFFICE
from web.demo.book import CourseBook, find_last_of_month
from web.demo.teaching import Slip, teach
from web.demo.world import World

GROUP = "ДПО-2027/06"
PROGRAMME = (
    "Дополнительная профессиональная программа повышения квалификации "
    "«Контрактная система в сфере закупок»"
)
OPENED = date(2027, 6, 16)
FIRST_DAY = date(2027, 6, 17)
ORDER = OrderRef(number="61-к", date=date(2027, 6, 15))
PAIRS = (1, 5, 6)
LEARNERS = (
    ("Абрамова", "Вера", "Николаевна"),
    ("Бархатов", "Илья", "Сергеевич"),
    ("Вяземская", "Ольга", "Львовна"),
    ("Гончар", "Андрей", "Петрович"),
    ("Дзюба", "Марина", "Викторовна"),
    ("Ерёмин", "Степан", "Ильич"),
    ("Жук", "Алексей", "Олегович"),
    ("Зотова", "Ксения", "Павловна"),
    ("Касымбек уулу", "Азамат", ""),
    ("Лемешко", "Дарья", "Андреевна"),
    ("Мирзоева", "Лала", "Рашид кызы"),
    ("Черных", "Роман", "Игоревич"),
)
COURSES: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
    "М.01": (
        "Правовые основы контрактной системы",
        0,
        (
            "Законодательство о контрактной системе: цели и принципы",
            "Участники закупок и их обязанности",
            "Единая информационная система в сфере закупок",
            "Конкурентные способы определения поставщика",
            "Закупка у единственного поставщика",
            "Национальный режим и преимущества участникам",
            "Контроль в сфере закупок",
            "Ответственность заказчика и поставщика",
            "Обжалование действий заказчика",
            "Итоговое занятие по правовым основам",
        ),
    ),
    "М.02": (
        "Планирование и обоснование закупок",
        0,
        (
            "План-график: содержание и сроки",
            "Нормирование в сфере закупок",
            "Обоснование начальной цены контракта",
            "Метод сопоставимых рыночных цен",
            "Тарифный и затратный методы",
            "Описание объекта закупки",
            "Требования к участникам закупки",
            "Обеспечение заявки и контракта",
            "Практикум: план-график учреждения",
            "Практикум: обоснование цены",
        ),
    ),
    "М.03": (
        "Электронные процедуры",
        1,
        (
            "Электронная площадка: регистрация и подпись",
            "Электронный аукцион: порядок проведения",
            "Электронный конкурс",
            "Запрос котировок в электронной форме",
            "Заключение контракта в электронной форме",
            "Электронный магазин: малые закупки",
            "Практикум: подача заявки",
            "Практикум: рассмотрение заявок",
            "Электронное исполнение контракта",
            "Итоговый практикум",
        ),
    ),
}


@dataclass(slots=True, kw_only=True)
class Living:
    """The group under way: its courses, what the teachers keep in mind."""

    world: World
    calendar: WorkCalendar
    books: list[CourseBook] = field(default_factory=list)

    def live_day(self, session: Session, day: date) -> int:
        """Live one day; return how many lessons were recorded."""
        if day == OPENED:
            self._open(session)
        recorded = 0
        for book, slot in self._list_today(day):
            if not self._is_left(day, book, slot):
                teach(self.world, session, book, slot, slip=self._slip(day, slot))
                recorded += 1
        return recorded

    @property
    def last(self) -> date:
        """Return the last day of the demonstration."""
        return max((one.journal.end for one in self.books), default=FIRST_DAY)

    def _open(self, session: Session) -> None:
        days = self._list_days(session)
        journal_id = _found_group(session, self.world)
        _set_courses(session, self.world, journal_id, days=days)
        journal = get_journal(session, GROUP, self.world.year)
        slots = list_slots(session, journal.id)
        last = find_last_of_month(slots)
        self.books = [
            CourseBook(
                journal=journal,
                course=course,
                slots=tuple(one for one in slots if one.course_id == course.id),
                last_of_month=last,
            )
            for course in journal.courses
        ]

    def _list_days(self, session: Session) -> Sequence[date]:
        end = get_year(session, self.world.year).end
        span = range((end - FIRST_DAY).days + 1)
        days = (FIRST_DAY + timedelta(days=one) for one in span)
        return [one for one in days if self.calendar.is_working_day(one)]

    def _list_today(self, day: date) -> Iterable[tuple[CourseBook, SlotFact]]:
        found = [(book, one) for book in self.books for one in book.slots]
        return sorted(
            ((book, one) for book, one in found if one.day == day),
            key=lambda pair: pair[1].pair,
        )

    def _is_left(self, day: date, book: CourseBook, slot: SlotFact) -> bool:
        """Tell whether a lesson is still to be recorded: today's, one of yesterday."""
        if day == self.last:
            return slot.pair != min(one.pair for _, one in self._list_today(day))
        yesterday = max(one.day for one in book.slots if one.day < self.last)
        return day == yesterday and book.course.index_code == "М.02"

    def _slip(self, day: date, slot: SlotFact) -> Slip | None:
        """Let two lessons lack their homework, for the desk's debts."""
        return Slip(without_homework=(self.last - day).days in {2, 6} and slot.pair < 6)


def _found_group(session: Session, world: World) -> int:
    now = world.moment(OPENED, 9)
    card = GroupCard(
        code=GROUP,
        programme=PROGRAMME,
        programme_kind="dpo",
        study_form="очная",
        duration="2 недели",
        starts=FIRST_DAY,
        graduates=get_year(session, world.year).end,
    )
    curriculum.set_group(session, card, actor=OFFICE)
    group_id = curriculum.ensure_group(session, GROUP)
    people = [
        NewPerson(
            full_name=FullName(surname=surname, name=name, patronymic=patronymic),
            gender=guess_gender(patronymic) or Gender.MALE,
            birth_date=date(1980 + number, 3, 10),
        )
        for number, (surname, name, patronymic) in enumerate(LEARNERS)
    ]
    persons = add_persons(session, people, actor=OFFICE)
    curriculum.enrol(
        session,
        group_id,
        [Enrolment(person_id=one, effective=FIRST_DAY, order=ORDER) for one in persons],
        actor=OFFICE,
        now=now,
        entropy=world.entropy,
    )
    return curriculum.ensure_journal(
        session, group_id, get_year(session, world.year).id
    )


def _choose_teachers(session: Session) -> tuple[int, int]:
    """Return the teacher whose sign-in the demonstration gives, and a colleague."""
    teachers = [
        one.person.id
        for one in list_staff(session)
        if one.roles and one.roles[0] is Role.TEACHER
    ]
    return teachers[0], teachers[1]


def _set_courses(
    session: Session,
    world: World,
    journal_id: int,
    *,
    days: Sequence[date],
) -> None:
    teachers = _choose_teachers(session)
    rows = [
        TermDraft(
            index_code=index,
            name=name,
            kind=DisciplineKind.MODULE_COURSE,
            hours=2 * len(days),
            control="З",
            teacher_id=teachers[who],
        )
        for index, (name, who, _) in COURSES.items()
    ]
    curriculum.set_curriculum(session, journal_id, rows, actor=OFFICE)
    slots = []
    for pair, (index, (_, who, topics)) in zip(PAIRS, COURSES.items(), strict=True):
        course_id = find_course(session, journal_id, index).id
        curriculum.set_plan(session, course_id, _plan(topics), actor=OFFICE)
        slots += [
            SlotDraft(
                course_id=course_id,
                day=day,
                pair=pair,
                teacher_id=teachers[who],
                room="302",
            )
            for day in days
        ]
    set_timetable(
        session,
        journal_id,
        slots,
        actor=OFFICE,
        now=world.moment(OPENED, 10),
        entropy=world.entropy,
    )


def _plan(topics: Sequence[str]) -> list[PlanDraft]:
    return [
        PlanDraft(
            number=number,
            topic=topic,
            hours=2,
            kind="ПЗ" if topic.startswith(("Практикум", "Итоговый")) else "Л",
            homework="Изучить материал лекции, ответить на вопросы.",
        )
        for number, topic in enumerate(topics, start=1)
    ]
