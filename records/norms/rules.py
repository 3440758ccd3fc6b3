"""Reading an override of a norm: its type is the type of the default."""

from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from records.kernel.errors import InputRefusedError, NotFoundError
from records.norms.values import Norms

DEFAULTS = Norms()
KEYS = tuple(field.name for field in fields(Norms))


def parse_norm(key: str, value: object) -> Any:  # noqa: ANN401 - each norm has its own type
    """Turn a stored or typed value into the norm's own type.

    Raises:
        NotFoundError: there is no such norm.
        InputRefusedError: the value is of another kind.
    """
    if key not in KEYS:
        raise NotFoundError(f"Нет норматива «{key}».", code="norm_unknown")
    default = getattr(DEFAULTS, key)
    parsed = _parse_as(default, value)
    if parsed is None:
        raise InputRefusedError(
            f"Норматив «{key}»: значение {value!r} не подходит — нужно такое же по "
            f"виду, как {norm_json(default)!r}.",
            code="norm_value",
        )
    return parsed


def norm_json(value: object) -> Any:  # noqa: ANN401 - what JSON may hold
    """Turn a norm's value into what JSON can hold."""
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def override_norms(overrides: dict[str, object]) -> Norms:
    """Put stored overrides over the defaults; keys of older versions are left out."""
    known = {
        key: parse_norm(key, value) for key, value in overrides.items() if key in KEYS
    }
    return replace(DEFAULTS, **known)


def _parse_as(default: object, value: object) -> object:
    if isinstance(default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(default, int):
        return value if type(value) is int and value >= 0 else None
    if isinstance(default, Decimal):
        return _decimal(value)
    if isinstance(default, tuple):
        return _tuple(type(default[0]), value)
    return value if isinstance(value, str) and value.strip() else None


def _decimal(value: object) -> Decimal | None:
    try:
        parsed = Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
    return parsed if parsed.is_finite() and parsed >= 0 else None


def _tuple(kind: type, value: object) -> tuple[object, ...] | None:
    if not isinstance(value, list | tuple) or not value:
        return None
    same = all(type(item) is kind for item in value)
    return tuple(value) if same else None
