"""When a curator may say why a learner was absent (REG 3.12.2)."""

from collections.abc import Iterator

from records.kernel.finding import Finding
from records.lessons.rules import declare, remark
from records.lessons.values import LessonSetting, Place
from records.marks.rules.cells import CAUSE, EXCUSED
from records.marks.values import CAUSES, Standing

CURATOR = declare("CHK-3.12.2-curator", "причину пропуска вносит куратор группы")
ABSENCE = declare("CHK-3.12.2-absence", "пропуска здесь не отмечено")
EVIDENCE = declare("CHK-3.12.2-document", "уважительная причина без документа")

KNOWN = (CURATOR, ABSENCE, EVIDENCE)


def check_curator(
    group_codes: frozenset[str], setting: LessonSetting
) -> Iterator[Finding]:
    """Refuse everybody but the curator of the group (куратор группы)."""
    if setting.group_code not in group_codes:
        advice = "обратитесь к куратору группы или в учебный отдел"
        yield remark(setting.place, CURATOR, advice=advice)


def check_absent(standing: Standing | None, place: Place) -> Iterator[Finding]:
    """Refuse the cause of an absence that is not there."""
    if standing is None or not standing.value:
        advice = "«н» ставит преподаватель, который ведёт занятие"
        yield remark(place, ABSENCE, advice=advice)


def check_excuse(cause: str, document: str, place: Place) -> Iterator[Finding]:
    """Refuse an unknown cause, and an excuse that names no document."""
    if cause not in CAUSES:
        listed = ", ".join(name for code, name in CAUSES.items() if code)
        yield remark(place, CAUSE, f"нет причины «{cause}»", advice=f"можно: {listed}")
    elif cause in EXCUSED and not any(char.isdigit() for char in document):
        advice = "укажите номер и дату справки или заявления"
        yield remark(place, EVIDENCE, advice=advice)
