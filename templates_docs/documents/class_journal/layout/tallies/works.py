"""Laboratory and practical works: who did which (§1.8, REG 4.1.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from templates_docs.documents.class_journal.context import Block, Learner, Lesson
from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.caption import page_title
from templates_docs.documents.class_journal.layout.look import style
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    Lookup,
    PageOf,
    Part,
    running,
)
from templates_docs.documents.class_journal.layout.measure import (
    bind,
    fit_line,
    height,
)
from templates_docs.documents.class_journal.layout.model import Block as PageBlock
from templates_docs.documents.class_journal.layout.model import (
    Column,
    Grid,
    HeadCell,
    Prose,
    Rich,
    Row,
    Run,
    Table,
)
from templates_docs.documents.class_journal.layout.parts.registers import RUNNING
from templates_docs.documents.class_journal.layout.spread.columns import (
    LESSON_WIDTH,
    NAME_WIDTH,
)
from templates_docs.documents.class_journal.layout.spread.left import (
    mark_cell,
    side_columns,
)
from templates_docs.documents.class_journal.layout.tables import (
    Col,
    head_row,
    text_row,
)
from templates_docs.documents.class_journal.layout.tallies.shared import (
    ROW_USUAL,
    row_heights,
    service_row_height,
    slices_of,
)
from templates_docs.documents.class_journal.layout.words import subgroup_number
from templates_docs.formatting.dates import day_month, short_date

KINDS = {"ЛР": "лабораторные", "ПЗ": "практические"}
WORKS_A_PAGE = 22
_TITLE = "УЧЁТ ВЫПОЛНЕНИЯ ЛАБОРАТОРНЫХ И ПРАКТИЧЕСКИХ РАБОТ"
_COURSE = (look.SUBTITLE, style("serif", 9.5, 11.4, bold=True))
_DATE = style("sans", 7, 8.4)
_KIND_HEIGHT, _NUMBER_HEIGHT, _DATE_HEIGHT = 5.2, 5.2, 9.6
_HEAD_HEIGHT = _KIND_HEIGHT + _NUMBER_HEIGHT + _DATE_HEIGHT
_GRID_TOP, _LIST_GAP = 35.5, 5.0
_LEAST_ROWS = 3
_LIST = (
    Col(22, "№ работы", "left"),
    Col(113, "Наименование", "left", look.BODY_SMALL),
    Col(18, "Кол-во часов", "center"),
    Col(22, "Дата", "center"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A laboratory or practical work with its number among those of its kind."""

    lesson: Lesson
    number: int
    marks: dict[int, str]


def _marks(lesson: Lesson) -> dict[int, str]:
    """Return what was shown: an absence is no work done, a later mark is."""
    done = ((who, text.removeprefix("н")) for who, text in lesson.marks)
    return {who: text.removeprefix("/") for who, text in done if text}


def plan_works(lookup: Lookup) -> Iterator[Part]:
    """Yield the account of works, where the year had any."""
    drafts: list[Draft] = []
    for block in lookup.context.blocks:
        drafts += _Plan(lookup=lookup, block=block, works=_works(block)).drafts()
    if drafts:
        title = "Учёт выполнения лабораторных и практических работ"
        yield Part(key="works", drafts=tuple(drafts), title=title)


def _works(block: Block) -> tuple[Work, ...]:
    found: list[Work] = []
    for kind in KINDS:
        lessons = (lesson for lesson in block.lessons if lesson.kind == kind)
        found += [
            Work(lesson=one, number=n, marks=_marks(one))
            for n, one in enumerate(lessons, 1)
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    lookup: Lookup
    block: Block
    works: tuple[Work, ...]

    @property
    def learners(self) -> tuple[Learner, ...]:
        return tuple(self.lookup.learners[m.learner] for m in self.block.members)

    def drafts(self) -> Iterator[Draft]:
        """Yield pages of marks, then of the list, which begins under the marks."""
        if not self.works or not self.learners:
            return
        chunks = [
            (people, self.works[start : start + WORKS_A_PAGE])
            for start in range(0, len(self.works), WORKS_A_PAGE)
            for people in slices_of(self.learners)
        ]
        rows = tuple(map(_list_row, self.works))
        for people, works in chunks[:-1]:
            yield self._draft(people, works, (), tall=service_row_height(len(people)))
        people, works = chunks[-1]
        heights = row_heights(len(people))
        listed = sum(row.height for row in rows)
        rooms = {tall: self._room(len(people) * tall) for tall in heights}
        tall = next((tall for tall in heights if listed <= rooms[tall]), heights[0])
        first, rest = _split(rows, rooms[tall], least=_LEAST_ROWS)
        yield self._draft(people, works, first, tall=tall, last=not rest)
        while rest:
            page, rest = _split(rest, self._room(0), least=1)
            yield self._draft((), (), page, last=not rest)

    def _room(self, people: float) -> float:
        """Return the room for the list under so many millimetres of learners."""
        used = _GRID_TOP + head_row(_LIST).height + 6.6
        if people:
            used += _HEAD_HEIGHT + people + _LIST_GAP
        return look.TEXT_BOTTOM - used

    def _draft(
        self,
        people: tuple[Learner, ...],
        works: tuple[Work, ...],
        rows: tuple[Row, ...],
        *,
        tall: float = ROW_USUAL,
        last: bool = False,
    ) -> Draft:
        def compose(page_of: PageOf) -> tuple[PageBlock, ...]:
            del page_of
            blocks = list(self._heading(continued=not people))
            top = _GRID_TOP
            if people:
                grid = self._grid(people, works, tall)
                blocks.append(grid)
                top += grid.height + _LIST_GAP
            if rows:
                widths = tuple(column.width for column in _LIST)
                table = Table(top, widths, (head_row(_LIST), *rows))
                blocks.append(table)
                top += table.height
            if last:
                blocks.append(self._sum(top + 3.0))
            return tuple(blocks)

        return Draft(kind="works", running=running(RUNNING), compose=compose)

    def _heading(self, *, continued: bool) -> tuple[PageBlock, ...]:
        number = subgroup_number(self.block.subgroup)
        subgroup = f", подгруппа {number}" if number else ""
        name = bind(f"{self.block.index} {self.block.title}{subgroup}")
        words = f"{name} (продолжение)" if continued else name
        rich = (fit_line(words, _COURSE, look.TEXT_WIDTH),)
        return (page_title(_TITLE), Prose(27.6, height(rich), rich))

    def _grid(
        self, people: tuple[Learner, ...], works: tuple[Work, ...], tall: float
    ) -> Grid:
        columns = [*side_columns(people, NAME_WIDTH, tall)]
        for index, work in enumerate(works):
            boundary = index and works[index - 1].lesson.kind != work.lesson.kind
            weight = look.GROUP if boundary else look.HAIR
            cells = tuple(_cell(work, person) for person in people)
            columns.append(
                Column(
                    LESSON_WIDTH,
                    cells,
                    look.MARK,
                    weight=weight if index else look.FRAME,
                )
            )
        return Grid(
            top=_GRID_TOP,
            columns=tuple(columns),
            heads=tuple(_heads(works)),
            head_height=_HEAD_HEIGHT,
            row_height=tall,
            rows=len(people),
        )

    def _sum(self, top: float) -> Prose:
        people = self.learners
        places = [
            self._is_member(work, person) for work in self.works for person in people
        ]
        done = sum(len(work.marks) for work in self.works)
        text = f"Выполнено обучающимися: {done} из {sum(places)}."
        rich = (Run(text, look.BODY),)
        return Prose(top, height(rich), rich)

    def _is_member(self, work: Work, person: Learner) -> bool:
        if person.number in work.marks:
            return True
        day = work.lesson.date
        return not any(
            (gap.first is None or gap.first <= day)
            and (gap.last is None or day <= gap.last)
            for gap in self.lookup.gaps_of(self.block, person.number)
        )


def _cell(work: Work, person: Learner) -> str | Rich:
    text = work.marks.get(person.number, "")
    return mark_cell(text, "", look.MARK, space=LESSON_WIDTH)


def _heads(works: tuple[Work, ...]) -> Iterator[HeadCell]:
    yield HeadCell(0, 1, 0, _HEAD_HEIGHT, (Run("№\nп/п", look.HEAD),))
    caption = (Run("Фамилия, имя обучающегося", look.HEAD),)
    yield HeadCell(1, 1, 0, _HEAD_HEIGHT, caption)
    for kind in KINDS:
        places = [i for i, work in enumerate(works) if work.lesson.kind == kind]
        if places:
            run = Run(kind, look.HEAD)
            weight = look.GROUP if places[0] else look.FRAME
            yield HeadCell(
                places[0] + 2, len(places), 0, _KIND_HEIGHT, (run,), weight=weight
            )
    for index, work in enumerate(works):
        number = (Run(str(work.number), look.HEAD),)
        yield HeadCell(index + 2, 1, _KIND_HEIGHT, _NUMBER_HEIGHT, number)
    for index, work in enumerate(works):
        day = (Run(day_month(work.lesson.date), _DATE),)
        top = _KIND_HEIGHT + _NUMBER_HEIGHT
        yield HeadCell(index + 2, 1, top, _DATE_HEIGHT, day, rotated=True)


def _list_row(work: Work) -> Row:
    lesson = work.lesson
    texts = (
        f"{lesson.kind} №{look.NBSP}{work.number}",
        lesson.topic,
        str(lesson.hours),
        short_date(lesson.date),
    )
    return text_row(_LIST, texts, 4.8, tight=True)


def _split(
    rows: tuple[Row, ...], room: float, *, least: int
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows that have room on a page, and those that go on."""
    sums = accumulate(row.height for row in rows)
    count = sum(used <= room for used in sums)
    if count < min(least, len(rows)):
        count = 1 if least == 1 else 0
    return rows[:count], rows[count:]
