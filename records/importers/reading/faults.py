"""Everything that is wrong with a file, gathered before anything is refused."""

from dataclasses import dataclass, field

from records.kernel.errors import InputRefusedError
from records.kernel.finding import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands: sheet, row, column (место)."""

    sheet: str = ""
    row: int | None = None
    column: str = ""


@dataclass(slots=True, kw_only=True)
class Faults:
    """The faults and the warnings of one file, in the order of reading."""

    file: str
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def add(
        self,
        message: str,
        advice: str,
        *,
        at: Place | None = None,
        code: str = "file_fault",
    ) -> None:
        """Note a fault: what is wrong, what to do."""
        self.errors.append(self._finding(message, advice, at, code=code))

    def warn(self, message: str, advice: str, *, at: Place | None = None) -> None:
        """Note something worth a look that does not stop the import."""
        found = self._finding(
            message, advice, at, code="file_warning", severity=Severity.WARNING
        )
        self.warnings.append(found)

    def take(self, finding: Finding, *, at: Place) -> None:
        """Note a rule's remark at a place of the file; its weight decides."""
        found = self._finding(
            finding.message,
            finding.advice,
            at,
            code=finding.code,
            severity=finding.severity,
            clause=finding.clause,
        )
        (self.errors if finding.blocking else self.warnings).append(found)

    def refuse(self) -> None:
        """Refuse the file when there is a fault.

        Raises:
            InputRefusedError: with every fault, sorted by sheet and row.
        """
        if not self.errors:
            return
        sheets = {found.sheet: None for found in self.errors}
        places = {sheet: place for place, sheet in enumerate(sheets)}
        ordered = sorted(
            self.errors, key=lambda found: (places[found.sheet], found.row or 0)
        )
        raise InputRefusedError(
            f"Файл {self.file} не загружен, ничего не изменено. Исправьте:",
            code="import_refused",
            findings=tuple(ordered),
        )

    def _finding(
        self,
        message: str,
        advice: str,
        at: Place | None,
        *,
        code: str,
        severity: Severity = Severity.ERROR,
        clause: str = "",
    ) -> Finding:
        place = at or Place()
        return Finding(
            code=code,
            clause=clause,
            severity=severity,
            message=message,
            advice=advice,
            file=self.file,
            sheet=place.sheet,
            row=place.row,
            column=place.column,
        )
