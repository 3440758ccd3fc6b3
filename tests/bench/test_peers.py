"""The HTML the peers print tells what our own journal tells."""

from templates_docs.catalogue import find
from tests.bench.peers.html import COLUMNS, make_html


def test_html_has_every_learner_lesson_and_final() -> None:
    context = find("J-YEAR").sample()

    html = make_html(context)

    for learner in context.learners:
        assert f"{learner.surname} {learner.given_name}" in html
    lessons = [one for block in context.blocks for one in block.lessons]
    assert html.count('<div class="turned">') > len(lessons)
    for block in context.blocks:
        assert block.title in html


def test_wide_blocks_are_cut_into_spreads() -> None:
    context = find("J-YEAR").sample()

    html = make_html(context)

    columns = [
        part.count('<div class="turned">')
        for part in html.split('<table class="marks">')
    ]
    spreads = sum(
        -(-len(block.lessons) // COLUMNS) for block in context.blocks if block.lessons
    )
    assert html.count("<section>") > 2 * spreads
    assert max(columns[1 : spreads + 1]) <= COLUMNS
