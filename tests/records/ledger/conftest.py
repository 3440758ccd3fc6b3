"""A ledger with two journals, a correction, and no links that stop an enemy."""

import pytest
from sqlalchemy import Engine, text

from tests.ledgers import fill


@pytest.fixture
def filled(clean_engine: Engine) -> Engine:
    fill(clean_engine)
    if clean_engine.dialect.name == "postgresql":
        with clean_engine.begin() as connection:
            connection.execute(
                text(
                    "ALTER TABLE ledger_payload "
                    "DROP CONSTRAINT fk_ledger_payload_gseq_ledger_entry"
                )
            )
    return clean_engine
