"""Figures as the contract's JSON and as a table for a person."""

import json
from collections.abc import Iterator, Sequence

from tests.bench.frame import Limit, Measured, Result

CAPTIONS = {
    "seconds": ("время", "с"),
    "per_second": ("скорость", "в секунду"),
    "peak_mb": ("память", "МБ"),
    "growth": ("рост памяти", "раз"),
    "first_mb": ("память процесса после первого", "МБ"),
    "last_mb": ("память процесса после последнего", "МБ"),
    "whole": ("с таблицами и документами, записей в секунду", ""),
    "median_ms": ("медиана", "мс"),
    "longest_ms": ("дольше всего", "мс"),
    "first_ms": ("первое открытие, ничего в запасе", "мс"),
    "key_ms": ("работа на клавишу до кадра, медиана", "мс"),
    "key_p95_ms": ("работа на клавишу до кадра, 95-й процентиль", "мс"),
    "key_shown_ms": ("от клавиши до кадра с ожиданием экрана, медиана", "мс"),
    "packed_kb": ("сжатая страница", "КБ"),
    "plain_kb": ("несжатая страница", "КБ"),
    "lost": ("потеряно или удвоено", ""),
}
_HEADINGS = ("", "секунд", "в секунду", "память, МБ", "во сколько раз дольше")


def to_json(results: Sequence[Result]) -> str:
    """Return the figures in the shape of the contract."""
    told = [
        {
            "name": result.bench.name,
            "ours": _plain(result.ours),
            "peers": {name: _plain(one) for name, one in result.peers.items()},
            "ratio": {name: round(times, 2) for name, times in result.ratio.items()},
        }
        for result in results
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def to_table(results: Sequence[Result]) -> str:
    """Return the figures for a person, a block a benchmark."""
    return "\n\n".join("\n".join(_block(result)) for result in results)


def list_missed(results: Sequence[Result]) -> tuple[str, ...]:
    """Return a line for every limit that does not hold."""
    return tuple(
        f"{result.bench.name}: не выдержано: {_limit(limit, result)}"
        for result in results
        for limit in result.missed
    )


def _block(result: Result) -> Iterator[str]:
    bench = result.bench
    yield f"{bench.name} — {bench.title} ({bench.unit})"
    rows = [_HEADINGS, ("surguch", *_cells(result.ours), "")]
    rows += [
        (name, *_cells(peer), _number(result.ratio[name]))
        for name, peer in result.peers.items()
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADINGS))]
    for row in rows:
        first, *rest = (
            word.rjust(width) if at else word.ljust(width)
            for at, (word, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {first}  {'  '.join(rest)}".rstrip()
    for name, value in result.ours.figures.items():
        caption, unit = CAPTIONS[name]
        yield f"  {caption}: {_number(value)} {unit}".rstrip()
    for limit in bench.limits:
        kept = "выдержано" if limit.kept(result) else "НЕ ВЫДЕРЖАНО"
        yield f"  {kept}: {_limit(limit, result)}"


def _limit(limit: Limit, result: Result) -> str:
    sign = "не менее" if limit.at_least else "не более"
    measured = _number(limit.measured(result))
    if limit.peer:
        return f"быстрее {limit.peer} в {measured} раза, {sign} {_number(limit.bound)}"
    caption, unit = CAPTIONS[limit.figure]
    return f"{caption} {measured} {unit}, {sign} {_number(limit.bound)}"


def _plain(measured: Measured) -> dict[str, float]:
    return {
        "seconds": round(measured.seconds, 4),
        "per_second": round(measured.per_second, 2),
        "peak_mb": round(measured.peak_mb, 1),
    }


def _cells(measured: Measured) -> tuple[str, str, str]:
    return (
        _number(measured.seconds),
        _number(measured.per_second),
        _number(measured.peak_mb),
    )


def _number(value: float) -> str:
    """Return a figure with three significant digits and thousands apart."""
    if value >= 100:
        return f"{value:,.0f}".replace(",", "\u00a0")
    digits = 1 if value >= 10 else 2 if value >= 1 else 4
    return f"{value:.{digits}f}".replace(".", ",")
