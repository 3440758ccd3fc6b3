"""The form of an excuse: which absences, why, by which document."""

from dataclasses import dataclass

from records.marks.values import CAUSES, Missed
from web.site.forms import Form
from web.site.numbers import LARGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """The cause and the document of some absences of one learner."""

    missed: tuple[Missed, ...]
    cause: str
    document: str


def read_excuse(form: Form) -> Excuse | None:
    """Read an excuse; what is wrong is said beside the field."""
    person = form.whole("person", "Обучающийся", required=True, most=LARGEST)
    cause = form.choice("cause", "Причина", tuple(CAUSES), required=False)
    document = form.text("document", "Документ", limit=200)
    missed = tuple(_missed(one, person or 0) for one in form.many("absence"))
    if not missed:
        form.refuse("absence", "Отметьте хотя бы одно занятие.")
    if None in missed:
        form.refuse("absence", "Обновите страницу: список занятий изменился.")
    if form.errors:
        return None
    return Excuse(
        missed=tuple(one for one in missed if one is not None),
        cause=cause,
        document=document,
    )


def _missed(given: str, person_id: int) -> Missed | None:
    """Read «12:1»: the lesson and the version seen."""
    lesson, _, seen = given.partition(":")
    if not all(
        one.isascii() and one.isdigit() and len(one) < 10 for one in (lesson, seen)
    ):
        return None
    return Missed(lesson_id=int(lesson), person_id=person_id, seen=int(seen))
