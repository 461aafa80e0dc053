"""A desk with a bare clone that all others exchange with, and as many clones as a test asks for."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from desks import DeskInUse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Office:
    """The bare `hub`, and clones by name; a contract `acme-2026` and one ticket `ref` are there from the start."""

    def __init__(self, first: DeskInUse, folder: Path, run: Callable) -> None:
        self.folder = folder
        self.hub = folder / "hub.git"
        self._run = run
        first.sell("acme-2026")
        self.ref = first.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
        subprocess.run(["git", "clone", "-q", "--bare", str(first.path), str(self.hub)], check=True)
        first.git("remote", "add", "origin", str(self.hub))

    def clone(self, name: str, *options: str) -> DeskInUse:
        """Another clone, made by the command."""
        answer = self._run("clone", str(self.hub), str(self.folder / name), *options)
        assert answer.exit_code == 0, answer.stderr
        return DeskInUse(self.folder / name, self._run)

    def hook(self, text: str) -> None:
        """Let the hub ask this before it takes anything."""
        path = self.hub / "hooks/pre-receive"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def head(self) -> str:
        """The commit that the hub is at."""
        words = ["git", "rev-parse", "main"]
        return subprocess.run(words, cwd=self.hub, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def office(desk: DeskInUse, tmp_path: Path, run: Callable) -> Office:
    return Office(desk, tmp_path, run)


@pytest.fixture
def pair(office: Office) -> tuple[DeskInUse, DeskInUse]:
    """Two clones that hold the same."""
    return office.clone("lea"), office.clone("karim")
