"""Fields of the certification sheet of a file (лист-заверитель дела, п. 3.8.5)."""

from dataclasses import dataclass
from datetime import date

from templates_docs.document import Imprint, Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFeature:
    """A feature of the file and the numbers of its sheets (особенность дела)."""

    title: str
    sheets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationSheet:
    """The certification sheet of one volume (лист-заверитель тома).

    `sheets`, `pages` and `pdf_sha256` are those of the final PDF of the volume,
    `volume_imprint` is what its pages carry and the symbol repeats. Empty `lettered`, `missing` and zero `inventory_sheets` print «нет».
    """

    letterhead: Letterhead
    file_number: str
    group: str
    academic_year: str
    volume: int
    volumes: int
    sheets: int
    first_sheet: int
    last_sheet: int
    pages: int
    lettered: str
    missing: str
    inventory_sheets: int
    features: tuple[SheetFeature, ...]
    signer: Signature
    certified_on: date
    pdf_sha256: str
    volume_imprint: Imprint
    imprint: Imprint


def fold_numbers(numbers: tuple[int, ...]) -> str:
    """Return sheet numbers as a clerk writes them: «3, 7–9, 12».

    Two neighbours stay apart, three and more make a range.
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"{run[0]}–{run[-1]}"
    return ", ".join(str(number) for number in run)
