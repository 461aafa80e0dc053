"""Texts joined line by line, by `git merge-file`: no driver, no attribute and no setting of the clone has a say."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from celyactl.store import git

_SIDES: Final = ("ours", "base", "theirs")
_FAILED: Final = 128
"""From this exit status on git could not do it; below it is the number of conflicts."""


def merged(base: bytes | None, ours: bytes, theirs: bytes, *, union: bool = False) -> bytes | None:
    """The lines that both changed, together; None when they changed the same ones, or when it is no text.

    With `union` the lines of both stand one after the other where they changed the same ones.
    """
    text, conflicts = attempt(base or b"", ours, theirs, union=union)
    return None if conflicts else text


def attempt(base: bytes, ours: bytes, theirs: bytes, *, union: bool = False) -> tuple[bytes, bool]:
    """The joined text and whether it holds conflicts, between git's markers."""
    style = "--union" if union else "--diff3"
    with tempfile.TemporaryDirectory(prefix="celyactl-") as name:
        folder = Path(name)
        for side, content in zip(_SIDES, (ours, base, theirs), strict=True):
            (folder / side).write_bytes(content)
        process = git.start(["merge-file", "-p", "-q", style, *_SIDES], folder, git.environment())
        text, _said = process.communicate()
    if process.returncode >= _FAILED or process.returncode < 0:
        return ours, True
    return text, process.returncode > 0
