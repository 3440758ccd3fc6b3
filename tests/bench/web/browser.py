"""A client that keeps its connection and its cookies; nothing is drawn."""

import json
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from tests.bench.web.home import PASSWORD

_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, how long it took, how many bytes came over the wire."""

    status: int
    body: bytes
    headers: dict[str, str]
    seconds: float

    @property
    def text(self) -> str:
        """Return the unpacked text."""
        import gzip

        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def json(self) -> Any:
        """Return the answer as JSON."""
        return json.loads(self.text)


@dataclass(slots=True, kw_only=True)
class Browser:
    """One person at one computer."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    _connection: HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._send("GET", path, b"", {})

    def post_json(self, path: str, value: object) -> Answer:
        """Send JSON as the grid does."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        return self._send("POST", path, json.dumps(value).encode(), headers)

    def sign_in(self, login: str) -> None:
        """Sign in; take the token the pages carry."""
        self._take_token("/login")
        form = {"login": login, "password": PASSWORD, "csrf_token": self.token}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._send("POST", "/login", urlencode(form).encode(), headers)
        if answer.status not in {302, 303}:
            raise RuntimeError(f"not signed in: {answer.status}")
        self._take_token("/journal")

    def again(self) -> "Browser":
        """Return another window of the same session."""
        return Browser(port=self.port, cookies=dict(self.cookies), token=self.token)

    def _take_token(self, path: str) -> None:
        found = _TOKEN.search(self.get(path).text)
        if found is None:
            raise RuntimeError(f"no token on {path}")
        self.token = found[1]

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Cookie": cookies, "Accept-Encoding": "gzip", **headers}
        started = perf_counter()
        self._connection.request(method, path, body or None, sent)
        answer = self._connection.getresponse()
        content = answer.read()
        seconds = perf_counter() - started
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(status=answer.status, body=content, headers=told, seconds=seconds)
