"""Filled labels: seven journals of a year in nine volumes."""

from datetime import date, datetime, timedelta, timezone

from templates_docs.document import Imprint
from templates_docs.documents.binding_label.context import (
    BindingLabel,
    BindingLabels,
    arrange,
)

VOLUMES = (
    ("ЮР-21", "05-03/17", 1, 1, 68),
    ("ИСП-22-2", "05-03/18", 1, 2, 186),
    ("ИСП-22-2", "05-03/18", 2, 2, 142),
    ("ИСП-22-11", "05-03/19", 1, 2, 180),
    ("ИСП-22-11", "05-03/19", 2, 2, 139),
    ("ПСО-24-1", "05-03/20", 1, 1, 112),
    ("ЭБ-23", "05-03/21", 1, 1, 118),
    ("БУ-25з", "05-03/22", 1, 1, 84),
    ("Б-301", "05-03/23", 1, 1, 95),
)


def sample() -> BindingLabels:
    """Return a sheet of eight labels and the ninth on a sheet of its own."""
    return BindingLabels(
        academic_year="2026/2027",
        sheets_of_labels=arrange(
            tuple(
                BindingLabel(
                    caption=f"{group}, дело {index}, том {volume} из {volumes}",
                    sheets=sheets,
                    signer_role="Начальник учебного отдела",
                    signer_name="Н.Ю. Соколова",
                    signed_on=date(2027, 6, 30),
                )
                for group, index, volume, volumes, sheets in VOLUMES
            )
        ),
        imprint=Imprint(
            code="NK27-8W3T",
            digest="0c41f5e2a7b3984d6051e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7",
            made_at=datetime(2027, 6, 30, 14, 20, tzinfo=timezone(timedelta(hours=7))),
        ),
    )
