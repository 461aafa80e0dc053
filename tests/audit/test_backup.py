"""Backup and restore as docs/admin.md tells them: the scripts really bring everything back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "contrib" / "server"


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """`celyactl` on the PATH, as a server has it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "celyactl"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m celyactl \"$@\"\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("CELYACTL_LANG", "en")


def script(name, *words):
    return subprocess.run([SCRIPTS / name, *map(str, words)], text=True, capture_output=True, check=False)


@pytest.fixture
def kept(desk, tmp_path, programs):
    """A desk with a ticket, a file of it, a message in quarantine, and the machine's keys."""
    desk.sell("acme-2026")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=desk.path, input="son", text=True, capture_output=True, check=True
    ).stdout.strip()
    tree = subprocess.run(
        ["git", "mktree"],
        cwd=desk.path,
        input=f"100644 blob {blob}\tfile\n",
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    desk.git("update-ref", f"refs/celyactl/files/{desk.ref}", desk.git("commit-tree", "-m", "files", tree))
    quarantine = desk.path / ".git/celyactl/quarantine"
    quarantine.mkdir(parents=True)
    (quarantine / "1").write_text("From: x@y.example\n")
    settings = tmp_path / "etc"
    settings.mkdir()
    (settings / "mail.key").write_text("secret")
    end = script("backup", desk.path, tmp_path / "backups", settings)
    assert end.returncode == 0, end.stderr
    desk.backup = Path(end.stdout.strip())
    return desk


def test_what_was_backed_up_is_brought_back_and_proved(kept, tmp_path, run):
    end = script("restore", kept.backup, tmp_path / "back.git", tmp_path / "etc2")
    assert end.returncode == 0, end.stderr
    assert "The history is whole" in end.stdout
    back = tmp_path / "back.git"
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=back, text=True, capture_output=True, check=True).stdout
    assert said.strip() == kept.git("rev-parse", "HEAD")
    file = subprocess.run(
        ["git", "show", f"refs/celyactl/files/{kept.ref}:file"], cwd=back, capture_output=True, check=True
    ).stdout
    assert file == b"son"
    assert (back / "celyactl/quarantine/1").read_text() == "From: x@y.example\n"
    assert (tmp_path / "etc2/mail.key").read_text() == "secret"
    assert run("ticket", "show", kept.ref, "--json", cwd=back).data["title"] == "Panne"
    assert (kept.backup / "settings.tar").stat().st_mode & 0o077 == 0


def test_a_damaged_backup_is_refused(kept, tmp_path):
    (kept.backup / "anchor").write_text("0" * 40 + "\n")
    assert script("restore", kept.backup, tmp_path / "back.git").returncode != 0
    assert not (tmp_path / "back.git").exists()


def test_nothing_is_restored_over_what_is_there(kept, tmp_path):
    (tmp_path / "there").mkdir()
    assert script("restore", kept.backup, tmp_path / "there").returncode == 73


def test_a_backup_that_fails_leaves_nothing(tmp_path, programs):
    (tmp_path / "empty").mkdir()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path / "empty", check=True)
    assert script("backup", tmp_path / "empty", tmp_path / "backups").returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []
