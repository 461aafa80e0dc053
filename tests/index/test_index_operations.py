"""Rule 11 in the index: the commit that brought a notice in counts, in every history, refreshed or built anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from planned import Works, paris

from celyactl.domain.entries.field import OperationAnnounced, OperationCancelled
from celyactl.store.index import reading
from celyactl.store.index.index import Index
from celyactl.store.index.reading import told
from celyactl.store.place import find

NOON, TWO = "2026-11-24T12:00", "2026-11-24T14:00"
FREE, EXCLUDED = paris("2026-11-24T14:00"), paris("2026-11-24T16:00")


@pytest.fixture
def works(shop):
    """Monday 9:00; on Tuesday at 10:00 a ticket on the PBX will be reported as `pbx`."""
    for name in ("ipbx", "trunk"):
        shop.desk.ask("component", "add", "acme", name, "--kind", "pbx", "--name", name)
    return Works(shop.desk)


def report(shop, *more):
    shop.desk.now = paris("2026-11-24T10:00")
    shop.open("pbx", "acme-2026", "Panne", "--priority", "P1", "--ack", "--component", "ipbx", *more)


def tables(connection):
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(tickets)") if name != "id"]
    facts = "SELECT path, facts.packed FROM tickets JOIN facts USING (id)"
    queries = ("SELECT * FROM exclusions", f"SELECT {', '.join(columns)} FROM tickets", facts)
    return [sorted(connection.execute(query).fetchall(), key=repr) for query in queries]


def refreshed_and_built(shop):
    """The tables as they were refreshed, and of an index that is made from nothing."""
    place = find(shop.desk.path)
    with Index.open(place) as index:
        refreshed = tables(index.connection)
    shop.index_path.unlink()
    with Index.open(place) as index:
        return refreshed, tables(index.connection)


def test_an_announcement_moves_what_is_due_of_a_ticket_that_is_there_and_of_one_to_come(shop, works):
    report(shop)
    shop.desk.now = paris("2026-11-24T11:00")
    assert shop.due("pbx") == FREE
    works.announce("2026-11-25T12:00", "2026-11-25T14:00", "ipbx")
    shop.desk.now = paris("2026-11-25T11:30")
    shop["later"] = shop.open("later", "acme-2026", "Panne", "--priority", "P1", "--ack", "--component", "ipbx")
    assert shop.due("later") == paris("2026-11-25T17:30")
    refreshed, built = refreshed_and_built(shop)
    assert refreshed == built


def test_an_operation_of_days_already_begun_excludes_time_of_open_tickets(shop, works):
    report(shop)
    assert shop.due("pbx") == FREE
    shop.desk.now = paris("2026-11-24T10:30")
    shop.desk.ask("ticket", "priority", shop["pbx"], "P3")
    assert shop.due("pbx") == paris("2026-11-26T10:00")
    works.announce("2026-11-25T12:00", "2026-11-25T14:00", "ipbx")
    assert shop.due("pbx") == paris("2026-11-26T12:00")


def test_an_index_built_anew_finds_the_commit_of_the_notice_and_not_a_later_one(shop, works):
    operation = works.announce(NOON, TWO, "ipbx")
    report(shop)
    shop.desk.ask("ticket", "note", operation, "C'est pour aujourd'hui")
    refreshed, built = refreshed_and_built(shop)
    assert refreshed == built
    assert shop.due("pbx") == EXCLUDED


def test_a_note_on_an_operation_reads_no_other_ticket(shop, works, monkeypatch):
    operation = works.announce(NOON, TWO, "ipbx")
    report(shop)
    shop.headers()
    shop.desk.ask("ticket", "note", operation, "essai")
    read = []
    monkeypatch.setattr(reading, "told", lambda blob, path, zone: read.append(path) or told(blob, path, zone))
    shop.headers()
    assert read == [f"tickets/2026/11/{operation}.yaml"]


def test_a_miss_is_excused_by_an_operation_and_none_once_the_operation_is_cancelled(shop, works):
    operation = works.announce(NOON, TWO, "ipbx")
    report(shop)
    shop.desk.now = paris("2026-11-24T15:30")
    for act in (["cause", shop["pbx"], "Câble"], ["restore", shop["pbx"]], ["resolve", shop["pbx"]]):
        shop.desk.ask("ticket", *act)

    def unexplained():
        return [one["ref"] for one in shop.desk.ask("sla", "board")["unexplained"]]

    assert shop["pbx"] not in unexplained()
    shop.index_path.unlink()
    assert shop["pbx"] not in unexplained()
    works.tell(operation, OperationCancelled)
    assert shop["pbx"] in unexplained()
    refreshed, built = refreshed_and_built(shop)
    assert refreshed == built


def test_going_back_to_before_the_notice_takes_it_back(shop, works):
    report(shop)
    shop.desk.now = paris("2026-11-24T10:30")
    shop.desk.ask("ticket", "priority", shop["pbx"], "P3")
    works.announce("2026-11-25T12:00", "2026-11-25T14:00", "ipbx")
    assert shop.due("pbx") == paris("2026-11-26T12:00")
    shop.desk.git("checkout", "-q", "HEAD~1")
    assert shop.due("pbx") == paris("2026-11-26T10:00")
    shop.desk.git("checkout", "-q", "main")
    assert shop.due("pbx") == paris("2026-11-26T12:00")


def test_a_notice_of_another_clone_counts_from_its_own_commit_and_not_from_the_merge(shop, works, monkeypatch):
    desk = shop.desk
    desk.git("checkout", "-qb", "other")
    works.announce(NOON, TWO, "ipbx")
    desk.git("checkout", "-q", "main")
    report(shop)
    assert shop.due("pbx") == FREE
    monkeypatch.setenv("GIT_COMMITTER_DATE", desk.now.isoformat())
    desk.git("merge", "-q", "-m", "join", "other")
    assert shop.due("pbx") == EXCLUDED
    refreshed, built = refreshed_and_built(shop)
    assert refreshed == built


def test_a_history_that_was_written_anew_later_proves_nothing(shop, works, monkeypatch):
    works.announce(NOON, TWO, "ipbx")
    report(shop)
    assert shop.due("pbx") == EXCLUDED
    monkeypatch.setenv("GIT_COMMITTER_DATE", shop.desk.now.isoformat())
    root = shop.desk.git("rev-list", "--max-parents=0", "HEAD")
    shop.desk.git("rebase", "-q", "--force-rebase", root)
    assert shop.due("pbx") == FREE


def test_a_notice_copied_into_another_operation_proves_nothing_there(shop, works, monkeypatch):
    first = works.announce(NOON, TWO, "trunk")
    shop.desk.now += timedelta(hours=4)
    other = works.announce("2026-11-30T12:00", "2026-11-30T14:00", "ipbx")
    paths = [f"tickets/2026/11/{ref}.yaml" for ref in (first, other)]
    ident, old = (_announcement(shop.desk.read(path)) for path in paths)
    text = shop.desk.read(paths[1]).replace(old, ident)
    for window in (("2026-11-30T12", "2026-11-24T12"), ("2026-11-30T14", "2026-11-24T14")):
        text = text.replace(*window)
    (shop.desk.path / paths[1]).write_text(text)
    report(shop)
    monkeypatch.setenv("GIT_COMMITTER_DATE", shop.desk.now.isoformat())
    shop.desk.git("commit", "-qam", "by hand")
    assert shop.due("pbx") == FREE


def _announcement(text: str) -> str:
    """The id of the announcement in a ticket's file."""
    return text.split("type: operation_announced\n    id: ")[1].split("\n", maxsplit=1)[0]


def test_a_window_moved_by_hand_was_announced_when_it_was_moved(shop, works, monkeypatch):
    operation = works.announce("2026-11-30T12:00", "2026-11-30T14:00", "ipbx")
    path = f"tickets/2026/11/{operation}.yaml"
    report(shop)
    text = shop.desk.read(path).replace("2026-11-30T1", "2026-11-24T1")
    (shop.desk.path / path).write_text(text)
    monkeypatch.setenv("GIT_COMMITTER_DATE", shop.desk.now.isoformat())
    shop.desk.git("commit", "-qam", "by hand")
    assert shop.due("pbx") == FREE
    refreshed, built = refreshed_and_built(shop)
    assert refreshed == built


def test_an_operation_whose_file_is_broken_excludes_nothing_until_it_is_mended(shop, works, monkeypatch):
    operation = works.announce(NOON, TWO, "ipbx")
    path = f"tickets/2026/11/{operation}.yaml"
    report(shop)
    assert shop.due("pbx") == EXCLUDED
    monkeypatch.setenv("GIT_COMMITTER_DATE", shop.desk.now.isoformat())
    shop.desk.edit(path, "priority: P3\nlevel: 2\norigin", "priority: P9\nlevel: 2\norigin")
    assert shop.due("pbx") == FREE
    shop.desk.edit(path, "priority: P9", "priority: P3")
    assert shop.due("pbx") == EXCLUDED


def test_a_commit_of_1970_proves_nothing(shop, works, monkeypatch):
    shop.desk.now = paris("2026-11-24T09:30")
    works.announce("2026-11-30T12:00", "2026-11-30T14:00", "ipbx")
    shop.desk.git("reset", "-q", "--soft", "HEAD~1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1 +0000")
    shop.desk.git("commit", "-qm", "by hand")
    with Index.open(find(shop.desk.path)) as index:
        assert index.connection.execute("SELECT count(*) FROM exclusions").fetchone() == (0,)


def test_a_reminder_takes_nothing_back(shop, works):
    operation = works.announce(NOON, TWO, "ipbx")
    report(shop)
    works.tell(operation, OperationAnnounced, start=paris(NOON), end=paris(TWO))
    assert shop.due("pbx") == EXCLUDED


@pytest.mark.parametrize("said_of", ["its own ticket", "another ticket", "nothing"])
def test_the_commits_of_many_operations_are_found_by_what_they_say_and_else_by_their_paths(
    shop, works, monkeypatch, said_of
):
    for place in ("celyactl.store.index.operations.MANY", "celyactl.store.announced.MANY"):
        monkeypatch.setattr(place, 0)
    works.announce(NOON, TWO, "ipbx")
    if said_of != "its own ticket":
        told = f"\n\nCelyactl-Op: note\nCelyactl-Ticket: {shop['fax']}" if said_of == "another ticket" else ""
        monkeypatch.setenv("GIT_COMMITTER_DATE", shop.desk.now.isoformat())
        shop.desk.git("commit", "-q", "--amend", "-m", f"by hand{told}")
    report(shop)
    shop.index_path.unlink(missing_ok=True)
    assert shop.due("pbx") == EXCLUDED
