"""Practices outside, consultations and course works (§1.8-1.10)."""

from collections.abc import Iterator

from templates_docs.document import Signature
from templates_docs.documents.class_journal.context import (
    Consultation,
    CourseWork,
    CourseWorkList,
    Practice,
    PracticeResult,
    Visit,
)
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import fit_running
from templates_docs.documents.class_journal.layout.lookup import Draft, Lookup, Part
from templates_docs.documents.class_journal.layout.measure import bind
from templates_docs.documents.class_journal.layout.model import (
    Cell,
    Row,
    Run,
    SignatureLine,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    flow_drafts,
    spanning_row,
    text_row,
)
from templates_docs.documents.class_journal.layout.words import (
    date_or_blank,
    order_of,
    short_name,
)
from templates_docs.formatting.dates import date_range, short_date

_SMALL, _NARROW = look.BODY_SMALL, look.BODY_NARROW
_VISITS = (
    Col(19, "Дата", "center"),
    Col(48, "Место практики\n(организация)"),
    Col(62, "Содержание работы / консультации"),
    Col(12, "Часы", "center"),
    Col(34, "Подпись руководителя\nпрактики"),
)
_RESULTS = (
    Col(7, "№\nп/п", "right", _SMALL),
    Col(34, "Фамилия, имя", "left", _SMALL),
    Col(37, "База практики", "left", _NARROW),
    Col(19, "Приказ\nо направлении\n(дата, №)", "left", _NARROW),
    Col(24, "Период", "left", _NARROW),
    Col(18, "Дневник,\nотчёт сдан", "left", _NARROW),
    Col(20, "Оценка", "left", _NARROW),
    Col(16, "Подпись", "left", _SMALL),
)
_CONSULTATIONS = (
    Col(8, "№\nп/п", "right"),
    Col(19, "Дата", "center"),
    Col(12, "Кол-во\nчасов", "center"),
    Col(56, "Содержание консультации\n(тема)"),
    Col(24, "Вид", "left", _SMALL),
    Col(25, "Присутствовали", "left", _SMALL),
    Col(31, "Подпись\nпреподавателя"),
)
_WORKS = (
    Col(7, "№\nп/п", "right", _SMALL),
    Col(34, "Фамилия, имя\nобучающегося", "left", _SMALL),
    Col(51, "Тема курсовой работы\n(проекта)", "left", _SMALL),
    Col(16.5, "Дата\nвыдачи\nзадания", "center", _NARROW),
    Col(16.5, "Дата\nсдачи", "center", _NARROW),
    Col(16.5, "Дата\nзащиты", "center", _NARROW),
    Col(18, "Оценка\n(цифрой\nи прописью)", "left", _NARROW),
    Col(15.5, "Подпись\nруково-\nдителя", "left", _SMALL),
)
_NO_CONSULTATIONS = "Консультации в учебном году не проводились"
_NO_VISITS = "Посещения и консультации не записаны"


def signature_lines(signatures: tuple[Signature, ...]) -> tuple[SignatureLine, ...]:
    """Return signatures as lines of the foot."""
    return tuple(
        SignatureLine(item.role, item.name, date_or_blank(item.signed_on))
        for item in signatures
    )


def plan_practice(practice: Practice, lookup: Lookup) -> Part:
    """Return a practice: visits by the schedule, then marks (REG 4.1.3)."""
    name = f"{practice.index} {practice.title}".strip()
    header = fit_running(name, practice.index)
    visits = Flow(
        kind="practice",
        running=header,
        title=name,
        lead=f"Руководитель практики: {practice.teacher}. График консультаций "
        "и посещения мест практики.",
        columns=_VISITS,
        rows=lambda page_of: (
            tuple(map(_visit, practice.visits)) or (spanning_row(_VISITS, _NO_VISITS),)
        ),
    )
    results = Flow(
        kind="practice",
        running=header,
        title=name,
        lead="Результаты практики.",
        columns=_RESULTS,
        rows=lambda page_of: tuple(_result(item, lookup) for item in practice.results),
        lines=signature_lines(practice.signatures),
    )
    return Part(
        key=f"practice:{practice.key}",
        drafts=(*flow_drafts(visits), *flow_drafts(results)),
        title=practice.title,
        index=practice.index,
        teacher=practice.teacher,
        hours=str(practice.planned_hours or ""),
        course=True,
        even=True,
    )


def _visit(visit: Visit) -> Row:
    texts = (short_date(visit.date), visit.place, visit.content, str(visit.hours), "")
    return text_row(_VISITS, texts, least=9.4)


def _result(item: PracticeResult, lookup: Lookup) -> Row:
    period = date_range(item.start, item.end) if item.start and item.end else ""
    texts = (
        str(item.learner),
        short_name(lookup.learners[item.learner]),
        item.base,
        order_of(item.order, item.order_date),
        period,
        item.report,
        item.mark,
        "",
    )
    return text_row(_RESULTS, texts, least=6.6, tight=True)


def plan_consultations(lookup: Lookup) -> Part:
    """Return the consultations of the year by courses (REG 4.1.5)."""
    courses = [item for item in lookup.context.consultations if item.consultations]
    rows: list[Row] = []
    number = 0
    for course in courses:
        heading = f"{course.index} {course.title} — {course.teacher}".strip()
        rows.append(spanning_row(_CONSULTATIONS, heading, look.BODY_BOLD))
        for item in course.consultations:
            number += 1
            rows.append(_consultation(number, item))
    shown = tuple(rows) or (spanning_row(_CONSULTATIONS, _NO_CONSULTATIONS),)
    flow = Flow(
        kind="consultations",
        running=RUNNING,
        title="КОНСУЛЬТАЦИИ",
        columns=_CONSULTATIONS,
        rows=lambda page_of: shown,
        note="Часы консультаций учитываются отдельно от часов занятий "
        "(п. 4.1.5 Положения).",
    )
    title = "Консультации"
    return Part(key="consultations", drafts=tuple(flow_drafts(flow)), title=title)


def _consultation(number: int, item: Consultation) -> Row:
    texts = (
        str(number),
        short_date(item.date),
        str(item.hours),
        item.topic,
        item.kind,
        item.attended,
    )
    row = text_row(_CONSULTATIONS[:-1], texts, least=11.0)
    return row._replace(cells=(*row.cells, Cell(tuple(_entry(item)), bottom=True)))


def _entry(item: Consultation) -> Iterator[Run]:
    if item.recorded_by:
        yield Run(f"Запись внесена: {bind(item.recorded_by)}", look.FINE_NARROW)
    if item.entry_number is not None:
        line = "\n" if item.recorded_by else ""
        yield Run(f"{line}запись №{look.NBSP}{item.entry_number}", look.FINE_NARROW)


def plan_course_works(lookup: Lookup) -> Iterator[Part]:
    """Yield course works, and projects apart, each list under its supervisor."""
    lists = lookup.context.course_works
    for number, caption in enumerate(dict.fromkeys(item.caption for item in lists)):
        drafts: list[Draft] = []
        for item in lists:
            if item.caption == caption:
                drafts += flow_drafts(_work_flow(item, lookup))
        yield Part(key=f"works-{number}", drafts=tuple(drafts), title=caption)


def _work_flow(item: CourseWorkList, lookup: Lookup) -> Flow:
    course = f"{item.index} {item.title}".strip()
    return Flow(
        kind="course-works",
        running=RUNNING,
        title=item.caption.upper(),
        lead=f"{course}. Руководитель: {item.supervisor}.",
        columns=_WORKS,
        rows=lambda page_of: tuple(_work(work, lookup) for work in item.works),
        lines=signature_lines(item.signatures),
    )


def _work(work: CourseWork, lookup: Lookup) -> Row:
    texts = (
        str(work.learner),
        short_name(lookup.learners[work.learner]),
        work.topic,
        date_or_blank(work.given_on),
        date_or_blank(work.handed_on),
        date_or_blank(work.defended_on),
        work.mark,
        "",
    )
    return text_row(_WORKS, texts, least=7.6, tight=True)
