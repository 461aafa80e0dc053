"""The desk's records under one roof: views of commits, and acts that read and write as one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.model import Model
from celyactl.errors.repository import NotInDesk
from celyactl.errors.signing import SignatureRequired
from celyactl.store import records
from celyactl.store.directory import Shared
from celyactl.store.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from celyactl.store.commits import Ident
    from celyactl.store.repository import Repository
    from celyactl.store.transaction import Recorded, Transaction


class Store:
    """One clone's records."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._shared = Shared()

    def view(self) -> View:
        """The desk as it is now. Raises NotInDesk before the first commit."""
        return self._at(self.repository.head().commit)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Hold the desk: nobody else writes while it is read and written. Raises what `transaction.begin` raises."""
        from celyactl.store.transaction import begin

        with begin(self.repository) as transaction:
            yield Writing(transaction, self._at(transaction.base))

    def _at(self, commit: str | None) -> View:
        if commit is None:
            raise NotInDesk(str(self.repository.place.work_tree or self.repository.place.git_dir))
        return View(self.repository, commit, self._shared)


class Writing(Struct, frozen=True):
    """The desk, held for one act: `view` is what the act builds on."""

    transaction: Transaction
    view: View

    def commit(
        self,
        files: Mapping[str, Model | bytes | None],
        message: str,
        author: Ident,
        when: datetime,
        *,
        committer: Ident | None = None,
    ) -> Recorded:
        """Record the files as they shall be; None removes one; the committer is the author if not a service.

        Raises what `Transaction.commit` raises, and SignatureRequired.
        """
        self.require_signature()
        changes = contents(self.view, files)
        return self.transaction.commit(
            changes, message=message, author=author, committer=committer or author, when=when
        )

    def require_signature(self) -> None:
        """Raise SignatureRequired when the desk takes signed acts only and no key is configured here."""
        from celyactl.store.signing.signer import signer_of

        if self.view.company.signatures == "required" and signer_of(self.view.repository) is None:
            raise SignatureRequired


def contents(view: View, files: Mapping[str, Model | bytes | None]) -> dict[str, bytes | None]:
    """The bytes of the files as they shall be. Raises what `records.dump` and `records.update` raise."""
    return {path: _content(view, path, wanted) for path, wanted in files.items()}


def _content(view: View, path: str, wanted: Model | bytes | None) -> bytes | None:
    if not isinstance(wanted, Model):
        return wanted
    if known := view.file(path):
        return records.updated(known, wanted)
    old = view.repository.read(view.commit, path)
    return records.dump(wanted, path) if old is None else records.update(old, wanted, path)
