"""JSON that comes in: text the record could hold, or no JSON at all (400)."""

import json
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

ESCAPE = "\\u"


class PlainJSON(DefaultJSONProvider):
    """Reads UTF-8 of sane depth without halves of letters; writes Russian as it is."""

    ensure_ascii = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Read JSON.

        Raises:
            ValueError: it is none, it nests without end, or no text can hold it.
        """
        text = s if isinstance(s, str) else s.decode()
        try:
            value = json.loads(text, **kwargs)
            if ESCAPE in text:
                json.dumps(value, ensure_ascii=False).encode()
        except RecursionError:
            raise ValueError("nested too deep") from None
        return value


def install(app: Flask) -> None:
    """Read and write JSON of the site so."""
    app.json = PlainJSON(app)
