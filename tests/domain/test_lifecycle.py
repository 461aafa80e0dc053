"""The table of moves, cell by cell: act, status before, status after ("-" is impossible)."""

from __future__ import annotations

import pytest

from celyactl.domain import lifecycle
from celyactl.domain.words import Status

TABLE = """
act       new          assigned     in_progress  pending      resolved     closed       cancelled
assign    assigned     assigned     in_progress  pending      resolved     closed       cancelled
ack       in_progress  in_progress  in_progress  pending      resolved     closed       cancelled
start     in_progress  in_progress  in_progress  pending      resolved     closed       cancelled
cause     in_progress  in_progress  in_progress  pending      resolved     closed       cancelled
escalate  in_progress  in_progress  in_progress  pending      resolved     closed       cancelled
restore   in_progress  in_progress  in_progress  pending      resolved     closed       cancelled
wait      pending      pending      pending      -            -            -            -
chase     -            -            -            pending      -            -            -
resume    -            -            -            in_progress  -            -            -
resolve   -            -            resolved     resolved     -            -            -
close     -            -            -            -            closed       -            -
reopen    -            -            -            -            in_progress  in_progress  -
cancel    cancelled    cancelled    cancelled    cancelled    -            -            -
confirm   -            -            -            -            closed       -            -
note      new          assigned     in_progress  pending      resolved     closed       cancelled
priority  new          assigned     in_progress  pending      resolved     closed       cancelled
"""
HEAD, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CELLS = [(act, before, after) for act, *row in ROWS for before, after in zip(HEAD[1:], row, strict=True)]


@pytest.mark.parametrize(("act", "before", "after"), CELLS)
def test_an_act_leads_where_the_table_says(act, before, after):
    assert lifecycle.after(Status(before), act) == (None if after == "-" else Status(after))


def test_the_table_holds_every_act_that_moves_and_every_status():
    assert set(lifecycle.MOVES) == {act for act, *_ in ROWS} - {"note", "priority"}
    assert HEAD[1:] == [status.value for status in Status]


@pytest.mark.parametrize("status", Status)
def test_a_message_lists_the_acts_that_are_possible(status):
    listed = {act for act, before, after in CELLS if before == status and after != "-"}
    assert set(lifecycle.possible(status)) == listed - {"note", "priority"}
