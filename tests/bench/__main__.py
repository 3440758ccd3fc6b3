"""`python -m tests.bench [NAME] [--json]`: runs the benchmarks one after another."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.catalogue import find, list_benches
from tests.bench.frame import Bench, MissingProgramError, Result
from tests.bench.measure import ContenderFailedError, check_programs, measure
from tests.bench.report import list_missed, to_json, to_table

DONE, BROKEN, BAD_INPUT, MISSING_PART = 0, 1, 2, 69


def main(words: Sequence[str]) -> int:
    """Run one benchmark or all; 1 when a limit is missed, 69 without a program."""
    asked = _parse(words)
    try:
        benches = _choose(asked.name)
    except KeyError:
        known = ", ".join(bench.name for bench in list_benches())
        return _end(BAD_INPUT, f"Нет замера «{asked.name}». Есть: {known}.")
    except MissingProgramError as missing:
        return _end(MISSING_PART, str(missing))
    results, failed = _measure(benches)
    sys.stdout.write(f"{to_json(results) if asked.json else to_table(results)}\n")
    missed = list_missed(results)
    for line in (*failed, *missed):
        _tell(line)
    return BROKEN if failed or missed else DONE


def _measure(benches: Sequence[Bench]) -> tuple[list[Result], list[str]]:
    """Measure one after another; one that fails does not stop the others."""
    results, failed = [], []
    with tempfile.TemporaryDirectory(prefix="surguch-bench-") as place:
        for bench in benches:
            try:
                results.append(measure(bench, Path(place), tell=_tell))
            except ContenderFailedError as failure:
                failed.append(f"Замер не состоялся: {failure}")
    return results, failed


def _parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="surguch bench", description="Замеры скорости и памяти."
    )
    parser.add_argument("name", nargs="?", help="какой замер; без имени все")
    parser.add_argument("--json", action="store_true", help="вывести JSON")
    return parser.parse_args(words)


def _choose(name: str | None) -> tuple[Bench, ...]:
    """Return the benchmark asked for; of all, those this machine can run."""
    asked = (find(name),) if name else list_benches()
    lacking = {bench.name: why for bench in asked if (why := _find_lack(bench))}
    if name and lacking:
        raise MissingProgramError(lacking[name])
    for left_out, why in lacking.items():
        _tell(f"{left_out}: не измеряется. {why}")
    return tuple(bench for bench in asked if bench.name not in lacking)


def _find_lack(bench: Bench) -> str:
    try:
        check_programs((bench,))
    except MissingProgramError as missing:
        return str(missing)
    return bench.lacks()


def _end(code: int, message: str) -> int:
    _tell(message)
    return code


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
