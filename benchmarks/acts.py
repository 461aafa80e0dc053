"""What happens to a desk between measurements: files touched, tickets changed, the index dropped."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from celyactl.domain import ulid
from celyactl.domain.entries.conversation import Note
from celyactl.domain.fold import tell
from celyactl.domain.journal import tips
from celyactl.domain.words import Channel
from celyactl.store import records
from celyactl.store.commits import Ident
from celyactl.store.message import Trailers, message
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from pathlib import Path

_LEA: Final = Ident("Lea Martin", "lea@celya.example")
_HUNDRED: Final = 100


def some_path(desk: Path) -> str:
    """The path of a ticket of the middle of the desk's life."""
    return _paths(desk)[len(_paths(desk)) // 2]


def some_reference(desk: Path) -> str:
    """That ticket's whole reference."""
    return some_path(desk).rpartition("/")[2].removesuffix(".yaml")


@cache
def _paths(desk: Path) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "tickets"], cwd=desk, check=True, capture_output=True, text=True)  # noqa: S607
    return listed.stdout.splitlines()


def touch_some_file(desk: Path) -> None:
    """Change a ticket's file by a comment, so that git has something to commit."""
    with (desk / some_path(desk)).open("a", encoding="utf-8") as file:
        file.write(f"# {datetime.now(UTC).isoformat()}\n")


def drop_index(desk: Path) -> None:
    """Have the index made anew."""
    (desk / ".git" / "celyactl" / "index.sqlite").unlink(missing_ok=True)


def amend_contract(desk: Path, client: str, slug: str) -> None:
    """Commit another text of a contract, which promises the same."""
    path = f"contracts/{client}/{slug}.yaml"
    with (desk / path).open("a", encoding="utf-8") as file:
        file.write(f"# {datetime.now(UTC).isoformat()}\n")
    subprocess.run(["git", "commit", "-q", "--only", "-m", "amend", "--", path], cwd=desk, check=True)  # noqa: S603, S607


def change_hundred(desk: Path) -> None:
    """Write a note on a hundred tickets spread over the desk, in one commit."""
    step = len(_paths(desk)) // _HUNDRED
    chosen = [path for path in _paths(desk)[1::step] if path != some_path(desk)][:_HUNDRED]
    text = message("note on a hundred tickets", Trailers("note", None, "lea", "cli"))
    now = datetime.now(UTC).replace(microsecond=0)
    with Repository.open(desk) as repository, begin(repository) as transaction:
        base = str(transaction.base)
        changes: dict[str, bytes | None] = {path: _noted(repository.read(base, path) or b"", path) for path in chosen}
        transaction.commit(changes, message=text, author=_LEA, committer=_LEA, when=now)


def _noted(blob: bytes, path: str) -> bytes:
    ticket = records.load_ticket(blob, path).model
    last = max(ticket.journal, key=lambda entry: entry.id)
    at = max(entry.at for entry in ticket.journal) + timedelta(seconds=1)
    ident = ulid.mint(at, lambda _bits: 1, last.id)
    note = Note(id=ident, at=at, recorded=at, by="lea", channel=Channel.CLI, after=tips(ticket.journal), text="Essai.")
    return records.update(blob, tell(ticket, [note]), path)
