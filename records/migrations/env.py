"""What Alembic runs for every command; the connection is handed over by `runner`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from records.kernel.table import Moment
from records.schema import load_metadata


def _render(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, Moment):
        autogen.imports.add("from records.kernel.table import Moment")
        return "Moment()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=load_metadata(),
    render_as_batch=True,
    compare_type=True,
    render_item=_render,
)
context.run_migrations()
