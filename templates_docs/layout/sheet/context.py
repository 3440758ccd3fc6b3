"""Fields shared by the grade sheets (ведомости, п. 4.2.5)."""

from dataclasses import dataclass
from datetime import date, time

from records.sheets.values import Result
from templates_docs.document import Letterhead, Signature
from templates_docs.formatting.titles import agreed

NO_MARK = "–"
_WORDS = {
    Result.FIVE: ("5", "отлично"),
    Result.FOUR: ("4", "хорошо"),
    Result.THREE: ("3", "удовлетворительно"),
    Result.TWO: ("2", "неудовлетворительно"),
    Result.PASSED: ("", "зачтено"),
    Result.FAILED: ("", "не зачтено"),
    Result.EMPTY: ("", ""),
}
_SHORT = {Result.THREE: "удовл.", Result.TWO: "неуд."}
_IN_SUMMARY = {
    Result.PASSED: "зач.",
    Result.FAILED: "не зач.",
    Result.ABSENT: "н/а",
    Result.NOT_ADMITTED: "н/а",
}
_REASONS = {Result.ABSENT: "явился", Result.NOT_ADMITTED: "допущен"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """What a sheet is of: institution, number, group, discipline, day.

    The captions of programme, discipline and examiner differ by type of sheet;
    a programme without semesters or years of study leaves them None.
    """

    letterhead: Letterhead
    title: str
    number: str
    academic_year: str
    semester: int | None
    course: int | None
    group: str
    study_form: str
    programme: str
    discipline: str
    hours: int
    examiners: tuple[str, ...]
    control_form: str
    held_on: date | None
    starts: time | None = None
    ends: time | None = None
    room: str = ""
    programme_caption: str = "Специальность"
    discipline_caption: str = "Дисциплина"
    examiner_caption: str = "Экзаменатор"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result as a line of a sheet shows it: figure, words, whether it is one."""

    figure: str
    words: str
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A learner's line of a sheet (строка ведомости)."""

    number: int
    name: str
    record_book: str
    outcome: Outcome
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFoot:
    """What stands below the lines: who is left out, who signs, where it is kept."""

    left_out: int
    na_in_denominator: bool
    signatures: tuple[Signature, ...]
    file_index: str
    retention: str


def describe_result(result: Result, gender: str, *, short: bool = False) -> Outcome:
    """Return how a result is written: figure and words (цифрой и прописью).

    Narrow columns take the short words the forms allow: «удовл.», «неуд.».
    """
    if result in _REASONS:
        words = f"не {agreed(_REASONS[result], gender[:1])}"
        return Outcome(figure=NO_MARK, words=words, given=False)
    figure, words = _WORDS[result]
    if short:
        words = _SHORT.get(result, words)
    return Outcome(figure=figure, words=words, given=result is not Result.EMPTY)


def short_result(result: Result) -> str:
    """Return how a summary sheet shows a result: «5», «зач.», «н/а»."""
    return _IN_SUMMARY.get(result, result.value)
