"""The title page and the page of designations (титульный лист, §1.2, §1.15)."""

from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import NBSP, style
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    PageOf,
    Part,
    running,
)
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    fit_line,
    height,
    width,
    wrapped,
)
from templates_docs.documents.class_journal.layout.model import (
    Align,
    Block,
    Field,
    Prose,
    Rich,
    Rule,
    Run,
)
from templates_docs.formatting.dates import period, quoted_date, short_date

_INSTITUTION = style("serif", 10.3, 12.5)
_INSTITUTION_BOLD = style("serif", 10.3, 12.5, bold=True)
_WORD = style("serif", 32, 38, tracking=0.14)
_SECOND = style("serif", 15, 18, tracking=0.16)
_YEAR = style("serif", 12)
_CAPTION = style("serif", 10.5)
_VALUES = (style("serif", 12.5), style("serif", 11), style("serif", 9.5, 12))
_GROUP_NAME = style("serif", 12.5, bold=True)
_VALUE_PLAIN = style("serif", 11.5)
_PLAIN = style("serif", 10.5)
_BOLD = style("serif", 10.5, bold=True)
_SOURCE = (style("sans", 7.5, 9), style("narrow", 7.5, 9), style("narrow", 7, 9))
_VALUE_LEFT = 44.0
_FIRST_FIELD, _FIELD_PITCH, _HINT_PITCH = 144.6, 9.0, 1.9


def plan_title(context: JournalContext, volumes: int) -> Part:
    """Return page 1: the captions of §1.2 exactly, values on hairlines."""

    def compose(page_of: PageOf) -> tuple[Block, ...]:
        del page_of
        return (*_top(context), *_fields(context), *_bottom(context, volumes))

    draft = Draft(kind="title", running=running(""), compose=compose, heading=False)
    return Part(key="title", drafts=(draft,))


def _centred(top: float, rich: Rich) -> Prose:
    return Prose(top, height(rich), rich, align="center")


def _top(context: JournalContext) -> tuple[Block, ...]:
    blocks: list[Block] = []
    top = 27.0
    for line in context.letterhead.name_lines:
        face = _INSTITUTION_BOLD if "«" in line and "(" not in line else _INSTITUTION
        rich = wrapped(bind(line), face, look.TEXT_WIDTH)
        blocks.append(_centred(top, rich))
        top += height(rich)
    year = f"{context.year.name} учебный год"
    return (
        *blocks,
        _centred(81.3, (Run("ЖУРНАЛ", _WORD),)),
        _centred(99.8, (Run("УЧЕБНЫХ ЗАНЯТИЙ", _SECOND),)),
        Rule(113.2, look.TEXT_WIDTH / 2 - 17, 34, look.GROUP),
        _centred(118.0, (Run(year, _YEAR),)),
    )


def _field(top: float, caption: str, value: Rich, *, hint: str = "") -> Field:
    return Field(
        top,
        max(height(value), 5.6),
        (Run(caption, _CAPTION),),
        value,
        (Run(hint, look.FIELD_CAPTION),) if hint else (),
        value_left=_VALUE_LEFT,
    )


def _value(text: str, space: float) -> Rich:
    return (fit_line(bind(text), _VALUES, space - 1.0),)


def _fields(context: JournalContext) -> tuple[Field, ...]:
    group = context.group
    space = look.TEXT_WIDTH - _VALUE_LEFT
    programme = _value(group.programme, space)
    fields = list(_group_fields(context))
    top = _FIRST_FIELD + _FIELD_PITCH
    hint = "код и наименование специальности (профессии, программы)"
    fields.append(_field(top, group.programme_caption, programme, hint=hint))
    top += _FIELD_PITCH + _HINT_PITCH + max(0.0, height(programme) - 5.6)
    fields.append(_field(top, "Форма обучения", _value(group.study_form, space)))
    top += _FIELD_PITCH
    fields += _term_fields(context, top)
    for caption, text, below in (
        ("Отделение", group.department, ""),
        ("Куратор группы", group.curator, "фамилия, имя, отчество полностью"),
        ("Староста группы", group.headman, ""),
    ):
        if text:
            top += _FIELD_PITCH
            fields.append(_field(top, caption, _value(text, space), hint=below))
            top += _HINT_PITCH if below else 0
    return tuple(fields)


def _group_fields(context: JournalContext) -> tuple[Field, ...]:
    group = context.group
    name = (Run(group.name, _GROUP_NAME),)
    field = _field(_FIRST_FIELD, "Группа", name)
    if not group.course:
        return (field,)
    return (
        field._replace(value_right=133.2),
        Field(
            _FIRST_FIELD,
            5.6,
            (Run("Курс", _CAPTION),),
            _value(group.course, 26),
            caption_left=137.0,
            value_left=149.0,
        ),
    )


def _term_fields(context: JournalContext, top: float) -> tuple[Field, ...]:
    group = context.group
    if not (group.normative_start and group.normative_end):
        space = look.TEXT_WIDTH - _VALUE_LEFT
        return (_field(top, "Срок обучения", _value(group.duration, space)),)
    term = period(group.normative_start, group.normative_end)
    return (
        _field(top, "Срок обучения", _value(group.duration, 32.0))._replace(
            value_right=76.0
        ),
        Field(
            top,
            5.6,
            (Run("нормативный срок", _CAPTION),),
            _value(term, 58.0),
            caption_left=80.0,
            value_left=117.0,
        ),
    )


def _bottom(context: JournalContext, volumes: int) -> tuple[Block, ...]:
    year, file = context.year, context.file
    lines: list[Block] = [
        _line(221.5, f"Начат{NBSP}", quoted_date(year.started_on)),
        _line(228.0, f"Окончен{NBSP}", quoted_date(year.ended_on)),
    ]
    volume = (
        Run(f"Том{NBSP}№{NBSP}", _PLAIN),
        Run(str(context.printing.volume), _BOLD),
        Run(" из ", _PLAIN),
        Run(str(volumes), _BOLD),
    )
    index = _pair("Индекс дела ", file.index or "______")
    retention = _pair("Срок хранения ", file.retention or "______")
    lines += _file_line(index, retention, volume)
    lines.append(Rule(262.8))
    source = (fit_line(_source(context), _SOURCE, look.TEXT_WIDTH),)
    lines.append(_centred(266.2, source))
    lines.append(_centred(273.4, (Run(f"г.{NBSP}{context.letterhead.city}", _PLAIN),)))
    return tuple(lines)


def _file_line(index: Rich, retention: Rich, volume: Rich) -> tuple[Prose, ...]:
    """Return the file's line; a term too long for its third stands above it."""
    long = sum(width(run.text, run.style) for run in retention) > look.TEXT_WIDTH / 3
    term = _aligned(245.4, retention, "left")
    if not long:
        term = _aligned(252.2, retention, "center")
    sides = (_aligned(252.2, index, "left"), _aligned(252.2, volume, "right"))
    return (term, *sides) if long else (sides[0], term, sides[1])


def _line(top: float, caption: str, value: str) -> Field:
    face = _VALUE_PLAIN
    return Field(
        top,
        5.6,
        (Run(caption.rstrip(NBSP), _CAPTION),),
        (Run(value, face),),
        value_left=_VALUE_LEFT,
        ruled=False,
    )


def _pair(caption: str, value: str) -> Rich:
    return (Run(caption, _PLAIN), Run(value, _BOLD))


def _aligned(top: float, rich: Rich, align: Align) -> Prose:
    return Prose(top, height(rich), rich, align=align)


def _source(context: JournalContext) -> str:
    site = f" {context.letterhead.site}" if context.letterhead.site else ""
    act = context.regulation
    return bind(
        f"Документ сформирован из электронного журнала{site} на основании "
        f"п. {act.clause} Положения, утв. приказом от {short_date(act.order_date)} "
        f"№ {act.order.removeprefix('№').strip()}"
    )
