from pathlib import Path

import pytest
from sqlalchemy import make_url

from records.kernel.errors import InputRefusedError
from web.settings import read_settings

POSTGRES = "postgresql+psycopg://office@db/journal"


def test_without_words_the_home_is_var_here() -> None:
    settings = read_settings({})

    assert settings.home == Path("var").absolute()
    assert settings.database_url == f"sqlite:///{settings.home}/surguch.db"


def test_the_environment_names_the_home_and_the_database_follows() -> None:
    settings = read_settings({"SURGUCH_HOME": "/srv/surguch"})

    assert settings.home == Path("/srv/surguch")
    assert settings.database_url == "sqlite:////srv/surguch/surguch.db"


def test_a_home_in_words_wins_over_the_environment() -> None:
    settings = read_settings({"SURGUCH_HOME": "/srv/a"}, home=Path("/srv/b"))

    assert settings.home == Path("/srv/b")
    assert settings.database_url == "sqlite:////srv/b/surguch.db"


def test_a_given_database_stays_whatever_the_home_is() -> None:
    environ = {"SURGUCH_DATABASE_URL": POSTGRES}

    assert read_settings(environ, home=Path("/srv/b")).database_url == POSTGRES


def test_an_unknown_kind_of_database_is_refused_with_the_kinds_that_do() -> None:
    with pytest.raises(InputRefusedError, match=r"sqlite:///.*postgresql\+psycopg"):
        read_settings({"SURGUCH_DATABASE_URL": "postgres://x"})


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite:///", "записи бы пропали"),
        ("sqlite:///:memory:", "записи бы пропали"),
        ("postgresql+psycopg://office@db:port/journal", "узел и порт"),
        ("postgresql+psycopg://office@[::1/journal", "узел и порт"),
    ],
)
def test_a_database_that_cannot_keep_anything_is_refused(
    url: str, message: str
) -> None:
    with pytest.raises(InputRefusedError, match=message):
        read_settings({"SURGUCH_DATABASE_URL": url})


@pytest.mark.parametrize("name", ["дом с пробелом", "a#b", "a%20b", "a'b", "a?b=1%"])
def test_the_database_of_a_strangely_named_home_lies_in_it(name: str) -> None:
    url = read_settings({}, home=Path("/srv") / name).database_url

    assert make_url(url).database == f"/srv/{name}/surguch.db"
