"""The Jinja door: a template of a form and its context become HTML."""

from templates_docs.rendering.environment import (
    TEMPLATES_ROOT,
    context_names,
    document_environment,
)


def render_html(template: str, context: object, **layout: object) -> str:
    """Render a template, named from the root of the forms, with a context's fields.

    `template` is for example `documents/exam_sheet/template.html`; `layout` is what
    it must know of the page besides the content.
    """
    names = context_names(context) | layout
    return document_environment().get_template(template).render(names)


def read_styles(*names: str) -> tuple[str, ...]:
    """Return the text of style sheets, named from the root of the forms."""
    return tuple((TEMPLATES_ROOT / name).read_text(encoding="utf-8") for name in names)
