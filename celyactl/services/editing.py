"""A client's or a contract's file edited as a text, or field by field: one edit is one act, judged before it is kept.

An edit begins with the text that it changes: when somebody else recorded the file meanwhile, nothing is overwritten.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from msgspec import Struct

from celyactl.domain.client import Client
from celyactl.domain.contract import Contract
from celyactl.domain.model import Model
from celyactl.errors.editing import ChangedMeanwhile
from celyactl.services.catalogue import client_named
from celyactl.services.fields import with_fields
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound, require_sound_text
from celyactl.store import layout, records
from celyactl.store.loading import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View

M = TypeVar("M", bound=Model)
_SHORT: Final = 12


class Subject(Struct, Generic[M], frozen=True):
    """A file that may be edited; `name` is the client's id or the contract's slug."""

    kind: type[M]
    name: str
    path: str


class Written(Struct, frozen=True):
    """A text that somebody wrote, and the version of the file that it was made from (None: whatever is there)."""

    text: bytes
    made_from: str | None = None


def client_file(view: View, name: str) -> Subject[Client]:
    """The file of a client, by id (also when it can't be read) or name. Raises UnknownClient."""
    ident = name if name in view.client_ids() else client_named(view, name).id
    return Subject(Client, ident, layout.client_path(ident))


def contract_file(view: View, slug: str) -> Subject[Contract]:
    """The file of a contract, whether it can be read or not. Raises UnknownContract."""
    return Subject(Contract, slug, view.path_of_contract(slug))


def text_of(view: View, subject: Subject[M]) -> bytes:
    """The committed text."""
    return view.repository.read(view.commit, subject.path) or b""


def version_of(text: bytes) -> str:
    """A short name of a text, which changes when the text does."""
    return sha256(text).hexdigest()[:_SHORT]


def edit_text(store: Store, acting: Acting, subject: Subject[M], written: Written) -> Done[M]:
    """Record a text in the place of the file's own.

    Raises BadFile with every fault and its line, NewerFormat, and ChangedMeanwhile when the file is no longer what the
    text was made from.
    """

    def plan(view: View) -> Act[M]:
        before = text_of(view, subject)
        if written.made_from not in {None, version_of(before)}:
            raise ChangedMeanwhile(subject.path)
        text = normal(written.text, subject.path)
        loaded = records.load(subject.kind, text, subject.path, view.zone)
        records.refuse_newer(loaded)
        require_sound_text(view, subject.path, loaded.model, text)
        files = {subject.path: text} if text != before else {}
        return Act("edit", f"{subject.name}: edit", files, loaded.model, warnings=loaded.warnings)

    return record(store, acting, plan)


def edit_fields(store: Store, acting: Acting, subject: Subject[M], assignments: Sequence[str]) -> Done[M]:
    """Set single fields, `FIELD=VALUE` each; comments and everything else stay as they are. Raises as `with_fields`."""

    def plan(view: View) -> Act[M]:
        before = records.load(subject.kind, text_of(view, subject), subject.path, view.zone)
        records.refuse_newer(before)
        after = with_fields(before.model, assignments, subject.path, view.zone)
        require_sound(view, {subject.path: after})
        names = ", ".join(assignment.partition("=")[0].strip() for assignment in assignments)
        files = {subject.path: after} if after != before.model else {}
        return Act("edit", f"{subject.name}: edit {names}", files, after)

    return record(store, acting, plan)
