"""Facts that the index keeps make a report quicker, and never another one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from functools import partial
from shutil import copytree

import pytest
from desks import DeskInUse
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from msgspec import msgpack
from msgspec.structs import replace
from planned import Works, paris
from running import invoked_at

from celyactl.domain.figures.facts import Facts
from celyactl.domain.figures.period import Period
from celyactl.services.facts import facts_of_contract
from celyactl.services.reports.gathering import view_at
from celyactl.store import layout
from celyactl.store.repository import Repository

CONTRACT = "contracts/acme/acme-2026.yaml"
REPORT = ("report", "annual", "acme-2026", "--from", "2026-01-01", "--to", "2026-12-01")
THURSDAY = paris("2026-11-26T09:00")


@pytest.fixture(scope="module")
def prepared(founded, tmp_path_factory):
    """Four tickets on a component: three are settled, one of them late."""
    place = tmp_path_factory.mktemp("prepared")
    desk = DeskInUse(place / "desk", partial(invoked_at, here=place))
    copytree(founded, desk.path)
    desk.git("update-index", "--refresh")
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P1:1h:4h", "--target", "P2:2h:8h")
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "Central")
    desk.now = paris("2026-11-23T10:00")
    words = ("ticket", "new", "--contract", "acme-2026", "--component", "ipbx", "--ack", "--title", "Panne")
    opened = [desk.ask(*words, "--priority", priority)["ref"] for priority in ("P1", "P2", "P1", "P2")]
    for ref, restored in zip(opened, ("12:00", "15:00", "17:00"), strict=False):
        desk.now = paris(f"2026-11-23T{restored}")
        desk.ask("ticket", "done", ref, "--cause", "Câble", "--public", "Remis en route.")
    return desk.path


def another(prepared, path):
    desk = DeskInUse(path, partial(invoked_at, here=path.parent))
    copytree(prepared, path)
    desk.now = THURSDAY
    desk.git("update-index", "--refresh")
    return desk


@pytest.fixture
def used(prepared, tmp_path):
    return another(prepared, tmp_path / "desk")


def index(desk):
    return desk.path / ".git" / "celyactl" / "index.sqlite"


def change_kept(desk, statement, *values):
    """Change what is kept of all tickets."""
    with closing(sqlite3.connect(index(desk))) as connection, connection:
        assert connection.execute(statement, values).rowcount


def forget(desk):
    change_kept(desk, "DELETE FROM facts")


def refs(desk, query):
    return sorted(one["ref"] for one in desk.ask("ticket", "list", query))


def first(desk, query):
    return refs(desk, query)[0]


def by_hand(desk, path, old, new):
    text = desk.read(path)
    (desk.path / path).write_text(text.replace(old, new) if old in text else text.replace(new, old), encoding="utf-8")
    desk.git("commit", "-qm", "by hand", "--", path)


def announced_earlier(desk):
    """An operation that the client knew of before the tickets; told in a commit of that day."""
    desk.now = paris("2026-11-20T09:00")
    Works(desk).announce("2026-11-23T13:00", "2026-11-23T16:00", "ipbx")
    desk.now = THURSDAY


def explained(desk):
    for ref in desk.ask(*REPORT)["restoration"]["missed"]:
        desk.ask("ticket", "reason", ref, "--clock", "restoration", "--because", "client", "--text", "Standard fermé")


def reopened(desk):
    for ref in refs(desk, "status:resolved")[:1]:
        desk.ask("ticket", "reopen", ref, "Encore.")


def taken_back(desk):
    explained(desk)
    desk.ask("undo")


CHANGES = {
    "other targets": lambda desk: by_hand(desk, CONTRACT, 'restoration: "4h"', 'restoration: "3h"'),
    "other hours": lambda desk: by_hand(desk, "desk.yaml", "08:00-18:00", "11:00-18:00"),
    "another operation": announced_earlier,
    "an explanation": explained,
    "an explanation taken back": taken_back,
    "a reopening": reopened,
    "a note": lambda desk: desk.ask("ticket", "note", first(desk, "status:any"), "Rappelé"),
    "another ticket": lambda desk: desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne"),
    "a cancellation": lambda desk: desk.ask("ticket", "cancel", first(desk, "status:open"), "Deux fois."),
}


def report(desk, *more):
    return desk.say(*REPORT, *more)


def stats(desk):
    return desk.ask("stats", "--months", "2")


def same_whatever_is_kept(desk):
    """The report with what is kept, with nothing kept, and with what an index that is built anew keeps; `stats` too."""
    warm = report(desk), stats(desk)
    forget(desk)
    assert (report(desk), stats(desk)) == warm
    index(desk).unlink()
    assert (report(desk), stats(desk)) == warm
    return warm[0]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_at_once(used, change):
    before, commit = same_whatever_is_kept(used), used.git("rev-parse", "HEAD")
    CHANGES[change](used)
    after = same_whatever_is_kept(used)
    assert after != before
    assert report(used, "--as-of", commit) == before
    assert report(used) == after


def test_what_another_clone_brings_in_later_changes_no_report_that_was_made(prepared, used, tmp_path):
    """The operation was announced there before the commit of the report here, and excludes time from now on only."""
    other, made = another(prepared, tmp_path / "other"), str(tmp_path / "made.json")
    announced_earlier(other)
    before, commit = report(used, "--output", made) and report(used), used.git("rev-parse", "HEAD")
    used.git("pull", "-q", "--no-rebase", str(other.path))
    assert report(used) != before
    assert report(used, "--as-of", commit) == before
    assert used.ask("report", "verify", made)["differing"] == []


@given(st.lists(st.sampled_from([name for name in CHANGES if name != "a cancellation"]), min_size=2, max_size=4))
@law(4)
def test_no_order_of_changes_leaves_anything_stale(prepared, tmp_path_factory, names):
    desk = another(prepared, tmp_path_factory.mktemp("law") / "desk")
    report(desk)
    for name in names:
        CHANGES[name](desk)
        same_whatever_is_kept(desk)


@pytest.mark.parametrize("damage", ["x'c1'", "NULL", "x'80'", "'text'"])
def test_damage_costs_time_only(used, damage):
    expected = report(used), stats(used)
    for again in (report, stats):
        change_kept(used, f"UPDATE facts SET packed = {damage}")
        assert again(used) == expected[again is stats]


def lie(desk):
    """Have false facts kept of each ticket: they are on another component. Whoever tells of it read no file."""
    with closing(sqlite3.connect(index(desk))) as connection, connection:
        kept = connection.execute("SELECT id, packed FROM facts").fetchall()
        false = [(replace(msgpack.decode(packed, type=Facts), components=("faux",)), ident) for ident, packed in kept]
        connection.executemany(
            "UPDATE facts SET packed = ? WHERE id = ?", [(msgpack.encode(one), ident) for one, ident in false]
        )


def by_component(desk, *more):
    return desk.ask(*REPORT, *more)["tickets"]["by_component"]


def test_the_file_of_a_settled_ticket_is_not_read(used):
    assert by_component(used) == {"ipbx": 4}
    lie(used)
    assert by_component(used) == {"ipbx": 1, "faux": 3}
    used.ask("ticket", "note", first(used, "status:resolved"), "Rappelé")
    assert by_component(used) == {"ipbx": 2, "faux": 2}


def test_an_older_commit_is_told_of_with_what_is_kept_while_nothing_that_rules_clocks_changed(used):
    commit = used.git("rev-parse", "HEAD")
    used.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")
    used.ask("ticket", "note", first(used, "status:resolved"), "Rappelé")
    by_component(used)
    lie(used)
    assert by_component(used, "--as-of", commit) == {"ipbx": 2, "faux": 2}


@pytest.mark.parametrize("change", ["other targets", "other hours", "another operation"])
def test_an_older_commit_is_told_of_without_what_is_kept_once_that_changed(used, change):
    commit = used.git("rev-parse", "HEAD")
    CHANGES[change](used)
    by_component(used)
    lie(used)
    assert by_component(used, "--as-of", commit) == {"ipbx": 4}


def test_a_ticket_of_another_client_is_looked_at_whole_and_not_kept(used):
    """What excludes time for it are that client's operations, which the report of this one knows nothing of."""
    stranger = first(used, "status:resolved")
    used.sell("other-2026", "--start", "2026-01-01", client="Other")
    by_hand(used, layout.path_of_reference(stranger), 'client: "acme"', 'client: "other"')
    with closing(Repository.discover(used.path)) as repository:
        view = view_at(repository, "HEAD")
        period = Period(date(2026, 1, 1), date(2026, 12, 1), view.zone)
        told = facts_of_contract(view, view.contract("acme-2026"), period, THURSDAY)
    assert stranger in [case.ticket.ref for case in told.read]
    assert len(told.facts) == 4
    with closing(sqlite3.connect(index(used))) as connection:
        kept = connection.execute("SELECT ref FROM tickets JOIN facts USING (id)").fetchall()
    assert (stranger,) not in kept
    assert len(kept) == 3
