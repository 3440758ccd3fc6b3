"""Where each block of the Word document stands in the text of the PDF.

Twins are all but equal, so the walk is a straight comparison; only where it fails
is the nearest place sought from which both go on together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from templates_docs.rendering.twins.values import Block

_PROBE = 16
_NEAR = 4000
_SMALL = 700
_MOST_MISSES = 400


@dataclass(slots=True)
class Alignment:
    """Places of blocks (None: not found) and stretches of the PDF left over.

    `expected` says where a block that was not found should have stood; `moved` are
    blocks found out of order; `broken` means the walk was given up.
    """

    starts: list[int | None]
    expected: dict[int, int] = field(default_factory=dict)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    broken: bool = False


@dataclass(slots=True, kw_only=True)
class Miss:
    """A block that is not in the PDF, and the letters that stand in its place."""

    number: int
    start: int
    stop: int


def align(letters: str, blocks: Sequence[Block]) -> Alignment:
    """Find every block in the letters of the PDF."""
    walk = _Walk(letters, blocks)
    walk.run()
    found = walk.found
    _find_moved(letters, blocks, found)
    return found


class _Walk:
    """Two fingers, one on the letters and one on the blocks."""

    def __init__(self, letters: str, blocks: Sequence[Block]) -> None:
        self.letters = letters
        self.blocks = blocks
        self.found = Alignment(starts=[None] * len(blocks))
        self.letter = 0
        self.block = 0

    def run(self) -> None:
        blocks, letters, starts = self.blocks, self.letters, self.found.starts
        while self.block < len(blocks):
            text = blocks[self.block].text
            if letters.startswith(text, self.letter):
                starts[self.block] = self.letter
                self.letter += len(text)
                self.block += 1
            elif len(self.found.expected) > _MOST_MISSES:
                self.found.broken = True
                break
            else:
                self._go_on()
        if self.letter < len(letters):
            self.found.gaps.append((self.letter, len(letters)))

    def _go_on(self) -> None:
        next_block, next_letter = self._meeting()
        missed = range(self.block, next_block)
        starts = self._within(missed, next_letter)
        for number in missed:
            self.found.starts[number] = starts.get(number)
            if number not in starts:
                before = [
                    place + len(self.blocks[other].text)
                    for other, place in starts.items()
                    if other < number
                ]
                self.found.expected[number] = max(before, default=self.letter)
        covered = [
            (place, place + len(self.blocks[number].text))
            for number, place in starts.items()
        ]
        self.found.gaps.extend(_uncovered((self.letter, next_letter), covered))
        self.letter, self.block = next_letter, next_block

    def _meeting(self) -> tuple[int, int]:
        """Return the nearest block and letter from which both texts go on alike."""
        best = (len(self.blocks), len(self.letters))
        least = sum(len(block.text) for block in self.blocks[self.block :])
        least += len(self.letters) - self.letter
        passed = 0
        for number in range(self.block, len(self.blocks)):
            if passed >= least or passed > _NEAR:
                break
            probe = self._probe(number)
            limit = self.letter + min(_NEAR, least - passed) + len(probe)
            place = self.letters.find(probe, self.letter, limit)
            if place >= 0 and passed + place - self.letter < least:
                best = (number, place)
                least = passed + place - self.letter
            passed += len(self.blocks[number].text)
        return best

    def _probe(self, number: int) -> str:
        probe = ""
        while len(probe) < _PROBE and number < len(self.blocks):
            probe += self.blocks[number].text
            number += 1
        return probe

    def _within(self, missed: range, next_letter: int) -> dict[int, int]:
        """Return the places of passed blocks that stand whole among passed letters."""
        text = "".join(self.blocks[number].text for number in missed)
        if len(text) > _SMALL or next_letter - self.letter > _SMALL:
            return {}
        segment = self.letters[self.letter : next_letter]
        same = SequenceMatcher(
            None, text, segment, autojunk=False
        ).get_matching_blocks()
        starts = {}
        begin = 0
        for number in missed:
            end = begin + len(self.blocks[number].text)
            for match in same:
                if match.a <= begin and end <= match.a + match.size:
                    starts[number] = self.letter + match.b + begin - match.a
            begin = end
        return starts


def _uncovered(
    stretch: tuple[int, int], covered: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    begin, end = stretch
    for start, stop in sorted(covered):
        if start > begin:
            yield begin, start
        begin = stop
    if begin < end:
        yield begin, end


def _find_moved(letters: str, blocks: Sequence[Block], found: Alignment) -> None:
    """Find passed blocks in stretches left over: printed earlier or later.

    A paragraph is sought near its place only. A cell may be far in the text and yet
    in its place on the page: upright heads are drawn last, and places are checked.
    """
    for number in sorted(found.expected):
        text = blocks[number].text
        places = [
            (abs(place - found.expected[number]), place)
            for start, end in found.gaps
            if (place := letters.find(text, start, end)) >= 0
        ]
        if not places:
            continue
        distance, place = min(places)
        if distance > _NEAR and blocks[number].table < 0:
            continue
        found.starts[number] = place
        found.moved.add(number)
        del found.expected[number]
        take(found.gaps, place, place + len(text))


def take(gaps: list[tuple[int, int]], start: int, end: int) -> None:
    """Take a stretch away from what is left over."""
    for index, (first, last) in enumerate(gaps):
        if first <= start and end <= last:
            pieces = [(first, start), (end, last)]
            gaps[index : index + 1] = [piece for piece in pieces if piece[0] < piece[1]]
            return


def pair_misses(blocks: Sequence[Block], found: Alignment) -> Iterator[Miss]:
    """Give each missed block the letters left over at its place, taking them away."""
    missed = sorted(found.expected.items(), key=lambda item: (item[1], item[0]))
    for place, group in groupby(missed, key=lambda item: item[1]):
        numbers = [number for number, _ in group]
        end = next((stop for start, stop in found.gaps if start == place), place)
        start = place
        for number in numbers:
            last = number == numbers[-1]
            stop = end if last else min(end, start + len(blocks[number].text))
            yield Miss(number=number, start=start, stop=stop)
            start = stop
        take(found.gaps, place, end)
