"""Clones for the tests of the store: an empty one, and a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from clones import Clone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def make_clone(tmp_path: Path) -> Callable[..., Clone]:
    """`make_clone(name, *options of git init)`: a clone without a commit."""

    def make(name: str, *options: str) -> Clone:
        (tmp_path / name).mkdir()
        clone = Clone(tmp_path / name)
        clone.git("init", "-q", "-b", "main", *options)
        return clone

    return make


@pytest.fixture
def desk(make_clone: Callable[..., Clone]) -> Clone:
    """A desk with one ticket and one file of its people."""
    clone = make_clone("desk")
    clone.write("desk.yaml", "company: Exemple\n")
    clone.write("tickets/2026/11/A.yaml", "a: 1\n")
    clone.write("notes.txt", "theirs\n")
    clone.git("add", ".")
    clone.git("commit", "-q", "-m", "start")
    return clone
