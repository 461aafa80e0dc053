"""A real desk for tests, founded in `tmp_path` at an hour that stands still until the test moves it.

    def test_a_note_is_kept(desk):
        desk.sell("acme-2026", client="Acme")  # a contract, its client and its contact claire
        ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
        desk.now = datetime.fromisoformat("2026-11-23T14:00:00+01:00")
        assert desk.ask("ticket", "note", ref, "Rappelé")["journal"][-1]["text"] == "Rappelé"
        assert desk.subjects()[0] == f"{ref}: note"
        assert desk.git("status", "--porcelain") == ""

It is Monday 23 November 2026, 9 o'clock in Paris; Nadia Roussel (`nadia`) acts. `run` gives the whole answer, `ask` the
data under `--json` of a command that must succeed, `refused` the error of one that must not.
"""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from copied_index import refreshed
from furnishing import lay, taken

from celyactl.services import founding
from celyactl.services.acting import Acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Paris"))
_COMMIT_AND_STATUS = ("status", "--porcelain=v2", "--branch")
CLAIRE = "claire:Claire Vidal:claire@acme.example:manager:+33 4 67 00 00 01"


class DeskInUse:
    """One clone of a desk, used from the command line at `now`."""

    def __init__(self, path: Path, run: Callable[..., Any]) -> None:
        self.path = path
        self.now = MORNING
        self.done: tuple[Any, ...] | None = ()
        self._run = run

    def run(self, *words: str, **settings: Any) -> Any:
        """The answer of a command that is run in the desk."""
        self.done = None
        return self._run(*words, cwd=self.path, clock=lambda: self.now, **settings)

    def ask(self, *words: str, **settings: Any) -> Any:
        """The data of a command that must succeed."""
        answer = self.run(*words, "--json", **settings)
        assert answer.exit_code == 0, answer.stderr
        return answer.data

    def say(self, *words: str, **settings: Any) -> str:
        """What people read of a command that must succeed."""
        answer = self.run(*words, **settings)
        assert answer.exit_code == 0, answer.stderr
        return answer.stdout

    def refused(self, *words: str, **settings: Any) -> dict[str, Any]:
        """The error of a command that must be refused, and record nothing."""
        before = self.git(*_COMMIT_AND_STATUS)
        error = self.run(*words, "--json", **settings).error
        assert self.git(*_COMMIT_AND_STATUS) == before
        return error

    def sell(self, slug: str, *more: str, client: str = "Acme") -> dict[str, Any]:
        """Take a contract on; the client's manager is Claire."""
        return self.ask("contract", "new", slug, "--client", client, "--contact", CLAIRE, *more)

    def git(self, *words: str) -> str:
        """What git says in the clone, without its last line end; dated now, or as the test has set."""
        self.done = None
        dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), self.now.isoformat())
        env = {**dates, **os.environ}
        end = subprocess.run(["git", *words], cwd=self.path, text=True, capture_output=True, check=True, env=env)
        return end.stdout.rstrip("\n")

    def settle(self) -> None:
        """Let git know the files of a copy, whose inodes are others."""
        if not refreshed(self.path):
            self.git("update-index", "--refresh")

    def subjects(self) -> list[str]:
        """The subjects of the history, latest first."""
        return self.git("log", "--format=%s").splitlines()

    def trailer(self, name: str) -> str:
        """The value of a trailer of the latest commit."""
        return self.git("log", "-1", f"--format=%(trailers:key={name},valueonly)").strip()

    def read(self, path: str) -> str:
        """The text of a file of the work tree."""
        return (self.path / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Edit a file as a person does, and commit it."""
        text = self.read(path)
        assert text.count(old) == 1, text
        (self.path / path).write_text(text.replace(old, new), encoding="utf-8")
        self.git("commit", "-qm", "by hand", "--", path)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new desk, to be copied and not touched."""
    path = tmp_path_factory.mktemp("founded") / "desk"
    person = founding.founder("Nadia Roussel", "nadia@celya.example")
    acting = Acting(person.id, person.name, person.email, MORNING)
    founding.found(path, founding.drafted("CELYA", "CEL", person), acting)
    return path


@pytest.fixture
def desk(founded: Path, tmp_path: Path, run: Callable[..., Any]) -> DeskInUse:
    """A desk of one's own."""
    path = tmp_path / "desk"
    path.mkdir()
    lay(path, {}, _as_founded(founded))
    made = DeskInUse(path, run)
    made.settle()
    made.done = ()
    return made


_as_founded = cache(taken)
