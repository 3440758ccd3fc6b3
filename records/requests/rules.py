"""What may be asked, decided and carried out, and when: pure functions (REG 4.1.1)."""

from collections.abc import Iterator
from datetime import date, datetime

from records.kernel.finding import Finding
from records.lessons.rules import check_year, declare, remark
from records.lessons.values import Place
from records.marks.rules.texts import WORKS, cell_text
from records.marks.values import NotAttested, Work
from records.requests.values import (
    CAUSE,
    DUE,
    FORM,
    ORDER_DATE,
    ORDER_NO,
    RESULT,
    LessonCell,
    PlaceFact,
    RequestState,
    Values,
)
from records.sheets.rules.checks import WORDS
from records.sheets.values import Result

NEEDLESS = declare("CHK-4.1.1-request-needless", "заявка здесь не нужна")
SAME = declare("CHK-4.1.1-request-same", "заявка ничего не меняет")
ASKED = declare("CHK-4.1.1-request-asked", "заявка на эту клетку уже подана")
NOBODY = declare("CHK-4.1.1-request-nobody", "заявку подаёт человек, а не программа")
DECIDED = declare("CHK-4.1.1-request-decided", "заявка уже рассмотрена")
OWN = declare("CHK-4.1.1-request-own", "свою заявку разрешает другой")
WORDLESS = declare("CHK-4.1.1-request-wordless", "отказ без объяснения")
SHUT = declare("CHK-4.1.1-request-shut", "исправление по заявке не открыто")

KNOWN = (NEEDLESS, SAME, ASKED, NOBODY, DECIDED, OWN, WORDLESS, SHUT)
"""Every check of this area."""


def check_asking(
    place: PlaceFact, wanted: Values, *, person_id: int | None, live: bool
) -> Iterator[Finding]:
    """Refuse a request where the record is open, or that changes nothing."""
    where = place_of(place)
    closed = tuple(check_year(place.journal_state, where))
    yield from closed
    if person_id is None:
        yield remark(where, NOBODY, advice="войдите под своим логином")
    if not place.shut and not closed:
        advice = "исправьте в самом журнале или ведомости: период ещё не закрыт"
        yield remark(where, NEEDLESS, advice=advice)
    if same_values(place.stands, wanted):
        now = describe(place.stands) or "пусто"
        message = f"заявка ничего не меняет: и сейчас «{now}»"
        yield remark(where, SAME, message, advice="напишите, что должно стоять")
    if live:
        advice = "дождитесь решения или внесите исправление по разрешённой заявке"
        yield remark(where, ASKED, advice=advice)


def check_decision(
    state: RequestState, place: Place, *, asked_by: int, actor_id: int | None
) -> Iterator[Finding]:
    """Refuse deciding twice, or deciding one's own request."""
    if state is not RequestState.ASKED:
        yield remark(place, DECIDED, advice="обновите страницу: решение уже принято")
    if asked_by == actor_id:
        yield remark(place, OWN, advice="решение принимает другой заместитель")


def check_refusal(words: str, place: Place) -> Iterator[Finding]:
    """Refuse a refusal that says nothing to the person who asked."""
    if not any(char.isalnum() for char in words):
        advice = "напишите, почему запись остаётся как есть"
        yield remark(place, WORDLESS, advice=advice)


def check_use(
    state: RequestState, place: Place, *, asked_by: int, actor_id: int | None
) -> Iterator[Finding]:
    """Refuse everybody but the one who asked, a second time, and after the term."""
    messages = {
        RequestState.ASKED: "заявка ещё не рассмотрена",
        RequestState.REFUSED: "в исправлении отказано",
        RequestState.DONE: "исправление по заявке уже внесено",
        RequestState.EXPIRED: "срок исправления по заявке вышел",
    }
    if state in messages:
        advice = "подайте новую заявку, если исправление всё ещё нужно"
        yield remark(place, SHUT, messages[state], advice=advice)
    elif asked_by != actor_id:
        message = "исправление вносит тот, кто подал заявку"
        yield remark(place, SHUT, message, advice="подайте заявку от себя")


def compute_state(
    state: str, closes_at: datetime | None, *, now: datetime
) -> RequestState:
    """Return the state as it is now: an approved request lives until its term."""
    kept = RequestState(state)
    if kept is RequestState.APPROVED and closes_at is not None and now >= closes_at:
        return RequestState.EXPIRED
    return kept


def describe(values: Values) -> str:
    """Return what a place holds as people read it: «4», «н/4», «зачтено», empty."""
    if RESULT in values:
        result = Result(values[RESULT])
        return WORDS.get(result, str(result))
    return cell_text(values)


def same_values(one: Values, other: Values) -> bool:
    """Tell whether two places hold the same; an empty work is as good as none."""
    return drop_empty(one) == drop_empty(other)


def drop_empty(values: Values) -> dict[str, str]:
    """Leave the works that hold nothing out."""
    return {str(work): value for work, value in values.items() if value}


def read_terms(wanted: Values) -> NotAttested | None:
    """Return the terms a wanted «н/а» brings (REG 4.2.3)."""
    if not wanted.get(DUE):
        return None
    ordered = wanted.get(ORDER_DATE)
    return NotAttested(
        cause=wanted.get(CAUSE, ""),
        form=wanted.get(FORM, ""),
        due=date.fromisoformat(wanted[DUE]),
        order_no=wanted.get(ORDER_NO, ""),
        order_date=date.fromisoformat(ordered) if ordered else None,
    )


def list_steps(cell: LessonCell, was: Values, wanted: Values) -> list[tuple[Work, str]]:
    """Return the works to be changed in an order no rule stumbles over.

    What goes is taken away first, from the made-up mark back to the absence.
    """
    works = [Work(one) for one in WORKS[cell.column]]
    changed = [one for one in works if was.get(one, "") != wanted.get(one, "")]
    gone = [(work, "") for work in reversed(changed) if not wanted.get(work)]
    return gone + [(work, wanted[work]) for work in changed if wanted.get(work)]


def place_of(place: PlaceFact) -> Place:
    """Return where a remark about a request points."""
    return Place(
        words=f"{place.words}, {place.learner}",
        group=place.group_code,
        discipline=place.title,
    )
