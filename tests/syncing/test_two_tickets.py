"""Two clones that minted one reference: the younger ticket gets another one, everywhere the same."""

from __future__ import annotations

import pytest

from celyactl.domain import reference


@pytest.fixture
def twins(office, pair, monkeypatch):
    """Two tickets that got one reference; Léa's is the older."""
    monkeypatch.setattr(reference, "mint", lambda *_rest: "CEL-2611-4F7K2QE")
    made = []
    for minute, desk in enumerate(pair, start=5):
        desk.now = desk.now.replace(minute=minute)
        made.append(desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho"))
    monkeypatch.undo()
    return (*pair, *made)


def by_uid(desk, uid):
    (found,) = [ticket for ticket in desk.ask("ticket", "list") if ticket["uid"] == uid]
    return desk.ask("ticket", "show", found["ref"])


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_younger_is_renumbered_whoever_syncs_first(office, twins, order):
    *desks, older, younger = twins
    for number in (*order, *order):
        desks[number].ask("sync")
    for desk in desks:
        assert by_uid(desk, older["uid"])["ref"] == older["ref"]
        renumbered = by_uid(desk, younger["uid"])
        assert renumbered["ref"] != older["ref"]
        assert renumbered["aliases"] == [older["ref"]]
        assert renumbered["title"] == younger["title"]
        assert desk.ask("check")["findings"] == []
    assert desks[0].git("rev-parse", "HEAD") == desks[1].git("rev-parse", "HEAD")


def test_a_note_under_the_old_reference_follows_the_ticket(office, twins):
    lea, karim, older, younger = twins
    karim.ask("sync")
    third = office.clone("paul")
    third.now = karim.now
    third.ask("ticket", "note", younger["ref"], "de Paul")
    lea.ask("sync")  # now the younger one has another reference
    third.ask("sync")
    assert by_uid(third, younger["uid"])["journal"][-1]["text"] == "de Paul"
    assert len(by_uid(third, older["uid"])["journal"]) == 1
    assert third.ask("check")["findings"] == []
