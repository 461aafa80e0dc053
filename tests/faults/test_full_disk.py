"""A desk on a real disk of 2 MiB that is full, out of inodes or read-only: nothing is lost, and all works again after.

Mounting takes root. For anybody else each test runs as the root of a user namespace of its own; where the kernel lets
nobody make one the tests fail: what they promise can't be shown there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ptrace import kill_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from struck import WorkingDesk

PAGE = 4096


class SmallDisk:
    """A mounted disk that can be filled but for so many bytes, or files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self, *, but: int = 0) -> None:
        """Leave room for `but` pages."""
        self.empty()
        free = os.statvfs(self.path).f_bavail
        with (self.path / "ballast").open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, max(1, free - but) * PAGE)

    def use_up_names(self, *, but: int) -> None:
        """Leave `but` new files."""
        self.empty()
        (self.path / "names").mkdir()
        for number in range(os.statvfs(self.path).f_favail - but):
            (self.path / "names" / str(number)).touch()

    def empty(self) -> None:
        """Make room."""
        (self.path / "ballast").unlink(missing_ok=True)
        for name in (self.path / "names").glob("*"):
            name.unlink()
        if (self.path / "names").exists():
            (self.path / "names").rmdir()

    def remount(self, mode: str) -> None:
        """`ro` or `rw`."""
        subprocess.run(["mount", "-o", f"remount,{mode}", str(self.path)], check=True)


@pytest.fixture
def disk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDisk]:
    if os.geteuid():
        _run_as_root_of_a_namespace(request.node.nodeid.rpartition("::")[2])
        pytest.skip("it ran in a user namespace, and passed")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "disk"
    path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=600", "small", str(path)], check=True)
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def _run_as_root_of_a_namespace(name: str) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{__file__}::{name}"]
    end = subprocess.run(["unshare", "--map-root-user", "--mount", *words], capture_output=True, text=True, check=False)
    assert end.returncode == 0, end.stdout + end.stderr


@pytest.fixture
def desk(disk: SmallDisk, founded_working: WorkingDesk) -> Iterator[WorkingDesk]:
    desk = founded_working.copied(disk.path / "desk")
    yield desk
    desk.assert_undamaged()


def _try_a_note(desk: WorkingDesk, text: str, kept: list[str]) -> int:
    """Write a note: 0 and recorded, or 74, told and nothing changed; `kept` are the notes that were acknowledged."""
    outcome = desk.run("ticket", "note", desk.ref, text, "--lang", "en")
    assert outcome.status in {0, 74}, outcome.stderr
    assert "Traceback" not in outcome.stderr
    if outcome.status:
        assert outcome.stderr.startswith("error: Nothing was recorded: ")
        assert any(
            word in outcome.stderr for word in ("the disk is full", "No space left on device", "Out of diskspace")
        )
        assert "What you typed is kept in" in outcome.stderr
    kept += [text] if outcome.status == 0 else []
    assert desk.notes() == kept
    return outcome.status


@pytest.mark.parametrize("fill", ["pages", "names"])
def test_a_full_disk_records_whole_acts_or_none(disk, desk, fill):
    kept, statuses = desk.notes(), []
    for room in range(0, 36, 3):
        disk.fill(but=room) if fill == "pages" else disk.use_up_names(but=room)
        statuses.append(_try_a_note(desk, f"room {room}", kept))
        shown = desk.run("ticket", "show", desk.ref), desk.run("ticket", "list"), desk.run("log", desk.ref)
        assert {outcome.status for outcome in shown} == {0}
        disk.empty()
        desk.ask("ticket", "note", desk.ref, f"after {room}")
        kept.append(f"after {room}")
        assert desk.notes() == kept
        desk.assert_in_step()
    assert (statuses[0], statuses[-1]) == (74, 0)


def test_acts_that_fill_a_disk_are_all_there_but_the_one_that_was_refused(disk, desk):
    kept = desk.notes()
    for number in range(200):
        if _try_a_note(desk, f"{number} " + os.urandom(6000).hex(), kept):
            break
    assert 5 < len(kept) < 199
    assert desk.git("rev-list", "--count", "HEAD").strip() == str(3 + len(kept))
    desk.assert_clean()


def test_what_a_kill_left_waits_for_room(disk, desk):
    kept = desk.notes()
    for number in range(0, 90, 6):
        kill_at(["@celyactl", "ticket", "note", desk.ref, f"killed {number}"], number + 1, desk.path)
        kept += [f"killed {number}"] if f"killed {number}" in desk.notes() else []
        disk.fill()
        assert desk.run("ticket", "show", desk.ref).status == 0
        _try_a_note(desk, f"full {number}", kept)
        disk.empty()
        _try_a_note(desk, f"after {number}", kept)
        assert kept[-1] == f"after {number}"
        desk.assert_in_step()
    assert any(text.startswith("killed") for text in kept)


def test_the_full_disk_of_a_server_is_not_taken_for_ours(disk, working):
    working.git("clone", "-q", "--bare", str(working.path), str(disk.path / "hub.git"))
    working.git("remote", "add", "origin", str(disk.path / "hub.git"))
    disk.fill()
    working.ask("ticket", "note", working.ref, "ici")
    outcome = working.run("sync", "--lang", "en")
    assert (outcome.status, outcome.stdout) == (75, "")
    assert "remote: " in outcome.stderr
    assert "No space left on device" in outcome.stderr
    assert "Nothing was recorded" not in outcome.stderr
    assert working.notes()[-1] == "ici"
    disk.empty()
    assert working.run("sync").status == 0


def test_a_read_only_disk_can_be_read_and_says_what_it_is(disk, desk):
    kept = desk.notes()
    disk.remount("ro")
    for words in (["list"], ["show", desk.ref], ["list", "tonalité"]):
        assert desk.run("ticket", *words).status == 0
    for words in (["check"], ["log"], ["sla", "show", desk.ref], ["contract", "show", "acme"]):
        assert desk.run(*words).status == 0, words
    for words in (
        ["ticket", "note", desk.ref, "Perdu ?"],
        ["ticket", "new", "--contract", "acme", "--title", "Perdu ?"],
    ):
        refused = desk.run(*words, "--lang", "en")
        assert refused.status == 74
        assert "the disk is read-only" in refused.stderr
        draft = refused.stderr.rpartition("kept in ")[2].strip().removesuffix(".")
        assert "Perdu ?" in Path(draft).read_text()
    elsewhere = desk.run("init", str(disk.path / "second"), "--company", "CELYA", "--lang", "en")
    assert (elsewhere.status, "the disk is read-only" in elsewhere.stderr) == (74, True)
    disk.remount("rw")
    _try_a_note(desk, "Retrouvé", kept)
    assert kept[-1] == "Retrouvé"
    desk.assert_in_step()
