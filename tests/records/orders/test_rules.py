import pytest

from records.orders.rules import check_signing

HEADING = "Об итогах проверки"
BODY = {"points": ["Признать ведение журналов."], "readers": [7]}


def test_a_draft_with_heading_points_and_readers_may_be_signed() -> None:
    assert list(check_signing("draft", HEADING, BODY)) == []


def test_an_order_is_not_signed_twice() -> None:
    (found,) = check_signing("signed", "", {})

    assert found.code == "CHK-5.3-1"


@pytest.mark.parametrize(
    ("heading", "changes", "code"),
    [
        (HEADING, {"points": []}, "CHK-5.3-2"),
        (HEADING, {"readers": []}, "CHK-5.3-5"),
        (" ", {}, "CHK-5.3-6"),
    ],
)
def test_an_order_that_is_not_whole_is_not_signed(
    heading: str, changes: dict[str, object], code: str
) -> None:
    (found,) = check_signing("draft", heading, {**BODY, **changes})

    assert (found.code, found.clause) == (code, "5.3")
