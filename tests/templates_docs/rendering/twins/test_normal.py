"""Bare text: what of a text is compared."""

import pytest

from templates_docs.rendering.twins.normal import bare, visible_places

WORD = "финансово-хозяйственной"


@pytest.mark.parametrize(
    "printed",
    [
        "финансово-\nхозяйственной",
        "финансово-\r\n  хозяйственной",
        "финансово- хозяйственной",
        "финансово\u00ad\nхозяйственной",
    ],
)
def test_a_word_broken_after_its_hyphen_is_the_same_word(printed: str) -> None:
    assert bare(printed) == bare(WORD)


@pytest.mark.parametrize("text", ["Право – право", "1-2", "5 -", "н/а -"])
def test_a_dash_between_words_and_a_minus_are_kept(text: str) -> None:
    assert "-" in bare(text)


def test_places_are_those_of_the_letters_that_are_compared() -> None:
    text = "а- б –\nв"

    same, places = visible_places(text)

    assert "".join(same[place] for place in places) == bare(text) == "аб-в"
