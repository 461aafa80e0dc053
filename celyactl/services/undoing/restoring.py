"""Files of an act brought back to what they were before it, when nothing has been built on them since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.domain.query import Clause, Query
from celyactl.errors.undo import BuiltOn
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.services.soundness import require_sound
from celyactl.store import records
from celyactl.store.commit_reading import commits
from celyactl.store.history import Wanted, acts
from celyactl.store.index.index import asked
from celyactl.store.index.search import search
from celyactl.store.layout import FileKind, classify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.domain.model import Model
    from celyactl.store.repository import Change
    from celyactl.store.view import View

M = TypeVar("M", bound="Model")

_SHOWN: Final = 3
_TICKETS_BY: Final = {"contacts": "requester", "sites": "site", "components": "component"}
"""How tickets name what a client's file holds."""


def is_back(view: View, change: Change) -> bool:
    """Whether the path is as it was before the change already."""
    return _id_now(view, change.path) == (change.old.id if change.old else None)


def restored(view: View, commit: str, changes: Sequence[Change]) -> dict[str, bytes | None]:
    """The bytes that undo the changes of a commit; None for a file that it made.

    Raises BuiltOn when a file was changed since, or what would vanish is in use; BadFile when another file names it.
    """
    for change in changes:
        if _id_now(view, change.path) != (change.new.id if change.new else None):
            raise BuiltOn(change.path, list(_later(view, commit, change.path)))
    files = {change.path: _blob(view, change.old.id) if change.old else None for change in changes}
    for change in changes:
        if uses := list(_uses(view, commit, change)):
            raise BuiltOn(change.path, uses)
    require_sound(view, _models(view, files))
    return files


def _id_now(view: View, path: str) -> str | None:
    entry = view.repository.entry(view.commit, path)
    return entry.id if entry else None


def _blob(view: View, ident: str) -> bytes:
    return view.repository.objects.read("blob", ident)


def _later(view: View, commit: str, path: str) -> Iterator[str]:
    """The commits that touched a path since: `1a2b3c4d5e acme-2026: edit (Léa Martin)`."""
    names = view.repository.git(["rev-list", f"{commit}..{view.commit}", "--", path]).decode().split()
    for one in commits(view.repository, names):
        yield _("{commit} {subject} ({who})").format(commit=one.id[:10], subject=one.subject, who=one.author.name)


def _uses(view: View, commit: str, change: Change) -> Iterator[str]:
    """Who has come to need what would vanish."""
    where = classify(change.path)
    match where.kind if where else None:
        case FileKind.CONTRACT if where and change.old is None:
            yield from _tickets(view, "contract", where.name)
        case FileKind.CLIENT if where and change.old is None:
            yield from _tickets(view, "client", where.client)
        case FileKind.CLIENT:
            yield from _named_by_tickets(view, change)
        case FileKind.DESK:
            yield from _people_who_acted(view, commit, change)


def _named_by_tickets(view: View, change: Change) -> Iterator[str]:
    new, old = _models_of(view, change, Client)
    for name, field in _TICKETS_BY.items():
        for ident in sorted(_ids(getattr(new, name)) - _ids(getattr(old, name))):
            yield from _tickets(view, field, ident, client=new.id)


def _people_who_acted(view: View, commit: str, change: Change) -> Iterator[str]:
    new, old = _models_of(view, change, Company)
    for ident in sorted(_ids(new.team) - _ids(old.team)):
        found = acts(view.repository, view.commit, Wanted(actor=ident), _SHOWN).acts
        for act in found:
            if act.commit != commit:
                yield _("{commit} {subject} ({who})").format(
                    commit=act.commit[:10], subject=act.subject, who=act.author
                )


def _models_of(view: View, change: Change, kind: type[M]) -> tuple[M, M]:
    """What a file said after and before a change that neither made nor removed it."""
    new, old = (records.load(kind, _blob(view, one.id), change.path).model for one in (change.new, change.old) if one)
    return new, old


def _ids(items: Iterable[Model]) -> set[str]:
    return {getattr(item, "id") for item in items}  # noqa: B009 - all of them have one


def _tickets(view: View, field: str, name: str, client: str | None = None) -> Iterator[str]:
    """The first tickets that name it: `siege : CEL-2611-4F7K2QE, …`."""
    clauses = [Clause(field, ":", (name,), negated=False, column=1)]
    if client:
        clauses.append(Clause("client", ":", (client,), negated=False, column=1))
    query = Query(name, tuple(clauses))
    rows, total = asked(view.repository.place, lambda index: search(index.connection, query, ("ref",), _SHOWN, 0))
    if rows:
        listed = ", ".join(str(ref) for (ref,) in rows)
        text = ngettext("{name} is on {n} ticket, {refs}", "{name} is on {n} tickets, {refs}", total)
        yield text.format(name=name, n=total, refs=listed)


def _models(view: View, files: dict[str, bytes | None]) -> dict[str, Model]:
    """The clients and contracts among the files, and the client's other contracts, which may name what vanishes."""
    found: dict[str, Model] = {}
    for path, text in files.items():
        where = classify(path)
        if text is None or where is None:
            continue
        if where.kind is FileKind.CONTRACT:
            found[path] = records.load(Contract, text, path).model
        elif where.kind is FileKind.CLIENT:
            found[path] = records.load(Client, text, path).model
            mine = view.contracts_of(where.client)
            found |= {at: one for one in mine if (at := view.path_of_contract(one.slug)) not in files}
    return found
