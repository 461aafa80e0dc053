"""Views of later commits share what stayed the same, and tell of it as if each had read it."""

from __future__ import annotations

import pytest

from celyactl.errors.repository import NotARegularFile
from celyactl.store.repository import Repository
from celyactl.store.store import Store


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
