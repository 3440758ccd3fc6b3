"""Where the program keeps its state and which database it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from records.kernel.errors import InputRefusedError

HOME = "SURGUCH_HOME"
DATABASE_URL = "SURGUCH_DATABASE_URL"
DEFAULT_HOME = "var"
SCHEMES = ("sqlite:///", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Home directory and database of one installation (настройки)."""

    home: Path
    database_url: str


def read_settings(environ: Mapping[str, str], *, home: Path | None = None) -> Settings:
    """Read the environment; a home given in words wins over it.

    Raises:
        InputRefusedError: the database URL is of a kind we cannot open.
    """
    chosen = (home or Path(environ.get(HOME) or DEFAULT_HOME)).expanduser().absolute()
    url = environ.get(DATABASE_URL) or f"sqlite:///{chosen / 'surguch.db'}"
    if not url.startswith(SCHEMES):
        raise InputRefusedError(
            f"{DATABASE_URL}: адрес базы данных начинается не так. Годятся "
            "«sqlite:///путь/к/файлу.db» и «postgresql+psycopg://имя@узел/база».",
            code="database_url",
        )
    return Settings(home=chosen, database_url=url)
