"""Text of a form into values; what is wrong is said beside the field, text kept."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from secrets import token_hex

from werkzeug.datastructures import MultiDict

from records.kernel.hashing import canonical, sha256_hex
from records.kernel.text import clean_line
from web.site.days import FIRST, LAST

LIMIT = 500
KEY_LENGTH = 64


class Form:
    """A sent form (форма): reads fields by name and collects what is wrong."""

    def __init__(self, sent: "MultiDict[str, str] | None" = None) -> None:
        self.sent: MultiDict[str, str] = MultiDict() if sent is None else sent
        self.errors: dict[str, str] = {}

    def key(self) -> str:
        """Return the key a form carries; a new form's is new."""
        return self.raw("key")[:KEY_LENGTH] or token_hex(16)

    def sent_key(self) -> str:
        """Return the key of what was sent: the same twice is known, other words are new.

        A browser going back shows the form with its key: what is written there anew
        is a sending of its own.
        """
        fields = {
            name: sorted(values)
            for name, values in self.sent.lists()
            if name not in {"csrf_token", "key"}
        }
        return sha256_hex(canonical({"key": self.key(), "fields": fields}))

    def text(
        self, name: str, label: str, *, required: bool = False, limit: int = LIMIT
    ) -> str:
        """Read a line."""
        self._check(
            name,
            label,
            value := clean_line(self.raw(name)),
            required=required,
            limit=limit,
        )
        return value

    def lines(
        self, name: str, label: str, *, required: bool = False, limit: int = 4000
    ) -> str:
        """Read a text of several lines."""
        cleaned = "\n".join(clean_line(one) for one in self.raw(name).splitlines())
        self._check(
            name, label, value := cleaned.strip(), required=required, limit=limit
        )
        return value

    def day(self, name: str, label: str, *, required: bool = False) -> date | None:
        """Read a date: «2026-12-18» of a date field or «18.12.2026»."""
        given = self.text(name, label, required=required)
        if not given:
            return None
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                day = datetime.strptime(given, form).date()  # noqa: DTZ007 - a calendar day
            except ValueError:
                continue
            if FIRST <= day <= LAST:
                return day
        self.refuse(name, f"{label}: такой даты нет. Напишите, например, 18.12.2026.")
        return None

    def whole(
        self,
        name: str,
        label: str,
        *,
        required: bool = False,
        least: int = 0,
        most: int = 10**9,
    ) -> int | None:
        """Read a whole number within bounds."""
        given = self.text(name, label, required=required)
        if not given:
            return None
        if not given.isascii() or not given.isdigit() or len(given) > 12:
            self.refuse(name, f"{label}: нужно целое число.")
            return None
        number = int(given)
        if not least <= number <= most:
            self.refuse(name, f"{label}: число от {least} до {most}.")
            return None
        return number

    def choice(
        self, name: str, label: str, options: Iterable[str], *, required: bool = True
    ) -> str:
        """Read one of the options."""
        given = self.raw(name)
        if given in set(options):
            return given
        if given or required:
            self.refuse(name, f"{label}: выберите из списка.")
        return ""

    def many(self, name: str) -> tuple[str, ...]:
        """Read all values of boxes with one name."""
        return tuple(self.sent.getlist(name))

    def numbers(self, name: str) -> tuple[int, ...]:
        """Read the numbers of boxes with one name; what is no number is left out."""
        given = self.many(name)
        return tuple(
            int(one)
            for one in given
            if one.isascii() and one.isdigit() and len(one) < 10
        )

    def flag(self, name: str) -> bool:
        """Read a box."""
        return self.raw(name) not in {"", "0"}

    def raw(self, name: str) -> str:
        """Return a field exactly as it was sent."""
        return self.sent.get(name, "")

    def refuse(self, name: str, words: str) -> None:
        """Say what is wrong with a field; the first words stay."""
        self.errors.setdefault(name, words)

    def values(self) -> Mapping[str, str]:
        """Return what was typed, for showing the form again; no passwords."""
        return {
            name: value
            for name, value in self.sent.items()
            if "password" not in name and name != "csrf_token"
        }

    def _check(
        self, name: str, label: str, value: str, *, required: bool, limit: int
    ) -> None:
        if required and not value:
            self.refuse(name, f"{label}: заполните поле.")
        elif len(value) > limit:
            self.refuse(
                name, f"{label}: не длиннее {limit} знаков, сейчас {len(value)}."
            )
