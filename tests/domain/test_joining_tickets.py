"""Tickets joined: commutative, associative, idempotent, nothing lost; two tickets of one reference part."""

from __future__ import annotations

import pytest
from builders import Journal
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_journal import branches, note

from celyactl.domain.entries.delivery import Notice
from celyactl.domain.fold import fold, written
from celyactl.domain.joining.journals import EntriesCollide, union
from celyactl.domain.joining.tickets import join, renumbered
from celyactl.domain.reference import understand
from celyactl.domain.words import Channel

REF, OTHER = "CEL-2611-4F7K2QE", "CEL-2611-0000000"
UID = "01M6G6XMS0C4QADKPC3DWE0000"


def ticket(entries, ref=REF, uid=UID, aliases=()):
    return written(fold(ref, uid, entries, aliases=aliases).header, tuple(entries))


def parts_of(entries, data, count=3):
    opening, rest = entries[:1], entries[1:]
    kept = [opening + [entry for entry in rest if data.draw(st.booleans())] for _ in range(count)]
    return [ticket(part) for part in kept]


@given(branches(), st.data())
def test_joining_is_commutative_associative_and_idempotent(entries, data):
    one, two, three = parts_of(entries, data)
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(one, join(one, one)) == join(one, one)
    assert join(join(one, two), two) == join(one, two)


@given(branches(), st.data())
def test_no_entry_is_lost_and_none_is_made(entries, data):
    one, two, base = parts_of(entries, data)
    joined = {entry.id for entry in join(one, two, base).journal}
    assert joined == {entry.id for part in (one, two, base) for entry in part.journal}


def test_an_entry_that_one_side_took_out_is_there_again():
    opening = Journal("2026-11-23 09:00").entries[0]
    later = note("01M6G6XMS0C4QADKPC3DWE0009", opening.id)
    assert [entry.id for entry in union([opening], [opening, later], [opening, later])] == [opening.id, later.id]


def notice(by: str):
    shared = {"id": "01M6G6XMS0C4QADKPC3DWE0009", "channel": Channel.CLI, "notice": "0" * 32}
    entry = note(shared["id"])
    return Notice(**shared, at=entry.at, recorded=entry.recorded, by=by)


def test_two_notices_with_one_id_make_one_whoever_is_called_ours():
    one, two = notice("lea"), notice("karim")
    assert union([one], [two]) == union([two], [one])
    assert len(union([one], [two])) == 1


def test_the_side_that_changed_an_entry_since_the_base_wins():
    before, after = notice("karim"), notice("lea")
    assert union([after], [before], [before]) == (after,) == union([before], [after], [before])


def test_two_entries_with_one_id_are_never_made_one():
    one, two = note("01M6G6XMS0C4QADKPC3DWE0009"), note("01M6G6XMS0C4QADKPC3DWE0009", local="2026-11-23 11:00")
    with pytest.raises(EntriesCollide):
        union([one], [two])
    assert union([two], [one], [one]) == (two,), "it was changed since, by a person's erasure"


def test_a_renumbered_ticket_keeps_its_new_reference():
    opening = Journal("2026-11-23 09:00").entries[:1]
    here, there = ticket(opening), ticket(opening, OTHER, aliases=(REF,))
    for joined in (join(here, there), join(there, here)):
        assert (joined.ref, joined.aliases) == (OTHER, (REF,))


@given(st.integers(min_value=0, max_value=9))
def test_a_new_reference_is_drawn_alike_everywhere_and_is_sound(number):
    younger = replace(ticket(Journal("2026-11-23 09:00").entries[:1]), uid=f"01M6G6XMS0C4QADKPC3DWE000{number}")
    first = renumbered(younger, lambda _ref: False)
    assert first == renumbered(younger, lambda _ref: False)
    assert first.ref != REF
    assert first.aliases == (REF,)
    assert str(understand(first.ref, "CEL")) == first.ref
    assert renumbered(younger, {first.ref}.__contains__).ref not in {first.ref, REF}
