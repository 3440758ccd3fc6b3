"""Inspections with their remarks, settled one day (REG 5.2)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from records.kernel.actor import Actor
from records.kernel.errors import NotAllowedError, NotFoundError, RuleViolationError
from records.ledger.queries import get_head, list_versions
from records.orders.actions import record_inspection, settle_remarks
from records.orders.queries import get_inspection, list_inspections, list_remarks
from records.orders.values import InspectionDraft, NewRemark
from records.people.tables import Staff
from tests.builders import NOW, World, entropy, make_world
from tests.recordings import assert_nameless, assert_recorded

DEPUTY = Actor(person_id=None, role="deputy")


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def remark(course_id: int, text: str = "Тема 05.10.2026 не записана") -> NewRemark:
    return NewRemark(
        course_id=course_id, text=text, clause="4.1.2", due=date(2026, 11, 30)
    )


def inspection(*remarks: NewRemark, **changes: object) -> InspectionDraft:
    values: dict[str, object] = {
        "starts": date(2026, 11, 9),
        "ends": date(2026, 11, 18),
        "period_from": date(2026, 9, 1),
        "period_to": date(2026, 10, 31),
        "report_date": date(2026, 11, 19),
        "purpose": "Ведение журналов",
        "groups": ("ЮР-21",),
        "courses": 5,
        "lessons": 40,
        "courses_in_time": 4,
        "remarks": remarks,
    }
    return InspectionDraft(**{**values, **changes})  # type: ignore[arg-type]


def record(world: World, draft: InspectionDraft, *, actor: Actor = DEPUTY) -> int:
    return record_inspection(
        world.session, draft, actor=actor, now=NOW, entropy=entropy()
    )


def settle(
    world: World,
    inspection_id: int,
    day: date = date(2026, 12, 1),
    *,
    actor: Actor = DEPUTY,
) -> None:
    settle_remarks(
        world.session,
        inspection_id,
        fixed_on=day,
        actor=actor,
        now=NOW,
        entropy=entropy(),
    )


def codes(refused: pytest.ExceptionInfo[RuleViolationError]) -> list[str]:
    return [found.code for found in refused.value.findings]


def test_inspections_are_listed_each_with_its_own_remarks(world: World) -> None:
    course, other = world.course(), world.course("ОП.02", code="ИСП-22")
    first = record(world, inspection(remark(course)))
    second = record(world, inspection(remark(other), remark(course)))

    one, two = list_inspections(world.session)

    assert (one.id, two.id) == (first, second)
    assert [remark.course_id for remark in one.remarks] == [course]
    assert [remark.course_id for remark in two.remarks] == [other, course]
    listed = list_remarks(world.session, world.journal_id)
    assert [(made.id, remark.course_id) for made, remark in listed] == [
        (first, course),
        (second, course),
    ]


def test_an_inspection_is_read_as_it_was_recorded(world: World) -> None:
    course_id = world.course(subgroup=1)

    found = get_inspection(world.session, record(world, inspection(remark(course_id))))

    assert (found.groups, found.courses, found.lessons) == (("ЮР-21",), 5, 40)
    (one,) = found.remarks
    assert one.discipline == "ОП.01 Теория государства и права, подгруппа 1"
    assert (one.group_code, one.clause, one.fixed_on) == ("ЮР-21", "4.1.2", None)
    assert one.teacher.full_name == "Петрова Анна Викторовна"
    assert list_inspections(world.session) == (found,)
    assert list_remarks(world.session, world.journal_id) == ((found, one),)
    assert list_remarks(world.session, world.journal("ИСП-22")) == ()
    assert_recorded(world.session)


def test_a_name_in_a_remark_stays_out_of_the_ledger(world: World) -> None:
    world.learner("Абрамова Дарья Олеговна")
    text = "Абрамова Дарья Олеговна не отмечена 05.10.2026"

    inspection_id = record(world, inspection(remark(world.course(), text)))

    assert get_inspection(world.session, inspection_id).remarks[0].text == text
    assert_recorded(world.session)
    assert_nameless(world.session)


@pytest.mark.parametrize(
    ("until", "teacher"), [((2026, 10, 31), "Петрова"), ((2027, 3, 31), "Орлова")]
)
def test_a_remark_is_to_the_teacher_of_the_semester_inspected(
    world: World, until: tuple[int, int, int], teacher: str
) -> None:
    course_id = world.course()
    world.course(semester=2, teacher_id=world.teacher("Орлова Мария Львовна"))
    dates = {
        "period_to": date(*until),
        "starts": date(2027, 4, 5),
        "ends": date(2027, 4, 9),
        "report_date": date(2027, 4, 12),
    }
    late = NewRemark(
        course_id=course_id, text="Тема", clause="4.1.2", due=date(2027, 4, 30)
    )

    inspection_id = record(world, inspection(late, **dates))

    (one,) = get_inspection(world.session, inspection_id).remarks
    assert one.teacher.surname == teacher


def test_a_remark_to_somebody_who_is_no_longer_staff_does_not_disappear(
    world: World,
) -> None:
    teacher_id = world.teacher()
    course_id = world.course(teacher_id=teacher_id)
    inspection_id = record(world, inspection(remark(course_id)))

    world.session.delete(world.session.get_one(Staff, teacher_id))
    world.session.flush()

    (one,) = get_inspection(world.session, inspection_id).remarks
    assert (one.teacher.surname, one.teacher.post) == ("Петрова", "")


def test_everything_that_contradicts_itself_is_listed_at_once(world: World) -> None:
    size = get_head(world.session).size
    wrong = inspection(
        remark(world.course(), text=" "),
        ends=date(2026, 11, 1),
        period_to=date(2026, 8, 1),
        report_date=date(2026, 10, 1),
        groups=(),
        courses_in_time=6,
    )

    with pytest.raises(RuleViolationError) as refused:
        record(world, wrong)

    assert codes(refused) == ["CHK-5.2-inspection"] * 5 + ["CHK-5.2-remark"]
    assert list_inspections(world.session) == ()
    assert get_head(world.session).size == size


def test_a_remark_to_a_page_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(NotFoundError):
        record(world, inspection(remark(2000000999)))


def test_settling_dates_the_remarks_and_writes_a_version(world: World) -> None:
    course_id = world.course()
    inspection_id = record(world, inspection(remark(course_id), remark(course_id)))

    settle(world, inspection_id)

    fixed = [
        one.fixed_on for one in get_inspection(world.session, inspection_id).remarks
    ]
    assert fixed == [date(2026, 12, 1)] * 2
    versions = list_versions(world.session, f"inspection/{inspection_id}")
    assert [one.version for one in versions] == [1, 2]
    assert_recorded(world.session)


def test_what_is_settled_is_not_settled_on_another_day(world: World) -> None:
    inspection_id = record(world, inspection(remark(world.course())))
    settle(world, inspection_id)

    with pytest.raises(RuleViolationError) as refused:
        settle(world, inspection_id, date(2026, 12, 24))

    assert codes(refused) == ["CHK-5.2-settled"]
    (one,) = get_inspection(world.session, inspection_id).remarks
    assert one.fixed_on == date(2026, 12, 1)


def test_remarks_are_not_settled_before_they_were_found(world: World) -> None:
    inspection_id = record(world, inspection(remark(world.course())))

    with pytest.raises(RuleViolationError) as refused:
        settle(world, inspection_id, date(2026, 11, 1))

    assert codes(refused) == ["CHK-5.2-settled-early"]


def test_an_inspection_that_is_not_there_is_named(world: World) -> None:
    with pytest.raises(NotFoundError, match="2000000077"):
        settle(world, 2000000077)
    with pytest.raises(NotFoundError, match="2000000077"):
        get_inspection(world.session, 2000000077)


@pytest.mark.parametrize("role", ["teacher", "content_admin", "director", "parent"])
def test_only_the_deputy_inspects(world: World, role: str) -> None:
    stranger = Actor(person_id=1, role=role)

    with pytest.raises(NotAllowedError):
        record(world, inspection(), actor=stranger)
    with pytest.raises(NotAllowedError):
        settle(world, 1, actor=stranger)
