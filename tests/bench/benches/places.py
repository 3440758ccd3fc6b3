"""Databases of the benchmarks: made once a run, shared by those that only read."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bench.school.plan import YEAR, School

ONE_GROUP = School()
"""The journal of the issue: 25 learners, 15 disciplines, 70 lessons each."""


MADE_AT = datetime(2027, 6, 30, 14, 5)  # noqa: DTZ001 - a local moment, as in an imprint


def subject(school: School, number: int = 0) -> str:
    """Return how documents name the journal of a group."""
    return f"{school.group_code(number)} {YEAR}"


def database(place: Path, school: School) -> Path:
    """Return where the database of a school lies."""
    sizes = (school.groups, school.learners, school.disciplines, school.lessons)
    name = "x".join(map(str, (*sizes, school.unrecorded)))
    return place / f"school-{name}.db"


def url(place: Path, school: School) -> str:
    """Return the URL of the database of a school."""
    return f"sqlite:///{database(place, school)}"


def prepare_school(place: Path, school: School) -> None:
    """Fill the database of a school unless another benchmark has done it."""
    from tests.bench.school.fill import fill_school

    if not database(place, school).exists():
        fill_school(url(place, school), school)


def copy_database(place: Path, school: School, name: str) -> str:
    """Copy a school for a benchmark that writes; return the URL of the copy."""
    target = place / f"{name}.db"
    shutil.copyfile(database(place, school), target)
    return f"sqlite:///{target}"


def with_imprint(context: Any) -> Any:
    """Return a document's context with an imprint, as an issued one bears it."""
    from templates_docs.document import Imprint

    imprint = Imprint(code="BNCH-2345-6789", digest="5a" * 32, made_at=MADE_AT)
    return replace(context, imprint=imprint)
