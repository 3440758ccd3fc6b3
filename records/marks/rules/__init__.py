"""What marks and finals may be: pure functions with their clauses."""

from records.marks.rules import cells, designations, excusing, finals, taking

KNOWN = (
    *designations.KNOWN,
    *cells.KNOWN,
    *excusing.KNOWN,
    *finals.KNOWN,
    *taking.KNOWN,
)
"""Every check of this area."""
