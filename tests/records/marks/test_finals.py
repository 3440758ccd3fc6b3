"""Finals: entered, corrected, «н/а» made good by an order (REG 4.2.1, 4.2.3)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.curriculum.tables import ClosedMonth, Journal
from records.kernel.actor import Actor
from records.kernel.errors import (
    NotFoundError,
    PeriodClosedError,
    RuleViolationError,
    StaleVersionError,
)
from records.ledger.queries import list_versions
from records.marks.actions import (
    correct_final,
    enter_finals,
    record_lesson,
    settle_not_attested,
)
from records.marks.queries import list_corrections, list_finals
from records.marks.values import (
    Basis,
    FinalCell,
    NotAttested,
    Period,
    Recorded,
    Settlement,
)
from tests.builders import entropy
from tests.records.marks.school import DAY, School, draft, local, make_school, mark

LAST = date(2026, 12, 26)
MADE_UP = date(2027, 1, 26)
TERMS = NotAttested(
    cause="болезнь, справка № 115",
    form="экзамен",
    due=MADE_UP,
    order_no="12-к",
    order_date=date(2026, 12, 21),
)
ORDER = Basis(
    reason="сдача текущего материала",
    document="приказ № 12-к",
    document_date=date(2026, 12, 21),
)


@pytest.fixture
def school(session: Session) -> School:
    school = make_school(session)
    record_lesson(
        session,
        draft(school.slots[0]),
        [mark(person) for person in school.learners[:2]],
        actor=school.teacher,
        now=local(DAY),
        entropy=entropy(),
    )
    return school


def enter(
    school: School,
    *cells: FinalCell,
    day: date = LAST,
    period: Period = Period.FIRST,
    actor: Actor | None = None,
    idem: str | None = None,
) -> Recorded:
    return enter_finals(
        school.session,
        school.course_id,
        period,
        cells,
        actor=actor or school.teacher,
        now=local(day, 18),
        entropy=entropy(),
        idem=idem,
    )


def cell(person_id: int, value: str = "4", **changes: object) -> FinalCell:
    return FinalCell(person_id=person_id, value=value, **changes)  # type: ignore[arg-type]


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def whole(school: School) -> tuple[FinalCell, ...]:
    one, two, three = school.learners
    return cell(one), cell(two, "5"), cell(three, "н/а", not_attested=TERMS)


def test_finals_are_entered_for_the_period(school: School) -> None:
    done = enter(school, *whole(school), idem="form-6")

    assert done == Recorded(entries=3)
    assert enter(school, *whole(school), idem="form-6").repeated
    facts = list_finals(school.session, school.world.journal_id)
    assert [one.value for one in facts] == ["4", "5", "н/а"]
    assert {one.recorded_on for one in facts} == {LAST}
    assert facts[2].not_attested == TERMS
    told = list_versions(
        school.session, f"final/{school.course_id}/{school.learners[2]}/s1"
    )
    payload = told[0].payload or {}
    assert payload["not_attested"] == {
        "cause": "болезнь, справка № 115",
        "form": "экзамен",
        "due": "2027-01-26",
        "order_no": "12-к",
        "order_date": "2026-12-21",
        "result": "",
        "result_date": None,
    }


def test_what_stands_already_is_not_written_again(school: School) -> None:
    enter(school, *whole(school))

    assert enter(school, *whole(school)).entries == 0


def test_on_the_day_a_final_is_changed_freely_later_with_a_basis(
    school: School,
) -> None:
    person = school.learners[0]
    enter(school, cell(person))

    assert enter(school, cell(person, "5", seen=1)).entries == 1
    with pytest.raises(RuleViolationError) as refused:
        enter(school, cell(person, "3"), day=date(2026, 12, 27))

    assert "CHK-4.1.1-correction" in codes(refused)


def test_a_final_after_the_period_is_allowed_and_remarked(school: School) -> None:
    done = enter(school, cell(school.learners[0]), day=date(2026, 12, 27))

    assert [one.code for one in done.findings] == ["CHK-4.2.1-late"]
    assert enter(school, cell(school.learners[1])).findings == ()


@pytest.mark.parametrize(
    ("value", "number", "code"),
    [
        ("осв.", 0, "CHK-4.2.4-exempt"),
        ("зач", 0, "CHK-4.1.8-mark"),
        ("н/а", 0, "CHK-4.2.3-terms"),
        ("4", 2, "CHK-4.2.3-no-marks"),
    ],
)
def test_wrong_finals_are_refused(
    school: School, value: str, number: int, code: str
) -> None:
    with pytest.raises(RuleViolationError) as refused:
        enter(school, cell(school.learners[number], value))

    assert codes(refused) == [code]


def test_a_period_the_course_does_not_have_is_refused(school: School) -> None:
    with pytest.raises(RuleViolationError) as refused:
        enter(school, cell(school.learners[0]), period=Period.SECOND)

    assert codes(refused)[0] == "CHK-4.2.1-period"


def test_a_stranger_puts_no_finals(school: School) -> None:
    stranger = Actor(person_id=school.world.teacher("Шевчук Анна"), role="teacher")

    with pytest.raises(RuleViolationError) as refused:
        enter(school, cell(school.learners[0]), actor=stranger)

    assert codes(refused) == ["CHK-4.1.1-author"]


def test_nobody_out_of_the_roll_gets_a_final(school: School) -> None:
    with pytest.raises(RuleViolationError) as refused:
        enter(school, cell(999))

    assert "CHK-3.9.2-roll" in codes(refused)


def test_an_unknown_course_is_not_found(school: School) -> None:
    with pytest.raises(NotFoundError):
        enter_finals(
            school.session,
            999,
            Period.FIRST,
            [],
            actor=school.teacher,
            now=local(LAST),
            entropy=entropy(),
        )


def test_a_final_somebody_else_has_changed_is_refused(school: School) -> None:
    enter(school, cell(school.learners[0]))

    with pytest.raises(StaleVersionError) as refused:
        enter(school, cell(school.learners[0], "5", seen=0))

    assert "«4»" in refused.value.message


def correct(
    school: School,
    given: FinalCell,
    idem: str | None = None,
    *,
    basis: Basis = ORDER,
    day: date = date(2026, 12, 28),
) -> Recorded:
    return correct_final(
        school.session,
        school.course_id,
        Period.FIRST,
        given,
        basis=basis,
        actor=school.teacher,
        now=local(day),
        entropy=entropy(),
        idem=idem,
    )


def test_a_final_is_corrected_with_a_basis(school: School) -> None:
    person = school.learners[0]
    enter(school, cell(person))

    done = correct(school, cell(person, "5", seen=1), idem="form-7")

    assert done.entries == 2
    assert correct(school, cell(person, "5"), idem="form-7").repeated
    (fact,) = list_finals(school.session, school.world.journal_id)
    assert (fact.value, fact.recorded_on) == ("5", LAST)
    (told,) = list_corrections(school.session, school.world.journal_id)
    assert (told.kind, told.work, told.old, told.new) == ("final", "s1", "4", "5")
    assert told.lesson_id is None


def test_a_final_of_a_closed_month_is_corrected_by_a_request_only(
    school: School,
) -> None:
    person, late = school.learners[:2]
    enter(school, cell(person))
    close_december(school)

    with pytest.raises(PeriodClosedError, match="только по заявке") as refused:
        correct(school, cell(person, "5"))
    assert codes(refused) == ["CHK-3.8.8-month-closed"]
    asked = replace(ORDER, by_request=True)
    assert correct(school, cell(person, "5"), basis=asked).entries == 2
    assert enter(school, cell(late), day=date(2027, 1, 12)).entries == 1


def close_december(school: School) -> None:
    month = LAST.replace(day=1)
    closed = ClosedMonth(
        journal_id=school.world.journal_id, month=month, closed_at=local(LAST)
    )
    school.session.add(closed)
    school.session.flush()


def test_a_correction_of_a_final_to_the_same_is_refused(school: School) -> None:
    enter(school, cell(school.learners[0]))

    with pytest.raises(RuleViolationError) as refused:
        correct(school, cell(school.learners[0]))

    assert "CHK-4.1.1-same" in codes(refused)


def settle(school: School, result: str = "3", idem: str | None = None) -> Recorded:
    return settle_not_attested(
        school.session,
        school.course_id,
        Settlement(
            person_id=school.learners[2],
            period=Period.FIRST,
            result=result,
            result_date=MADE_UP,
        ),
        basis=ORDER,
        actor=school.teacher,
        now=local(MADE_UP, 17),
        entropy=entropy(),
        idem=idem,
    )


def test_a_made_up_final_keeps_the_terms_beside_its_result(school: School) -> None:
    enter(school, *whole(school))

    done = settle(school, idem="form-8")

    assert done.entries == 2
    assert settle(school, idem="form-8").repeated
    fact = list_finals(school.session, school.world.journal_id)[2]
    assert (fact.value, fact.version) == ("3", 2)
    assert fact.not_attested is not None
    assert (fact.not_attested.cause, fact.not_attested.due) == (TERMS.cause, MADE_UP)
    assert (fact.not_attested.result, fact.not_attested.result_date) == ("3", MADE_UP)
    (told,) = list_corrections(school.session, school.world.journal_id)
    assert (told.old, told.new, told.basis) == ("н/а", "3", ORDER)


def test_a_made_up_final_is_corrected_without_current_marks(school: School) -> None:
    enter(school, *whole(school))
    settle(school)

    later = date(2027, 1, 28)
    assert correct(school, cell(school.learners[2], "4"), day=later).entries == 2


def test_only_a_standing_not_attested_is_made_good(school: School) -> None:
    with pytest.raises(RuleViolationError) as refused:
        settle(school)

    assert codes(refused) == ["CHK-4.2.3-nothing"]


def test_a_result_is_a_mark(school: School) -> None:
    enter(school, *whole(school))

    with pytest.raises(RuleViolationError) as refused:
        settle(school, "н/а")

    assert codes(refused) == ["CHK-4.2.3-result"]


def test_a_closed_year_takes_the_result_of_a_make_up_only(school: School) -> None:
    enter(school, *whole(school))
    journal = school.session.get_one(Journal, school.world.journal_id)
    journal.state = "closed"

    with pytest.raises(PeriodClosedError):
        enter(school, cell(school.learners[0], "5"))
    with pytest.raises(PeriodClosedError):
        correct(school, cell(school.learners[0], "5"))

    assert settle(school).entries == 2
