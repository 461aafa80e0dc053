"""What real exchanges leave is proved by `audit verify` in each clone, and taken by a server that asks the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from celyactl.domain import reference


@pytest.fixture
def team(office, keys, sign_as):
    """Léa's and Karim's clones; Nadia signs in both, and the server judges what comes."""
    lea = office.clone("lea")
    sign_as("nadia", "nadia")
    lea.ask("team", "key", "add", "nadia", keys.public("nadia"))
    lea.ask("sync")
    office.guard()
    return lea, office.clone("karim")


def test_merges_a_renumbering_and_an_erasure_are_proved(office, team, monkeypatch):
    lea, karim = team
    with monkeypatch.context() as patch:
        patch.setattr(reference, "mint", lambda *_rest: "CEL-2611-4F7K2QE")
        for minute, desk in enumerate(team, start=5):
            desk.now = desk.now.replace(minute=minute)
            words = ("ticket", "new", "--contract", "acme-2026", "--title", "Écho chez Claire Vidal")
            twin = desk.ask(*words, "--requester", "claire")["ref"]
    lea.ask("ticket", "note", twin, "Mme Vidal a rappelé")
    karim.ask("ticket", "note", office.ref, "Vu avec Claire Vidal")
    karim.ask("client", "contact", "edit", "acme", "claire", "--phone", "+33 4 67 00 00 02")
    karim.ask("sync")
    lea.ask("privacy", "erase", "acme:claire")
    lea.ask("ticket", "priority", office.ref, "P2")
    lea.ask("sync")
    karim.ask("ticket", "note", office.ref, "sans elle")
    for desk in (karim, lea, karim):
        desk.now += timedelta(minutes=1)
        desk.ask("sync")
    assert lea.git("rev-parse", "HEAD") == karim.git("rev-parse", "HEAD") == office.head()
    assert len(lea.git("rev-list", "--merges", "HEAD").split()) > 1
    assert [one["aliases"] for one in lea.ask("ticket", "list") if one["aliases"]] == [[twin]]
    lea.ask("privacy", "erase", "acme:claire")  # what came since, from a clone that did not know
    for desk in team:
        desk.ask("sync")
    assert lea.refused("privacy", "erase", "acme:claire")["code"] == "already_erased"
    for desk in team:
        audit = desk.ask("audit", "verify", "--full")
        assert audit["findings"] == []
        assert desk.ask("check")["findings"] == []
