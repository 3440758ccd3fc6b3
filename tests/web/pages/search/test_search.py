"""The search: folds case and ё/е, finds only what one may see, leaves no trace."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Installation, Visitor

pytestmark = pytest.mark.slow

Visit = Callable[[str], Visitor]


def ask(visitor: Visitor, words: str) -> str:
    return visitor.post("/search", {"q": words}).text.split("<main")[1]


@pytest.mark.parametrize("words", ["ёлкина", "ЕЛКИНА", "елкина алена", "Алёна Ёлк"])
def test_case_and_yo_do_not_matter(visit: Visit, words: str) -> None:
    assert "Ёлкина Алёна Сергеевна" in ask(visit("secretary"), words)


def test_a_teacher_finds_own_disciplines_only(visit: Visit) -> None:
    found = ask(visit("teacher"), "право")

    assert "ОП.02 Конституционное право, подгруппа 1" in found
    assert "подгруппа 2" not in found
    assert "БУ-25" not in found


def test_a_curator_finds_learners_of_the_own_group(visit: Visit) -> None:
    visitor = visit("curator")

    assert "Иванов Иван Иванович" in ask(visitor, "иванов")
    assert "Ким Лев" not in ask(visitor, "ким")


@pytest.mark.parametrize("who", ["learner", "parent"])
def test_families_find_nobody(visit: Visit, who: str) -> None:
    found = ask(visit(who), "иванов")

    assert "Иванов Иван" not in found
    assert "ничего не нашлось" in found


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "' OR 1=1 --", "%", "{{7*7}}", "\x00"]
)
def test_odd_questions_are_only_text(visit: Visit, words: str) -> None:
    found = ask(visit("content_admin"), words)

    assert "<script>alert" not in found
    assert "49" not in found
    assert "Иванов" not in found


def test_the_question_is_in_no_address(site: Installation) -> None:
    page = site.sign_in("secretary").get("/search").text

    forms = [one for one in page.split("<form")[1:] if 'action="/search"' in one]
    assert len(forms) == 3
    assert all('method="post"' in one.split(">")[0] for one in forms)
