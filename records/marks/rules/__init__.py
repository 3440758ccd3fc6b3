"""What marks and finals may be: pure functions with their clauses."""

from records.marks.rules import cells, designations, finals

KNOWN = (*designations.KNOWN, *cells.KNOWN, *finals.KNOWN)
"""Every check of this area."""
