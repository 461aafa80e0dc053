"""What the extranet remembers is damaged, gone or can't be written: nobody is let in by it, and it goes on."""

from __future__ import annotations

import logging
import sqlite3
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from celyactl.errors.machine import DiskRefused
from celyactl.extranet.sessions import Sessions
from celyactl.extranet.state import Forgotten, State

GARBAGE = b"\x8f\x00\xff garbage " * 5000


def garbled(path):
    path.write_bytes(GARBAGE)


def header_gone(path):
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def pages_garbled(path):
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)


def halved(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def emptied(path):
    path.write_bytes(b"")


def deleted(path):
    path.unlink()


DAMAGES = [garbled, header_gone, pages_garbled, halved, emptied, deleted]
ASIDE = {garbled, header_gone, pages_garbled, halved}


def file_of(extranet):
    return extranet.desk.path / ".git" / "celyactl" / "extranet.sqlite3"


def damage(path, how):
    """Damage the file itself: what was written is in it, and no longer beside it."""
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    how(path)


@pytest.mark.parametrize("how", DAMAGES)
def test_who_was_signed_in_meets_the_door_and_may_enter_anew(extranet, how, caplog):
    browser = extranet.browser("acme:claire")
    assert browser.get("/").status_code == 200
    damage(file_of(extranet), how)
    extranet.desk.now += timedelta(minutes=2)
    answer = browser.get("/")
    assert (answer.status_code, answer.headers.get("location")) == (303, "/sign-in")
    assert extranet.browser().sign_in(extranet.codes["acme:claire"] + "x").status_code == 401
    assert browser.sign_in(extranet.codes["acme:claire"]).status_code == 303
    assert browser.get("/").status_code == 200
    assert browser.get("/ready").text == "ok"
    kept = file_of(extranet).with_name("extranet.sqlite3.damaged")
    assert kept.exists() == (how in ASIDE)
    assert ("memory was damaged and begins anew" in caplog.messages) == (how in ASIDE)
    assert file_of(extranet).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", DAMAGES)
def test_it_begins_on_a_damaged_file(extranet, how):
    browser = extranet.browser("acme:claire")
    extranet.close()
    damage(file_of(extranet), how)
    extranet.begun_anew()
    browser = extranet.browser()
    assert browser.get("/").headers["location"] == "/sign-in"
    assert browser.sign_in(extranet.codes["acme:claire"]).status_code == 303


@pytest.mark.parametrize("how", [garbled, deleted])
def test_what_was_being_written_comes_along_to_the_door(extranet, how):
    browser = extranet.browser("acme:claire")
    browser.get("/new?contract=acme-2026")
    damage(file_of(extranet), how)
    words = {"number": browser.number, "contract": "acme-2026", "title": "Plus de tonalité", "text": "Au poste 12"}
    answer = browser.post("/new", **words)
    assert answer.status_code == 401
    assert "Plus de tonalité" in browser.text
    assert extranet.desk.ask("ticket", "list") == []


def test_a_wrong_code_opens_nothing_while_attempts_can_t_be_counted(extranet, monkeypatch):
    signed_in = extranet.browser("acme:claire")
    read_only(monkeypatch)
    for code in (extranet.codes["acme:claire"], "0" * 20):
        answer = extranet.browser().sign_in(code)
        assert answer.status_code == 503
        assert "set-cookie" not in answer.headers
    extranet.desk.now += timedelta(minutes=10)
    assert signed_in.get("/").status_code == 200
    extranet.desk.now += timedelta(minutes=25)
    assert signed_in.get("/").headers["location"] == "/sign-in"  # it was not prolonged
    monkeypatch.undo()
    assert extranet.browser().sign_in(extranet.codes["acme:claire"]).status_code == 303


def read_only(monkeypatch):
    """As where the disk, or the file's owner, lets nobody write."""
    connect = State._connect

    def reading(state):
        connection = connect(state)
        connection.execute("PRAGMA query_only = 1")
        return connection

    monkeypatch.setattr(State, "_connect", reading)


def test_a_full_disk_lets_nobody_in_and_is_no_end(extranet, monkeypatch):
    connect = State._connect

    def filled(state):
        connection = connect(state)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute("CREATE TEMP TABLE nothing (x)")
        return connection

    with State(file_of(extranet)).writing() as file:
        file.executemany("INSERT INTO failures VALUES (?, ?, ?)", [("x", "y" * 900, 2**40)] * 4)
    monkeypatch.setattr(State, "_connect", filled)
    answers = [extranet.browser().sign_in(extranet.codes["acme:claire"]).status_code for _ in range(40)]
    assert 503 in answers
    assert answers[-1] == 503
    monkeypatch.undo()
    assert extranet.browser().sign_in(extranet.codes["acme:claire"]).status_code == 303


def test_where_no_file_can_be_made_it_does_not_begin(tmp_path):
    (tmp_path / "celyactl").write_text("no folder")
    with pytest.raises(DiskRefused):
        State(tmp_path / "celyactl" / "extranet.sqlite3")


def test_what_lies_beside_a_deleted_file_brings_no_session_back(tmp_path):
    path = tmp_path / "extranet.sqlite3"
    known = Sessions(State(path))
    assert known.of("nobody", 1000) is None  # which keeps the file open, and what was written beside it
    ident = known.begin("public", "acme", "claire", 1000)
    assert path.with_name("extranet.sqlite3-wal").stat().st_size
    path.unlink()
    assert Sessions(State(path)).of(ident, 1001) is None
    assert known.of(ident, 1001) is None


def test_processes_that_find_the_damage_together_keep_what_the_first_one_began(tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    path = tmp_path / "extranet.sqlite3"
    states = [State(path) for _ in range(4)]
    damage(path, garbled)
    together, lost = Barrier(len(states)), []

    def find(state):
        together.wait()
        try:
            Sessions(state).begin("public", "acme", "claire", 1000)
        except Forgotten:
            lost.append(state)

    threads = [Thread(target=find, args=(state,)) for state in states]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lost
    assert caplog.messages.count("memory was damaged and begins anew") == 1
    assert path.with_name("extranet.sqlite3.damaged").read_bytes() == GARBAGE
    with states[0].reading() as file:
        assert file.execute("SELECT count(*) FROM sessions").fetchone() == (len(states) - len(lost),)
