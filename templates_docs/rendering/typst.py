"""The Typst door: a template and its data become PDF/A-2b, and nothing is fetched.

The engine sees one folder, the template's own; data come in as one string. A path
out of the folder, an absolute path and a package of the network are refused.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Literal

import typst

from templates_docs.rendering.fonts import FONT_DIRECTORY, check_fonts

PDF_STANDARD: Literal["a-2b"] = "a-2b"
_PACKAGE = re.compile(rb"""["']@""")
_REMEMBERED = 11
"""After so many runs the engine forgets what none of them has asked for again."""
_runs = count()


def render_typst(
    template: Path, data: Mapping[str, Any], *, made_at: datetime
) -> bytes:
    """Return PDF/A-2b bytes of a template; the same arguments give the same bytes.

    `data` reach the template as JSON in `sys.inputs.data`, the day of `made_at`
    as `year`, `month` and `day`.

    Raises:
        MissingPartError: a font file is not installed.
        ValueError: the template asks for a package of the network, or the engine
            has something to warn of, as a face it has not got.
        typst.TypstError: the template cannot be set.
    """
    check_fonts()
    _refuse_packages(template.parent)
    if next(_runs):
        _forget()
    moment = made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)
    pdf, warnings = typst.compile_with_warnings(
        template,
        root=template.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
            "year": str(made_at.year),
            "month": str(made_at.month),
            "day": str(made_at.day),
        },
        format="pdf",
        pdf_standards=PDF_STANDARD,
        pdf_tags=False,
        timestamp=int(moment.timestamp()),
    )
    if warnings:
        raise ValueError("; ".join(warning.message for warning in warnings))
    # A later signature is an increment: it must begin on a line of its own.
    return pdf if pdf.endswith(b"\n") else pdf + b"\n"


def _forget() -> None:
    """Drop what the engine keeps of the last document: 150 MB of a bound journal."""
    for _ in range(_REMEMBERED):
        typst.compile(b" ", font_paths=_fonts(), ignore_system_fonts=True, format="svg")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONT_DIRECTORY)],
    )


@lru_cache(maxsize=8)
def _refuse_packages(folder: Path) -> None:
    for source in sorted(folder.rglob("*.typ")):
        if _PACKAGE.search(source.read_bytes()):
            message = f"{source.name}: a form takes no packages from the network"
            raise ValueError(message)
