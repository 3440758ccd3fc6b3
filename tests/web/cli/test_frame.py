import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from web import VERSION
from web.cli import main

Run = Callable[..., Ran]

LOADED = (
    "import sys, web.cli; web.cli.main(['--help']); "
    "sys.exit(int(bool({'sqlalchemy', 'weasyprint', 'typst', 'lxml'} & set(sys.modules))))"
)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["verfy"], "Нет такой команды: 'verfy'. Возможно: 'verify'."),
        (["doctor", "--jsn"], "Нет такого параметра: '--jsn'. Возможно: '--json'."),
        (["doctor", "лишнее"], "Лишний аргумент: лишнее"),
        (["db"], "Вызов: surguch db"),
        (["doctor", "--home"], "Параметру '--home' нужно значение."),
    ],
)
def test_a_wrong_call_is_answered_in_russian(
    words: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(words)

    captured = capsys.readouterr()
    assert code == 2
    assert answer in captured.err
    assert captured.out == ""


def test_a_wrong_call_with_json_is_answered_for_programs(surguch: Run) -> None:
    ran = surguch("doctor", "лишнее", "--json")

    (fault,) = json.loads(ran.out)
    assert ran.code == 2
    assert fault["code"] == "usage"
    assert fault["message"] == "Лишний аргумент: лишнее"


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--version"])

    assert code == 0
    assert capsys.readouterr().out == f"surguch, версия {VERSION}\n"


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], check=False)

    assert done.returncode == 0


def test_home_may_stand_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    main(["--home", str(first), "doctor"])
    assert str(first) in capsys.readouterr().out
    main(["doctor", "--home", str(second)])
    assert str(second) in capsys.readouterr().out
    main(["--home", str(first), "doctor", "--home", str(second)])
    assert str(second) in capsys.readouterr().out


def test_a_database_of_an_unknown_kind_is_refused(
    surguch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURGUCH_DATABASE_URL", "mysql://x")

    ran = surguch("doctor")

    assert ran.code == 2
    assert "SURGUCH_DATABASE_URL" in ran.err
