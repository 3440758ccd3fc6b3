"""Sheets read from the record and printed: what was entered is what stands there."""

from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions as curriculum
from records.curriculum.drafts import CourseWorkDraft, Move, PlacementDraft
from records.curriculum.tables import Journal
from records.curriculum.values import DisciplineKind
from records.kernel.actor import SYSTEM
from records.kernel.errors import InputRefusedError, NotFoundError
from records.people.actions import set_card, set_staff
from records.people.values import Card, NewStaff
from records.sheets.actions import advance_sheet, open_retake
from records.sheets.queries import get_sheet
from records.sheets.values import Result, SheetCode
from templates_docs.document import Built, DocumentType
from templates_docs.documents import (
    coursework_sheet,
    credit_sheet,
    exam_sheet,
    graded_credit_sheet,
    individual_sheet,
    practice_sheet,
    summary_sheet,
)
from templates_docs.rendering.twins import compare
from tests.builders import ORDER, entropy
from tests.records.sheets.office import NOW, Office, make_office

SIGNERS = (
    ("Соколова Наталья Юрьевна", Role.CONTENT_ADMIN, "начальник учебного отдела"),
    ("Кузнецова Мария Сергеевна", Role.DEPUTY, "заместитель директора"),
    ("Белов Игорь Олегович", Role.DIRECTOR, "директор"),
)


@pytest.fixture
def office(session: Session) -> Office:
    made = make_office(session)
    for words, role, post in SIGNERS:
        new = NewStaff(post=post, roles=frozenset({role}))
        set_staff(session, made.world.person(words), new, actor=SYSTEM)
    card = Card(record_book="ЮР-25-007")
    set_card(session, made.learners[0], card, actor=SYSTEM)
    return made


def read(office: Office, sheet: DocumentType, sheet_id: int) -> Built:
    number = get_sheet(office.session, sheet_id).number
    return sheet.build(office.session, number)


def close(office: Office, sheet_id: int, *results: Result) -> None:
    office.fill(sheet_id, *results)
    advance_sheet(
        office.session, sheet_id, actor=office.teacher, now=NOW, entropy=entropy()
    )


def prints_alike(sheet: DocumentType, built: Built) -> bool:
    context = built.context
    return compare(sheet.render_pdf(context), sheet.render_docx(context)) == ()


def test_an_exam_is_read_with_head_lines_totals_and_signers(office: Office) -> None:
    sheet_id = office.open(room="214", starts=540, ends=760)
    close(office, sheet_id, Result.FIVE, Result.THREE, Result.ABSENT)

    built = read(office, exam_sheet.DOCUMENT, sheet_id)

    sheet = built.context
    assert (built.number, built.group, built.journal_id) == (
        sheet.head.number,
        "ЮР-21",
        office.world.journal_id,
    )
    assert built.issued_on == date(2026, 12, 18)
    assert sheet.head.title == "ЭКЗАМЕНАЦИОННАЯ ВЕДОМОСТЬ"
    assert sheet.head.discipline == "ОП.01 Теория государства и права"
    assert (sheet.head.semester, sheet.head.hours, sheet.head.room) == (1, 36, "214")
    assert (sheet.head.starts, sheet.head.ends) == (time(9), time(12, 40))
    assert sheet.head.examiners == ("Журавлёва Инна Сергеевна",)
    assert [
        (line.number, line.name, line.record_book, line.outcome.words)
        for line in sheet.lines
    ] == [
        (1, "Абрамова Дарья Олеговна", "ЮР-25-007", "отлично"),
        (2, "Волков Олег Львович", "", "удовлетворительно"),
        (3, "Ёлкин Лев Юрьевич", "", "не явился"),
    ]
    assert (sheet.totals.attended, str(sheet.totals.progress)) == (2, "66.7")
    assert [one.name for one in sheet.foot.signatures] == [
        "И.С.\u00a0Журавлёва",
        "Н.Ю.\u00a0Соколова",
    ]
    assert sheet.foot.signatures[0].signed_on == date(2026, 12, 18)
    assert prints_alike(exam_sheet.DOCUMENT, built)


def test_a_sheet_that_is_not_closed_has_no_day_of_signature(office: Office) -> None:
    built = read(office, exam_sheet.DOCUMENT, office.open())

    assert built.context.foot.signatures[0].signed_on is None
    assert built.issued_on == date(2026, 12, 18)


def test_a_title_given_at_opening_is_printed(office: Office) -> None:
    sheet_id = office.open(title="ведомость экзамена по модулю")

    built = read(office, exam_sheet.DOCUMENT, sheet_id)

    assert built.context.head.title == "ВЕДОМОСТЬ ЭКЗАМЕНА ПО МОДУЛЮ"


def test_a_credit_is_read_as_passed_or_not(office: Office) -> None:
    sheet_id = office.open(code=SheetCode.CREDIT, form="")
    close(office, sheet_id, Result.PASSED, Result.FAILED, Result.NOT_ADMITTED)

    built = read(office, credit_sheet.DOCUMENT, sheet_id)

    sheet = built.context
    assert [line.outcome.words for line in sheet.lines] == [
        "зачтено",
        "не зачтено",
        "не допущен",
    ]
    assert (sheet.head.control_form, str(sheet.totals.progress)) == ("зачёт", "33.3")
    assert prints_alike(credit_sheet.DOCUMENT, built)


def test_a_graded_credit_has_no_tickets(office: Office) -> None:
    sheet_id = office.open(code=SheetCode.GRADED_CREDIT)

    built = read(office, graded_credit_sheet.DOCUMENT, sheet_id)

    assert {line.ticket for line in built.context.lines} == {""}
    assert prints_alike(graded_credit_sheet.DOCUMENT, built)


def test_a_practice_shows_base_period_and_papers(office: Office) -> None:
    course_id = office.world.course(
        "ПП.01",
        teacher_id=office.teacher_id,
        kind=DisciplineKind.WORK_PRACTICE,
        name="Производственная практика",
        control="ДЗ",
    )
    placed = PlacementDraft(
        person_id=office.learners[0],
        organisation="ООО «Право»",
        order=ORDER,
        starts=date(2026, 11, 9),
        ends=date(2026, 12, 5),
        report_date=date(2026, 12, 7),
    )
    curriculum.place_practice(office.session, course_id, [placed], actor=SYSTEM)
    sheet_id = office.open(course_id=course_id, code=SheetCode.PRACTICE)

    built = read(office, practice_sheet.DOCUMENT, sheet_id)

    first, second, _ = built.context.lines
    assert built.context.head.title == "ВЕДОМОСТЬ ПО ПРОИЗВОДСТВЕННОЙ ПРАКТИКЕ"
    assert built.context.head.discipline_caption == "Практика"
    assert (first.base, first.papers) == ("ООО «Право»", "сданы")
    assert first.period == (date(2026, 11, 9), date(2026, 12, 5))
    assert (second.base, second.period, second.papers) == ("", None, "")
    assert prints_alike(practice_sheet.DOCUMENT, built)


def test_a_course_work_shows_topic_and_day_of_defence(office: Office) -> None:
    work = CourseWorkDraft(
        person_id=office.learners[1],
        topic="Функции права",
        issued=date(2026, 10, 1),
        submitted=date(2026, 12, 10),
        defended=date(2026, 12, 18),
    )
    curriculum.assign_course_works(
        office.session, office.course_id, [work], actor=SYSTEM
    )
    sheet_id = office.open(code=SheetCode.COURSEWORK, form="защита курсового проекта")

    built = read(office, coursework_sheet.DOCUMENT, sheet_id)

    first, second, _ = built.context.lines
    assert built.context.head.title == "ВЕДОМОСТЬ ЗАЩИТЫ КУРСОВОГО ПРОЕКТА"
    assert (first.topic, first.defended_on) == ("", None)
    assert (second.topic, second.defended_on) == ("Функции права", date(2026, 12, 18))
    assert prints_alike(coursework_sheet.DOCUMENT, built)


def retake(office: Office, first: int, **changes: object) -> int:
    usual: dict[str, object] = {
        "code": SheetCode.INDIVIDUAL,
        "held_on": date(2027, 1, 26),
        "basis": "академическая задолженность",
        "valid_until": date(2027, 2, 26),
    }
    return open_retake(
        office.session,
        first,
        office.draft(**(usual | changes)),
        learner_id=office.learners[0],
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )


def test_a_direction_names_its_learner_its_basis_and_its_term(office: Office) -> None:
    first = office.open()
    close(office, first, Result.TWO, Result.FIVE, Result.FIVE)

    built = read(office, individual_sheet.DOCUMENT, retake(office, first))

    (slip,) = built.context.slips
    assert built.context.title == "НАПРАВЛЕНИЕ НА ПЕРЕСДАЧУ ЭКЗАМЕНА"
    assert slip.learner == "Абрамова Дарья Олеговна"
    assert (slip.basis, slip.attempt) == ("академическая задолженность", "первая")
    assert (slip.valid_until, slip.deputy) == (
        date(2027, 2, 26),
        "М.С.\u00a0Кузнецова",
    )
    assert (slip.taken_on, slip.outcome.words) == (None, "")
    assert prints_alike(individual_sheet.DOCUMENT, built)


def test_a_summary_takes_the_re_taken_result(office: Office) -> None:
    first = office.open()
    close(office, first, Result.TWO, Result.FIVE, Result.ABSENT)
    again = retake(office, first)
    close(office, again, Result.FOUR)

    built = summary_sheet.DOCUMENT.build(office.session, "ЮР-21 2026/2027 1")

    sheet = built.context
    (column,) = sheet.grid.columns
    assert (column.title, column.control, column.hours) == (
        "ОП.01 Теория государства и права",
        "Э",
        36,
    )
    assert [line.results for line in sheet.lines] == [("4",), ("5",), ("н/а",)]
    assert (sheet.semester, sheet.totals.good, sheet.totals.unattested) == (1, 1, 1)
    assert [one.role for one in sheet.signatures] == [
        "Начальник учебного отдела",
        "Заместитель директора по УМР",
    ]
    assert prints_alike(summary_sheet.DOCUMENT, built)


def test_a_summary_of_the_year_names_no_semester(office: Office) -> None:
    built = summary_sheet.DOCUMENT.build(office.session, "ЮР-21 2026/2027")

    assert built.context.semester is None
    assert built.issued_on == date(2027, 6, 30)
    assert [line.results for line in built.context.lines] == [("",)] * 3


@pytest.mark.parametrize("subject", ["ЮР-21", "ЮР-21 2026/2027 7", ""])
def test_a_subject_of_a_summary_that_is_not_clear_is_refused(
    office: Office, subject: str
) -> None:
    with pytest.raises(InputRefusedError):
        summary_sheet.DOCUMENT.build(office.session, subject)


def test_a_sheet_of_another_type_is_refused_with_the_right_command(
    office: Office,
) -> None:
    number = get_sheet(office.session, office.open()).number

    with pytest.raises(InputRefusedError, match="document issue V-EX --for"):
        credit_sheet.DOCUMENT.build(office.session, number)


def test_an_unknown_number_is_not_found(office: Office) -> None:
    with pytest.raises(NotFoundError, match="Э-99"):
        exam_sheet.DOCUMENT.build(office.session, "№ Э-99/2026-27")


def test_a_learner_who_has_left_is_counted_below_the_lines(office: Office) -> None:
    journal = office.session.get_one(Journal, office.world.journal_id)
    left = Move(
        group_id=journal.group_id,
        person_id=office.learners[1],
        effective=date(2026, 11, 16),
        order=ORDER,
    )
    curriculum.expel(office.session, left, actor=SYSTEM, now=NOW, entropy=entropy())
    office.world.learner("Цой Александра", start=date(2027, 2, 1))

    built = read(office, exam_sheet.DOCUMENT, office.open())

    assert built.context.foot.left_out == 1
    assert [line.name.split()[0] for line in built.context.lines] == [
        "Абрамова",
        "Ёлкин",
    ]
