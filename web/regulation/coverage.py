"""Every clause with what carries it out: read from the code, written nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from web.regulation.documents import list_documents
from web.regulation.edition import Clause, find_parts, list_clauses
from web.regulation.proofs import list_tests
from web.regulation.screens import list_screens
from web.regulation.source import list_checks, list_uses


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A clause and what carries it out (исполнение пункта), by codes and addresses."""

    clause: str
    title: str
    checks: tuple[str, ...]
    documents: tuple[str, ...]
    screens: tuple[str, ...]
    tests: tuple[str, ...]
    note: str

    @property
    def carried(self) -> bool:
        """Tell whether anything of the program carries the clause out."""
        return bool(self.checks or self.documents or self.screens)


def build_coverage() -> tuple[Coverage, ...]:
    """Build the coverage of every clause, in the order of the regulation."""
    checks = list_checks(list_uses())
    by_code = {code: (clause,) for code, clause in checks.items()}
    documents, screens, tests = list_documents(), list_screens(), list_tests(checks)
    return tuple(
        Coverage(
            clause=one.number,
            title=one.title,
            checks=tuple(sorted(_of(one.number, by_code))),
            documents=_of(one.number, documents),
            screens=tuple(sorted(_of(one.number, screens))),
            tests=_of(one.number, tests),
            note=one.note or _heading_note(one),
        )
        for one in list_clauses()
    )


def _of(number: str, named: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(name for name, clauses in named.items() if number in clauses)


def _heading_note(clause: Clause) -> str:
    parts = find_parts(clause.number)
    if not parts:
        return ""
    if len(parts) == 1:
        return f"Заголовок: исполняется пунктом {parts[0]}."
    return f"Заголовок: исполняется пунктами {parts[0]}–{parts[-1]}."
