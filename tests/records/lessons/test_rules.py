"""What the record of a lesson must be like."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from records.lessons import rules
from records.lessons.values import LESSON_KINDS, LessonDraft, LessonSetting, Place
from records.norms.values import Norms
from tests.records.journal.facts import lesson

DAY = date(2026, 9, 2)
PLACE = Place(words="ОП.01")
NORMS = Norms()
SETTING = LessonSetting(
    slot_id=1,
    cancelled=False,
    course_id=1,
    discipline_id=1,
    subgroup=0,
    title="ОП.01 Теория права",
    day=DAY,
    pair=1,
    teacher_id=1,
    leader_id=1,
    journal_id=1,
    journal_state="open",
    group_id=1,
    group_code="ЮР-21",
    month_closed=False,
    timezone="Asia/Tomsk",
)


def codes(findings: Any) -> list[str]:
    return [found.code for found in findings]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 2, 16, 59, tzinfo=UTC), DAY),
        (datetime(2026, 9, 2, 17, 0, tzinfo=UTC), date(2026, 9, 3)),
        (datetime(2026, 9, 1, 17, 1, tzinfo=UTC), DAY),
    ],
)
def test_the_day_is_that_of_tomsk(moment: datetime, day: date) -> None:
    assert rules.compute_local_day(moment, "Asia/Tomsk") == day


@pytest.mark.parametrize("topic", [".", "-", "…", "1", "№ 5", "?!", "а.", "Ок"])
def test_a_sign_is_no_topic(topic: str) -> None:
    assert codes(rules.check_topic(topic, PLACE, NORMS)) == ["CHK-3.13.1-topic-sign"]


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "Функция y = ax² + b и её график",
        "RAID-массивы (0, 1, 5, 10)",
        "Практическое занятие № 7. Составление исковых заявлений с применением "
        "систем «КонсультантПлюс» и «Гарант»",
        "Простое прошедшее время (Past Simple)",
    ],
)
def test_topics_are_in_russian_and_may_hold_terms(topic: str) -> None:
    assert codes(rules.check_topic(topic, PLACE, NORMS)) == []


@pytest.mark.parametrize(
    "topic", ["Past Simple", "Windows Server 2022 и RAID", "Das ist"]
)
def test_a_foreign_topic_is_remarked(topic: str) -> None:
    (found,) = rules.check_topic(topic, PLACE, NORMS)

    assert (found.code, found.blocking) == ("CHK-4.1.2-language", False)


def test_the_share_of_russian_letters_is_a_norm() -> None:
    strict = Norms(cyrillic_min=90)

    assert codes(rules.check_topic("Тема Word", PLACE, strict)) == [
        "CHK-4.1.2-language"
    ]


@pytest.mark.parametrize(
    ("homework", "none", "expected"),
    [
        ("§ 5", False, []),
        ("с. 12–28", False, []),
        ("", True, []),
        ("", False, []),
        (".", False, ["CHK-3.13.1-homework-sign"]),
        ("§ 5", True, ["CHK-3.13.1-homework-sign"]),
        ("Read the text", False, ["CHK-4.1.2-language"]),
    ],
)
def test_homework(homework: str, *, none: bool, expected: list[str]) -> None:
    found = rules.check_homework(homework, no_homework=none, place=PLACE, norms=NORMS)

    assert codes(found) == expected


@pytest.mark.parametrize("kind", LESSON_KINDS)
def test_the_kinds_of_lessons_are_known(kind: str) -> None:
    assert codes(rules.check_kind(kind, 2, PLACE)) == []


@pytest.mark.parametrize("hours", [0, -2, 9])
def test_impossible_hours_are_refused(hours: int) -> None:
    assert codes(rules.check_kind("Л", hours, PLACE)) == ["CHK-4.1.3-hours-range"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 1), ["CHK-4.1.1-early"]),
        (DAY, []),
        (date(2026, 9, 3), ["CHK-4.1.1-late"]),
    ],
)
def test_a_lesson_is_recorded_on_its_day(today: date, expected: list[str]) -> None:
    assert codes(rules.check_day(DAY, today, PLACE)) == expected


@pytest.mark.parametrize(
    ("person", "leader", "either", "allowed"),
    [
        (1, 1, False, True),
        (2, 1, False, False),
        (1, 2, False, False),
        (2, 2, False, True),
        (1, 2, True, True),
        (3, 2, True, False),
        (None, 1, False, True),
    ],
)
def test_the_teacher_or_the_substitute_writes(
    person: int | None, leader: int, *, either: bool, allowed: bool
) -> None:
    setting = replace(SETTING, leader_id=leader)

    found = rules.check_author(person, setting, either=either)

    assert codes(found) == ([] if allowed else ["CHK-4.1.1-author"])


def test_the_sick_teacher_is_told_about_the_substitute() -> None:
    (found,) = rules.check_author(1, replace(SETTING, leader_id=2))

    assert "замещающий" in found.message


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"month_closed": True}, ["CHK-3.8.8-month-closed"]),
        ({"journal_state": "closed"}, ["CHK-3.8.5-year-closed"]),
        (
            {"journal_state": "bound", "month_closed": True},
            ["CHK-3.8.5-year-closed"],
        ),
    ],
)
def test_closed_periods_say_who_may_do_what(
    changes: dict[str, Any], expected: list[str]
) -> None:
    found = list(rules.check_open(replace(SETTING, **changes)))

    assert codes(found) == expected
    assert all("преподаватель" in one.advice for one in found)


def test_a_draft_is_checked_whole() -> None:
    draft = LessonDraft(slot_id=1, kind="Л", topic="Понятие права", homework="§ 5")
    setting = replace(SETTING, cancelled=True, lesson_id=7)

    assert codes(rules.check_draft(draft, SETTING, NORMS, today=DAY)) == []
    assert codes(rules.check_draft(draft, setting, NORMS, today=DAY)) == [
        "CHK-3.10.1-cancelled",
        "CHK-3.13.1-twice",
    ]


def test_a_setting_tells_its_place_and_chain() -> None:
    assert SETTING.journal_key == "journal/1"
    assert SETTING.place.words == "ОП.01 Теория права, 02.09.2026, пара 1"


@pytest.mark.parametrize(
    ("changes", "complete"),
    [
        ({}, True),
        ({"topic": ""}, False),
        ({"homework": ""}, False),
        ({"homework": "", "no_homework": True}, True),
        ({"roll_called": False}, False),
    ],
)
def test_a_lesson_is_complete_with_all_its_parts(
    changes: dict[str, Any], *, complete: bool
) -> None:
    assert lesson(**changes).complete is complete


def test_every_check_names_its_clause() -> None:
    assert {check.clause for check in rules.KNOWN} == {
        "3.13.1",
        "3.10.1",
        "3.8.5",
        "3.8.8",
        "4.1.1",
        "4.1.2",
        "4.1.3",
        "4.1.6",
    }


@pytest.mark.parametrize(
    ("row_course", "expected"),
    [(1, []), (2, ["CHK-4.1.3-foreign-row"]), (None, ["CHK-4.1.3-foreign-row"])],
)
def test_a_row_of_the_plan_is_of_the_same_course(
    row_course: int | None, expected: list[str]
) -> None:
    assert codes(rules.check_plan_row(row_course, SETTING)) == expected
