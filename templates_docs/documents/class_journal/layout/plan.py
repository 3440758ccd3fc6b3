"""The plan of the journal: which page says what, before anything is drawn."""

from dataclasses import dataclass

from records.kernel.errors import NotFoundError
from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.class_journal.layout.lookup import (
    Lookup,
    Part,
    build_lookup,
)
from templates_docs.documents.class_journal.layout.model import Page
from templates_docs.documents.class_journal.layout.parts.corrections import (
    plan_corrections,
)
from templates_docs.documents.class_journal.layout.parts.people import plan_movement
from templates_docs.documents.class_journal.layout.parts.practice import (
    plan_consultations,
    plan_course_works,
    plan_practice,
)
from templates_docs.documents.class_journal.layout.parts.registers import (
    plan_remarks,
    plan_substitutions,
)
from templates_docs.documents.class_journal.layout.spread.pages import plan_block
from templates_docs.documents.class_journal.layout.tallies.results import plan_results
from templates_docs.documents.class_journal.layout.tallies.summary import plan_summary
from templates_docs.documents.class_journal.layout.tallies.works import plan_works
from templates_docs.documents.class_journal.layout.volumes import (
    Volume,
    divide,
    pages_of,
    references,
    sheets_of,
)
from templates_docs.rendering.garbage import without_garbage_collection


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumePlan:
    """A volume with all its pages composed."""

    number: int
    count: int
    pages: tuple[Page, ...]
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeSize:
    """How large a volume is: what an act and a certification sheet count."""

    number: int
    count: int
    pages: int
    sheets: int


def plan_volume(context: JournalContext) -> VolumePlan:
    """Return the volume `context.printing.volume` with composed pages.

    Raises:
        NotFoundError: the journal has no such volume.
        DoesNotFitError: a fact is longer than a page can hold.
    """
    lookup = build_lookup(context)
    volumes = divide(_parts(lookup), context)
    wanted = context.printing.volume
    if not 1 <= wanted <= len(volumes):
        message = f"В журнале нет тома {wanted}: всего томов {len(volumes)}."
        raise NotFoundError(message, code="no-such-volume")
    volume = volumes[wanted - 1]
    return VolumePlan(
        number=volume.number,
        count=volume.count,
        pages=tuple(pages_of(volume, lookup, references(volumes))),
        sheets=sheets_of(volume.pages, duplex=context.printing.duplex),
    )


@without_garbage_collection()
def measure_volumes(context: JournalContext) -> tuple[VolumeSize, ...]:
    """Return the size of every volume without composing pages (объём томов)."""
    return tuple(_size(volume, context) for volume in _volumes(context))


def _volumes(context: JournalContext) -> tuple[Volume, ...]:
    return divide(_parts(build_lookup(context)), context)


def _size(volume: Volume, context: JournalContext) -> VolumeSize:
    return VolumeSize(
        number=volume.number,
        count=volume.count,
        pages=volume.pages,
        sheets=sheets_of(volume.pages, duplex=context.printing.duplex),
    )


def _parts(lookup: Lookup) -> tuple[Part, ...]:
    """Return the parts in the fixed order of §1.1, front and notes apart."""
    context = lookup.context
    return (
        *(plan_block(block, lookup) for block in context.blocks),
        *(plan_practice(practice, lookup) for practice in context.practices),
        plan_consultations(lookup),
        *plan_works(lookup),
        *plan_course_works(lookup),
        plan_results(lookup),
        *plan_summary(lookup),
        plan_movement(context),
        plan_substitutions(context),
        plan_corrections(lookup),
        plan_remarks(context),
    )
