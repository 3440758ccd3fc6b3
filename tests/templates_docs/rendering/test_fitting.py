import pytest

from templates_docs.rendering.fitting import fit_html, fit_line, text_width

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
