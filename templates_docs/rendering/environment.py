"""The one Jinja environment of all printed forms, HTML and DOCX alike.

It is sandboxed and immutable, because the office edits the templates; it escapes
every value, because a name may hold `<` and `&`; an unknown name stops it.
"""

from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from templates_docs.document import Imprint
from templates_docs.formatting.filters import FILTERS
from templates_docs.rendering.fitting import fit_block_html, fit_html
from templates_docs.rendering.qr import imprint_payload, qr_svg

TEMPLATES_ROOT = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=1)
def document_environment() -> ImmutableSandboxedEnvironment:
    """Return the environment that prints all forms."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES_ROOT),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    environment.filters.update(
        fit=fit_html, fit_block=fit_block_html, qr=_qr_of_imprint
    )
    return environment


def context_names(context: object) -> dict[str, Any]:
    """Return the names a template sees: the fields of the context, as they are."""
    if not is_dataclass(context) or isinstance(context, type):
        message = "a context is an instance of a dataclass"
        raise TypeError(message)
    return {field.name: getattr(context, field.name) for field in fields(context)}


def _qr_of_imprint(imprint: Imprint, side_mm: float = 13) -> Markup:
    # The symbol is our own markup: modules only, no text of the record in it.
    return Markup(qr_svg(imprint_payload(imprint), side_mm=side_mm))  # noqa: S704
