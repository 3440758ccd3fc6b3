"""Awkward journals: nothing is lost, nothing is run, both twins say the same."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from templates_docs.documents.class_journal.context import (
    JournalContext,
    Learner,
    Printing,
)
from templates_docs.documents.class_journal.render import render_docx, render_pdf
from templates_docs.documents.class_journal.sample import sample
from templates_docs.rendering.pdfa import check_pdfa
from templates_docs.rendering.twins import compare
from templates_docs.rendering.twins.pdf_text import PdfText
from templates_docs.rendering.twins.values import RunningZones
from tests.templates_docs.documents.class_journal.facts import make_block, make_journal

MARKUP = (
    "#let x = 1 $a^2$ *жирно* _курсив_ \\ [текст] @ссылка <метка> `код` // заметка",
    '<b>&amp;</b> "кавычки" & {{ шаблон }} {% if %}',
    ']] #panic("стой") }} #read("/etc/passwd")',
)
LONG_NAME = "Организация деятельности органов социальной защиты населения " * 4


def with_topics(*topics: str) -> JournalContext:
    block = make_block(learners=5, lessons=len(topics))
    lessons = tuple(
        replace(lesson, topic=topic, homework=f"Задание: {topic[:150]}")
        for lesson, topic in zip(block.lessons, topics, strict=True)
    )
    return make_journal(learners=5, blocks=(replace(block, lessons=lessons),))


def with_names() -> JournalContext:
    context = make_journal(
        learners=5,
        blocks=(
            make_block(
                learners=5,
                lessons=6,
                title=LONG_NAME,
                teacher="Константинопольская-Завадская Маргарита Александровна, " * 3,
                signature="М.А. Константинопольская-Завадская",
            ),
        ),
    )
    odd = (
        ("Константинопольская-Архангельская-Преображенская", "Александра-Елизавета"),
        ("О'Нил <&>\"", "#{}$*\\"),
        ("Ли", ""),
    )
    people: list[Learner] = list(context.learners)
    for place, (surname, name) in enumerate(odd):
        people[place] = replace(
            people[place], surname=surname, given_name=name, patronymic=""
        )
    return replace(context, learners=tuple(people))


def without_marks() -> JournalContext:
    block = make_block(learners=5, lessons=10)
    lessons = tuple(replace(one, marks=(), control=None) for one in block.lessons)
    return make_journal(
        learners=5, blocks=(replace(block, lessons=lessons, finals=()),)
    )


CASES: dict[str, Callable[[], JournalContext]] = {
    "the sample": sample,
    "names too long, strange or absent": with_names,
    "text that looks like markup": lambda: with_topics(*MARKUP),
    "topics of 154 and of 2000 letters": lambda: with_topics(
        "т" * 154, "Тема занятия о формах " * 91, "Право" * 60
    ),
    "letters no face has": lambda: with_topics("смайлик \U0001f600", "中文", "a\tb\nc"),
    "36 learners": lambda: make_journal(
        learners=36, blocks=(make_block(learners=36, lessons=20),)
    ),
    "40 learners": lambda: make_journal(
        learners=40, blocks=(make_block(learners=40, lessons=20),)
    ),
    "an empty group": lambda: make_journal(
        learners=0, blocks=(make_block(learners=0, lessons=4),)
    ),
    "no courses at all": lambda: make_journal(learners=3),
    "a course without lessons": lambda: make_journal(
        learners=3, blocks=(make_block(learners=3, lessons=0),)
    ),
    "one lesson": lambda: make_journal(
        learners=5, blocks=(make_block(learners=5, lessons=1),)
    ),
    "no marks": without_marks,
    "one side of a sheet": lambda: replace(
        make_journal(learners=40, blocks=(make_block(learners=40, lessons=20),)),
        printing=Printing(duplex=False),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_both_twins_of_an_awkward_journal_say_the_same(case: str) -> None:
    context = CASES[case]()

    pdf = render_pdf(context)

    assert [one.message for one in compare(pdf, render_docx(context))] == []
    assert check_pdfa(pdf) == ()


def test_text_of_a_topic_is_printed_as_it_is_written() -> None:
    pdf = render_pdf(with_topics(*MARKUP))
    letters = PdfText(pdf, RunningZones(top_mm=0, bottom_mm=0)).letters

    for text in MARKUP:
        assert text.replace(" ", "") in letters
    assert "root:" not in letters
