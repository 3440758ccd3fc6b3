import pytest

from templates_docs.rendering.fitting import (
    break_evenly,
    count_lines,
    fit_block,
    fit_block_html,
    fit_html,
    fit_line,
    text_width,
)

LONG = "Архангельская-Преображенская Елизавета Константиновна"
LONGER = f"Константинопольская-{LONG}-Владиславовна"


def test_a_name_that_fits_stays_regular() -> None:
    fit = fit_line("Иванов Иван", width_mm=64)

    assert (fit.family, fit.size, fit.lines) == ("PT Sans", 9.5, ("Иванов Иван",))


def test_a_longer_name_is_first_narrowed_at_the_same_size() -> None:
    name = "Иванова-Петрова Маргарита Олеговна"

    fit = fit_line(name, width_mm=text_width(name, size=9.5) * 0.97)

    assert (fit.family, fit.size, fit.lines) == ("PT Sans Narrow", 9.5, (name,))


def test_a_very_long_name_shrinks_in_half_points_and_stays_on_one_line() -> None:
    fit = fit_line(LONG, width_mm=64)

    assert fit.family == "PT Sans Narrow"
    assert 7 <= fit.size < 9.5
    assert fit.lines == (LONG,)


def test_below_seven_points_a_name_breaks_after_a_hyphen_or_a_space() -> None:
    fit = fit_line(LONGER, width_mm=64)

    assert len(fit.lines) == 2
    assert fit.size >= 7
    assert "".join(fit.lines).replace(" ", "") == LONGER.replace(" ", "")


@pytest.mark.parametrize("name", ["Ш" * 80, LONGER * 2, "Ли", ""])
@pytest.mark.parametrize("width", [12.0, 33.0, 64.0])
def test_no_letter_is_lost_and_no_line_is_wider_than_the_column(
    name: str, width: float
) -> None:
    fit = fit_line(name, width_mm=width)

    assert "".join(fit.lines).replace(" ", "") == name.replace(" ", "")
    assert all(
        text_width(line, family=fit.family, size=fit.size) <= width
        for line in fit.lines
    )


def test_html_of_a_name_is_escaped() -> None:
    assert "<b>" not in fit_html(f"<b>{LONG}&", 64)
    assert fit_html("Ли <&>", 64) == "Ли &lt;&amp;&gt;"


def test_serif_has_no_narrow_cut_and_only_shrinks() -> None:
    name = "Е.К.\u00a0Константинопольская"

    fit = fit_line(name, width_mm=36, size=10.5, family="PT Serif")

    assert (fit.family, fit.lines) == ("PT Serif", (name,))
    assert 7 <= fit.size < 10.5


BASE = "Отделение Социального фонда Российской Федерации по г. Томску"


def test_a_topic_of_one_line_stays_as_it_is() -> None:
    fit = fit_block("Права граждан", width_mm=54, size=8.5, small=7)

    assert (fit.family, fit.size, fit.lines) == ("PT Sans", 8.5, ("Права граждан",))


def test_a_topic_takes_a_second_line_before_it_becomes_tiny() -> None:
    fit = fit_block(BASE, width_mm=40, size=8.5, small=8)

    assert (fit.family, fit.size, len(fit.lines)) == ("PT Sans Narrow", 8, 2)


def test_a_topic_shrinks_before_it_takes_a_third_line() -> None:
    fit = fit_block(BASE, width_mm=38, size=8.5, small=8.5)

    assert len(fit.lines) == 2
    assert 7 <= fit.size < 8.5


def test_a_topic_too_long_for_two_lines_takes_as_many_as_it_needs() -> None:
    fit = fit_block(f"{BASE}, " * 4, width_mm=38, size=8.5, small=6.5)

    assert fit.size == 6.5
    assert len(fit.lines) > 2
    assert "".join(fit.lines).replace(" ", "") == (f"{BASE}, " * 4).replace(" ", "")


def test_lines_are_even_and_a_town_is_not_parted_from_its_letter() -> None:
    lines = break_evenly(BASE, width_mm=60, size=8.5, family="PT Sans Narrow")

    widths = [text_width(line, family="PT Sans Narrow", size=8.5) for line in lines]
    assert max(widths) - min(widths) < 15
    assert not any(line.endswith("г.") for line in lines)


def test_lines_are_counted_as_they_will_be_broken() -> None:
    width = text_width("Права граждан", family="PT Serif", size=10.5)

    counts = [
        count_lines(
            "Права граждан", width_mm=room, size=10.5, family="PT Serif", bold=False
        )
        for room in (width * 1.1, width * 0.9)
    ]

    assert counts == [1, 2]


def test_markup_of_a_topic_is_escaped() -> None:
    assert "&lt;b&gt;" in fit_block_html("<b> " + BASE, 40, 8.5, 8)
