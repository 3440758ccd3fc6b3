"""What an inspection and an order must be like (REG 5.2, 5.3): pure functions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from records.kernel.finding import Finding
from records.orders.values import InspectionDraft, Offer


def check_inspection(draft: InspectionDraft) -> Iterator[Finding]:
    """Refuse dates and counts that contradict each other (REG 5.2)."""
    dated = "проверьте даты проверки"
    counted = "проверьте числа справки"
    faults = (
        (draft.ends < draft.starts, "проверка кончается раньше, чем начата", dated),
        (
            draft.period_to < draft.period_from,
            "проверяемый период кончается раньше, чем начинается",
            dated,
        ),
        (draft.report_date < draft.ends, "справка раньше конца проверки", dated),
        (not draft.groups, "не названо ни одной группы", "назовите группы"),
        (
            not 0 <= draft.courses_in_time <= draft.courses or draft.lessons < 0,
            "страниц без замечаний больше, чем проверенных, или число меньше нуля",
            counted,
        ),
    )
    for broken, message, advice in faults:
        if broken:
            yield Finding(
                code="CHK-5.2-inspection", clause="5.2", message=message, advice=advice
            )
    for place, remark in enumerate(draft.remarks, start=1):
        if not remark.text.strip() or remark.due < draft.starts:
            yield Finding(
                code="CHK-5.2-remark",
                clause="5.2",
                subject=f"Замечание {place}",
                message="нет текста или срок раньше проверки",
                advice="заполните текст и срок",
            )


def check_settling(
    started: date, fixed_on: date, *, standing: int
) -> Iterator[Finding]:
    """Refuse to settle what is settled, or before the inspection (REG 5.2)."""
    if not standing:
        yield Finding(
            code="CHK-5.2-settled",
            clause="5.2",
            message="неустранённых замечаний у проверки нет",
            advice="проверьте номер проверки",
        )
    if fixed_on < started:
        yield Finding(
            code="CHK-5.2-settled-early",
            clause="5.2",
            message="замечания устранены раньше, чем найдены",
            advice="проверьте дату",
        )


def check_editing(state: str, points: Sequence[str]) -> Iterator[Finding]:
    """Refuse to edit what is signed, or to leave an order without points (REG 5.3)."""
    if state != "draft":
        yield Finding(
            code="CHK-5.3-3",
            clause="5.3",
            message="подписанный приказ не правят",
            advice="изменить его можно только новым приказом",
        )
    if not points:
        yield Finding(
            code="CHK-5.3-4",
            clause="5.3",
            message="в проекте не остаётся ни одного пункта",
            advice="напишите, что приказывается",
        )


def group_findings(
    findings: Iterable[Finding], titles: Mapping[str, str]
) -> tuple[Offer, ...]:
    """Gather the findings of a journal by page and check, as remarks are written.

    `titles` are those of the checks; what is about the whole group is no remark on
    a page.
    """
    gathered: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.course_id is not None:
            gathered[found.course_id, found.code].append(found)
    return tuple(
        Offer(
            course_id=course_id,
            group_code=few[0].group,
            discipline=few[0].discipline,
            teacher=few[0].teacher,
            code=code,
            clause=few[0].clause,
            title=titles.get(code, few[0].message),
            places=tuple(map(_place, few)),
            blocking=few[0].blocking,
        )
        for (course_id, code), few in gathered.items()
    )


def _place(found: Finding) -> str:
    place = found.subject.removeprefix(found.discipline).removeprefix(", ")
    return place or found.message


def check_signing(
    state: str, heading: str, body: Mapping[str, object]
) -> Iterator[Finding]:
    """Refuse to sign twice, or without heading, points or readers (REG 5.3)."""
    if state != "draft":
        yield Finding(
            code="CHK-5.3-1",
            clause="5.3",
            message="приказ уже подписан",
            advice="изменить его можно только новым приказом",
        )
        return
    lacking = (
        (
            body.get("points"),
            "CHK-5.3-2",
            "в приказе нет ни одного пункта",
            "заполните распорядительную часть",
        ),
        (
            body.get("readers"),
            "CHK-5.3-5",
            "не названы те, кто ознакомится с приказом",
            "составьте проект заново: по проверке он называет ознакомляемых",
        ),
        (heading.strip(), "CHK-5.3-6", "у приказа нет заголовка", "впишите заголовок"),
    )
    for there, code, message, advice in lacking:
        if not there:
            yield Finding(code=code, clause="5.3", message=message, advice=advice)
