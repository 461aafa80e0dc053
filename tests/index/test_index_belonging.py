"""Which tickets belong to a contract by an older commit: the index tells of those that did not change since."""

from __future__ import annotations

import pytest

from celyactl.store.index.belonging import files_of_client, files_of_contract
from celyactl.store.objects import Objects
from celyactl.store.repository import Repository


@pytest.fixture
def read(monkeypatch):
    """The ids of the texts that are read."""
    names, many = [], Objects.many

    def noting(objects, asked):
        names.extend(asked := list(asked))
        return many(objects, asked)

    monkeypatch.setattr(Objects, "many", noting)
    return names


def test_by_an_older_commit_only_what_changed_since_is_searched(shop, read):
    desk = shop.desk
    with Repository.open(desk.path) as repository:
        old = repository.head().commit
        before = {slug: files_of_contract(repository, old, slug) for slug in ("acme-2026", "beta-2026")}
        clients = files_of_client(repository, old, "acme")
    assert [len(files) for files in before.values()] == [2, 1]
    desk.ask("ticket", "note", shop["echo"], "Toujours là")
    desk.ask("ticket", "edit", shop["fax"], "--set", "title=Le fax ne part plus du tout")
    shop.open("new", "acme-2026", "Nouveau")
    desk.ask("ticket", "list")  # the index goes on
    read.clear()
    with Repository.open(desk.path) as repository:
        for slug, files in before.items():
            assert sorted(files_of_contract(repository, old, slug)) == sorted(files)
        assert sorted(files_of_client(repository, old, "acme")) == sorted(clients)
        assert len(files_of_contract(repository, repository.head().commit, "acme-2026")) == 3
    changed = {file.blob for files in before.values() for file in files if shop["trunk"] not in file.path}
    assert set(read) == changed


def test_a_ticket_that_has_another_contract_now_is_still_of_its_former_one_then(shop):
    desk = shop.desk
    desk.sell("acme-pack", client="Acme")
    old = desk.git("rev-parse", "HEAD").strip()
    desk.ask("ticket", "edit", shop["echo"], "--set", "contract=acme-pack")
    desk.ask("ticket", "list")
    with Repository.open(desk.path) as repository:
        then = files_of_contract(repository, old, "acme-2026")
        now = files_of_contract(repository, repository.head().commit, "acme-2026")
    assert (len(then), len(now)) == (2, 1)
    assert shop["echo"] in then[-1].path


def test_a_name_that_somebody_wrote_with_escapes_is_found_by_an_older_commit_too(shop):
    desk, path = shop.desk, shop.desk.path / shop.path("echo")
    path.write_text(path.read_text().replace('"acme-2026"', '"acme-202\\x36"'))
    desk.git("commit", "-qam", "by hand")
    old = desk.git("rev-parse", "HEAD").strip()
    desk.ask("ticket", "note", shop["echo"], "Toujours là")
    desk.ask("ticket", "list")
    with Repository.open(desk.path) as repository:
        found = files_of_contract(repository, old, "acme-2026")
    assert {shop.path("trunk"), shop.path("echo")} == {file.path for file in found}
