import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from celyactl.errors.repository import NotInDesk
from celyactl.store.index import readers
from celyactl.store.index.index import Index, asked
from celyactl.store.place import find

ALL = ["trunk", "echo", "fax"]


def damage(path, where):
    """Overwrite a stretch of the file, given as a share of its length."""
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * where) // 512 * 512)
        file.write(os.urandom(2048))


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("no database"),
        lambda path: os.truncate(path, 5000),
        lambda path: damage(path, 0),
        lambda path: sqlite3.connect(path).executescript("DROP TABLE meta"),
        lambda path: sqlite3.connect(path).executescript("DROP TABLE meta; CREATE TABLE meta (x)"),
        lambda path: sqlite3.connect(path).executescript("DELETE FROM meta"),
    ],
)
def test_an_index_that_is_lost_or_damaged_is_made_anew(shop, harm):
    shop.headers()
    harm(shop.index_path)
    assert shop.found() == ALL
    shop.desk.ask("ticket", "note", shop["fax"], "essai")
    assert shop.found() == ALL


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_damage_anywhere_does_not_fail_a_list(shop, share):
    shop.headers()
    damage(shop.index_path, share)
    assert len(shop.desk.ask("ticket", "list", "status:any")) == 3


def test_what_is_read_from_a_damaged_index_is_asked_once_more(shop):
    failures = iter([sqlite3.DatabaseError("malformed")])

    def question(index):
        for failure in failures:
            raise failure
        return index.meta.prefix

    assert asked(find(shop.desk.path), question) == "CEL"


def test_a_desk_that_can_t_be_written_is_answered_with_a_warning(shop, monkeypatch):
    shop.index_path.unlink(missing_ok=True)
    monkeypatch.setattr(sqlite3, "connect", _refusing(sqlite3.connect, "disk I/O error"))
    with Index.open(find(shop.desk.path)) as index:
        assert "disk I/O error" in index.warnings[0]
        assert index.connection.execute("SELECT count(*) FROM tickets").fetchone() == (3,)
    answer = shop.desk.run("ticket", "list", "--json")
    assert len(answer.data) == 3
    assert len(answer.warnings) == 1


def _refusing(connect, message):
    def refuse(path, **settings):
        if path != ":memory:":
            raise sqlite3.OperationalError(message)
        return connect(path, **settings)

    return refuse


def test_an_index_that_somebody_holds_is_answered_without_it(shop, monkeypatch):
    shop.headers()
    shop.desk.ask("ticket", "note", shop["fax"], "essai")
    monkeypatch.setattr("celyactl.store.index.index.WAIT", 0.1)
    holder = sqlite3.connect(shop.index_path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    answer = shop.desk.run("ticket", "list", "--json", "--lang", "en")
    assert len(answer.data) == 3
    assert "another process" in answer.warnings[0]


def test_nothing_is_written_through_a_link(shop, tmp_path):
    precious = tmp_path / "precious.sqlite"
    precious.write_text("precious")
    shop.index_path.unlink(missing_ok=True)
    shop.index_path.symlink_to(precious)
    assert shop.found() == ALL
    assert precious.read_text() == "precious"


def test_a_folder_that_is_a_link_is_not_entered(shop, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    folder = shop.index_path.parent
    folder.rename(elsewhere)
    shop.index_path.unlink(missing_ok=True)
    folder.symlink_to(elsewhere)
    before = sorted(path.name for path in elsewhere.iterdir())
    (elsewhere / "index.sqlite").unlink(missing_ok=True)
    assert shop.found() == ALL
    assert not (elsewhere / "index.sqlite").exists()
    assert before


def test_a_repository_without_a_desk_has_no_index(shop):
    shop.desk.git("rm", "-q", "desk.yaml")
    shop.desk.git("commit", "-qm", "no more")
    with pytest.raises(NotInDesk):
        shop.headers()


def test_several_processes_read_what_one_would(shop, monkeypatch):
    alone = shop.headers("status:any")
    shop.index_path.unlink()
    monkeypatch.setattr(readers, "WORTH_IT", 1)
    monkeypatch.setattr(readers, "_BATCH", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2})
    assert shop.headers("status:any") == alone


def test_a_reader_that_is_killed_is_done_without(shop, monkeypatch):
    shop.headers()
    shop.index_path.unlink()
    monkeypatch.setattr(readers, "WORTH_IT", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    monkeypatch.setattr(readers, "_read_and_send", lambda *_work: os.kill(os.getpid(), signal.SIGKILL))
    assert shop.found() == ALL


def test_a_build_that_is_killed_leaves_an_index_that_is_empty_or_whole(shop):
    shop.index_path.unlink(missing_ok=True)
    slow = """
import sys, time
from pathlib import Path
from celyactl.store.index import tables
from celyactl.store.index.index import Index
from celyactl.store.place import find
put = tables.put
def stop(*words):
    put(*words)
    print("in the middle", flush=True)
    time.sleep(60)
tables.put = stop
Index.open(find(Path(sys.argv[1])))
"""
    line = [sys.executable, "-c", slow, str(shop.desk.path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"in the middle\n"
        process.kill()
    assert shop.found() == ALL


def _refresh_for(path, seconds, failures):
    limit = time.monotonic() + seconds
    try:
        while time.monotonic() < limit:
            with Index.open(find(path)) as index:
                total = index.connection.execute("SELECT count(*) FROM tickets").fetchone()[0]
                words = index.connection.execute("SELECT count(*) FROM words WHERE words MATCH 'acte'").fetchone()[0]
                assert (total, index.warnings) == (3, ())
                assert words == 1
    except BaseException as error:
        failures.put(repr(error))
        raise


def test_readers_and_refreshers_at_once_see_a_whole_index_each_time(shop):
    shop.desk.ask("ticket", "note", shop["trunk"], "acte")
    context = multiprocessing.get_context("fork")
    failures = context.SimpleQueue()
    crowd = [context.Process(target=_refresh_for, args=(shop.desk.path, 3, failures)) for _ in range(3)]
    for one in crowd:
        one.start()
    while any(one.is_alive() for one in crowd):
        shop.desk.ask("ticket", "note", shop["echo"], "rien")
    for one in crowd:
        one.join()
    assert failures.empty() or failures.get() == ""
    assert [one.exitcode for one in crowd] == [0, 0, 0]
    with sqlite3.connect(shop.index_path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
