"""A filled cover of a file; everything is invented."""

from datetime import date, datetime, timedelta, timezone

from templates_docs.document import Imprint, Letterhead
from templates_docs.documents.file_cover.context import ArchiveCode, FileCover

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


def sample() -> FileCover:
    """Return the cover of a journal of one volume."""
    return FileCover(
        letterhead=LETTERHEAD,
        archive_name="",
        department="Учебный отдел",
        file_number="05-03/17",
        volume=1,
        volumes=1,
        title="Журнал учебных занятий группы ЮР-21 (специальность 40.02.01 Право "
        "и организация социального обеспечения) за 2026/2027 учебный год",
        started_on=date(2026, 9, 1),
        finished_on=date(2027, 6, 30),
        sheets=68,
        retention="до выпуска группы, далее 5 лет, п. 05-03 номенклатуры дел",
        archive_code=ArchiveCode(),
        imprint=Imprint(
            code="OB17-2F9M",
            digest="5e91c07d3a84b26f10e2d3c4b5a69788f9e0d1c2b3a4958677685940312233a4",
            made_at=datetime(2027, 6, 30, 14, 5, tzinfo=timezone(timedelta(hours=7))),
        ),
    )
