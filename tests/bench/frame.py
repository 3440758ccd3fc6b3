"""What a benchmark is: contenders measured in turn, figures, limits of the issue."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

OURS = "ours"


class MissingProgramError(RuntimeError):
    """A program a contender runs is not installed (exit code 69)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a measured run did.

    `units` is how much (pages, entries, lessons). `seconds` and `per_second`
    replace the wall time of the run and the work done in it where the figures are
    others, as the 95th percentile of many calls; `figures` are further numbers a
    limit may name.
    """

    units: float
    seconds: float | None = None
    per_second: float | None = None
    figures: Mapping[str, float] = field(default_factory=dict)


Run = Callable[[], Outcome]
"""The measured part."""

Start = Callable[[Path], Run]
"""Imports and opens what a run needs, unmeasured; is given the place of the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One way of doing the job; `programs` are commands that must be installed."""

    name: str
    start: Start
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One measured run in a process of its own."""

    seconds: float
    per_second: float
    peak_mb: float
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Several runs of a contender: median time, highest memory."""

    seconds: float
    per_second: float
    peak_mb: float
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A figure the issue promises; `peer` makes it the ratio to that peer's time."""

    figure: str
    bound: float
    at_least: bool = False
    peer: str = ""

    def measured(self, result: "Result") -> float:
        """Return the figure this limit is about."""
        if self.peer:
            return result.ratio[self.peer]
        known = {
            "seconds": result.ours.seconds,
            "per_second": result.ours.per_second,
            "peak_mb": result.ours.peak_mb,
        }
        return {**result.ours.figures, **known}[self.figure]

    def kept(self, result: "Result") -> bool:
        """Tell whether the limit holds."""
        measured = self.measured(result)
        return measured >= self.bound if self.at_least else measured <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A job, its contenders and its limits; `unit` is what is counted, in Russian.

    `prepare` makes the data once, in a process of its own, in the directory that
    the contenders are given; `rounds` is how often all of them run in turn.
    `lacks` says what an optional benchmark needs and this machine has not got.
    """

    name: str
    title: str
    unit: str
    prepare: Callable[[Path], None]
    ours: Contender
    peers: tuple[Contender, ...] = ()
    limits: tuple[Limit, ...] = ()
    rounds: int = 3
    lacks: Callable[[], str] = str

    @property
    def contenders(self) -> tuple[Contender, ...]:
        """Return ours and the peers in the order they run."""
        return (self.ours, *self.peers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The figures of one benchmark."""

    bench: Bench
    ours: Measured
    peers: Mapping[str, Measured]

    @property
    def ratio(self) -> Mapping[str, float]:
        """Return how many times longer each peer takes."""
        return {
            name: peer.seconds / self.ours.seconds for name, peer in self.peers.items()
        }

    @property
    def missed(self) -> tuple[Limit, ...]:
        """Return the limits that do not hold."""
        return tuple(limit for limit in self.bench.limits if not limit.kept(self))


def sum_up(samples: list[Sample]) -> Measured:
    """Return the median time, the work done in it and the highest memory."""
    return Measured(
        seconds=median(sample.seconds for sample in samples),
        per_second=median(sample.per_second for sample in samples),
        peak_mb=max(sample.peak_mb for sample in samples),
        figures=dict(_figures(samples)),
    )


def _figures(samples: list[Sample]) -> Iterator[tuple[str, float]]:
    for name in samples[0].figures:
        yield name, median(sample.figures[name] for sample in samples)
