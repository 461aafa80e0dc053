"""A clone to work on, by real git and by the store."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from celyactl.store.commits import Ident
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from pathlib import Path

    from celyactl.store.transaction import Recorded

ACTOR = Ident("Nadia Roussel", "nadia@celya.example")
WHEN = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


class Clone:
    """A folder with git in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def git(self, *words: str, **settings) -> str:
        return subprocess.run(
            ["git", *words], cwd=self.path, check=True, capture_output=True, text=True, **settings
        ).stdout.rstrip("\n")

    def write(self, path: str, text: str) -> None:
        (self.path / path).parent.mkdir(parents=True, exist_ok=True)
        (self.path / path).write_text(text)

    def read(self, path: str) -> str:
        return (self.path / path).read_text()

    def commit(self, changes: dict[str, bytes | None], message: str = "act") -> Recorded:
        with Repository.open(self.path) as repository, begin(repository) as transaction:
            return transaction.commit(changes, message=message, author=ACTOR, committer=ACTOR, when=WHEN)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    @property
    def status(self) -> str:
        return self.git("status", "--porcelain")
