"""The order of a journal: by `after`, ties by id, whoever wrote it down and whatever the clocks said."""

from __future__ import annotations

from builders import REF, UID, Journal
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.entries.conversation import Label, Note, Retract
from celyactl.domain.fold import fold
from celyactl.domain.journal import Ancestry, live, order, tips

IDS = [f"{number:026}" for number in range(1, 10)]


def note(ident, *after, local="2026-11-23 10:00"):
    return Journal("2026-11-23 09:00").add(Note, local, id=ident, after=after, text="…").entries[-1]


def ids(entries):
    return [int(entry.id) for entry in entries]


@st.composite
def branches(draw):
    """A journal as several clones may have written it: each entry comes after some of the earlier ones."""
    journal = Journal("2026-11-23 09:00")
    opened, entries = journal.entries[0], [journal.entries[0]]
    idents = draw(st.permutations(IDS))
    for ident in idents[: draw(st.integers(0, len(IDS)))]:
        parents = draw(st.lists(st.sampled_from([entry.id for entry in entries]), max_size=3, unique=True))
        entries.append(_told(draw, ident, (opened.id, *parents)))
    return entries


def _told(draw, ident, after):
    journal = Journal("2026-11-23 09:00")
    hour = draw(st.integers(9, 17))
    match draw(st.sampled_from(("ack", "wait", "message", "resolve", "priority", "label", "retract"))):
        case "label":
            word = draw(st.sampled_from(("add", "remove")))
            journal.add(Label, f"2026-11-23 {hour:02}:00", id=ident, after=after, **{word: ("vip",)})
        case "retract":
            journal.add(Retract, f"2026-11-23 {hour:02}:00", id=ident, after=after, ids=(after[-1],))
        case act:
            getattr(journal, act)(f"2026-11-23 {hour:02}:00", *(["P1"] if act == "priority" else []))
    return journal.stamped(ident, after)


def join(*journals):
    return list({entry.id: entry for journal in journals for entry in journal}.values())


def told(journal):
    story = fold(REF, UID, journal)
    return order(journal), story


@given(branches(), st.randoms(use_true_random=False), st.data())
def test_joining_is_commutative_associative_and_idempotent(entries, random, data):
    opening, rest = entries[:1], entries[1:]
    parts = [opening + [e for e in rest if data.draw(st.booleans())] for _ in range(3)]
    one, two, three = parts
    shuffled = entries[:]
    random.shuffle(shuffled)
    assert told(shuffled) == told(entries)
    assert told(join(one, two)) == told(join(two, one))
    assert told(join(join(one, two), three)) == told(join(one, join(two, three)))
    assert told(join(one, one)) == told(one)


@given(branches())
def test_no_entry_comes_before_one_it_was_written_after(entries):
    position = {entry.id: index for index, entry in enumerate(order(entries))}
    assert len(position) == len(entries)
    assert all(position[parent] < position[entry.id] for entry in entries for parent in entry.after)


@given(branches())
def test_to_descend_is_to_be_reachable_by_after(entries):
    ancestry = Ancestry(order(entries))
    by_id = {entry.id: entry for entry in entries}

    def reaches(entry, wanted):
        return any(parent == wanted.id or reaches(by_id[parent], wanted) for parent in entry.after)

    for entry in entries:
        for other in entries:
            assert ancestry.descends(entry, other) == reaches(entry, other)


def test_clocks_that_are_off_change_no_order():
    first = note(IDS[5], local="2026-11-23 17:00")
    second = note(IDS[2], IDS[5], local="2026-11-23 10:00")
    assert ids(order([second, first])) == [6, 3]


def test_entries_that_do_not_know_each_other_come_by_id():
    assert ids(order([note(IDS[3]), note(IDS[1]), note(IDS[2])])) == [2, 3, 4]


def test_a_parent_that_is_missing_holds_nothing_back():
    assert ids(order([note(IDS[1], IDS[8]), note(IDS[0], IDS[1])])) == [2, 1]


def test_entries_of_a_circle_come_last_by_id():
    assert ids(order([note(IDS[2], IDS[1]), note(IDS[1], IDS[2]), note(IDS[4])])) == [5, 2, 3]


def test_the_tips_are_what_nothing_comes_after():
    assert tips([note(IDS[0]), note(IDS[1], IDS[0]), note(IDS[2], IDS[0])]) == (IDS[1], IDS[2])


def retraction(ident, *retracted):
    journal = Journal("2026-11-23 09:00").add(Retract, "2026-11-23 11:00", ids=retracted)
    return journal.stamped(ident, retracted)


def test_what_is_retracted_no_longer_counts():
    assert ids(live(order([note(IDS[0]), note(IDS[1], IDS[0]), retraction(IDS[2], IDS[1])]))) == [1]


def test_a_retraction_that_is_retracted_retracts_nothing():
    journal = [note(IDS[1]), retraction(IDS[2], IDS[1]), retraction(IDS[3], IDS[2])]
    assert ids(live(order(journal))) == [2]


def test_a_third_retraction_retracts_again():
    journal = [note(IDS[1]), retraction(IDS[2], IDS[1]), retraction(IDS[3], IDS[2]), retraction(IDS[4], IDS[3])]
    assert ids(live(order(journal))) == []


def test_an_opening_can_not_be_retracted():
    opening = Journal("2026-11-23 09:00").entries[0]
    assert live(order([opening, retraction(IDS[2], opening.id)])) == (opening,)
