"""The frame of the benchmarks: shape of the answer, limits, exit codes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import measure
from tests.bench.__main__ import main
from tests.bench.catalogue import list_benches
from tests.bench.frame import (
    OURS,
    Bench,
    Contender,
    Limit,
    MissingProgramError,
    Outcome,
    Result,
    Run,
    Sample,
    sum_up,
)
from tests.bench.measure import check_programs
from tests.bench.report import CAPTIONS, list_missed, to_json, to_table


def _start(_place: Path) -> Run:
    return lambda: Outcome(units=1)


BENCH = Bench(
    name="job",
    title="работа",
    unit="страниц",
    prepare=lambda _place: None,
    ours=Contender(name=OURS, start=_start),
    peers=(Contender(name="other", start=_start, programs=("no-such-program",)),),
    limits=(
        Limit(figure="seconds", bound=1.5),
        Limit(figure="seconds", peer="other", bound=20, at_least=True),
    ),
)


def _result(ours: float, other: float) -> Result:
    samples = [Sample(seconds=ours, per_second=100 / ours, peak_mb=300)]
    peers = [Sample(seconds=other, per_second=100 / other, peak_mb=900)]
    return Result(bench=BENCH, ours=sum_up(samples), peers={"other": sum_up(peers)})


def test_answer_has_the_shape_of_the_contract() -> None:
    told = json.loads(to_json([_result(1.0, 25.0)]))

    assert told == [
        {
            "name": "job",
            "ours": {"seconds": 1.0, "per_second": 100.0, "peak_mb": 300},
            "peers": {"other": {"seconds": 25.0, "per_second": 4.0, "peak_mb": 900}},
            "ratio": {"other": 25.0},
        }
    ]


def test_median_time_and_highest_memory_of_the_runs_are_told() -> None:
    samples = [
        Sample(seconds=seconds, per_second=1 / seconds, peak_mb=memory)
        for seconds, memory in ((1.0, 10), (9.0, 30), (2.0, 20))
    ]

    summed = sum_up(samples)

    assert (summed.seconds, summed.per_second, summed.peak_mb) == (2.0, 0.5, 30)


def test_kept_limits_miss_nothing() -> None:
    assert list_missed([_result(1.0, 25.0)]) == ()


def test_every_missed_limit_has_a_line() -> None:
    missed = list_missed([_result(2.0, 25.0)])

    assert missed == (
        "job: не выдержано: время 2,00 с, не более 1,50",
        "job: не выдержано: быстрее other в 12,5 раза, не менее 20,0",
    )


def test_table_says_which_limit_holds() -> None:
    table = to_table([_result(1.0, 12.0)])

    assert "  выдержано: время 1,00 с" in table
    assert "  НЕ ВЫДЕРЖАНО: быстрее other в 12,0 раза" in table


def test_program_of_a_peer_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(measure.PACKAGES, "no-such-program", "its-package")

    with pytest.raises(MissingProgramError, match=r"no-such-program.*its-package"):
        check_programs((BENCH,))


def test_without_a_program_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    code = main(["journal-pdf", "--json"])

    told = capsys.readouterr()
    assert code == 69
    assert told.out == ""
    assert "chromium, soffice" in told.err


def test_unknown_benchmark_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["journal"]) == 2
    assert "journal-pdf" in capsys.readouterr().err


def test_optional_benchmark_is_not_passed_over_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = replace(BENCH, peers=(), lacks=lambda: "Нет сервера.")
    monkeypatch.setattr("tests.bench.__main__.find", lambda _name: lacking)

    assert main(["job"]) == 69
    assert "Нет сервера." in capsys.readouterr().err


def test_of_all_benchmarks_those_that_lack_a_program_are_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.bench.__main__.list_benches", lambda: (BENCH,))
    monkeypatch.setitem(measure.PACKAGES, "no-such-program", "its-package")

    assert main([]) == 0

    assert "job: не измеряется. Не установлены программы" in capsys.readouterr().err


def test_figures_of_limits_have_captions() -> None:
    figures = {limit.figure for bench in list_benches() for limit in bench.limits}

    assert figures <= set(CAPTIONS)


def test_names_are_told_apart() -> None:
    names = [bench.name for bench in list_benches()]

    assert len(set(names)) == len(names)
    assert "journal-pdf" in names
