"""Parts become volumes: fillers, numbers of pages and sheets, references (§2.1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.layout.filler import filler_draft
from templates_docs.documents.class_journal.layout.look import RUNNING
from templates_docs.documents.class_journal.layout.lookup import (
    Draft,
    Lookup,
    PageOf,
    Part,
)
from templates_docs.documents.class_journal.layout.model import Page
from templates_docs.documents.class_journal.layout.parts.contents import plan_contents
from templates_docs.documents.class_journal.layout.parts.legend import plan_legend
from templates_docs.documents.class_journal.layout.parts.people import plan_learners
from templates_docs.documents.class_journal.layout.parts.registers import plan_notes
from templates_docs.documents.class_journal.layout.parts.title import plan_title
from templates_docs.formatting.typography import NBSP, page_range

JOURNAL = "Журнал учебных занятий"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A draft with its number in the volume and the part it belongs to."""

    number: int
    part: Part
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A volume: pages of known numbers, not yet composed (том)."""

    number: int
    count: int
    placed: tuple[Placed, ...]

    @property
    def pages(self) -> int:
        """Count the pages."""
        return len(self.placed)


def sheets_of(pages: int, *, duplex: bool) -> int:
    """Return the sheets of pages: a sheet has two in duplex (§2.1)."""
    return -(-pages // 2) if duplex else pages


def divide(parts: tuple[Part, ...], context: JournalContext) -> tuple[Volume, ...]:
    """Return the volumes: at most so many sheets each, divided between parts."""
    limit = context.printing.sheets_a_volume
    groups: list[tuple[Part, ...]] = []
    rest = parts
    while rest:
        count = _most_parts(rest, context, limit)
        groups.append(rest[:count])
        rest = rest[count:]
    groups = groups or [()]
    return tuple(
        Volume(
            number=number,
            count=len(groups),
            placed=_place(group, context, number=number, count=len(groups)),
        )
        for number, group in enumerate(groups, start=1)
    )


def _most_parts(parts: tuple[Part, ...], context: JournalContext, limit: int) -> int:
    """Return how many first parts a volume takes; always one at least."""
    count = len(parts)
    if _fits(parts, context, limit):
        return count
    low, high = 1, count - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(parts[:middle], context, limit):
            low = middle
        else:
            high = middle - 1
    return low


def _fits(parts: tuple[Part, ...], context: JournalContext, limit: int) -> bool:
    pages = len(_place(parts, context, number=1, count=1))
    return sheets_of(pages, duplex=context.printing.duplex) <= limit


def _place(
    parts: tuple[Part, ...], context: JournalContext, *, number: int, count: int
) -> tuple[Placed, ...]:
    """Give numbers to the pages of a volume, fillers and notes included."""
    own = replace(context, printing=replace(context.printing, volume=number))
    duplex = context.printing.duplex
    notes = plan_notes(1)
    front = (
        plan_title(own, count),
        plan_legend(),
        plan_contents((*parts, notes)),
        plan_learners(context),
    )
    placed = tuple(_numbered((*front, *parts), duplex=duplex))
    if duplex and len(placed) % 2 == 0:
        notes = plan_notes(2)
    last = len(placed)
    return (
        *placed,
        *(
            Placed(number=last + index, part=notes, draft=draft)
            for index, draft in enumerate(notes.drafts, start=1)
        ),
    )


def _numbered(parts: tuple[Part, ...], *, duplex: bool) -> Iterator[Placed]:
    number = 1
    for part in parts:
        if duplex and part.even and number % 2:
            yield Placed(number=number, part=part, draft=filler_draft())
            number += 1
        for draft in part.drafts:
            yield Placed(number=number, part=part, draft=draft)
            number += 1


def references(volumes: tuple[Volume, ...]) -> Mapping[str, tuple[int, str]]:
    """Return the volume and page, or range of pages, of every anchor."""
    found: dict[str, tuple[int, str]] = {}
    for volume in volumes:
        ranges: dict[str, list[int]] = {}
        for placed in volume.placed:
            for anchor in placed.draft.anchors:
                found.setdefault(anchor, (volume.number, str(placed.number)))
            if placed.draft.kind != "filler" or placed.draft.place:
                ranges.setdefault(placed.part.key, []).append(placed.number)
        for key, numbers in ranges.items():
            text = page_range(numbers[0], numbers[-1])
            found[f"range:{volume.number}:{key}"] = (volume.number, text)
    return found


def pages_of(
    volume: Volume, lookup: Lookup, found: Mapping[str, tuple[int, str]]
) -> Iterator[Page]:
    """Compose the pages of a volume with their running headers."""
    context = lookup.context
    duplex = context.printing.duplex
    group = f"Группа {context.group.name} · {context.year.name} учебный год"
    page_of = _resolver(volume, found)
    for placed in volume.placed:
        number, draft = placed.number, placed.draft
        verso = duplex and number % 2 == 0
        sheet = None if verso else sheets_of(number, duplex=duplex)
        yield Page(
            number=number,
            sheet=sheet,
            verso=verso,
            kind=draft.kind,
            part=placed.part.key,
            running=JOURNAL if verso else draft.running.text or JOURNAL,
            running_face=RUNNING if verso else draft.running.style,
            running_right=group if verso else f"л.{NBSP}{sheet}",
            blocks=draft.compose(page_of),
            code=_code(context, number),
            heading=draft.heading,
        )


def _code(context: JournalContext, number: int) -> str:
    code = context.imprint.code
    return f"{code}-{number:03d}" if code and not context.printing.draft else ""


def _resolver(volume: Volume, found: Mapping[str, tuple[int, str]]) -> PageOf:
    def page_of(anchor: str) -> str:
        kind, _, key = anchor.partition(":")
        own = f"range:{volume.number}:{key}" if kind == "range" else anchor
        home, page = found.get(own, (volume.number, "—"))
        return page if home == volume.number else f"т.{NBSP}{home}, с.{NBSP}{page}"

    return page_of
