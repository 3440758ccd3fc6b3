"""Runs a contender in a process of its own and watches the memory of its tree."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.bench.frame import (
    OURS,
    Bench,
    MissingProgramError,
    Result,
    Sample,
    sum_up,
)

ROOT = Path(__file__).parents[2]
PREPARE = "prepare"
PACKAGES = {"chromium": "chromium", "soffice": "libreoffice-writer-nogui"}
"""Commands of the peers and the Debian packages they come from."""
_GLANCE = 0.15
_FAREWELL = 10
_MEGABYTE = 1024


class ContenderFailedError(RuntimeError):
    """A contender's process ended with an error; carries what it wrote."""


def check_programs(benches: tuple[Bench, ...]) -> None:
    """Make sure that every program of the contenders is installed.

    Raises:
        MissingProgramError: names all that are not there, with their packages.
    """
    wanted = {
        program
        for bench in benches
        for contender in bench.contenders
        for program in contender.programs
    }
    missing = sorted(program for program in wanted if shutil.which(program) is None)
    if missing:
        packages = " ".join(PACKAGES[program] for program in missing)
        raise MissingProgramError(
            f"Не установлены программы для сравнения: {', '.join(missing)}. "
            f"Поставьте: apt-get install {packages}"
        )


def measure(bench: Bench, place: Path, *, tell: Callable[[str], None]) -> Result:
    """Prepare the data, then run ours and the peers in turn, several rounds."""
    tell(f"{bench.name}: готовлю данные")
    _run_child(bench.name, PREPARE, place)
    samples: dict[str, list[Sample]] = {one.name: [] for one in bench.contenders}
    for number in range(1, bench.rounds + 1):
        for contender in bench.contenders:
            sample = run_once(bench.name, contender.name, place)
            samples[contender.name].append(sample)
            tell(
                f"{bench.name}: круг {number} из {bench.rounds}, {contender.name}: "
                f"{sample.seconds:.3f} с, {sample.peak_mb:.0f} МБ"
            )
    return Result(
        bench=bench,
        ours=sum_up(samples[OURS]),
        peers={one.name: sum_up(samples[one.name]) for one in bench.peers},
    )


def run_once(bench: str, contender: str, place: Path) -> Sample:
    """Run one contender once.

    Raises:
        ContenderFailedError: its process failed.
    """
    peak, answer = _run_child(bench, contender, place)
    told = json.loads(answer)
    return Sample(
        seconds=told["seconds"],
        per_second=told["per_second"],
        peak_mb=max(peak, told["peak_mb"]),
        figures=told["figures"],
    )


def own_peak_mb() -> float:
    """Return the highest resident memory of this process since it was started.

    The kernel's `ru_maxrss` outlives `exec` and tells of the parent too.
    """
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / _MEGABYTE
    raise RuntimeError("/proc does not tell of memory")


def _run_child(bench: str, contender: str, place: Path) -> tuple[float, str]:
    log, answer = place / "child.log", place / "answer.json"
    words = [sys.executable, "-X", "utf8", "-m", "tests.bench.child"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*words, bench, contender, str(place), str(answer)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        peak = _watch(process)
    if process.returncode:
        said = log.read_text("utf-8", "replace").strip()
        raise ContenderFailedError(f"{bench}, {contender}:\n{said}")
    return peak, answer.read_text("utf-8")


def _watch(process: subprocess.Popen[bytes]) -> float:
    peak = 0.0
    try:
        while True:
            try:
                process.wait(_GLANCE)
            except subprocess.TimeoutExpired:
                peak = max(peak, _tree_mb(process.pid))
            else:
                return peak
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a run that was interrupted put its server away before it is killed."""
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tree_mb(pid: int) -> float:
    # Shared pages are counted once: each process has its proportional share (Pss).
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(_share_mb(one.pid) for one in processes)


def _share_mb(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / _MEGABYTE
    return 0.0
