import os
import sqlite3
from datetime import datetime, timedelta

import pytest

from celyactl.store.index import reading
from celyactl.store.index.index import Index
from celyactl.store.index.reading import told
from celyactl.store.place import find


@pytest.fixture
def no_build(shop, monkeypatch):
    """From here on the index may be refreshed, not built."""
    shop.headers()
    monkeypatch.setattr("celyactl.store.index.refresh.build", None)
    return shop


FACTS = "SELECT path, facts.packed FROM tickets JOIN facts USING (id)"


def rows(connection):
    tables = {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for name in ("tags", "aliases", "contracts", "clients", "people", "unreadable", "exclusions")
    }
    columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(tickets)") if name != "id"]
    tables["tickets"] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM tickets").fetchall(), key=repr)
    tables["facts"] = sorted(connection.execute(FACTS).fetchall())
    tables["tags"] = sorted((field, name) for field, name, _id in tables["tags"])
    return tables


def built_anew(shop):
    """The tables of an index that is built from nothing, in another file."""
    shop.index_path.rename(shop.index_path.with_name("kept"))
    with Index.open(find(shop.desk.path)) as index:
        return rows(index.connection)


def test_a_refreshed_index_says_what_one_made_anew_says(no_build, monkeypatch):
    shop, desk = no_build, no_build.desk
    desk.ask("ticket", "note", shop["trunk"], "essai")
    shop.headers()
    desk.ask("ticket", "priority", shop["echo"], "P1")
    shop.open("new", "acme-2026", "Un autre")
    desk.git("rm", "-q", shop.path("fax"))
    desk.git("commit", "-qm", "remove one by hand")
    desk.edit("contracts/acme/acme-2026.yaml", 'response: "4h"', 'response: "3h"')
    shop.headers()
    with Index.open(find(desk.path)) as index:
        refreshed = rows(index.connection)
    monkeypatch.undo()
    assert refreshed == built_anew(shop)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("desk.yaml", '"08:00-18:00"', '"10:00-18:00"'),
        ("contracts/acme/acme-2026.yaml", 'restoration: "4h"', 'restoration: "3h"'),
    ],
)
def test_what_figures_are_made_of_is_counted_anew_when_its_rules_change(no_build, monkeypatch, path, old, new):
    """Of a ticket that was settled in time on any calendar, too: how long it took is told."""
    shop, desk = no_build, no_build.desk
    desk.now += timedelta(hours=2)
    desk.ask("ticket", "done", shop["trunk"], "--cause", "Câble", "--public", "Remis en route.")
    desk.ask("ticket", "close", shop["trunk"])
    before = facts(shop)
    (desk.path / path).write_text(desk.read(path).replace(old, new), encoding="utf-8")
    desk.git("commit", "-qm", "by hand", "--", path)
    refreshed = facts(shop)
    monkeypatch.undo()
    assert refreshed == built_anew(shop)["facts"]
    assert refreshed != before


def facts(shop):
    with Index.open(find(shop.desk.path)) as index:
        return rows(index.connection)["facts"]


def test_a_name_that_is_no_text_stops_no_list_and_is_told_of(no_build, monkeypatch):
    shop, desk = no_build, no_build.desk
    names = [os.fsdecode(name) for name in (b"tickets/2026/11/caf\xe9.yaml", b"contracts/\xff/client.yaml")]
    for name in names:
        (desk.path / name).parent.mkdir(exist_ok=True)
        (desk.path / name).write_text("a: 1\n")
    desk.git("add", "-A")
    desk.git("commit", "-qm", "by hand")
    told = shop.unreadable()
    assert [line.partition(":")[0] for line in told] == ["contracts/\\xff/client.yaml", "tickets/2026/11/caf\\xe9.yaml"]
    desk.git("rm", "-q", names[0])
    desk.git("commit", "-qm", "one goes")
    assert shop.unreadable() == told[:1]
    with Index.open(find(desk.path)) as index:
        refreshed = rows(index.connection)
    monkeypatch.undo()
    assert refreshed == built_anew(shop)


def test_words_that_left_a_ticket_find_it_no_more(no_build):
    shop = no_build
    shop.desk.ask("ticket", "note", shop["trunk"], "zinzolin")
    assert shop.found("zinzolin") == ["trunk"]
    shop.desk.git("revert", "-n", "HEAD")
    shop.desk.git("commit", "-qm", "take it back")
    assert shop.found("zinzolin") == []
    with Index.open(find(shop.desk.path)) as index:
        index.connection.execute("COMMIT")
        index.connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_an_amended_contract_moves_what_is_due_without_a_ticket_being_touched(no_build):
    no_build.desk.edit("contracts/acme/acme-2026.yaml", 'response: "1h"', 'response: "2h"')
    assert no_build.due("trunk") == datetime.fromisoformat("2026-11-23T11:00:00+01:00")


def test_other_hours_of_the_desk_move_what_is_due(no_build):
    text = no_build.desk.read("desk.yaml").replace('"08:00-18:00"', '"10:00-18:00"')
    (no_build.desk.path / "desk.yaml").write_text(text)
    no_build.desk.git("commit", "-qam", "begin later")
    assert no_build.due("trunk") == datetime.fromisoformat("2026-11-23T11:00:00+01:00")


def test_other_holiday_data_moves_what_is_due(no_build, monkeypatch):
    monkeypatch.setattr("celyactl.store.index.index.holiday_mark", lambda: "other")
    monkeypatch.setattr("celyactl.store.index.build.holiday_mark", lambda: "other")
    monkeypatch.setattr("celyactl.store.holiday_cache.data_version", lambda: "0")
    monkeypatch.setattr("celyactl.store.holiday_cache.public_holidays", lambda *_: {no_build.desk.now.date()})
    assert no_build.due("trunk") == datetime.fromisoformat("2026-11-24T09:00:00+01:00")


@pytest.fixture
def read(monkeypatch):
    """The paths of the tickets that are read from here on."""
    paths = []
    monkeypatch.setattr(reading, "told", lambda blob, path, zone: paths.append(path) or told(blob, path, zone))
    return paths


def test_only_changed_tickets_are_read(no_build, read):
    no_build.desk.ask("ticket", "note", no_build["trunk"], "essai")
    del read[:]
    no_build.headers()
    assert read == [no_build.path("trunk")]


def test_a_commit_with_the_same_tree_is_the_same_index(no_build, read):
    no_build.desk.git("commit", "-q", "--allow-empty", "-m", "nothing")
    assert no_build.found() == ["trunk", "echo", "fax"]
    assert read == []


def test_going_back_in_history_is_a_refresh_too(no_build):
    desk = no_build.desk
    desk.ask("ticket", "cancel", no_build["fax"], "en double")
    assert no_build.found() == ["trunk", "echo"]
    desk.git("checkout", "-q", "HEAD~1")
    assert no_build.found() == ["trunk", "echo", "fax"]


def test_an_old_commit_that_is_gone_means_a_new_index(shop):
    shop.headers()
    connection = sqlite3.connect(shop.index_path)
    connection.execute("UPDATE meta SET tree = ?", ("0" * 40,))
    connection.execute("UPDATE meta SET head = ?", ("0" * 40,))
    connection.execute("DELETE FROM tickets")
    connection.commit()
    connection.close()
    assert shop.found() == ["trunk", "echo", "fax"]


def test_another_program_means_a_new_index(shop, monkeypatch):
    shop.headers()
    connection = sqlite3.connect(shop.index_path)
    connection.execute("UPDATE meta SET version = '0'")
    connection.execute("DELETE FROM tickets")
    connection.commit()
    connection.close()
    assert shop.found() == ["trunk", "echo", "fax"]


def test_other_holidays_of_the_desk_move_what_is_due_of_tickets_without_a_contract(no_build, monkeypatch):
    shop, desk = no_build, no_build.desk
    desk.ask("ticket", "edit", shop["echo"], "--set", "contract=")
    desk.ask("ticket", "wait", shop["echo"], "--for", "internal", "--until", "2027-03-26T09:00")  # Good Friday
    shop.headers()
    desk.edit("desk.yaml", 'holidays: "FR"', 'holidays: "FR-57"')
    shop.headers()
    with Index.open(find(desk.path)) as index:
        refreshed = rows(index.connection)
    monkeypatch.undo()
    assert refreshed == built_anew(shop)
