from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from records.access.roles import Role
from records.curriculum import actions, queries
from records.curriculum.drafts import GroupCard, Move, Written
from records.importers.values import Kind
from records.people.actions import set_staff
from records.people.queries import list_cards, list_guardians, list_staff
from records.people.values import FullName, NewStaff
from tests.builders import NOW, ORDER, YEAR, World, entropy, make_world
from tests.records.importers.files import (
    KIM,
    STUDENTS,
    bring,
    refusal,
    write_xlsx,
)

STAFF = ("Фамилия", "Имя", "Отчество", "Пол", "Должность", "Роли", "Куратор группы")
PETROVA = (
    "Петрова", "Анна", "Викторовна", "ж", "преподаватель", "педагог; куратор", "ЮР-21",
)  # fmt: skip
STRIZH = ("Стриж", "Ольга", "Петровна", "ж", "преподаватель", "педагог", "")


@pytest.fixture
def world(session: Session) -> World:
    return make_world(session)


def students(path: Path, *rows: tuple[object, ...]) -> Path:
    return write_xlsx(path / "списки.xlsx", {"Лист1": [STUDENTS, *rows]})


def staff(path: Path, *rows: tuple[object, ...]) -> Path:
    return write_xlsx(path / "работники.xlsx", {"Лист1": [STAFF, *rows]})


def changed(**values: object) -> tuple[object, ...]:
    return tuple({**dict(zip(STUDENTS, KIM, strict=True)), **values}.values())


def test_staff_gets_posts_roles_and_groups(world: World, tmp_path: Path) -> None:
    bring(world, Kind.STAFF, staff(tmp_path, PETROVA, STRIZH))

    one, two = list_staff(world.session)
    assert str(one.person.full_name) == "Петрова Анна Викторовна"
    assert one.roles == (Role.CURATOR, Role.TEACHER)
    assert one.groups == ("ЮР-21",)
    assert two.roles == (Role.TEACHER,)


def test_the_same_staff_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    path = staff(tmp_path, PETROVA, STRIZH)
    bring(world, Kind.STAFF, path)

    assert bring(world, Kind.STAFF, path).written == Written(unchanged=2)


def test_a_role_given_by_an_order_survives_the_next_list(
    world: World, tmp_path: Path
) -> None:
    path = staff(tmp_path, STRIZH)
    bring(world, Kind.STAFF, path)
    (one,) = list_staff(world.session)
    roles = frozenset({Role.TEACHER, Role.DISPATCHER})
    promoted = NewStaff(post=one.post, roles=roles)
    set_staff(world.session, one.person.id, promoted, actor=world.actor)

    assert bring(world, Kind.STAFF, path).written.nothing_new
    assert list_staff(world.session)[0].roles == (Role.DISPATCHER, Role.TEACHER)


def test_wrong_roles_namesakes_and_second_curators_are_told(
    world: World, tmp_path: Path
) -> None:
    path = staff(
        tmp_path,
        PETROVA,
        (*STRIZH[:5], "учитель", ""),
        (*STRIZH[:5], "педагог", "ЮР-21"),
        ("Цой", "Лев", "", "м", "преподаватель", "куратор", "юр-21"),
        PETROVA,
    )

    found = refusal(world, Kind.STAFF, path)

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:3:Роли: роли «учитель» нет",
        "Лист1:4:Куратор группы: указана группа, но роли «куратор» нет",
        "Лист1:4:Куратор группы: у группы ЮР-21 уже есть куратор в строке 2",
        "Лист1:5:Куратор группы: у группы юр-21 уже есть куратор в строке 2",
        "Лист1:6:Фамилия: Петрова Анна Викторовна уже есть в строке 2",
        "Лист1:6:Куратор группы: у группы ЮР-21 уже есть куратор в строке 2",
    ]


def test_learners_come_with_cards_and_parents(world: World, tmp_path: Path) -> None:
    names = (*STUDENTS, "Родитель (законный представитель)", "Телефон родителя")
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Лист1": [names, (*KIM, "Ким Анна Юрьевна", "+7 900 000-00-00")]},
    )

    bring(world, Kind.STUDENTS, path)

    (learner,) = queries.list_learners(world.session, "ЮР-21")
    card = list_cards(world.session, [learner.person_id])[learner.person_id]
    (guardian,) = list_guardians(world.session)
    assert card.file_no == "101"
    assert (guardian.full_name, guardian.phone) == (
        "Ким Анна Юрьевна",
        "+7 900 000-00-00",
    )
    assert learner.spans[0].arrived_by.order_no == "77-к"


def test_the_same_list_twice_changes_nothing(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM, changed(Фамилия="Цой", **{"№ личного дела": "102"}))
    bring(world, Kind.STUDENTS, path)

    assert bring(world, Kind.STUDENTS, path).written == Written(unchanged=2)


def test_the_same_list_after_a_change_of_surname_changes_nothing(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM)
    bring(world, Kind.STUDENTS, path)
    (learner,) = queries.list_learners(world.session, "ЮР-21")
    actions.rename(
        world.session,
        Move(
            group_id=queries.get_group_id(world.session, "ЮР-21"),
            person_id=learner.person_id,
            effective=date(2027, 1, 20),
            order=ORDER,
        ),
        new_name=FullName(surname="Кимов", name="Лев", patronymic="Андреевич"),
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )

    assert bring(world, Kind.STUDENTS, path).written == Written(unchanged=1)


def test_a_dry_run_counts_and_changes_nothing(world: World, tmp_path: Path) -> None:
    path = students(tmp_path, KIM)

    done = bring(world, Kind.STUDENTS, path, dry_run=True)

    assert done.written == Written(added=1)
    assert queries.list_groups(world.session) == ()


def test_two_of_one_name_need_numbers_to_be_told_apart(
    world: World, tmp_path: Path
) -> None:
    twin = changed(**{"Дата рождения": "01.01.2008", "№ личного дела": ""})

    (found,) = refusal(world, Kind.STUDENTS, students(tmp_path, KIM, twin))

    assert found.startswith("Лист1:3:№ личного дела: Ким Лев Андреевич: в строке 2 тёз")


def test_two_of_one_name_with_numbers_are_two_people(
    world: World, tmp_path: Path
) -> None:
    twin = changed(**{"Дата рождения": "01.01.2008", "№ личного дела": "102"})
    path = students(tmp_path, KIM, twin)

    assert bring(world, Kind.STUDENTS, path).written == Written(added=2)
    assert bring(world, Kind.STUDENTS, path).written == Written(unchanged=2)


def test_another_birth_date_of_a_known_learner_is_questioned(
    world: World, tmp_path: Path
) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))
    typo = changed(**{"Дата рождения": "16.03.2008", "№ личного дела": "101"})

    (found,) = refusal(world, Kind.STUDENTS, students(tmp_path, typo))

    assert "в группе ЮР-21 уже есть Ким Лев Андреевич (15.03.2008)" in found


def test_a_learner_of_another_group_is_not_taken_by_a_list(
    world: World, tmp_path: Path
) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))

    (found,) = refusal(
        world, Kind.STUDENTS, students(tmp_path, changed(Группа="ИСП-22-11"))
    )

    assert "уже числится в группе ЮР-21 — перевод из группы в группу" in found


def test_another_order_for_a_known_learner_is_refused(
    world: World, tmp_path: Path
) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))

    (found,) = refusal(
        world,
        Kind.STUDENTS,
        students(tmp_path, changed(**{"Приказ о зачислении": "78-к"})),
    )

    assert "уже зачислен(а) с 01.09.2026, приказ № 77-к от 25.08.2026" in found


def test_a_number_used_twice_and_a_double_row_are_told(
    world: World, tmp_path: Path
) -> None:
    path = students(tmp_path, KIM, changed(Фамилия="Цой"), KIM)

    found = refusal(world, Kind.STUDENTS, path)

    assert [line.split(" — ")[0] for line in found] == [
        "Лист1:3:№ личного дела: номер 101 уже есть в строке 2",
        "Лист1:4:Фамилия: Ким Лев Андреевич уже есть в строке 2 (группа ЮР-21)",
    ]


def test_an_expelled_learner_may_be_enrolled_into_another_group(
    world: World, tmp_path: Path
) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))
    (learner,) = queries.list_learners(world.session, "ЮР-21")
    actions.expel(
        world.session,
        Move(
            group_id=queries.get_group_id(world.session, "ЮР-21"),
            person_id=learner.person_id,
            effective=date(2026, 10, 1),
            order=ORDER,
        ),
        actor=world.actor,
        now=NOW,
        entropy=entropy(),
    )
    again = changed(**{"Группа": "ИСП-22-11", "Дата зачисления": "05.10.2026"})

    bring(world, Kind.STUDENTS, students(tmp_path, again))

    (come,) = queries.list_learners(world.session, "ИСП-22-11")
    assert come.person_id == learner.person_id


def test_groups_get_their_programmes_and_headmen(world: World, tmp_path: Path) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))
    names = ("Код группы", "Специальность (программа)", "Вид программы", "Курс",
             "Форма обучения", "Староста")  # fmt: skip
    row = ("ЮР-21", "40.02.01 Право", "СПО", 2, "очная", "Ким Лев Андреевич")
    path = write_xlsx(tmp_path / "группы.xlsx", {"Лист1": [names, row]})

    bring(world, Kind.GROUPS, path)

    world.course()
    journal = queries.get_journal(world.session, "ЮР-21", YEAR)
    assert (journal.programme, journal.programme_kind) == ("40.02.01 Право", "spo")
    assert journal.headman_id == journal.learners[0].person_id
    assert bring(world, Kind.GROUPS, path).written.nothing_new


def test_the_headman_of_an_empty_group_is_told(world: World, tmp_path: Path) -> None:
    actions.set_group(world.session, GroupCard(code="Б-1"), actor=world.actor)
    names = ("Код группы", "Специальность (программа)", "Вид программы", "Староста")
    rows = [("Б-1", "38.02.01 Учёт", "СПО", "Цой Лев"), ("Б-2", "Учёт", "ДПО", "Ким")]
    path = write_xlsx(tmp_path / "группы.xlsx", {"Лист1": [names, *rows]})

    found = refusal(world, Kind.GROUPS, path)

    assert "обучающегося «Цой Лев» нет в группе Б-1" in found[0]
    assert "в группе ещё нет обучающихся" in found[1]


def test_a_number_under_another_name_is_not_a_new_learner(
    world: World, tmp_path: Path
) -> None:
    bring(world, Kind.STUDENTS, students(tmp_path, KIM))

    (line,) = refusal(world, Kind.STUDENTS, students(tmp_path, changed(Фамилия="Цой")))

    assert "№ личного дела: этот номер в группе ЮР-21 уже у обучающегося: Ким" in line
    assert "меняют приказом" in line


def test_numbers_may_change_hands_within_one_list(world: World, tmp_path: Path) -> None:
    number = "№ личного дела"
    tsoi = changed(Фамилия="Цой", **{number: "102"})
    bring(world, Kind.STUDENTS, students(tmp_path, KIM, tsoi))
    swapped = (
        changed(**{number: "102"}),
        changed(Фамилия="Цой", **{number: "101"}),
    )

    result = bring(world, Kind.STUDENTS, students(tmp_path, *swapped))

    assert result.written == Written(changed=2)
    (line,) = refusal(
        world, Kind.STUDENTS, students(tmp_path, changed(**{number: "101"}))
    )
    assert "уже у обучающегося: Цой" in line
