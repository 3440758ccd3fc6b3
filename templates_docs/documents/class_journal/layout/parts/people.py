"""The list of learners and the movement of the list (§1.4, §1.13)."""

from templates_docs.documents.class_journal.context import JournalContext, Learner
from templates_docs.documents.class_journal.context import Movement as MovementFact
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.lookup import Part
from templates_docs.documents.class_journal.layout.model import Row
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    Flow,
    blank_row,
    flow_drafts,
    spanning_row,
    text_row,
)
from templates_docs.documents.class_journal.layout.words import (
    date_or_blank,
    full_name,
    order_of,
)
from templates_docs.formatting.dates import short_date

_SMALL, _NARROW = look.BODY_SMALL, look.BODY_NARROW
_LIST = (
    Col(7, "№\nп/п", "right"),
    Col(47, "Фамилия, имя, отчество"),
    Col(17, "Дата\nрождения", "center", _SMALL),
    Col(25, "№ зачётной книжки /\nличного дела", "center", _NARROW),
    Col(25.5, "Приказ о зачислении\n(дата, №)", "left", _NARROW),
    Col(12, "Основа\nобучения", "left", _NARROW),
    Col(25, "Движение\n(приказ, дата)", "left", _NARROW),
    Col(16.5, "Примечание", "left", _NARROW),
)
_WITH_CONTACTS = (
    Col(7, "№\nп/п", "right", _SMALL),
    Col(31, "Фамилия, имя, отчество", "left", _SMALL),
    Col(16, "Дата\nрождения", "center", _SMALL),
    Col(15, "№ зачётной\nкнижки /\nлич. дела", "center", _NARROW),
    Col(18, "Приказ\nо зачислении\n(дата, №)", "left", _NARROW),
    Col(12, "Основа\nобучения", "left", _NARROW),
    Col(27, "Домашний адрес,\nтелефон", "left", _NARROW),
    Col(27, "Родители (законные\nпредставители),\nтелефон", "left", _NARROW),
    Col(13, "Движение", "left", _NARROW),
    Col(9, "Прим.", "left", _NARROW),
)
_MOVEMENT = (
    Col(7, "№", "right"),
    Col(18, "Дата", "center"),
    Col(38, "Фамилия, имя"),
    Col(37, "Вид движения"),
    Col(27, "Приказ\n(дата, №)"),
    Col(31, "Внесено в ЭЖ\n(дата, кем)"),
    Col(17, "Рабочих дней\nот приказа", "center"),
)
_NOBODY = "Обучающихся в группе нет"
_BLANK_ROWS = 6


def plan_learners(context: JournalContext) -> Part:
    """Return the list of learners; those who left stay in their place."""
    columns = _WITH_CONTACTS if context.printing.contacts else _LIST
    people = context.learners
    rows = tuple(_line(person, columns) for person in people)
    note = (
        "Номер обучающегося один и тот же на всех страницах журнала. Выбывшие "
        "остаются в списке на своём месте."
    )
    flow = Flow(
        kind="learners",
        running="Журнал учебных занятий",
        title="СВЕДЕНИЯ ОБ ОБУЧАЮЩИХСЯ",
        columns=columns,
        rows=lambda page_of: rows or (spanning_row(columns, _NOBODY),),
        note=note,
    )
    return Part(key="learners", drafts=tuple(flow_drafts(flow)))


def _line(person: Learner, columns: tuple[Col, ...]) -> Row:
    numbers = " / ".join(filter(None, (person.record_book, person.personal_file)))
    texts = [
        str(person.number),
        full_name(person),
        date_or_blank(person.birth_date),
        numbers,
        order_of(person.enrolment_order, person.enrolment_date),
        person.basis,
    ]
    if columns is _WITH_CONTACTS:
        texts += [person.address, person.parents]
    return text_row(columns, (*texts, person.movement, person.remark))


def plan_movement(context: JournalContext) -> Part:
    """Return the movement of the list with the days it took to enter (REG 3.9.2)."""
    rows = tuple(
        _movement(number, item) for number, item in enumerate(context.movements, 1)
    )
    blank = (blank_row(_MOVEMENT),) * _BLANK_ROWS
    flow = Flow(
        kind="movement",
        running="Общие страницы журнала",
        title="ДВИЖЕНИЕ КОНТИНГЕНТА",
        columns=_MOVEMENT,
        rows=lambda page_of: (*rows, *blank),
        note="Срок внесения сведений — не более 3 рабочих дней со дня приказа "
        "(п. 3.9.2 Положения). Свободные строки — для записей от руки.",
    )
    return Part(
        key="movement", drafts=tuple(flow_drafts(flow)), title="Движение контингента"
    )


def _movement(number: int, item: MovementFact) -> Row:
    entered = ", ".join(filter(None, (date_or_blank(item.entered_on), item.entered_by)))
    days = "" if item.working_days is None else str(item.working_days)
    return text_row(
        _MOVEMENT,
        (
            str(number),
            short_date(item.date),
            item.learner,
            item.kind,
            order_of(item.order, item.order_date),
            entered,
            days,
        ),
    )
