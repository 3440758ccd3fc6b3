"""Databases for the tests: made once, then cloned for every test that commits."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, create_engine, make_url, text

from records.kernel.db import open_database
from records.schema import create_all


class Databases(Protocol):
    """A source of databases of one kind."""

    def shared_url(self) -> str:
        """Name the database with the schema that tests share and roll back."""

    def clone(self, *, empty: bool = False) -> str:
        """Make a database of its own for one test."""

    def drop(self, url: str) -> None:
        """Remove a database made by `clone`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteDatabases:
    """Files in one directory; a clone is a copy."""

    directory: Path
    numbers: Iterator[int] = field(default_factory=count)

    def shared_url(self) -> str:
        shared = self.directory / "shared.db"
        if not shared.exists():
            shutil.copyfile(self._template(), shared)
        return f"sqlite:///{shared}"

    def clone(self, *, empty: bool = False) -> str:
        path = self.directory / f"clone-{next(self.numbers)}.db"
        if not empty:
            shutil.copyfile(self._template(), path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        Path(make_url(url).database or "").unlink(missing_ok=True)

    def _template(self) -> Path:
        path = self.directory / "template.db"
        if not path.exists():
            _create_schema(f"sqlite:///{path}")
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresDatabases:
    """Databases on one server; a clone is a copy of the template database."""

    admin: Engine
    prefix: str
    made: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    def shared_url(self) -> str:
        return self._create(f"{self.prefix}_shared", self._template())

    def clone(self, *, empty: bool = False) -> str:
        source = "template1" if empty else self._template()
        return self._create(f"{self.prefix}_{next(self.numbers)}", source)

    def drop(self, url: str) -> None:
        name = make_url(url).database or ""
        self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        self.made.discard(name)

    def close(self) -> None:
        for name in tuple(self.made):
            self.drop(f"postgresql:///{name}")
        self.admin.dispose()

    def _template(self) -> str:
        name = f"{self.prefix}_template"
        if name not in self.made:
            _create_schema(self._create(name, "template1"))
        return name

    def _create(self, name: str, source: str) -> str:
        if name not in self.made:
            self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
            self.made.add(name)
        url = self.admin.url.set(database=name)
        return url.render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def postgres_databases(url: str, *, prefix: str) -> Iterator[PostgresDatabases]:
    """Use a server for the length of a run; everything made on it is dropped."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    databases = PostgresDatabases(admin=admin, prefix=prefix)
    try:
        yield databases
    finally:
        databases.close()


def _create_schema(url: str) -> None:
    engine = open_database(url)
    try:
        create_all(engine)
    finally:
        engine.dispose()
