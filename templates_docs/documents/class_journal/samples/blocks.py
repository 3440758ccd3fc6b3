"""Invented courses, their lessons and marks; no chance in them, only arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context import (
    Block,
    Final,
    Learner,
    LearnerMark,
    Lesson,
    Member,
    PeriodTotals,
    Substitute,
)

FIRST_SEMESTER = (date(2026, 9, 1), date(2026, 12, 26))
SECOND_SEMESTER = (date(2027, 1, 11), date(2027, 6, 12))
_MARKS = ("5", "4", "4", "3", "5", "4", "3", "н", "4", "2", "н/4", "4/5")
_TOPICS = (
    "Предмет, методы и функции теории государства и права",
    "Происхождение государства и права: основные теории",
    "Практическое занятие № 1. Анализ теорий происхождения государства",
    "Понятие, признаки и сущность государства",
    "Форма государства: форма правления",
    "Форма государственного устройства и политический режим",
    "Практическое занятие № 2. Сравнительный анализ форм государства (РФ и "
    "зарубежные страны)",
    "Функции и механизм государства",
    "Контрольная работа № 1 по разделу «Государство»",
    "Понятие, сущность и признаки права. Право в системе социальных норм",
    "Источники (формы) права. Нормативный правовой акт",
    "Практическое занятие № 3. Действие нормативных актов во времени, "
    "в пространстве и по кругу лиц",
    "Норма права: структура и виды",
    "Правоотношения: понятие, состав, юридические факты",
    "Семинар. Правосознание и правовая культура",
    "Правонарушение и юридическая ответственность",
    "Законность и правопорядок. Обобщение материала семестра",
)
_HOMEWORK = (
    "Конспект; гл. 1, вопросы 1–5 (с. 12–28)",
    "Таблица «Теории происхождения государства»",
    "Оформить отчёт по ПЗ № 1",
    "Гл. 3, с. 41–55; выучить определения",
    "Схема «Формы правления»",
    "Гл. 4; подготовить сообщение (по вариантам)",
    "Отчёт по ПЗ № 2",
    "Конспект, опорная схема",
    "Без задания",
)
_KINDS = ("Л", "Л", "ПЗ", "Л", "Л", "Л", "ПЗ", "Л", "КР", "Л", "Л", "ЛР", "Л", "Л", "С")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a sample block is made from; `steps` are days between lessons."""

    key: str
    index: str
    title: str
    teacher: str
    signature: str
    steps: tuple[int, int] = (7, 7)
    learners: tuple[int, ...] = ()
    subgroup: str = ""
    practice: bool = False
    starts: tuple[int, int] = (1, 1)


_COURSES = (
    Course(
        key="1",
        index="ОП.01",
        title="Теория государства и права",
        teacher="Иванова Марина Павловна",
        signature="М.П. Иванова",
        steps=(7, 5),
    ),
    Course(
        key="2",
        index="ОГСЭ.03",
        title="Иностранный язык",
        teacher="Ветрова Надежда Игоревна",
        signature="Н.И. Ветрова",
        learners=tuple(range(1, 14)),
        subgroup="1",
    ),
    Course(
        key="3",
        index="ОГСЭ.03",
        title="Иностранный язык",
        teacher="Мартынюк Оксана Павловна",
        signature="О.П. Мартынюк",
        learners=tuple(range(14, 26)),
        subgroup="2",
        starts=(2, 2),
    ),
    Course(
        key="4",
        index="МДК.02.01",
        title="Организация работы органов и учреждений социальной защиты населения, "
        "органов Пенсионного фонда РФ (ПФР)",
        teacher="Константинопольская-Завадская Маргарита Александровна",
        signature="М.А. Константинопольская-Завадская",
        steps=(6, 6),
        starts=(3, 2),
    ),
    Course(
        key="5",
        index="УП.01",
        title="Учебная практика",
        teacher="Горшкова Людмила Степановна",
        signature="Л.С. Горшкова",
        steps=(500, 1),
        practice=True,
        starts=(400, 119),
    ),
)


def sample_blocks(learners: tuple[Learner, ...]) -> tuple[Block, ...]:
    """Return the blocks of the sample, in the order of a curriculum."""
    return tuple(build_block(course, learners) for course in _COURSES)


def build_block(course: Course, learners: tuple[Learner, ...]) -> Block:
    """Return a block with lessons, marks, finals and totals."""
    people = tuple(
        one for one in learners if not course.learners or one.number in course.learners
    )
    lessons = tuple(_lessons(course, people))
    return Block(
        key=course.key,
        index=course.index,
        title=course.title,
        teacher=course.teacher,
        signature=course.signature,
        kind="practice" if course.practice else "course",
        subgroup=course.subgroup,
        planned_hours=sum(lesson.hours for lesson in lessons),
        members=tuple(Member(learner=one.number) for one in people),
        lessons=lessons,
        finals=tuple(_finals(course, people)),
        totals=tuple(_totals(course, lessons)),
        composition="Состав подгруппы определён преподавателями и заместителем "
        "директора по учебно-методической работе 01.09.2026."
        if course.subgroup
        else "",
    )


def _days(course: Course) -> Iterator[date]:
    for (first, last), step, start in zip(
        (FIRST_SEMESTER, SECOND_SEMESTER), course.steps, course.starts, strict=True
    ):
        day = first + timedelta(days=start)
        while day <= last:
            if day.weekday() < 6:
                yield day
            day += timedelta(days=step)


def _lessons(course: Course, people: tuple[Learner, ...]) -> Iterator[Lesson]:
    days = list(_days(course))
    for index, day in enumerate(days):
        following = days[index + 1] if index + 1 < len(days) else None
        last_of_month = following is None or following.month != day.month
        present = tuple(one for one in people if _is_here(one, day))
        substitute = _substitute(course, day)
        teacher = substitute.name if substitute else _surname_first(course.signature)
        yield Lesson(
            number=index + 1,
            date=day,
            hours=6 if course.practice else 2,
            kind="УП" if course.practice else _KINDS[index % len(_KINDS)],
            topic=_TOPICS[index % len(_TOPICS)],
            homework="" if course.practice else _HOMEWORK[index % len(_HOMEWORK)],
            marks=_marks(present, int(course.key), index),
            control=_control(present, day) if last_of_month else None,
            recorded_by=teacher,
            recorded_at=datetime.combine(day, time(13, 40 + index % 20)),
            entry_number=18204 + 37 * index + int(course.key) * 3000,
            substitute=substitute,
        )


def _is_here(learner: Learner, day: date) -> bool:
    return not any(
        (gap.first is None or gap.first <= day)
        and (gap.last is None or day <= gap.last)
        for gap in learner.gaps
    )


def _surname_first(signature: str) -> str:
    initials, _, surname = signature.partition(" ")
    return f"{surname} {initials}"


def _substitute(course: Course, day: date) -> Substitute | None:
    if course.key != "1" or not date(2026, 10, 12) <= day <= date(2026, 10, 16):
        return None
    return Substitute(name="Петрова А.В.", basis="распоряжение от 12.10.2026 № 34-р")


def _marks(
    people: tuple[Learner, ...], key: int, index: int
) -> tuple[LearnerMark, ...]:
    marks = []
    for learner in people:
        draw = (learner.number * 7 + index * 11 + key * 5 + learner.number * index) % 31
        if draw < len(_MARKS):
            marks.append((learner.number, _MARKS[draw]))
    return tuple(marks)


def _control(people: tuple[Learner, ...], day: date) -> tuple[LearnerMark, ...]:
    return tuple((one.number, _level(one.number + day.month)) for one in people)


def _level(number: int) -> str:
    return ("4", "5", "3", "4", "3", "5", "4")[number % 7]


def _finals(course: Course, people: tuple[Learner, ...]) -> Iterator[Final]:
    if not course.practice:
        for number, (_, last) in enumerate((FIRST_SEMESTER, SECOND_SEMESTER), 1):
            present = [one.number for one in people if _is_here(one, last)]
            yield Final(
                period=f"{number} с",
                caption=f"Итог за {number} семестр",
                semester=number,
                marks=tuple((one, _final_mark(course, one, number)) for one in present),
            )
    stayed = [one.number for one in people if _is_here(one, SECOND_SEMESTER[1])]
    yield Final(
        period="Ит.",
        caption="Итоговая",
        marks=tuple((one, _level(one + 3)) for one in stayed),
    )


def _final_mark(course: Course, learner: int, semester: int) -> str:
    if (course.key, learner, semester) == ("1", 14, 1):
        return "н/а"
    return _level(learner + semester)


def _totals(course: Course, lessons: tuple[Lesson, ...]) -> Iterator[PeriodTotals]:
    for number, (first, last) in enumerate((FIRST_SEMESTER, SECOND_SEMESTER), 1):
        own = [one for one in lessons if first <= one.date <= last]
        if not own:
            continue
        held = sum(one.hours for one in own)
        practice = sum(one.hours for one in own if one.kind == "ПЗ")
        laboratory = sum(one.hours for one in own if one.kind == "ЛР")
        seminars = sum(one.hours for one in own if one.kind == "С")
        tests = sum(one.hours for one in own if one.kind == "КР")
        yield PeriodTotals(
            semester=number,
            planned=held,
            held=held,
            theory=held - practice - laboratory - seminars - tests,
            practice=practice,
            laboratory=laboratory,
            seminars=seminars,
            tests=tests,
            signatures=(
                Signature(
                    role="Преподаватель", name=course.signature, signed_on=own[-1].date
                ),
                Signature(role="Заместитель директора по УМР", name="С.А. Громов"),
            ),
        )
