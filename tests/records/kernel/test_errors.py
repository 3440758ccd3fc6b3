"""A refusal keeps everything it says on its way between processes."""

import pickle

import pytest

from records.kernel.errors import NotFoundError, RecordsError, RuleViolationError
from records.kernel.finding import Finding
from templates_docs.rendering.pdfa import NotArchivalError
from templates_docs.rendering.twins import Difference, TwinsDifferError

FINDING = Finding(code="CHK-1", clause="4.1.1", message="записано поздно", advice="а")
ERRORS = [
    NotFoundError("Нет.", code="no_such", clause="3.3"),
    RuleViolationError.of((FINDING,)),
    NotArchivalError(("файл зашифрован", "нет шрифта")),
    TwinsDifferError((Difference(kind="changed", place="стр. 1", docx="5", pdf="4"),)),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_refusal_comes_out_of_a_pickle_whole(error: RecordsError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert type(again) is type(error)
    assert str(again) == str(error) == again.message
    assert again.__dict__ == error.__dict__
    assert again.exit_code == error.exit_code
