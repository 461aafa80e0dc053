"""A desk to strike at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from struck import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    place = tmp_path / "desk"
    place.mkdir()
    return Desk(place)
