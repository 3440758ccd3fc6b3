"""The press: PDF always, twins compared, pages counted from the final file."""

import pytest

from archive.press import Job, Press, count_pages, print_job
from records.kernel.errors import NotFoundError
from templates_docs.rendering.twins import TwinsDifferError
from tests.archive.notes import Note, find_note

BOTH = ("pdf", "docx")


def job(
    pages: int = 1, *, code: str = "T-NOTE", formats: tuple[str, ...] = BOTH
) -> Job:
    return Job(code=code, context=Note(text="Справка", pages=pages), formats=formats)


def test_pages_are_counted_from_the_pdf() -> None:
    printed = print_job(job(3), find=find_note)

    assert printed.pages == count_pages(printed.data("pdf")) == 3
    assert [one.format for one in printed.files] == ["pdf", "docx"]
    assert all(one.seconds > 0 for one in printed.files)


def test_a_pdf_alone_has_nothing_to_be_compared_with() -> None:
    printed = print_job(job(code="T-LIE", formats=("pdf",)), find=find_note)

    assert [one.format for one in printed.files] == ["pdf"]


def test_twins_that_differ_are_not_printed() -> None:
    with pytest.raises(TwinsDifferError) as refused:
        print_job(job(code="T-LIE"), find=find_note)

    assert "Телефона нет вовсе" in refused.value.message
    assert refused.value.exit_code == 4


def test_the_same_context_gives_the_same_bytes() -> None:
    once, again = (print_job(job(2), find=find_note) for _ in range(2))

    assert [one.data for one in once.files] == [one.data for one in again.files]


def test_prints_come_in_the_order_of_the_jobs() -> None:
    with Press(find=find_note) as press:
        printed = [one.pages for one in press.run([job(3), job(1), job(2)])]

    assert printed == [3, 1, 2]


def test_nothing_wanted_gives_nothing() -> None:
    with Press(2, find=find_note) as press:
        assert list(press.run([])) == []


def test_an_unknown_type_is_not_printed() -> None:
    with pytest.raises(NotFoundError):
        print_job(job(code="V-NONE"))


@pytest.mark.slow
def test_two_processes_print_what_one_prints() -> None:
    jobs = [job(pages) for pages in (2, 1, 3)]
    with Press(find=find_note) as press:
        alone = [one.files for one in press.run(jobs)]
    with Press(2, find=find_note) as press:
        together = [one.files for one in press.run(jobs)]
        again = [one.files for one in press.run(jobs[:2])]

    for mine, theirs in zip(alone, together, strict=True):
        assert [one.data for one in mine] == [one.data for one in theirs]
    assert [one[0].data for one in again] == [one[0].data for one in alone[:2]]
