from datetime import UTC, datetime

from templates_docs.document import Imprint
from templates_docs.rendering.qr import imprint_payload, qr_png, qr_svg

IMPRINT = Imprint(
    code="ex07-3pdw", digest="b17e" * 16, made_at=datetime(2026, 12, 24, tzinfo=UTC)
)


def test_the_symbol_holds_code_and_digest_in_the_short_alphabet() -> None:
    payload = imprint_payload(IMPRINT)

    assert payload == "EX07-3PDW:" + "B17E" * 16


def test_the_same_text_gives_the_same_symbol() -> None:
    payload = imprint_payload(IMPRINT)

    assert qr_svg(payload, side_mm=13) == qr_svg(payload, side_mm=13)
    assert qr_png(payload) == qr_png(payload)
    assert qr_png(payload) != qr_png(payload + "A")


def test_the_drawing_has_the_side_that_was_asked_for_and_no_quiet_zone() -> None:
    svg = qr_svg("A", side_mm=10)

    assert 'width="10mm"' in svg
    assert 'viewBox="0 0 21 21"' in svg
    assert 'd="M0 0h7' in svg
