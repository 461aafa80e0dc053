"""The desk as it was at each commit: desk.yaml is read once for each of its versions, contacts when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import CelyactlError
from celyactl.store import layout, records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from celyactl.domain.client import Contact
    from celyactl.domain.company import Company
    from celyactl.store.past import Step
    from celyactl.store.repository import Repository


class DeskThen:
    """Grows with the history: `take` each commit after its parents."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._blobs: dict[str, str | None] = {}
        self._companies: dict[str, Company | None] = {}

    def take(self, step: Step) -> None:
        """Remember which desk.yaml a commit has."""
        commit = step.commit
        changed = {delta.path: delta.new for delta in step.deltas[0]}
        if layout.DESK in changed:
            self._blobs[commit.id] = changed[layout.DESK]
        else:
            self._blobs[commit.id] = self._blob(commit.parents[0]) if commit.parents else None

    def company(self, commit: str, read: Callable[[str], bytes]) -> Company | None:
        """The company at a commit; None where there is no desk.yaml that can be read."""
        blob = self._blob(commit)
        if blob is None:
            return None
        if blob not in self._companies:
            try:
                self._companies[blob] = records.load_company(read(blob)).model
            except CelyactlError:
                self._companies[blob] = None
        return self._companies[blob]

    def contact(self, commits: Sequence[str], actor: str) -> Contact | None:
        """A client's contact (`client:contact`), at the first of these commits that knows them."""
        client, _, ident = actor.partition(":")
        for commit in commits:
            try:
                text = self._repository.read(commit, layout.client_path(client))
                found = records.load_client(text or b"", layout.client_path(client)).model
            except CelyactlError:
                continue
            for one in found.contacts:
                if one.id == ident:
                    return one
        return None

    def _blob(self, commit: str) -> str | None:
        if commit not in self._blobs:
            entry = self._repository.entry(commit, layout.DESK)
            self._blobs[commit] = entry.id if entry else None
        return self._blobs[commit]
