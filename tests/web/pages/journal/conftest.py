"""The course and the lesson most tests of the journal write into."""

import pytest

from tests.web.college import DAYS
from tests.web.conftest import Installation


@pytest.fixture
def lesson(site: Installation) -> int:
    return site.college.places.lessons[site.college.places.course, DAYS[1]]


@pytest.fixture
def course(site: Installation) -> int:
    return site.college.places.course
