"""A bare repository and clones of it, each with one ticket of its own, for benchmarks of exchanges.

Every clone reaches the bare repository by a line of its own, which can be cut.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Surroundings
from celyactl.store.head import read_branch
from celyactl.store.place import find
from celyactl.store.remote.freshness import age

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Office:
    """Clones in a folder of ours; `hub` is what they exchange with."""

    def __init__(self, folder: Path, clones: int) -> None:
        self.folder, self.hub = folder, folder / "hub.git"
        self.surroundings = Surroundings(folder)
        (folder / ".gitconfig").write_text("[user]\n name = Nadia\n email = nadia@celya.example\n", encoding="utf-8")
        first = folder / "first"
        self._celyactl(folder, "init", str(first), "--company", "CELYA")
        self._celyactl(first, "contract", "new", "acme", "--client", "Acme")
        self.git(folder, "clone", "-q", "--bare", str(first), str(self.hub))
        self.clones = [self._clone(number) for number in range(clones)]

    def _clone(self, number: int) -> Path:
        clone = self.folder / f"clone-{number}"
        self._celyactl(self.folder, "clone", str(self.hub), str(clone))
        self.join(number)
        self.git(clone, "remote", "set-url", "origin", str(self._line(number)))
        return clone

    def _line(self, number: int) -> Path:
        return self.folder / f"line-{number}"

    def cut(self, number: int) -> None:
        """Let a clone be without a network."""
        self._line(number).unlink()

    def join(self, number: int) -> None:
        """Let it have one again."""
        self._line(number).symlink_to(self.hub)

    def git(self, cwd: Path, *words: str) -> str:
        """What git says."""
        line = ["git", *words]
        end = subprocess.run(line, cwd=cwd, env=self.surroundings.environment, check=True, capture_output=True)  # noqa: S603
        return end.stdout.decode().strip()

    def guard(self) -> None:
        """Let the bare repository have each push judged, as docs/admin.md sets it up."""
        hook = self.hub / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nexec {' '.join(self.surroundings.celyactl('check', '--receive'))}\n")
        hook.chmod(0o755)

    def head(self) -> str:
        """The commit that the bare repository is at."""
        return read_branch(self.hub, "refs/heads/main") or ""

    def _celyactl(self, cwd: Path, *words: str) -> None:
        line = self.surroundings.celyactl(*words)
        subprocess.run(line, cwd=cwd, env=self.surroundings.environment, check=True, capture_output=True)  # noqa: S603

    def watch(self, number: int) -> subprocess.Popen[bytes]:
        """Start `sync --watch` in a clone; what it tells is kept for `told`."""
        with self._told(number).open("ab") as told:
            return subprocess.Popen(  # noqa: S603
                self.surroundings.celyactl("sync", "--watch", "--json"),
                cwd=self.clones[number],
                env=self.surroundings.environment,
                stdout=told,
                stderr=subprocess.DEVNULL,
            )

    def has_exchanged(self, number: int) -> bool:
        """Whether a clone has ever exchanged anything by itself."""
        return age(find(self.clones[number])) is not None

    def told(self, number: int) -> Iterator[dict[str, Any]]:
        """The data of every exchange of a clone that told something."""
        path = self._told(number)
        text, reader = path.read_text(encoding="utf-8").strip() if path.exists() else "", json.JSONDecoder()
        while text:
            said, end = reader.raw_decode(text)
            yield said["data"]
            text = text[end:].lstrip()

    def _told(self, number: int) -> Path:
        return self.folder / f"told-{number}.json"
