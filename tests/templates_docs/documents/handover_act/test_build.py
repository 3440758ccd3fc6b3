"""The act as it is read from the record (REG 3.8.5)."""

import pytest
from sqlalchemy.orm import Session

from records.kernel.errors import InputRefusedError
from templates_docs.documents.handover_act.build import build
from templates_docs.documents.handover_act.context import HandoverAct
from tests.builders import make_world
from tests.records.handover.test_acts import bind, draw_up
from tests.signers import appoint_signers


@pytest.fixture
def act(session: Session) -> HandoverAct:
    """An act over two volumes of one journal."""
    world = make_world(session)
    appoint_signers(world)
    bind(world, "ЮР-21", 5, 7)
    context = build(session, str(draw_up(world))).context
    assert isinstance(context, HandoverAct)
    return context


def test_totals_are_those_of_the_volumes(act: HandoverAct) -> None:
    assert [one.sheets for one in act.volumes] == [5, 7]
    assert (act.total_journals, act.total_volumes, act.total_sheets) == (1, 2, 12)
    assert [one.sheets for one in act.inventory.items] == [5, 7]


def test_a_medium_nobody_named_is_left_to_be_written_by_hand(act: HandoverAct) -> None:
    assert set(act.medium) == {"_"}


@pytest.mark.parametrize("subject", ["", "1 ", "-1", "٣", "9" * 23])
def test_what_is_no_number_of_an_act_is_refused(session: Session, subject: str) -> None:
    make_world(session)

    with pytest.raises(InputRefusedError, match="не номер акта"):
        build(session, subject)
