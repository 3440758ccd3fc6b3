"""Packs answers for the road: a grid of a group is a hundred times smaller so."""

import gzip

from flask import Flask, Response, request

LEAST = 1024
LEVEL = 5
PACKED_TYPES = ("text/", "application/json", "application/javascript", "image/svg")


def install(app: Flask) -> None:
    """Pack what is long enough, for those who can unpack it."""

    @app.after_request
    def pack(answer: Response) -> Response:
        answer.vary.add("Accept-Encoding")
        if answer.direct_passthrough and answer.status_code == 200:
            _read_file(answer)
        if not _worth_it(answer):
            return answer
        packed = gzip.compress(answer.get_data(), LEVEL, mtime=0)
        answer.set_data(packed)
        answer.headers["Content-Encoding"] = "gzip"
        return answer


def _worth_it(answer: Response) -> bool:
    if answer.direct_passthrough or answer.status_code != 200:
        return False
    if "Content-Encoding" in answer.headers or not request.accept_encodings["gzip"]:
        return False
    if not (answer.mimetype or "").startswith(PACKED_TYPES):
        return False
    return (answer.content_length or 0) >= LEAST


def _read_file(answer: Response) -> None:
    """Take a file of the site itself into memory; documents go as they are."""
    endpoint = request.endpoint or ""
    if endpoint in {"static", "assets"} or endpoint.endswith(".static"):
        answer.direct_passthrough = False
