"""Facts that are kept beside the clone make a report quicker, and never another one."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from datetime import date
from functools import partial
from shutil import copytree, rmtree

import pytest
from desks import DeskInUse
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from msgspec.structs import replace
from planned import Works, paris
from running import invoked_at

from celyactl.domain.figures.period import Period
from celyactl.services import hands, many_facts
from celyactl.services.facts import facts_of_contract, kept_of
from celyactl.services.reports.gathering import gather, view_at
from celyactl.store import layout
from celyactl.store.index.belonging import files_of_contract
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


def folder(desk):
    return desk.path / ".git" / "celyactl" / "facts"


def kept(desk):
    return folder(desk) / "acme-2026"


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
    """The report, with what is kept, with nothing kept, and with what `stats` kept; `stats` likewise."""
    warm = report(desk), stats(desk)
    rmtree(folder(desk))
    assert (report(desk), stats(desk)) == warm
    rmtree(folder(desk))
    counted = stats(desk)
    assert (report(desk), counted) == warm
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


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[:40],
        lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:],
        lambda _content: b"",
        lambda _content: b"\0" * 400,
    ],
)
def test_a_damaged_file_costs_time_only(used, spoil):
    expected = report(used)
    whole = kept(used).read_bytes()
    kept(used).write_bytes(spoil(whole))
    assert report(used) == expected
    assert kept(used).read_bytes() == whole


def test_a_folder_that_can_not_be_written_costs_time_only(used):
    expected = report(used)
    rmtree(folder(used))
    folder(used).write_text("in the way")
    assert report(used) == expected


def test_what_is_kept_is_used(used):
    """Facts that were made false are told: the file of the ticket was not read."""
    report(used)
    with closing(Repository.discover(used.path)) as repository:
        view = view_at(repository, "HEAD")
        period = Period(date(2026, 1, 1), date(2026, 12, 1), view.zone)
        contract = view.contract("acme-2026")
        files = files_of_contract(repository, view.commit, "acme-2026", period)
        keeper = kept_of(view, contract, (), THURSDAY)
        known = {file: facts for file in files if (facts := keeper.of(file, THURSDAY))}
        settled = [file for file, facts in known.items() if facts.is_settled]
        assert len(settled) == 3
        assert keeper.of(settled[0], paris("2026-11-23T11:00")) is None
        assert kept_of(view, contract, (), THURSDAY).of(settled[0]._replace(blob="0" * 40), THURSDAY) is None
        keeper.keep({settled[0]: replace(known[settled[0]], components=("faux",))}, THURSDAY)
        assert gather(view, "acme-2026", period).figures.tickets.by_component == {"faux": 1, "ipbx": 3}


@pytest.fixture
def in_parts(monkeypatch):
    """Every ticket is a part of its own, and two processes share them, whatever threads a test's process has."""
    monkeypatch.setattr(many_facts, "_PART", 1)
    monkeypatch.setattr(hands, "_processes", lambda _parts: 2)
    return monkeypatch


def first_report(desk):
    rmtree(folder(desk), ignore_errors=True)
    return report(desk)


def test_several_processes_tell_what_one_does(used, in_parts):
    with pytest.MonkeyPatch.context() as alone:
        alone.setattr(hands, "_processes", lambda _parts: 1)
        expected = first_report(used)
    told, ours = many_facts.facts_of, os.getpid()
    in_parts.setattr(many_facts, "facts_of", lambda *of: replace(told(*of), components=(str(os.getpid()),)))
    rmtree(folder(used))
    tellers = set(used.ask(*REPORT)["tickets"]["by_component"])
    assert len(tellers) == 2
    assert str(ours) not in tellers
    in_parts.setattr(many_facts, "facts_of", told)
    assert first_report(used) == expected


def test_a_process_that_is_killed_costs_time_only(used, in_parts):
    expected, told, ours = first_report(used), many_facts.facts_of, os.getpid()

    def killed(*of):
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return told(*of)

    in_parts.setattr(many_facts, "facts_of", killed)
    assert first_report(used) == expected


def test_a_ticket_of_another_client_is_looked_at_whole_and_not_kept(used):
    """What excludes time for it are that client's operations, of which the key of what is kept knows nothing."""
    stranger = first(used, "status:any")
    used.sell("other-2026", "--start", "2026-01-01", client="Other")
    by_hand(used, layout.path_of_reference(stranger), 'client: "acme"', 'client: "other"')
    with closing(Repository.discover(used.path)) as repository:
        view = view_at(repository, "HEAD")
        period = Period(date(2026, 1, 1), date(2026, 12, 1), view.zone)
        for _time in range(2):
            told = facts_of_contract(view, view.contract("acme-2026"), period, THURSDAY)
            assert [case.ticket.ref for case in told.read] == [stranger]
            assert len(told.facts) == 4
