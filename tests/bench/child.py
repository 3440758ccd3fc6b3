"""One measured run: `python -m tests.bench.child BENCH CONTENDER PLACE ANSWER`."""

import gc
import json
import sys
from pathlib import Path
from time import perf_counter

from tests.bench.catalogue import find
from tests.bench.frame import Bench
from tests.bench.measure import PREPARE, own_peak_mb


def main(bench_name: str, contender: str, place: str, answer: str) -> None:
    """Prepare the data of a benchmark, or run one contender and write its figures."""
    bench = find(bench_name)
    if contender == PREPARE:
        bench.prepare(Path(place))
        told: dict[str, object] = {}
    else:
        told = _measure(bench, contender, Path(place))
    Path(answer).write_text(json.dumps(told), "utf-8")


def _measure(bench: Bench, contender: str, place: Path) -> dict[str, object]:
    chosen = next(one for one in bench.contenders if one.name == contender)
    run = chosen.start(place)
    gc.collect()
    started = perf_counter()
    outcome = run()
    wall = perf_counter() - started
    seconds = wall if outcome.seconds is None else outcome.seconds
    return {
        "seconds": seconds,
        "per_second": outcome.per_second or outcome.units / seconds,
        "peak_mb": own_peak_mb(),
        "figures": dict(outcome.figures),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
