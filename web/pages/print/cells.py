"""One cell of the print centre: what can be made of a group, by type of document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from records.curriculum.values import JournalRef
from records.handover.values import HandoverFact
from records.issuance.values import IssuedFact
from records.jobs.values import NewItem
from records.journal.values import JournalState
from records.sheets.values import RegisterLine, SheetCode, SheetState
from web.pages.print.summary import Summary, is_bound


class Mark(StrEnum):
    """What stands in a cell of the matrix."""

    READY = "ready"
    DRAFT = "draft"
    LOCKED = "locked"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its sign, its words, and what a tick in it asks for."""

    key: str
    mark: Mark
    words: str
    title: str = ""
    items: tuple[NewItem, ...] = ()

    @property
    def pages(self) -> int:
        """Return the pages to expect."""
        return sum(one.pages for one in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the cells of one group are made of."""

    journal: JournalRef
    summary: Summary
    sheets: tuple[RegisterLine, ...]
    issued: tuple[IssuedFact, ...]
    acts: tuple[HandoverFact, ...]
    binder: bool

    @property
    def bound(self) -> bool:
        """Tell whether the journal of the year is bound."""
        return is_bound(self.journal)

    @property
    def subject(self) -> str:
        """Return the journal as documents name it: «ЮР-21 2026/2027»."""
        return f"{self.journal.group_code} {self.journal.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One type of documents in the matrix."""

    key: str
    words: str
    build: Callable[[str, Source], Cell]


def _journal(key: str, source: Source) -> Cell:
    title = f"Журнал {source.journal.group_code} за {source.journal.year}"
    if source.bound:
        volumes = [one for one in source.issued if one.code == "J-YEAR"]
        pages = sum(one.pages for one in volumes)
        return Cell(key=key, mark=Mark.LOCKED, words=f"{pages} с.", title="подшит")
    draft = source.journal.state == JournalState.OPEN
    if not draft and not source.binder:
        words = "подшивает администратор контента"
        return Cell(key=key, mark=Mark.LATER, words=words)
    item = NewItem(
        code="J-YEAR",
        subject=source.subject,
        title=f"{title}, черновик" if draft else title,
        pages=source.summary.pages,
        draft=draft,
    )
    return Cell(
        key=key,
        mark=Mark.DRAFT if draft else Mark.READY,
        words=f"{source.summary.pages} с.",
        title="только черновик: год не закрыт" if draft else "готов к подшивке",
        items=(item,),
    )


def _sheets(*codes: SheetCode) -> Callable[[str, Source], Cell]:
    def build(key: str, source: Source) -> Cell:
        sheets = [one for one in source.sheets if one.code in codes]
        if not sheets:
            return Cell(key=key, mark=Mark.LATER, words="нет")
        ready = [one for one in sheets if one.state not in _UNREADY]
        issued = {(one.code, one.subject) for one in source.issued}
        if source.bound and all((one.code, one.number) in issued for one in sheets):
            return Cell(
                key=key, mark=Mark.LOCKED, words=str(len(sheets)), title="все выданы"
            )
        whole = len(ready) == len(sheets)
        return Cell(
            key=key,
            mark=Mark.READY if whole else Mark.DRAFT,
            words=str(len(ready)) if whole else f"{len(ready)} из {len(sheets)}",
            title="все закрыты" if whole else "остальные ещё не закрыты",
            items=tuple(_sheet(one, source.journal.group_code) for one in ready),
        )

    return build


def _sheet(sheet: RegisterLine, group: str) -> NewItem:
    return NewItem(
        code=sheet.code,
        subject=sheet.number,
        title=f"Ведомость № {sheet.number}, {group}",
        pages=1,
    )


def _summary(key: str, source: Source) -> Cell:
    early = source.journal.state == JournalState.OPEN
    item = NewItem(
        code="V-SV",
        subject=source.subject,
        title=f"Сводная ведомость {source.journal.group_code}",
        pages=1,
    )
    return Cell(
        key=key,
        mark=Mark.DRAFT if early else Mark.READY,
        words="1",
        title="год не закрыт: итоги на сегодня" if early else "итоги года",
        items=(item,),
    )


def _act(key: str, source: Source) -> Cell:
    volumes = {one.id for one in source.issued if one.code == "J-YEAR"}
    for act in source.acts:
        if volumes & {item.document.id for item in act.items}:
            item = NewItem(
                code="ACT-IN",
                subject=str(act.id),
                title=f"Акт приёма-передачи № {act.number}",
                pages=2,
            )
            return Cell(
                key=key, mark=Mark.READY, words=f"№ {act.number}", items=(item,)
            )
    words = "составить в архиве" if source.bound else "после закрытия"
    return Cell(key=key, mark=Mark.LATER, words=words)


_UNREADY = frozenset({SheetState.DRAFT, SheetState.OPEN})

COLUMNS: Sequence[Column] = (
    Column(key="journal", words="Журнал за год", build=_journal),
    Column(
        key="exam", words="Экзаменационные ведомости", build=_sheets(SheetCode.EXAM)
    ),
    Column(
        key="credit",
        words="Зачётные ведомости",
        build=_sheets(SheetCode.CREDIT, SheetCode.GRADED_CREDIT),
    ),
    Column(
        key="practice",
        words="Практика, курсовые, задания",
        build=_sheets(SheetCode.PRACTICE, SheetCode.COURSEWORK, SheetCode.INDIVIDUAL),
    ),
    Column(key="summary", words="Сводная ведомость", build=_summary),
    Column(key="act", words="Акт приёма-передачи", build=_act),
)
SIGNS: Mapping[Mark, tuple[str, str]] = {
    Mark.READY: ("check2", "готово к печати"),
    Mark.DRAFT: ("exclamation-triangle", "только черновик или не всё"),
    Mark.LOCKED: ("lock-fill", "подшито"),
}
