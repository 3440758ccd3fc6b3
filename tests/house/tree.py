"""The files of the project as a reader of the repository sees them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("records", "templates_docs", "archive", "web")


def list_files() -> tuple[Path, ...]:
    """List every file that belongs to the project, sorted."""
    ignored = {
        line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()
    }
    return tuple(sorted(_walk(ROOT, ignored | {".git"})))


def list_python_files(*folders: str) -> tuple[Path, ...]:
    """List the Python files below the folders, sorted."""
    return tuple(
        path
        for path in list_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    )


def shown(path: Path) -> str:
    """Name a file as a reader of the repository would."""
    return path.relative_to(ROOT).as_posix()


def _walk(folder: Path, ignored: set[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in ignored or path.suffix == ".pyc":
            continue
        if path.is_dir():
            yield from _walk(path, ignored)
        else:
            yield path
