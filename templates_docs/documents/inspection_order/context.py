"""Fields of the order on the results of an inspection (приказ, п. 5.3)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint, Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFinding:
    """One remark of the inspection (замечание) and the clause it rests on."""

    group: str
    discipline: str
    teacher: str
    remark: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """One line of the acquaintance list (лист ознакомления); blank by hand."""

    number: int
    full_name: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Who prepared the order (отметка об исполнителе)."""

    full_name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionOrder:
    """The order as printed: sentences are ready, declined and numbered nowhere else.

    `statements` are the paragraphs before the table of findings, `points` what the
    director orders; `wording.py` composes both from facts. `appendix` is empty when
    nothing is attached.
    """

    letterhead: Letterhead
    number: str
    order_date: date
    heading: str
    statements: tuple[str, ...]
    findings: tuple[InspectionFinding, ...]
    points: tuple[str, ...]
    appendix: str
    director: Signature
    executor: Executor
    acquaintances: tuple[Acquaintance, ...]
    imprint: Imprint
