"""Git's index is built while the server takes a push: taken over when nobody wrote it meanwhile, else built anew."""

from __future__ import annotations

import pytest

from celyactl.errors.repository import DeskBusy
from celyactl.store import ahead, lock, staging
from celyactl.store.transaction import Transaction


@pytest.fixture
def apart(office, pair):
    """Two clones, each with a ticket that the other one lacks; Léa's are in the hub."""
    lea, karim = pair
    for one in pair:
        one.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    lea.ask("sync")
    return karim


@pytest.fixture
def built(monkeypatch):
    """How many indexes are built while the desk is held."""
    calls = []

    def counted(*arguments):
        calls.append(arguments)
        return building(*arguments)

    building = staging.start_building
    monkeypatch.setattr(staging, "start_building", counted)
    return calls


def in_step(desk):
    assert desk.git("diff-index", "HEAD") == ""
    assert desk.git("rev-parse", "HEAD") == desk.git("rev-parse", "origin/main")
    assert not list((desk.path / ".git").rglob("index-ahead*"))


def test_the_index_is_ready_when_the_push_is_over(apart, built):
    assert apart.ask("sync")["merged"] == 1
    assert built == []
    in_step(apart)
    assert apart.git("status", "--porcelain") == ""
    apart.git("fsck", "--strict")


def test_what_a_person_stages_meanwhile_stays_staged(office, apart, built):
    office.hook(f"cd {apart.path} && env -i PATH=\"$PATH\" sh -c 'echo x >mine.txt && git add mine.txt'")
    assert apart.ask("sync")["merged"] == 1
    assert len(built) == 1
    assert apart.git("status", "--porcelain") == "A  mine.txt"


def test_what_a_killed_exchange_left_is_in_nobodys_way(apart, built):
    for name in ("index-ahead", "index-ahead.lock"):
        (apart.path / ".git/celyactl" / name).write_bytes(b"half")
    assert apart.ask("sync")["merged"] == 1
    assert built == []
    in_step(apart)


def test_who_finds_another_exchange_at_it_goes_without(apart, built):
    with lock.hold(apart.path / ".git", 0, ahead.LOCK):
        assert apart.ask("sync")["merged"] == 1
    assert len(built) == 1
    in_step(apart)


def test_an_index_that_could_not_be_built_is_built_anew(apart, built, monkeypatch):
    broken = apart.path / ".git/celyactl/index-ahead"
    monkeypatch.setattr(ahead, "_copied", lambda _place: bool(broken.write_bytes(b"no index")))
    assert apart.ask("sync")["merged"] == 1
    assert len(built) == 1
    in_step(apart)


def test_an_exchange_that_finds_the_desk_held_says_so_and_leaves_nothing(apart, monkeypatch):
    def held(*_arguments):
        raise DeskBusy(1, "celyactl import", 3)

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "advance", held)
        answer = apart.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("desk_busy", 75)
    assert not list((apart.path / ".git").rglob("index-ahead*"))
    assert apart.ask("sync")["fetched"] == 2
    in_step(apart)
