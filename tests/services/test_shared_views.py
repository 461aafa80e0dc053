"""Views of later commits share what stayed the same, and tell of it as if each had read it."""

from __future__ import annotations

from datetime import datetime

import pytest

from celyactl.errors.repository import NotARegularFile
from celyactl.store.repository import Repository
from celyactl.store.store import Store

NAMES = ("acme", "beta", "gamma", "delta")


@pytest.fixture
def store(desk):
    desk.sell("acme-2026")
    with Repository.open(desk.path) as repository:
        yield Store(repository)


def test_what_stayed_the_same_is_read_once(desk, store):
    before = store.view()
    kept = before.client("acme"), before.contract("acme-2026"), before.company
    desk.edit("desk.yaml", "prefix: ", "# hier\nprefix: ")
    after = store.view()
    assert after.commit != before.commit
    assert after.client("acme") is kept[0]
    assert after.contract("acme-2026") is kept[1]
    assert after.company is not kept[2]


def test_what_changed_is_read_anew(desk, store):
    assert store.view().client("acme").contacts[0].name == "Claire Vidal"
    desk.edit("contracts/acme/client.yaml", "Claire Vidal", "Claire Noël")
    assert store.view().client("acme").contacts[0].name == "Claire Noël"
    desk.sell("beta-2026", client="Beta")
    assert store.view().client_ids() == ["acme", "beta"]


def test_a_file_that_became_a_program_is_refused_though_its_bytes_are_known(desk, store):
    store.view().client("acme")
    (desk.path / "contracts/acme/client.yaml").chmod(0o755)
    desk.git("commit", "-qam", "by hand")
    with pytest.raises(NotARegularFile):
        store.view().client("acme")


def test_each_view_warns_of_what_it_was_given(desk, store):
    desk.edit("contracts/acme/client.yaml", "format: 1", "format: 2")
    for _time in range(2):
        view = store.view()
        view.client("acme")
        assert len(view.warnings) == 1


def test_contracts_that_are_covered_alike_share_a_calendar_and_no_others(desk, store):
    desk.sell("beta-2026", client="Beta")
    desk.sell("gamma-2026", "--coverage", "full", client="Gamma")
    desk.sell("delta-2026", "--holidays", "FR-57", client="Delta")
    view = store.view()
    acme, beta, gamma, delta = (view.calendar_of(view.contract(f"{one}-2026")) for one in NAMES)
    assert acme is beta
    assert len({id(one) for one in (acme, gamma, delta)}) == 3
    night, saint_stephen = (datetime(*at, tzinfo=view.zone) for at in ((2026, 11, 24, 3), (2028, 12, 26, 10)))
    assert [one.is_open(night) for one in (acme, gamma)] == [False, True]
    assert delta.day_kind(saint_stephen.date()) == "holiday" != acme.day_kind(saint_stephen.date())


def test_clients_and_contracts_are_read_in_one_exchange_with_git(desk, store, monkeypatch):
    desk.sell("beta-2026", client="Beta")
    desk.git("gc", "-q")
    view = store.view()
    view.read_all_ahead()
    monkeypatch.setattr(store.repository.objects, "_ask", None)
    assert [view.client(ident).name for ident in view.client_ids()] == ["Acme", "Beta"]
    assert view.contract("beta-2026").client == "beta"
    known = view.file("contracts/beta/client.yaml")
    assert known is not None
    assert known.blob.decode() == desk.read("contracts/beta/client.yaml")
