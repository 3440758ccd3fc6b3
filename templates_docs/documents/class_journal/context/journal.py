"""The context of the bound annual journal, J-YEAR (журнал учебных занятий)."""

from dataclasses import dataclass, field

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.class_journal.context.blocks import Block
from templates_docs.documents.class_journal.context.group import (
    FileFacts,
    GroupFacts,
    Printing,
    RegulationFacts,
    YearFacts,
)
from templates_docs.documents.class_journal.context.learners import Learner
from templates_docs.documents.class_journal.context.registers import (
    Correction,
    Movement,
    Remark,
    Substitution,
)
from templates_docs.documents.class_journal.context.results import (
    Debt,
    FinalCourse,
    Summary,
)
from templates_docs.documents.class_journal.context.studies import (
    ConsultationCourse,
    CourseWorkList,
    Practice,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalContext:
    """Plain facts of a group's year; pages and columns are the layout's matter.

    Learners stand in the order of their numbers, blocks in the order of the
    curriculum, registers in the order of entering.
    """

    letterhead: Letterhead
    group: GroupFacts
    year: YearFacts
    file: FileFacts
    regulation: RegulationFacts
    imprint: Imprint
    learners: tuple[Learner, ...] = ()
    blocks: tuple[Block, ...] = ()
    practices: tuple[Practice, ...] = ()
    consultations: tuple[ConsultationCourse, ...] = ()
    course_works: tuple[CourseWorkList, ...] = ()
    finals: tuple[FinalCourse, ...] = ()
    debts: tuple[Debt, ...] = ()
    summary: Summary | None = None
    movements: tuple[Movement, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()
    curator: Signature | None = None
    head_of_office: Signature | None = None
    printing: Printing = field(default_factory=Printing)
