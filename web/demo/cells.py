"""What a teacher would put into the cells of a lesson: marks and absences.

Of all designations «5» are about 18 %, «4» 37 %, «3» 34 %, «2» 6 %, absences 5 %.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from records.marks.values import Cell, Work
from web.demo.dice import roll, weigh

ABSENT = 0.05
ASKED = 0.34
SECOND_MARK = 0.012
MADE_GOOD = 0.25
MARKED_KINDS = {"КР": 0.95, "ЛР": 0.85, "ПЗ": 0.6, "КП": 0.4, "С": 0.5}
STRONG = (("5", 0.50), ("4", 0.40), ("3", 0.09), ("2", 0.01))
MIDDLE = (("5", 0.14), ("4", 0.46), ("3", 0.35), ("2", 0.05))
WEAK = (("5", 0.03), ("4", 0.22), ("3", 0.60), ("2", 0.15))
CAUSES = (("illness", 0.5), ("excused", 0.15), ("unexcused", 0.35))


def imagine_cells(lesson: str, kind: str, learners: Iterable[int]) -> Iterator[Cell]:
    """Give the roll-call and the marks of one lesson, learner by learner."""
    asked = MARKED_KINDS.get(kind, ASKED)
    for person in learners:
        yield from _learner_cells(lesson, person, asked)


def imagine_mark(person: int, *question: object) -> str:
    """Return a mark of a learner: some are strong, some weak, most between."""
    gift = roll("gift", person)
    weights = STRONG if gift > 0.78 else WEAK if gift < 0.2 else MIDDLE
    return weigh(weights, "mark", person, *question)


def mean_mark(marks: Iterable[str]) -> str:
    """Return the mean of marks rounded half up, empty without marks."""
    values = [int(mark) for mark in marks]
    if not values:
        return ""
    mean = Decimal(sum(values)) / len(values)
    return str(mean.quantize(Decimal(1), ROUND_HALF_UP))


def _learner_cells(lesson: str, person: int, asked: float) -> Iterator[Cell]:
    if roll("absent", lesson, person) < ABSENT:
        yield _absence(lesson, person)
        if roll("made good", lesson, person) < MADE_GOOD * asked:
            mark = imagine_mark(person, lesson, "makeup")
            yield Cell(person_id=person, work=Work.MAKEUP, value=mark)
        return
    if roll("asked", lesson, person) >= asked:
        return
    mark = imagine_mark(person, lesson)
    yield Cell(person_id=person, work=Work.CURRENT, value=mark)
    if roll("second", lesson, person) < SECOND_MARK:
        mark = imagine_mark(person, lesson, "second")
        yield Cell(person_id=person, work=Work.SECOND, value=mark)


def _absence(lesson: str, person: int) -> Cell:
    cause = weigh(CAUSES, "cause", lesson, person)
    number = 100 + int(roll("paper", lesson, person) * 300)
    papers = {"illness": f"справка № {number}", "excused": f"заявление № {number}"}
    return Cell(
        person_id=person,
        work=Work.ABSENCE,
        value="н",
        cause=cause,
        document=papers.get(cause, ""),
    )
