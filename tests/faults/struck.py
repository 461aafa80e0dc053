"""A desk to strike at, and what must hold of it afterwards."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from act import act

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "tickets/2026/11/CEL-1.yaml"


class Desk:
    """A desk in a work tree, with one ticket; `strike` arguments come from `words`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")
        (path / "desk.yaml").write_text("company: Exemple\n")
        (path / "notes.txt").write_text("theirs\n")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=start")
        assert act(path, FIRST, "status: new\n") == 0

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.path, check=True, capture_output=True, text=True
        ).stdout  # a failure shows git's words: check=True

    def words(self, path: str, text: str) -> list[str]:
        """The command that commits `text` at `path`."""
        return ["@act", str(self.path), path, text]

    @property
    def commit(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def committed(self, path: str) -> str | None:
        shown = subprocess.run(
            ["git", "show", f"HEAD:{path}"], cwd=self.path, capture_output=True, text=True, check=False
        )
        return None if shown.returncode else shown.stdout

    def act(self, path: str, text: str) -> None:
        """The next command, unharmed."""
        assert act(self.path, path, text) == 0

    def assert_in_step(self) -> None:
        """HEAD, index and work tree agree, nothing is damaged, and nothing of ours lies about."""
        assert self.git("status", "--porcelain") == ""
        assert self.git("diff-index", "HEAD") == ""
        assert self.git("fsck", "--strict", "--no-dangling") == ""
        assert self.leftovers() == []

    def leftovers(self) -> list[str]:
        inside = (self.path / ".git").rglob("*")
        names = [path for path in inside if path.suffix in {".lock", ".tmp"} or path.name.startswith("tmp_")]
        return [str(path) for path in [*names, *(self.path / ".git" / "celyactl").glob("tx")]]
