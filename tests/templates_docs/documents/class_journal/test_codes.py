"""Codes of pages: made together, the same as made one by one."""

from datetime import datetime

import pytest
import segno

from templates_docs.document import Imprint
from templates_docs.documents.class_journal.drawing.codes import PageCodes
from templates_docs.rendering.qr import MASK


@pytest.mark.parametrize("code", ["JY21-27-9QTB", "JY21-27-9QTBX", "A", "AB"])
@pytest.mark.parametrize("page", [1, 9, 10, 38, 99, 100, 136, 250, 499, 999, 1000])
def test_a_code_made_by_difference_is_the_code_itself(code: str, page: int) -> None:
    made_at = datetime(2027, 6, 30, 14, 5)  # noqa: DTZ001 - a local moment
    codes = PageCodes(Imprint(code=code, digest="3fa9" * 16, made_at=made_at))

    symbol = segno.make(
        f"{code}-{page:03d}:{'3FA9' * 16}",
        error="M",
        micro=False,
        mask=MASK,
        boost_error=False,
    )

    assert codes.modules(page) == tuple("".join(map(str, row)) for row in symbol.matrix)


def test_a_page_says_its_own_number_and_the_digest_of_the_document() -> None:
    made_at = datetime(2027, 6, 30, 14, 5)  # noqa: DTZ001 - a local moment
    codes = PageCodes(Imprint(code="JY-1", digest="ab" * 32, made_at=made_at))

    assert codes.payload(38) == f"JY-1-038:{'AB' * 32}"
