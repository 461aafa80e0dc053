"""Desks to strike at, and what must hold of them afterwards."""

from __future__ import annotations

import json
import os
import subprocess
from copy import copy
from shutil import copytree
from typing import TYPE_CHECKING

from act import act
from loose import LooseObjects
from ptrace import run

if TYPE_CHECKING:
    from pathlib import Path

    from ptrace import Outcome

FIRST = "tickets/2026/11/CEL-1.yaml"


class Clone:
    """A folder with git in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._loose = LooseObjects(path / ".git/objects")

    def git(self, *words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.path, check=True, capture_output=True, text=True
        ).stdout  # a failure shows git's words: check=True

    @property
    def commit(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def committed(self, path: str) -> str | None:
        shown = subprocess.run(
            ["git", "show", f"HEAD:{path}"], cwd=self.path, capture_output=True, text=True, check=False
        )
        return None if shown.returncode else shown.stdout

    def assert_in_step(self) -> None:
        """HEAD, index and work tree agree, no new object is torn, and nothing of ours lies about."""
        self.assert_clean()
        assert self.git("diff-index", "HEAD") == ""
        assert self._loose.torn() == []

    def assert_undamaged(self) -> None:
        """All is well formed and there. It is asked after all strikes: a later act mends what is torn, and no more."""
        assert self.git("fsck", "--strict", "--no-dangling") == ""

    def assert_clean(self) -> None:
        """A person sees no change, and nothing of ours lies about."""
        status = self.git("status", "--porcelain")
        assert status == "", status
        assert self.leftovers() == [], self.leftovers()

    def leftovers(self) -> list[str]:
        """Unfinished files of ours and of git."""
        inside = os.walk(self.path / ".git")
        unfinished = [f"{folder}/{name}" for folder, _below, names in inside for name in names if _is_unfinished(name)]
        caches = ("index.sqlite", "history.sqlite", "holidays")
        ours = (path for path in (self.path / ".git/celyactl").iterdir() if not path.name.startswith(caches))
        ours = [path for path in ours if path.name != "lock"]
        return [str(path) for path in [*unfinished, *ours]]


def _is_unfinished(name: str) -> bool:
    return name.endswith((".lock", ".tmp")) or name.startswith("tmp_")


class Desk(Clone):
    """What the store takes for a desk, with one ticket; `strike` arguments come from `words`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.git("init", "--quiet", "--initial-branch=main")
        (path / "desk.yaml").write_text("company: Exemple\n")
        (path / "notes.txt").write_text("theirs\n")
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=start")
        assert act(path, FIRST, "status: new\n") == 0

    def words(self, path: str, text: str) -> list[str]:
        """The command that commits `text` at `path`."""
        return ["@act", str(self.path), path, text]

    def act(self, path: str, text: str) -> None:
        """The next command, unharmed."""
        assert act(self.path, path, text) == 0


class WorkingDesk(Clone):
    """A desk founded by commands, with a contract `acme` and one ticket, `ref`; commands tell the machine's time."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        founded = run(["@celyactl", "init", str(path), "--company", "CELYA"], path.parent)
        assert founded.status == 0, founded.stderr
        self.ask("contract", "new", "acme", "--client", "Acme")
        self.ref = self.ask("ticket", "new", "--contract", "acme", "--title", "Plus de tonalité")["ref"]

    def copied(self, path: Path) -> WorkingDesk:
        """Another one like it."""
        copytree(self.path, path, symlinks=True)
        other = copy(self)
        Clone.__init__(other, path)
        other.git("update-index", "--refresh")  # a copy has other inodes
        return other

    @property
    def ticket(self) -> str:
        """The path of the ticket."""
        _prefix, month, _code = self.ref.split("-")
        return f"tickets/20{month[:2]}/{month[2:]}/{self.ref}.yaml"

    def run(self, *words: str) -> Outcome:
        """A command, unharmed."""
        return run(["@celyactl", *words], self.path)

    def ask(self, *words: str):
        """The data of a command that must succeed."""
        outcome = self.run(*words, "--json")
        assert outcome.status == 0, outcome.stderr
        return json.loads(outcome.stdout)["data"]

    def notes(self) -> list[str]:
        """The texts of the ticket's notes, as they are committed; they hold no line end."""
        lines = (self.committed(self.ticket) or "").splitlines()
        return [line.partition("text: ")[2].strip('"') for line in lines if line.startswith("    text: ")]

    def open_tickets(self) -> set[str]:
        """What the index says is open."""
        return {header["ref"] for header in self.ask("ticket", "list", "--limit", "1000")}

    def committed_tickets(self) -> set[str]:
        """The references of the files in the last commit."""
        listed = self.git("ls-tree", "-r", "--name-only", "HEAD", "tickets").splitlines()
        return {path.rpartition("/")[2].removesuffix(".yaml") for path in listed}
