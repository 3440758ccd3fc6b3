"""A filled act with its inventory: seven journals, nine volumes, 1 124 sheets."""

from datetime import date, datetime, timedelta, timezone

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.handover_act.context import (
    HandedVolume,
    HandoverAct,
    Inventory,
    InventoryItem,
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
HANDED_ON = date(2027, 6, 30)
STARTED_ON = date(2026, 9, 1)
LAW = "40.02.01 Право и организация социального обеспечения"
SOFTWARE = "09.02.07 Информационные системы и программирование"
ACCOUNTING = "38.02.01 Экономика и бухгалтерский учёт (по отраслям)"

# group, programme, course, index, volume, of, sheets, digest of the PDF, kept until
VOLUMES = (
    ("ЮР-21", LAW, 2, "05-03/17", 1, 1, 68, "3fa9", "c2", date(2028, 6, 1)),
    ("ИСП-22-2", SOFTWARE, 3, "05-03/18", 1, 2, 186, "a814", "5b", date(2028, 6, 1)),
    ("ИСП-22-2", SOFTWARE, 3, "05-03/18", 2, 2, 142, "07de", "93", date(2028, 6, 1)),
    ("ИСП-22-11", SOFTWARE, 3, "05-03/19", 1, 2, 180, "c05f", "e8", date(2028, 6, 1)),
    ("ИСП-22-11", SOFTWARE, 3, "05-03/19", 2, 2, 139, "61b7", "04", date(2028, 6, 1)),
    ("ПСО-24-1", LAW, 1, "05-03/20", 1, 1, 112, "e92c", "7f", date(2029, 6, 1)),
    ("ЭБ-23", ACCOUNTING, 2, "05-03/21", 1, 1, 118, "4d30", "ab", date(2028, 6, 1)),
    ("БУ-25з", ACCOUNTING, 1, "05-03/22", 1, 1, 84, "f1e6", "20", date(2029, 6, 1)),
    ("Б-301", ACCOUNTING, 3, "05-03/23", 1, 1, 95, "982a", "d6", date(2027, 7, 1)),
)


def sample() -> HandoverAct:
    """Return the act of a year; its inventory is printed on one sheet."""
    return HandoverAct(
        letterhead=LETTERHEAD,
        number="3",
        act_date=HANDED_ON,
        academic_year="2026/2027",
        file_index="05-09",
        approver=Signature(role="Директор", name="Д.Н. Белов", signed_on=HANDED_ON),
        giver=Signature(
            role="Начальник учебного отдела", name="Н.Ю. Соколова", signed_on=HANDED_ON
        ),
        giver_in_text="администратор контента электронного журнала — начальник "
        "учебного отдела Соколова Н.Ю.",
        receiver=Signature(
            role="Заведующий учебным отделением",
            name="П.Р. Зайцев",
            signed_on=HANDED_ON,
        ),
        receiver_in_text="заведующий учебным отделением Зайцев П.Р.",
        volumes=tuple(
            HandedVolume(
                number=number,
                file_index=index,
                title=f"{group}, {programme}, {course} курс",
                academic_year="2026/2027",
                volume=volume,
                sheets=sheets,
                copies=1,
                sha256=_digest(head, tail),
                keep_until=keep_until,
                note="",
            )
            for number, (
                group,
                programme,
                course,
                index,
                volume,
                _,
                sheets,
                head,
                tail,
                keep_until,
            ) in enumerate(VOLUMES, start=1)
        ),
        total_journals=7,
        total_volumes=9,
        total_sheets=1124,
        total_copies=9,
        medium="внешний диск, учётный № 14",
        remarks="",
        inventory=_inventory(),
        inventory_sheets=1,
        imprint=Imprint(
            code="AC03-2BNX",
            digest="5ce2907b41d86f3a0e2d3c4b5a69788f9e0d1c2b3a495867768594031223341a",
            made_at=datetime(2027, 6, 30, 15, 40, tzinfo=timezone(timedelta(hours=7))),
        ),
    )


def _inventory() -> Inventory:
    return Inventory(
        number="1",
        department="Учебный отдел",
        year=2027,
        approver=Signature(
            role="Начальник учебного отдела", name="Н.Ю. Соколова", signed_on=HANDED_ON
        ),
        items=tuple(
            InventoryItem(
                number=number,
                file_index=index,
                title=f"Журнал учебных занятий группы {group} ({programme}) "
                f"за 2026/2027 учебный год, том {volume} из {volumes}",
                started_on=STARTED_ON,
                finished_on=HANDED_ON,
                sheets=sheets,
                retention="до выпуска группы, далее 5 лет, п. 05-03",
                note="",
            )
            for number, (
                group,
                programme,
                _,
                index,
                volume,
                volumes,
                sheets,
                _,
                _,
                _,
            ) in enumerate(VOLUMES, start=1)
        ),
        files=9,
        first_number=1,
        last_number=9,
        lettered="",
        missing="",
        compiler=Signature(
            role="Секретарь учебно-методического отдела",
            name="А.И. Лисина",
            signed_on=HANDED_ON,
        ),
    )


def _digest(head: str, tail: str) -> str:
    return head + "0123456789abcdef" * 3 + "0123456789" + tail
