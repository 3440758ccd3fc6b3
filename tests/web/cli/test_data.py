import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.examples_source.make import EXAMPLES
from tests.records.importers.files import KIM, STUDENTS, write_csv

Surguch = Callable[..., Ran]
INSTITUTION = EXAMPLES / "institution.toml"


@pytest.fixture
def office(surguch: Surguch) -> Surguch:
    assert surguch("init", "--institution", INSTITUTION).code == 0
    return surguch


def students(path: Path, *rows: tuple[object, ...]) -> Path:
    return write_csv(path / "списки.csv", [STUDENTS, *rows])


def test_init_makes_a_private_home_and_shows_the_password_once(
    tmp_path: Path, surguch: Surguch, home: Path
) -> None:
    ran = surguch("init", "--institution", INSTITUTION)

    assert ran.code == 0
    assert "логин   admin" in ran.out
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "surguch.db").stat().st_mode) == 0o600


def test_a_second_init_is_refused_and_changes_nothing(
    office: Surguch, home: Path
) -> None:
    before = (home / "surguch.db").read_bytes()

    ran = office("init", "--institution", INSTITUTION)

    assert ran.code == 4
    assert "Учреждение уже заведено" in ran.err
    assert (home / "surguch.db").read_bytes() == before


def test_a_wrong_profile_makes_no_database(
    tmp_path: Path, surguch: Surguch, home: Path
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("[institution]\nweek = 8\n", encoding="utf-8")

    ran = surguch("init", "--institution", path, "--json")

    assert ran.code == 2
    subjects = [one["subject"] for one in json.loads(ran.out)]
    assert "bad.toml: [institution] week" in subjects
    assert not (home / "surguch.db").exists()


def test_a_file_is_brought_in_and_the_second_time_nothing_changes(
    tmp_path: Path, office: Surguch
) -> None:
    path = students(tmp_path, KIM)

    first = office("import", "students", path)
    second = office("import", "students", path)

    assert (first.code, second.code) == (0, 0)
    assert "Загружено. Обучающиеся, списки.csv: добавлено 1" in first.out
    assert second.out.startswith("Изменений нет: Обучающиеся, списки.csv")


def test_a_dry_run_writes_nothing(tmp_path: Path, office: Surguch) -> None:
    path = students(tmp_path, KIM)

    tried = office("import", "students", path, "--dry-run", "--json")
    done = office("import", "students", path, "--json")

    assert json.loads(tried.out)["added"] == 1
    assert json.loads(tried.out)["dry_run"] is True
    assert json.loads(done.out) == {
        "kind": "students",
        "file": "списки.csv",
        "rows": 1,
        "added": 1,
        "changed": 0,
        "unchanged": 0,
        "dry_run": False,
        "warnings": [],
    }


def test_a_refused_file_is_told_line_by_line(tmp_path: Path, office: Surguch) -> None:
    wrong = (*KIM[:3], "муж", "31.02.2008", *KIM[5:])

    ran = office("import", "students", students(tmp_path, wrong))

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "Файл списки.csv не загружен, ничего не изменено. Исправьте:",
        "списки.csv: строка 2, столбец «Пол»: «муж» — такого обозначения нет — "
        "годится: м, ж",
        "списки.csv: строка 2, столбец «Дата рождения»: дня 31.02.2008 нет в "
        "календаре — проверьте число и месяц",
    ]


def test_a_refused_file_is_told_to_programs_too(
    tmp_path: Path, office: Surguch
) -> None:
    wrong = (*KIM[:3], "муж", *KIM[4:])

    ran = office("import", "students", students(tmp_path, wrong), "--json")

    (found,) = json.loads(ran.out)
    assert found.items() >= {"file": "списки.csv", "row": 2, "column": "Пол"}.items()


def test_very_many_faults_are_cut_short_for_people_not_for_programs(
    tmp_path: Path, office: Surguch
) -> None:
    rows = [
        (f"Ким{'а' * (n // 6)}", *KIM[1:3], "?", *KIM[4:6], n, *KIM[7:])
        for n in range(250)
    ]
    path = students(tmp_path, *rows)

    told = office("import", "students", path).err.splitlines()
    listed = json.loads(office("import", "students", path, "--json").out)

    assert len(told) == 202
    assert told[-1] == "…и ещё 50; все замечания — с ключом --json"
    assert len(listed) == 250


def test_a_file_before_init_is_refused(tmp_path: Path, surguch: Surguch) -> None:
    ran = surguch("import", "students", students(tmp_path, KIM))

    assert ran.code == 69
    assert "surguch init" in ran.err


def test_an_unknown_kind_lists_the_known_ones(tmp_path: Path, office: Surguch) -> None:
    ran = office("import", "pupils", students(tmp_path, KIM))

    assert ran.code == 2
    assert "students" in ran.err


def test_sign_ins_are_given_listed_and_extended(
    tmp_path: Path, office: Surguch
) -> None:
    office("import", "students", students(tmp_path, KIM))

    staff = json.loads(office("user", "add", "--staff", "--json").out)
    learner = json.loads(office("user", "add", KIM_NAME, "--json").out)
    group = office("user", "add", "--group", "ЮР-21")
    granted = office("user", "grant", staff[0]["login"], "диспетчер")
    listed = json.loads(office("user", "list", "--json").out)

    assert len(staff) == 3
    assert (learner[0]["login"], learner[0]["role"]) == ("kim.la", "learner")
    assert group.code == 4
    assert "уже есть у всех" in group.err
    assert granted.code == 0
    assert {"admin", "kim.la"} < {one["login"] for one in listed}
    assert not [one for one in listed if "password" in one]


KIM_NAME = " ".join(map(str, KIM[:3]))


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("user", "add"), 2, "Укажите одно из трёх"),
        (("user", "add", "Кто Угодно"), 5, "Нет человека «Кто Угодно»"),
        (("user", "add", "Кто Угодно", "--role", "родитель"), 5, "Нет родителя"),
        (("user", "add", "--staff", "--role", "бог"), 2, "Роли «бог» нет"),
        (("user", "add", "--group", "Ю-1"), 5, "Нет группы «Ю-1»"),
        (("user", "grant", "nobody", "педагог"), 5, "Нет учётной записи «nobody»"),
    ],
)
def test_wrong_requests_for_sign_ins_are_refused(
    office: Surguch, words: tuple[str, ...], code: int, message: str
) -> None:
    ran = office(*words)

    assert ran.code == code
    assert message in ran.err
