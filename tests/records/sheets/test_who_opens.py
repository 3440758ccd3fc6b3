"""Who opens a sheet: the examiner who leads the course, or the office (REG 4.2.5)."""

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError, RuleViolationError
from records.ledger.queries import get_head
from records.sheets.actions import draft_sheet, open_draft, open_sheet
from records.sheets.queries import get_sheet
from tests.builders import NOW, entropy
from tests.records.sheets.office import Office, make_office


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code.rpartition("-")[2] for found in refused.value.findings]


@pytest.mark.parametrize("role", ["learner", "parent", "curator", "dispatcher", "x"])
def test_who_has_no_right_opens_nothing(office: Office, role: str) -> None:
    stranger = Actor(person_id=office.teacher_id, role=role)

    for command in (open_sheet, draft_sheet):
        with pytest.raises(NotAllowedError):
            command(
                office.session,
                office.draft(),
                actor=stranger,
                now=NOW,
                entropy=entropy(),
            )
    with pytest.raises(NotAllowedError):
        open_draft(office.session, 1, actor=stranger, now=NOW, entropy=entropy())


def test_a_teacher_opens_sheets_of_his_own_exams_only(office: Office) -> None:
    other = Actor(
        person_id=office.world.teacher("Орлова Мария Львовна"), role="teacher"
    )

    with pytest.raises(RuleViolationError) as refused:
        office.open(actor=other)

    assert codes(refused) == ["author", "leader"]


def test_an_examiner_who_teaches_other_courses_opens_and_drafts_nothing(
    office: Office,
) -> None:
    other_id = office.world.teacher("Орлова Мария Львовна")
    other = Actor(person_id=other_id, role="teacher")
    drafted = draft_sheet(
        office.session,
        office.draft(examiner_ids=(office.teacher_id, other_id)),
        actor=office.teacher,
        now=NOW,
        entropy=entropy(),
    )
    size = get_head(office.session).size

    for command in (open_sheet, draft_sheet):
        with pytest.raises(RuleViolationError) as refused:
            command(
                office.session,
                office.draft(examiner_ids=(other_id,)),
                actor=other,
                now=NOW,
                entropy=entropy(),
            )
        assert codes(refused) == ["leader"]
        assert refused.value.findings[0].clause == "4.2.5"
    with pytest.raises(RuleViolationError) as refused:
        open_draft(office.session, drafted, actor=other, now=NOW, entropy=entropy())
    assert codes(refused) == ["leader"]
    assert get_head(office.session).size == size


def test_the_office_opens_any_sheet(office: Office) -> None:
    deputy = Actor(person_id=office.world.person("Котов Ян Львович"), role="deputy")

    assert get_sheet(office.session, office.open(actor=deputy)).number
