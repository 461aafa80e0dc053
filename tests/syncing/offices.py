"""A desk's bare clone that all others exchange with, and as many clones as a test asks for, copied from ready ones."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desks import DeskInUse
from judging import ASK

if TYPE_CHECKING:
    from collections.abc import Callable

_JUDGE = """
import sys
from datetime import datetime
from celyactl.__main__ import main
from celyactl.cli.session import clock_at
at = datetime.fromisoformat(sys.argv[1])
sys.argv[1:] = ["check", "--receive", "--lang", "en"]
with clock_at(lambda: at):
    main()
"""
_JUDGING = Path(__file__).with_name("judging.py")
READY = ("lea", "karim", "paul")
"""The clones that need not be made."""


class Office:
    """The bare `hub`, and clones by name; a contract `acme-2026` and one ticket `ref` are there from the start."""

    def __init__(self, furnished: Path, folder: Path, run: Callable) -> None:
        self.folder = folder
        self.hub = folder / "hub.git"
        self._furnished = furnished
        self._run = run
        self.ref = (furnished / "ref").read_text()
        copytree(furnished / "hub.git", self.hub)
        self._first = self.head()

    def clone(self, name: str, *options: str) -> DeskInUse:
        """Another clone of what the hub holds now, as the command makes it."""
        path, source = self.folder / name, self._furnished / name
        if options or not source.is_dir() or self.head() != self._first:
            answer = self._run("clone", str(self.hub), str(path), *options)
            assert answer.exit_code == 0, answer.stderr
            return DeskInUse(path, self._run)
        copytree(source, path)
        made = DeskInUse(path, self._run)
        made.git("remote", "set-url", "origin", str(self.hub))
        made.git("update-index", "--refresh")  # a copy has other inodes
        return made

    def hook(self, text: str) -> None:
        """Let the hub ask this before it takes anything."""
        path = self.hub / "hooks/pre-receive"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def guard(self, at: str = "2100-01-01T00:00:00+01:00", *, alone: bool = False) -> None:
        """Let `celyactl check --receive` judge pushes, by a clock that stands still: as a rule nothing is ahead.

        In a fork of a process that serves all tests of this one, or `alone` in a process of its own.
        """
        program = f"-c '{_JUDGE}'" if alone else f"-S -E -c '{ASK}' {_judge()}"
        self.hook(f"exec {sys.executable} {program} {at}")

    def head(self) -> str:
        """The commit that the hub is at."""
        words = ["git", "rev-parse", "main"]
        return subprocess.run(words, cwd=self.hub, check=True, capture_output=True, text=True).stdout.strip()


@cache
def _judge() -> str:
    """The socket of a process that judges pushes in its forks; it ends when its input does."""
    folder = TemporaryDirectory()
    path, pipe, tests = f"{folder.name}/judge", subprocess.PIPE, _JUDGING.parent.parent
    line, env = [sys.executable, str(_JUDGING), path], os.environ | {"PYTHONPATH": str(tests)}
    judging = subprocess.Popen(line, stdin=pipe, stdout=pipe, text=True, env=env)
    assert judging.stdout
    assert judging.stdout.readline() == "ready\n"
    atexit.register(folder.cleanup)
    atexit.register(judging.communicate)
    return path
