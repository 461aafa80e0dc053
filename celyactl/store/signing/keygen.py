"""Starts `ssh-keygen`, from the PATH and without a shell; files that it needs live in a private folder meanwhile."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from celyactl.errors.signing import SigningProgramMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def ssh_keygen(arguments: Sequence[str], send: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run it with these bytes on its standard input. Raises SigningProgramMissing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - a fixed program without a shell
            ["ssh-keygen", *arguments],  # noqa: S607 - the person's own PATH is what tells where it is
            input=send,
            capture_output=True,
            env=kept,
            check=False,
        )
    except FileNotFoundError:
        raise SigningProgramMissing from None


@contextmanager
def private_file(content: bytes) -> Iterator[Path]:
    """A file that nobody else reads, gone afterwards."""
    with TemporaryDirectory(prefix="celyactl-") as folder:
        path = Path(folder, "file")
        path.write_bytes(content)
        yield path
