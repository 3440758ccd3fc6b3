"""A filled certification sheet; the institution's people are invented."""

from datetime import date, datetime, timedelta, timezone

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.certification_sheet.context import (
    CertificationSheet,
    SheetFeature,
    fold_numbers,
)

LETTERHEAD = Letterhead(
    name_lines=(
        "НЕГОСУДАРСТВЕННОЕ ОБРАЗОВАТЕЛЬНОЕ ЧАСТНОЕ УЧРЕЖДЕНИЕ",
        "ДОПОЛНИТЕЛЬНОГО ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ",
        "«СИБИРСКИЙ МЕЖРЕГИОНАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ ЦЕНТР»",
        "(НОЧУ ДПО «СМОЦ»)",
    ),
    full_name="Негосударственное образовательное частное учреждение дополнительного "
    "профессионального образования «Сибирский межрегиональный образовательный центр»",
    short_name="НОЧУ ДПО «СМОЦ»",
    city="Томск",
    site="https://centr-smoc.upft.ru",
)
TOMSK = timezone(timedelta(hours=7))
MADE_AT = datetime(2027, 6, 30, 14, 5, tzinfo=TOMSK)
PDF_SHA256 = "3fa941d70c5e88b29e14f6a02d73b1c857e096af4b3de1f270c68a95d40b17c2"


def sample() -> CertificationSheet:
    """Return the sheet of a volume of 68 leaves."""
    return CertificationSheet(
        letterhead=LETTERHEAD,
        file_number="05-03/17",
        group="ЮР-21",
        academic_year="2026/2027",
        volume=1,
        volumes=1,
        sheets=68,
        first_sheet=1,
        last_sheet=68,
        pages=136,
        lettered="",
        missing="",
        inventory_sheets=0,
        features=(
            SheetFeature(
                title="Листы с исправлениями отметок",
                sheets=fold_numbers((15, 19, 22, 31)),
            ),
            SheetFeature(
                title="Листы, не содержащие записей («Страница не заполняется»)",
                sheets=fold_numbers((3, 68)),
            ),
        ),
        signer=Signature(role="Начальник учебного отдела", name="Н.Ю. Соколова"),
        certified_on=date(2027, 6, 30),
        pdf_sha256=PDF_SHA256,
        volume_imprint=Imprint(
            code="7K2M-9QTB-41XD", digest=PDF_SHA256, made_at=MADE_AT
        ),
        imprint=Imprint(
            code="LZ17-4C8Q",
            digest="b7d0a1e2c93f48576a0f1be2d4c85937f60a2b1c3d4e5f60718293a4b5c6d7e8",
            made_at=MADE_AT,
        ),
    )
