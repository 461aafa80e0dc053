"""A git folder with the objects and refs of a clone and none of its settings, for a git that speaks to another clone.

Settings could send a push elsewhere (`url.*.insteadOf`, a remote that is called like the address), to one whose
hooks then run with the rights of whoever pushes; or have others read passwords (`http.proxy`).
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.place import Place

_SHARED: Final = ("objects", "refs", "packed-refs", "shallow")
_PLAIN: Final = "[core]\n repositoryFormatVersion = 0\n bare = true\n"
_SHA256: Final = "[core]\n repositoryFormatVersion = 1\n bare = true\n[extensions]\n objectFormat = sha256\n"


@contextmanager
def git_dir(place: Place) -> Iterator[Path]:
    """The folder, gone afterwards. What git writes into it while it is there are objects of the clone."""
    with tempfile.TemporaryDirectory(prefix="celyactl-") as name:
        folder = Path(name)
        for shared in _SHARED:
            (folder / shared).symlink_to(place.common_dir / shared)
        (folder / "HEAD").write_bytes((place.git_dir / "HEAD").read_bytes())
        (folder / "config").write_text(_SHA256 if place.algorithm == "sha256" else _PLAIN)
        yield folder
