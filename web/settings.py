"""Where the program keeps its state and which database it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from records.kernel.errors import InputRefusedError

HOME = "SURGUCH_HOME"
DATABASE_URL = "SURGUCH_DATABASE_URL"
HTTPS = "SURGUCH_HTTPS"
DEFAULT_HOME = "var"
SCHEMES = ("sqlite:///", "postgresql+psycopg://")
NO_FILE = ("", ":memory:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Home directory and database of one installation (настройки).

    `https` says that a front server takes HTTPS and hands the requests over:
    cookies are then bound to it, and its word on the visitor's address is taken.
    """

    home: Path
    database_url: str
    https: bool = False


def read_settings(environ: Mapping[str, str], *, home: Path | None = None) -> Settings:
    """Read the environment; a home given in words wins over it.

    Raises:
        InputRefusedError: the database URL is of a kind we cannot open.
    """
    chosen = (home or Path(environ.get(HOME) or DEFAULT_HOME)).expanduser().absolute()
    given = environ.get(DATABASE_URL)
    if given:
        _check_url(given)
    return Settings(
        home=chosen,
        database_url=given or _url_in(chosen),
        https=environ.get(HTTPS, "") not in {"", "0"},
    )


def _url_in(home: Path) -> str:
    """Name the database of a home, whatever signs of a URL are in the path."""
    path = str(home / "surguch.db").replace("%", "%25").replace("?", "%3F")
    return f"sqlite:///{path}"


def _check_url(url: str) -> None:
    """Refuse a URL we cannot open, and a database that would vanish at once."""
    scheme = next((one for one in SCHEMES if url.startswith(one)), None)
    if scheme is None:
        wrong = "адрес базы данных начинается не так"
    elif scheme == SCHEMES[0] and url.removeprefix(scheme).split("?")[0] in NO_FILE:
        wrong = "в адресе базы данных нет файла, записи бы пропали"
    elif scheme != SCHEMES[0] and not _has_good_place(url):
        wrong = "адрес базы данных записан с ошибкой: проверьте узел и порт"
    else:
        return
    raise InputRefusedError(
        f"{DATABASE_URL}: {wrong}. Годятся "
        "«sqlite:///путь/к/файлу.db» и «postgresql+psycopg://имя@узел/база».",
        code="database_url",
    )


def _has_good_place(url: str) -> bool:
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True
