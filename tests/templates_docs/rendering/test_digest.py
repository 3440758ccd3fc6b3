from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from templates_docs.document import Imprint
from templates_docs.rendering.digest import canonical_digest


class Kind(StrEnum):
    EXAM = "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    name: str
    mark: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    kind: Kind
    held_on: date
    average: Decimal
    lines: tuple[Line, ...]
    imprint: Imprint | None = None


FORM = Form(
    kind=Kind.EXAM,
    held_on=date(2026, 12, 24),
    average=Decimal("4.00"),
    lines=(Line(name="Ёлкина", mark=5), Line(name="Ли", mark=None)),
)


def test_the_digest_is_of_the_content_and_not_of_the_imprint() -> None:
    imprint = Imprint(code="A", digest="00", made_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert canonical_digest(replace(FORM, imprint=imprint)) == canonical_digest(FORM)


def test_any_changed_value_changes_the_digest() -> None:
    one = canonical_digest(FORM)

    assert one != canonical_digest(replace(FORM, held_on=date(2026, 12, 25)))
    assert one != canonical_digest(replace(FORM, average=Decimal("4.0")))
    assert one != canonical_digest(replace(FORM, lines=FORM.lines[:1]))
    assert len(one) == 64


def test_a_value_without_an_exact_text_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        canonical_digest(Line(name="Ли", mark=4.5))


def test_only_an_instance_of_a_dataclass_is_a_context() -> None:
    with pytest.raises(TypeError, match="dataclass"):
        canonical_digest({"name": "Ли"})
