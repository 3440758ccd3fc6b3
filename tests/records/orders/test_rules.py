from records.orders.rules import check_signing


def test_a_draft_with_points_may_be_signed() -> None:
    assert check_signing("draft", {"points": ["Признать ведение журналов."]}) == ()


def test_an_order_is_not_signed_twice() -> None:
    (found,) = check_signing("signed", {"points": ["1"]})

    assert found.code == "CHK-5.3-1"


def test_an_order_without_points_is_not_signed() -> None:
    (found,) = check_signing("draft", {"points": []})

    assert found.code == "CHK-5.3-2"
