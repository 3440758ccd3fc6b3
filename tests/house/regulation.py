"""The clauses of the regulation that are rules of keeping the journal.

Numbers as the regulation has them; a check, a document or a refusal may name no
other clause.
"""

SECTIONS = {
    "1": ("1.5",),
    "3": (
        *(f"3.7.{number}" for number in range(1, 6)),
        *(f"3.8.{number}" for number in range(1, 11)),
        *("3.9.1", "3.9.2", "3.10.1", "3.11.1", "3.11.2"),
        *("3.12.1", "3.12.2", "3.12.3", "3.13.1", "3.13.2"),
    ),
    "4": (
        *(f"4.1.{number}" for number in range(1, 9)),
        *(f"4.2.{number}" for number in range(1, 6)),
    ),
    "5": ("5.1.1", "5.1.2", "5.2", "5.3"),
}
CLAUSES = frozenset(clause for section in SECTIONS.values() for clause in section)
