"""Desks to strike at."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from struck import Desk, WorkingDesk

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = Path("/dev/shm")


@pytest.fixture(autouse=True)
def nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Python's own files out of the count."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: a kill spares what was written anyway, so no disk need be awaited."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def desk(place: Path) -> Iterator[Desk]:
    (place / "desk").mkdir()
    desk = Desk(place / "desk")
    yield desk
    desk.assert_undamaged()


@pytest.fixture(scope="session")
def founded_working(tmp_path_factory: pytest.TempPathFactory) -> WorkingDesk:
    """A desk that commands founded, to be copied and not touched."""
    return WorkingDesk(tmp_path_factory.mktemp("working") / "desk")


@pytest.fixture
def working(founded_working: WorkingDesk, place: Path) -> Iterator[WorkingDesk]:
    desk = founded_working.copied(place / "desk")
    yield desk
    desk.assert_undamaged()
