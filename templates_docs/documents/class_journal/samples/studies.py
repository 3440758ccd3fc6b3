"""Invented practices, consultations and course works."""

from datetime import date, timedelta

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context import (
    Consultation,
    ConsultationCourse,
    CourseWork,
    CourseWorkList,
    Learner,
    Practice,
    PracticeResult,
    Visit,
)

_PLACES = (
    "Отдел социальной защиты населения Кировского района",
    "Клиентская служба Социального фонда России",
    "Юридическая клиника",
)
_WORK_TOPICS = (
    "Порядок назначения страховой пенсии по старости",
    "Меры социальной поддержки семей с детьми",
    "Защита трудовых прав несовершеннолетних работников",
)


def sample_practices(learners: tuple[Learner, ...]) -> tuple[Practice, ...]:
    """Return a practice by the profile, with visits and marks."""
    start = date(2027, 6, 14)
    visits = tuple(
        Visit(
            date=start + timedelta(days=2 * number),
            place=_PLACES[number % 3],
            content="Консультация по ведению дневника; проверка рабочих мест",
            hours=6,
        )
        for number in range(6)
    )
    results = tuple(
        PracticeResult(
            learner=one.number,
            base=_PLACES[one.number % 3],
            order="44-п",
            order_date=date(2027, 6, 10),
            start=start,
            end=date(2027, 6, 26),
            report="28.06.2027",
            mark="5 (отлично)" if one.number % 3 else "4 (хорошо)",
        )
        for one in learners
        if one.number not in {16, 18}
    )
    return (
        Practice(
            key="pp01",
            index="ПП.01",
            title="Производственная практика (по профилю специальности)",
            teacher="Горшкова Людмила Степановна",
            planned_hours=36,
            visits=visits,
            results=results,
            signatures=(Signature(role="Руководитель практики", name="Л.С. Горшкова"),),
        ),
    )


def sample_consultations() -> tuple[ConsultationCourse, ...]:
    """Return consultations before an exam and of one learner."""
    return (
        ConsultationCourse(
            index="ОП.01",
            title="Теория государства и права",
            teacher="Иванова Марина Павловна",
            consultations=(
                Consultation(
                    date=date(2026, 12, 21),
                    hours=2,
                    topic="Подготовка к экзамену: разделы «Государство», «Право»",
                    kind="перед экзаменом",
                    attended="вся группа",
                    recorded_by="Иванова М.П.",
                    entry_number=19990,
                ),
                Consultation(
                    date=date(2027, 1, 20),
                    hours=1,
                    topic="Ликвидация задолженности за 1 семестр",
                    kind="индивидуальная",
                    attended="Ли Вэй",
                    recorded_by="Иванова М.П.",
                    entry_number=20011,
                ),
            ),
        ),
    )


def sample_course_works(learners: tuple[Learner, ...]) -> tuple[CourseWorkList, ...]:
    """Return course works of one course."""
    works = tuple(
        CourseWork(
            learner=one.number,
            topic=_WORK_TOPICS[one.number % 3],
            given_on=date(2027, 2, 1),
            handed_on=date(2027, 5, 11),
            defended_on=date(2027, 5, 20),
            mark="5 (отлично)" if one.number % 2 else "4 (хорошо)",
        )
        for one in learners
        if one.number not in {16, 18}
    )
    return (
        CourseWorkList(
            index="ОП.05",
            title="Трудовое право",
            supervisor="Горшкова Людмила Степановна",
            works=works,
            signatures=(
                Signature(role="Руководитель курсовых работ", name="Л.С. Горшкова"),
            ),
        ),
    )
