"""The register of issued documents, a document's card, the acts (REG 3.8.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from records.curriculum.queries import list_journals
from records.handover.queries import list_acts
from records.handover.values import HandoverFact
from records.issuance.queries import find_issued, list_issued
from records.issuance.values import IssuedFact
from records.jobs.queries import list_printings
from records.jobs.values import JobFact
from records.journal.values import JournalState
from records.kernel.actor import read_mark
from records.kernel.collation import natural_key
from records.kernel.text import fold
from records.ledger.queries import list_versions
from records.norms.queries import list_years
from records.people.queries import map_persons
from templates_docs.catalogue import DOCUMENTS
from templates_docs.formatting.typography import grouped_digest
from templates_docs.formatting.words import number_in_words
from web.site.names import short_name
from web.site.scope import missing

PAGE = 50
ACT = "ACT-IN"
ACT_STATES = {"prepared": "составлен", "confirmed": "подписан"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: type, group, words; which page of it."""

    code: str = ""
    group: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document of the register with its group."""

    fact: IssuedFact
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A page of the register (реестр выданных документов), the newest first."""

    wanted: Wanted
    lines: tuple[Line, ...]
    found: int
    total: int
    types: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.found // PAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is known of an issued document."""

    fact: IssuedFact
    type_title: str
    clause: str
    group: str
    sheets_in_words: str
    digest: str
    issued_by: str
    others: tuple[IssuedFact, ...]
    printings: tuple[JobFact, ...]
    acts: tuple[HandoverFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """An act of handover with its issued paper, None until it is printed."""

    fact: HandoverFact
    state: str
    sheets: int
    paper: IssuedFact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A school year: its journals by state, the bound volumes not handed over yet.

    `volumes` are by group; a group that is not bound waits for an act of its own.
    """

    name: str
    journals: int
    unbound: tuple[str, ...]
    volumes: tuple[tuple[str, int], ...]

    @property
    def ready(self) -> int:
        """Count the volumes an act can be drawn up for."""
        return sum(count for _group, count in self.volumes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """The acts and the years an act can be drawn up for."""

    acts: tuple[ActLine, ...]
    years: tuple[YearLine, ...]


def build_register(session: Session, wanted: Wanted) -> Register:
    """Find documents; case and «ё» do not matter in the search."""
    groups = _groups(session)
    every = [
        Line(fact=one, group=groups.get(one.journal_id or 0, ""))
        for one in reversed(list_issued(session))
    ]
    found = [one for one in every if _fits(one, wanted)]
    start = (wanted.page - 1) * PAGE
    used = {one.fact.code for one in every}
    return Register(
        wanted=wanted,
        lines=tuple(found[start : start + PAGE]),
        found=len(found),
        total=len(every),
        types=tuple((one.code, one.title) for one in DOCUMENTS if one.code in used),
        groups=tuple(
            sorted({one.group for one in every if one.group}, key=natural_key)
        ),
    )


def build_card(session: Session, document_id: str) -> Card:
    """Tell all of a document.

    Raises:
        NotFoundError: there is no such document.
    """
    fact = find_issued(session, document_id)
    if fact is None:
        raise missing("Такого документа нет.")
    kind = next((one for one in DOCUMENTS if one.code == fact.code), None)
    alike = list_issued(session, code=fact.code, subject=fact.subject)
    return Card(
        fact=fact,
        type_title=kind.title if kind else fact.code,
        clause=kind.clause if kind else "",
        group=_groups(session).get(fact.journal_id or 0, ""),
        sheets_in_words=number_in_words(fact.sheets),
        digest=grouped_digest(fact.digest),
        issued_by=_issuer(session, fact),
        others=tuple(
            one for one in alike if one.id != fact.id and one.volume == fact.volume
        ),
        printings=list_printings(session, fact.id),
        acts=tuple(
            act
            for act in list_acts(session)
            if fact.id in {item.document.id for item in act.items}
        ),
    )


def build_acts(session: Session) -> Acts:
    """List the acts, and say of every year whether one can be drawn up."""
    acts = list_acts(session)
    papers = {one.subject: one for one in list_issued(session, code=ACT)}
    given = {item.document.id for act in acts for item in act.items}
    volumes = [
        one
        for one in list_issued(session, code="J-YEAR")
        if one.id not in given and one.state == "issued"
    ]
    return Acts(
        acts=tuple(
            ActLine(
                fact=act,
                state=ACT_STATES.get(act.state, act.state),
                sheets=sum(item.sheets for item in act.items),
                paper=papers.get(str(act.id)),
            )
            for act in acts
        ),
        years=tuple(_year(session, one.name, volumes) for one in list_years(session)),
    )


def _year(session: Session, name: str, volumes: Sequence[IssuedFact]) -> YearLine:
    journals = list_journals(session, name)
    bound = {JournalState.BOUND, JournalState.HANDED_OVER}
    return YearLine(
        name=name,
        journals=len(journals),
        unbound=tuple(one.group_code for one in journals if one.state not in bound),
        volumes=tuple(
            (one.group_code, count)
            for one in journals
            if (count := sum(volume.journal_id == one.id for volume in volumes))
        ),
    )


def _fits(line: Line, wanted: Wanted) -> bool:
    fact = line.fact
    if wanted.code and fact.code != wanted.code:
        return False
    if wanted.group and line.group != wanted.group:
        return False
    text = fold(f"{fact.title} {fact.number} {fact.subject} {fact.id} {line.group}")
    return all(word in text for word in fold(wanted.words).split())


def _groups(session: Session) -> dict[int, str]:
    return {one.id: one.group_code for one in list_journals(session)}


def _issuer(session: Session, fact: IssuedFact) -> str:
    """Name who issued a document, by the mark in the ledger."""
    versions = list_versions(session, f"issue/{fact.id}")
    authors = [read_mark(one.actor) or 0 for one in versions[:1]]
    for found in map_persons(session, authors).values():
        return short_name(found.full_name)
    return "учебный отдел"
