"""What Alembic runs for every command; the connection is handed over by `runner`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations.ops import CreateTableOp, MigrationScript
from sqlalchemy import Column

from records.kernel.table import Moment
from records.schema import load_metadata


def _render(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, Moment):
        autogen.imports.add("from records.kernel.table import Moment")
        return "Moment()"
    return False


def _tidy(
    _context: MigrationContext, _revision: object, scripts: list[MigrationScript]
) -> None:
    """Leave out what is not the table's: how it is guarded, a sequence never used."""
    for script in scripts:
        for step in script.upgrade_ops.ops if script.upgrade_ops else ():
            if isinstance(step, CreateTableOp):
                step.info.clear()
                _without_sequence(step)


def _without_sequence(step: CreateTableOp) -> None:
    for column in step.columns:
        if not isinstance(column, Column):
            continue
        if column.primary_key and column.default is not None:
            column.autoincrement = False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=load_metadata(),
    render_as_batch=True,
    compare_type=True,
    render_item=_render,
    process_revision_directives=_tidy,
)
context.run_migrations()
