"""Files and folders of the desk as people name them: from where they stand, as with git."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.errors.checking import NoSuchPath
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.repository import Repository

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar=marked("[PATH]…"), help=marked("Files or folders of the desk; all of it by default.")),
]


def scope_of(repository: Repository, commit: str, paths: Sequence[Path] | None) -> tuple[str, ...]:
    """The paths from the desk's root, with `/`; raises NoSuchPath."""
    return tuple(_inside(repository, commit, path) for path in paths or ())


def _inside(repository: Repository, commit: str, path: Path) -> str:
    root = repository.place.work_tree or repository.place.git_dir
    start = session.current().start
    whole = Path(os.path.abspath(start.resolve() / path))  # noqa: PTH100 - a link in the desk is told of, not followed
    if whole == root:
        return ""
    if root not in whole.parents:
        raise NoSuchPath(str(path))
    inside = whole.relative_to(root).as_posix()
    if not os.path.lexists(whole) and repository.entry(commit, inside) is None:
        raise NoSuchPath(str(path))
    return inside
