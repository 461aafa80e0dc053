"""A desk with a few tickets, and the index of it."""

from __future__ import annotations

from datetime import datetime
from shutil import copytree, rmtree
from typing import TYPE_CHECKING

import pytest

from celyactl.domain.query import Asking, parse
from celyactl.store.index.index import Index, path_of
from celyactl.store.index.listing import headers, unreadable
from celyactl.store.place import find

if TYPE_CHECKING:
    from pathlib import Path

    from desks import DeskInUse


class Shop(dict):
    """The references of three tickets by a word for each, in the desk that has them."""

    def __init__(self, desk: DeskInUse, refs: dict[str, str]) -> None:
        super().__init__(refs)
        self.desk = desk

    def stock(self) -> None:
        desk = self.desk
        desk.sell("acme-2026", "--target", "P1:1h:4h", "--target", "P3:4h:2d", client="Acme")
        desk.sell("beta-2026", "--coverage", "full", "--target", "P1:1h:4h", client="Beta Télécom")
        self.open("trunk", "acme-2026", "Plus de tonalité sur le trunk", "--priority", "P1")
        self.open("echo", "acme-2026", "Écho sur le poste 12")
        self.open("fax", "beta-2026", "Le fax ne part plus", "--kind", "request")

    def open(self, word: str, contract: str, title: str, *more: str) -> str:
        made = self.desk.ask("ticket", "new", "--contract", contract, "--title", title, *more)
        self[word] = made["ref"]
        return made["ref"]

    @property
    def index_path(self) -> Path:
        return path_of(find(self.desk.path))

    def headers(self, query: str = "") -> list[dict]:
        with Index.open(find(self.desk.path)) as index:
            wanted = parse(query, Asking("nadia", self.desk.now, index.meta.zone)) if query else None
            found, total = headers(index, wanted, 0, int(self.desk.now.timestamp()))
        assert total == len(found)
        return found

    def found(self, query: str = "") -> list[str]:
        """The words of the tickets that a query finds, in its order."""
        words = {ref: word for word, ref in self.items()}
        return [words[header["ref"]] for header in self.headers(query)]

    def due(self, word: str) -> datetime | None:
        due_at = next(header["due_at"] for header in self.headers("status:any") if header["ref"] == self[word])
        return due_at and datetime.fromisoformat(due_at)

    def unreadable(self, language: str = "en") -> list[str]:
        with Index.open(find(self.desk.path)) as index:
            return unreadable(index, language)

    def path(self, word: str) -> str:
        ref = self[word]
        return f"tickets/2026/11/{ref}.yaml"


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Where the first shop is kept, to be copied, and its references."""
    return tmp_path_factory.mktemp("stocked") / "desk", {}


@pytest.fixture
def shop(desk: DeskInUse, stocked: tuple[Path, dict[str, str]]) -> Shop:
    kept, refs = stocked
    made = Shop(desk, refs)
    if refs:
        rmtree(desk.path)
        copytree(kept, desk.path, symlinks=True)
        desk.git("update-index", "--refresh")  # a copy has other inodes
    else:
        made.stock()
        copytree(desk.path, kept, symlinks=True)
        refs.update(made)
    return made
