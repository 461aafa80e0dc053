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
from offices import READY, Office
from running import invoked_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
