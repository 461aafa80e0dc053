"""A desk's bare clone that all others exchange with, and as many clones as a test asks for, copied from ready ones."""

from __future__ import annotations

import subprocess
import sys
from shutil import copytree
from typing import TYPE_CHECKING

from desks import DeskInUse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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

    def guard(self, at: str = "2100-01-01T00:00:00+01:00") -> None:
        """Let `celyactl check --receive` judge pushes, by a clock that stands still: as a rule nothing is ahead."""
        self.hook(f"exec {sys.executable} -c '{_JUDGE}' {at}")

    def head(self) -> str:
        """The commit that the hub is at."""
        words = ["git", "rev-parse", "main"]
        return subprocess.run(words, cwd=self.hub, check=True, capture_output=True, text=True).stdout.strip()
