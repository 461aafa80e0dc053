"""The files that come with the program and that a desk keeps: JSON Schemas for editors, the line of attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import CelyactlError
from celyactl.services.founding import ATTRIBUTES
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout, schema

if TYPE_CHECKING:
    from celyactl.services.acting import Acting
    from celyactl.store.repository import Repository
    from celyactl.store.store import Store
    from celyactl.store.view import View


def outdated(repository: Repository, commit: str) -> dict[str, bytes]:
    """The files that differ from what this program would write, as they should be."""
    return {path: text for path, text in _wanted(repository, commit).items() if _read(repository, commit, path) != text}


def refresh(store: Store, acting: Acting) -> Done[tuple[str, ...]]:
    """Bring these files up to date, as one act; the answer are the paths. Raises EditedByHand."""

    def plan(view: View) -> Act[tuple[str, ...]]:
        files = outdated(view.repository, view.commit)
        return Act("schema", "schema: refresh what comes with the program", files, tuple(sorted(files)))

    return record(store, acting, plan)


def _wanted(repository: Repository, commit: str) -> dict[str, bytes]:
    attributes = _read(repository, commit, layout.ATTRIBUTES) or b""
    if ATTRIBUTES.strip() not in attributes.splitlines():
        attributes = attributes + b"\n" * (not attributes.endswith(b"\n") and bool(attributes)) + ATTRIBUTES
    return {layout.ATTRIBUTES: attributes, **schema.schema_files()}


def _read(repository: Repository, commit: str, path: str) -> bytes | None:
    try:
        return repository.read(commit, path)
    except CelyactlError:
        return None  # a link, say: `check` tells of it
