"""Reads an act of handover with its inventory from the record (п. 3.8.5)."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from records.curriculum.queries import list_journals
from records.curriculum.values import JournalRef
from records.handover.queries import get_act
from records.handover.values import HandoverFact, HandoverItemFact
from records.kernel.errors import InputRefusedError
from records.norms.queries import get_institution, get_norms, get_year
from records.norms.values import Norms, YearFact
from records.people.queries import get_signers
from records.people.values import Signers
from templates_docs.document import BLANK_IMPRINT, Built, Signature
from templates_docs.documents.handover_act.context import (
    HandedVolume,
    HandoverAct,
    Inventory,
    InventoryItem,
)
from templates_docs.documents.handover_act.printing import count_inventory_sheets
from templates_docs.facts import build_letterhead, sign

FILE_INDEX = "05-09"
DEPARTMENT = "Учебный отдел"
HEAD = "Начальник учебного отдела"
BLANK = "_" * 24
"""Where the number of the medium is written by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    act: HandoverFact
    journals: Mapping[int, JournalRef]
    volumes: Mapping[int, int]
    signers: Signers
    norms: Norms
    year: YearFact


def build(session: Session, subject: str) -> Built:
    """Read the act by the number of its record.

    Raises:
        InputRefusedError: the subject is not a number.
        NotFoundError: there is no such act.
    """
    if not re.fullmatch(r"[0-9]{1,9}", subject):
        raise InputRefusedError(
            f"«{subject}» — не номер акта. Напишите число, например 1.",
            code="bad_subject",
        )
    act = get_act(session, int(subject))
    source = _Source(
        act=act,
        journals={one.id: one for one in list_journals(session, act.year)},
        volumes=Counter(item.document.journal_id or 0 for item in act.items),
        signers=get_signers(session),
        norms=get_norms(session),
        year=get_year(session, act.year),
    )
    return Built(
        context=settle_sheets(_act(session, source), count_inventory_sheets),
        title="Акт приёма-передачи журналов учебных занятий на хранение "
        f"в учебное отделение за {act.year} учебный год",
        number=str(act.number),
        issued_on=act.act_date,
        subject=str(act.id),
    )


def settle_sheets(
    act: HandoverAct, count_sheets: Callable[[HandoverAct], int]
) -> HandoverAct:
    """Return the act with the number of sheets its inventory is printed on."""
    return replace(act, inventory_sheets=count_sheets(act))


def _act(session: Session, source: _Source) -> HandoverAct:
    act, signers = source.act, source.signers
    head = signers.head_of_office.person.full_name
    volumes = tuple(
        _volume(number, item, source) for number, item in enumerate(act.items, start=1)
    )
    return HandoverAct(
        letterhead=build_letterhead(get_institution(session)),
        number=str(act.number),
        act_date=act.act_date,
        academic_year=act.year,
        file_index=FILE_INDEX,
        approver=sign("Директор", signers.director.person.full_name, act.act_date),
        giver=sign(HEAD, head, act.act_date),
        giver_in_text="администратор контента электронного журнала — начальник "
        f"учебного отдела {head.short}",
        receiver=_receiver(act),
        receiver_in_text=_receiver_in_text(act),
        volumes=volumes,
        total_journals=len(source.volumes),
        total_volumes=len(volumes),
        total_sheets=sum(one.sheets for one in volumes),
        total_copies=sum(one.copies for one in volumes),
        medium=act.medium or BLANK,
        remarks="",
        inventory=_inventory(source),
        inventory_sheets=1,
        imprint=BLANK_IMPRINT,
    )


def _receiver(act: HandoverFact) -> Signature:
    post = act.receiver_post[:1].upper() + act.receiver_post[1:]
    return Signature(role=post, name=act.receiver_name, signed_on=None)


def _receiver_in_text(act: HandoverFact) -> str:
    return f"{act.receiver_post} {act.receiver_name}".strip()


def _volume(number: int, item: HandoverItemFact, source: _Source) -> HandedVolume:
    document = item.document
    journal = source.journals[document.journal_id or 0]
    course = f", {journal.course} курс" if journal.course else ""
    programme = f", {journal.programme}" if journal.programme else ""
    pdf = next(one.sha256 for one in document.files if one.format == "pdf")
    return HandedVolume(
        number=number,
        file_index=document.number,
        title=f"{journal.group_code}{programme}{course}",
        academic_year=journal.year,
        volume=document.volume,
        sheets=item.sheets,
        copies=1,
        sha256=pdf,
        keep_until=_keep_until(journal, source.year),
        note="",
    )


def _keep_until(journal: JournalRef, year: YearFact) -> date:
    return (journal.graduates or year.end).replace(day=1)


def _inventory(source: _Source) -> Inventory:
    act = source.act
    head = source.signers.head_of_office.person.full_name
    items = tuple(
        _item(number, item, source) for number, item in enumerate(act.items, start=1)
    )
    return Inventory(
        number=str(act.number),
        department=DEPARTMENT,
        year=act.act_date.year,
        approver=sign(HEAD, head, act.act_date),
        items=items,
        files=len(items),
        first_number=1 if items else 0,
        last_number=len(items),
        lettered="",
        missing="",
        compiler=sign(HEAD, head, act.act_date),
    )


def _item(number: int, item: HandoverItemFact, source: _Source) -> InventoryItem:
    document = item.document
    journal = source.journals[document.journal_id or 0]
    volumes = source.volumes[document.journal_id or 0]
    return InventoryItem(
        number=number,
        file_index=document.number,
        title=f"{document.title}, том {document.volume} из {volumes}",
        started_on=max(source.year.start, journal.starts or source.year.start),
        finished_on=source.year.end,
        sheets=item.sheets,
        retention=source.norms.retention_journal,
        note="",
    )
