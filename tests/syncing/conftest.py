"""A desk with a bare clone that all others exchange with, and as many clones as a test asks for.

They are made once and copied: making them takes a second each time.
"""

from __future__ import annotations

import subprocess
from functools import partial
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from desks import MORNING, DeskInUse
from running import invoked_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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

    def head(self) -> str:
        """The commit that the hub is at."""
        words = ["git", "rev-parse", "main"]
        return subprocess.run(words, cwd=self.hub, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="session")
def furnished(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office's hub, its ticket's reference and its ready clones, to be copied and not touched."""
    folder = tmp_path_factory.mktemp("furnished")
    copytree(founded, folder / "desk")
    first = DeskInUse(folder / "desk", partial(invoked_at, here=folder))
    first.sell("acme-2026")
    ref = first.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    (folder / "ref").write_text(ref)
    subprocess.run(["git", "clone", "-q", "--bare", str(first.path), str(folder / "hub.git")], check=True)
    for name in READY:
        answer = invoked_at("clone", str(folder / "hub.git"), str(folder / name), here=folder, clock=lambda: MORNING)
        assert answer.exit_code == 0, answer.stderr
    return folder


@pytest.fixture
def office(furnished: Path, tmp_path: Path, run: Callable) -> Office:
    return Office(furnished, tmp_path, run)


@pytest.fixture
def pair(office: Office) -> tuple[DeskInUse, DeskInUse]:
    """Two clones that hold the same."""
    return office.clone("lea"), office.clone("karim")
