"""Facts of the bound annual journal, as its print needs them."""

from templates_docs.documents.class_journal.context.blocks import (
    Block,
    Final,
    LearnerMark,
    Lesson,
    Member,
    PeriodTotals,
    Substitute,
)
from templates_docs.documents.class_journal.context.group import (
    FileFacts,
    GroupFacts,
    Printing,
    RegulationFacts,
    Semester,
    YearFacts,
)
from templates_docs.documents.class_journal.context.journal import JournalContext
from templates_docs.documents.class_journal.context.learners import (
    Gap,
    GapKind,
    Learner,
)
from templates_docs.documents.class_journal.context.registers import (
    Correction,
    Movement,
    Remark,
    Substitution,
)
from templates_docs.documents.class_journal.context.results import (
    Counts,
    Debt,
    FinalCourse,
    FinalPeriod,
    Summary,
    SummaryColumn,
    SummaryRow,
)
from templates_docs.documents.class_journal.context.studies import (
    Consultation,
    ConsultationCourse,
    CourseWork,
    CourseWorkList,
    Practice,
    PracticeResult,
    Visit,
)

__all__ = [
    "Block",
    "Consultation",
    "ConsultationCourse",
    "Correction",
    "Counts",
    "CourseWork",
    "CourseWorkList",
    "Debt",
    "FileFacts",
    "Final",
    "FinalCourse",
    "FinalPeriod",
    "Gap",
    "GapKind",
    "GroupFacts",
    "JournalContext",
    "Learner",
    "LearnerMark",
    "Lesson",
    "Member",
    "Movement",
    "PeriodTotals",
    "Practice",
    "PracticeResult",
    "Printing",
    "RegulationFacts",
    "Remark",
    "Semester",
    "Substitute",
    "Substitution",
    "Summary",
    "SummaryColumn",
    "SummaryRow",
    "Visit",
    "YearFacts",
]
