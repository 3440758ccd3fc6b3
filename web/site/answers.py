"""Answers of the pages: a page, JSON, a refusal in words."""

from collections.abc import Mapping
from typing import Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from records.kernel.errors import (
    MissingPartError,
    NotAllowedError,
    NotFoundError,
    RecordsError,
    StaleVersionError,
)

STATUSES: tuple[tuple[type[RecordsError], int], ...] = (
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (StaleVersionError, 409),
    (MissingPartError, 503),
    (RecordsError, 422),
)


def render(template: str, *, status: int = 200, **context: Any) -> ResponseReturnValue:  # noqa: ANN401 - what a template shows
    """Answer with a page."""
    return render_template(template, **context), status


def json_answer(
    value: Mapping[str, object] | list[object], *, status: int = 200
) -> Response:
    """Answer a module of the page."""
    answer: Response = jsonify(value)
    answer.status_code = status
    return answer


def wants_json() -> bool:
    """Tell whether the request comes from a module, not from a person."""
    if request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def status_of(error: RecordsError) -> int:
    """Return the HTTP status of a refusal."""
    return next(status for kind, status in STATUSES if isinstance(error, kind))


def error_json(error: RecordsError) -> dict[str, object]:
    """Return a refusal as a module reads it."""
    return {
        "code": error.code,
        "message": error.message,
        "clause": error.clause,
        "findings": [
            {
                "code": one.code,
                "message": one.message,
                "clause": one.clause,
                "subject": one.subject,
                "advice": one.advice,
            }
            for one in error.findings
        ],
    }
