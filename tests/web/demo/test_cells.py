from collections import Counter

from records.marks.values import Work
from web.demo.cells import imagine_cells, mean_mark
from web.demo.dice import choose, roll, weigh


def test_the_same_question_always_gets_the_same_answer() -> None:
    assert roll("a", 1) == roll("a", 1)
    assert roll("a", 1) != roll("a", 2)


def test_chance_is_spread_evenly() -> None:
    tens = Counter(int(roll("even", n) * 10) for n in range(10_000))

    assert set(tens) == set(range(10))
    assert all(900 < count < 1100 for count in tens.values())


def test_weights_are_kept() -> None:
    drawn = Counter(weigh((("a", 0.9), ("b", 0.1)), n) for n in range(5000))

    assert 4350 < drawn["a"] < 4650
    assert choose(["x"], "only") == "x"


def test_marks_of_many_lessons_are_distributed_as_in_a_real_group() -> None:
    learners = range(1, 28)
    cells = [
        cell
        for lesson in range(400)
        for cell in imagine_cells(f"ОП.01/{lesson}", "Л", learners)
    ]
    absences = sum(cell.work is Work.ABSENCE for cell in cells)
    marks = Counter(cell.value for cell in cells if cell.work is not Work.ABSENCE)

    assert 0.045 < absences / (400 * 27) < 0.055
    assert set(marks) == {"5", "4", "3", "2"}
    assert marks["4"] > marks["5"] > marks["2"]
    assert marks["3"] > marks["2"]


def test_the_mean_of_marks_is_rounded_half_up() -> None:
    assert mean_mark(["4", "5"]) == "5"
    assert mean_mark(["3", "4", "4", "3"]) == "4"
    assert mean_mark([]) == ""
