"""Real keys for tests: made once a session by `ssh-keygen`, without passphrase."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Keys:
    """One key a name; `public` is its line, `path` the private file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str, kind: str = "ed25519") -> Path:
        path = self._folder / f"{name}-{kind}"
        if not path.exists():
            words = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", f"{name}@bureau", "-f", str(path)]
            subprocess.run(words, check=True)
        return path

    def public(self, name: str, kind: str = "ed25519") -> str:
        return self.path(name, kind).with_suffix(".pub").read_text().strip()


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Keys to sign with."""
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def sign_as(keys, monkeypatch):
    """Sign, and act, as somebody from here on; without a key when none is wanted."""

    def become(who: str | None, key: str | None = None) -> None:
        if who:
            monkeypatch.setenv("CELYACTL_ACTOR", who)
        monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(keys.path(key)) if key else "")

    return become
