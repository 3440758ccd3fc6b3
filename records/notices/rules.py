"""What may hang on the board and who sees it (REG 5.3): pure functions."""

from collections.abc import Iterable, Iterator
from datetime import date

from records.access.roles import STAFF_ROLES, Role
from records.kernel.finding import Finding
from records.notices.values import NoticeDraft, Section

CLAUSE = "5.3"
LONGEST_TITLE = 200
LONGEST_TEXT = 8000


def may_see(section: Section, roles: Iterable[Role]) -> bool:
    """Tell whether the section is open: «Преподавательская» to the staff alone."""
    return section is Section.GENERAL or any(one in STAFF_ROLES for one in roles)


def check_draft(draft: NoticeDraft, today: date) -> Iterator[Finding]:
    """Check everything of a notice before it is hung out."""
    long_title, long_text = f"до {LONGEST_TITLE} знаков", f"до {LONGEST_TEXT} знаков"
    asked = bool(draft.audience or draft.readers)
    faults = (
        (
            not draft.title,
            "CHK-5.3-notice-title",
            "у объявления нет заголовка",
            "напишите его",
        ),
        (
            len(draft.title) > LONGEST_TITLE,
            "CHK-5.3-notice-title-long",
            "заголовок слишком длинный",
            long_title,
        ),
        (
            not draft.text,
            "CHK-5.3-notice-text",
            "у объявления нет текста",
            "напишите его",
        ),
        (
            len(draft.text) > LONGEST_TEXT,
            "CHK-5.3-notice-text-long",
            "текст слишком длинный",
            long_text,
        ),
        (
            draft.acknowledge_until is not None and draft.acknowledge_until < today,
            "CHK-5.3-notice-term",
            "срок ознакомления уже прошёл",
            "назначьте день не раньше сегодняшнего",
        ),
        (
            draft.acknowledge_until is not None and not asked,
            "CHK-5.3-notice-audience",
            "не указано, кто должен ознакомиться",
            "выберите хотя бы одну роль",
        ),
        (
            draft.section is Section.STAFF
            and any(one not in STAFF_ROLES for one in draft.audience),
            "CHK-5.3-notice-section",
            "раздел «Преподавательская» видят только работники",
            "повесьте объявление в раздел «Общая»",
        ),
    )
    for broken, code, message, advice in faults:
        if broken:
            yield _notice_finding(code, message, advice)


def check_published(*, signed: bool, hangs: bool) -> Iterator[Finding]:
    """Refuse the notice of an order that is not signed, or hangs already."""
    if not signed:
        yield _notice_finding(
            "CHK-5.3-notice-order-draft",
            "приказ ещё не подписан",
            "подпишите его: на доску идёт подписанный приказ",
        )
    if hangs:
        yield _notice_finding(
            "CHK-5.3-notice-order-twice",
            "приказ уже на доске объявлений",
            "откройте объявление на доске",
        )


def check_signature(*, asked: bool, withdrawn: bool) -> Iterator[Finding]:
    """Refuse to sign what is withdrawn, or what one is not asked to sign."""
    if withdrawn:
        yield _notice_finding(
            "CHK-5.3-notice-withdrawn", "объявление снято с доски", "подпись не нужна"
        )
    elif not asked:
        yield _notice_finding(
            "CHK-5.3-notice-not-asked",
            "вас не просят подтвердить ознакомление",
            "прочитать объявление достаточно",
        )


def check_withdrawal(why: str, *, withdrawn: bool) -> Iterator[Finding]:
    """Refuse to take off twice, or without saying why."""
    if withdrawn:
        yield _notice_finding(
            "CHK-5.3-notice-withdrawn",
            "объявление уже снято с доски",
            "обновите страницу",
        )
    elif not any(char.isalpha() for char in why):
        yield _notice_finding(
            "CHK-5.3-notice-withdrawal",
            "не указано, почему объявление снято",
            "напишите причину",
        )


def _notice_finding(code: str, message: str, advice: str) -> Finding:
    return Finding(code=code, clause=CLAUSE, message=message, advice=advice)
