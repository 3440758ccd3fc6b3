"""JSON inside a page: compact, and nothing in it ends the element it stands in."""

import json
from typing import Any

from markupsafe import Markup

_ESCAPES = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def script_json(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON holds
    """Write a value for a script element of the kind application/json."""
    return Markup(_encode(value).translate(_ESCAPES))  # noqa: S704 - escaped just here
