"""What goes with a bound volume: certification sheet, labels, cover (п. 3.8.5).

Their counts come from the final PDF of the volume, never from the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from records.people.values import FullName
from templates_docs.document import BLANK_IMPRINT, Built, Imprint, Letterhead
from templates_docs.documents.binding_label.context import (
    BindingLabel,
    BindingLabels,
    arrange,
)
from templates_docs.documents.certification_sheet.context import (
    CertificationSheet,
    SheetFeature,
    fold_numbers,
)
from templates_docs.documents.class_journal.context import JournalContext
from templates_docs.documents.file_cover.context import ArchiveCode, FileCover
from templates_docs.facts import initials, sign

HEAD = "Начальник учебного отдела"
DEPARTMENT = "Учебный отдел"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundVolume:
    """A printed volume with what its papers tell of it.

    `sheets` and `pages` are those of the final PDF; `corrected` and `blank` are
    numbers of sheets.
    """

    number: int
    count: int
    pages: int
    sheets: int
    pdf_sha256: str
    imprint: Imprint
    corrected: tuple[int, ...]
    blank: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binder:
    """The journal being bound: its context, its file, who certifies and when."""

    built: Built
    head: FullName
    day: date

    @property
    def journal(self) -> JournalContext:
        """Return the journal's own context."""
        context: JournalContext = self.built.context
        return context

    @property
    def letterhead(self) -> Letterhead:
        """Return the institution's letterhead."""
        return self.journal.letterhead

    def paper(self, context: object, title: str) -> Built:
        """Return a paper of this journal for the register."""
        return Built(
            context=context,
            title=title,
            number=self.built.number,
            issued_on=self.day,
            subject=self.built.subject,
            group=self.built.group,
            journal_id=self.built.journal_id,
        )


def certify(binder: Binder, volume: BoundVolume) -> Built:
    """Return the certification sheet of a volume (лист-заверитель)."""
    group, year = binder.journal.group.name, binder.journal.year.name
    context = CertificationSheet(
        letterhead=binder.letterhead,
        file_number=binder.built.number,
        group=group,
        academic_year=year,
        volume=volume.number,
        volumes=volume.count,
        sheets=volume.sheets,
        first_sheet=1,
        last_sheet=volume.sheets,
        pages=volume.pages,
        lettered="",
        missing="",
        inventory_sheets=0,
        features=tuple(
            SheetFeature(title=title, sheets=fold_numbers(numbers))
            for title, numbers in (
                ("Листы с исправлениями отметок", volume.corrected),
                (
                    "Листы со страницами без записей («Страница не заполняется»)",
                    volume.blank,
                ),
            )
            if numbers
        ),
        signer=sign(HEAD, binder.head, binder.day),
        certified_on=binder.day,
        pdf_sha256=volume.pdf_sha256,
        volume_imprint=volume.imprint,
        imprint=BLANK_IMPRINT,
    )
    return binder.paper(
        context, f"Лист-заверитель журнала группы {group}, том {volume.number}"
    )


def label(binder: Binder, volumes: Sequence[BoundVolume]) -> Built:
    """Return the labels over the knots, one a volume (заверительная надпись)."""
    group, year = binder.journal.group.name, binder.journal.year.name
    labels = tuple(
        BindingLabel(
            caption=f"{group}, {year}, том {one.number} из {one.count}",
            sheets=one.sheets,
            signer_role=HEAD,
            signer_name=initials(binder.head),
            signed_on=binder.day,
        )
        for one in volumes
    )
    context = BindingLabels(
        academic_year=year, sheets_of_labels=arrange(labels), imprint=BLANK_IMPRINT
    )
    return binder.paper(context, f"Заверительные надписи журнала группы {group}")


def cover(binder: Binder, volume: BoundVolume) -> Built:
    """Return the archival cover of a volume (обложка дела)."""
    journal = binder.journal
    group = journal.group
    programme = f" ({group.programme})" if group.programme else ""
    context = FileCover(
        letterhead=binder.letterhead,
        archive_name="",
        department=DEPARTMENT,
        file_number=binder.built.number,
        volume=volume.number,
        volumes=volume.count,
        title=f"Журнал учебных занятий группы {group.name}{programme} "
        f"за {journal.year.name} учебный год",
        started_on=journal.year.started_on,
        finished_on=journal.year.ended_on,
        sheets=volume.sheets,
        retention=journal.file.retention,
        archive_code=ArchiveCode(),
        imprint=BLANK_IMPRINT,
    )
    return binder.paper(
        context, f"Обложка журнала группы {group.name}, том {volume.number}"
    )
