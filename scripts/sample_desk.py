"""Makes the sample desk at the root of this repository again: `python scripts/sample_desk.py [PATH]`.

The desk is founded in a temporary folder, with a clock of its own, and lived in for two years through the program's own
services; then its files replace those at PATH. The same bytes come out each time. `lay_out` copies the sample as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sample import desk

FILES: Final = ("desk.yaml", ".gitattributes")
HOME: Final = Path(__file__).resolve().parent.parent
FOLDERS: Final = ("contracts", "tickets", ".celyactl")


def make(path: Path) -> None:
    """Replace the desk's files at `path` by freshly made ones; everything else there stays."""
    with TemporaryDirectory() as folder:
        made = Path(folder, "desk")
        desk.live(made)
        for name in FOLDERS:
            shutil.rmtree(path / name, ignore_errors=True)
            shutil.copytree(made / name, path / name)
        for name in FILES:
            shutil.copyfile(made / name, path / name)


def lay_out(path: Path) -> Path:
    """A desk of its own with the files of the committed sample, in one commit."""
    for name in (*FOLDERS, "templates"):
        shutil.copytree(HOME / name, path / name)
    for name in FILES:
        shutil.copyfile(HOME / name, path / name)
    person = ("-c", "user.name=Celya", "-c", "user.email=sample@celya.example", "-c", "commit.gpgsign=false")
    for words in (["init", "-q"], ["add", "--all"], [*person, "commit", "-qm", "The sample desk"]):
        subprocess.run(["git", *words], cwd=path, check=True)  # noqa: S603, S607 - fixed words
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
