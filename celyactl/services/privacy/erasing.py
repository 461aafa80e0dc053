"""A contact asks to be forgotten: details become a pseudonym everywhere in the present tree, in one act.

What history still holds is listed; the audit looks for the same details again and accepts that they went, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, convert
from msgspec.structs import replace

from celyactl.domain import erasure
from celyactl.domain.entries.conversation import FileErased
from celyactl.domain.fold import tell
from celyactl.domain.model import Model, plain
from celyactl.domain.ticket import Ticket
from celyactl.errors.base import CelyactlError
from celyactl.errors.desk import AlreadyErased, NotAllErased, UnknownContact
from celyactl.services.recording import Act, Done, record
from celyactl.services.stamping import Stamps
from celyactl.services.unread import unread_anywhere
from celyactl.store import attachments, layout, records
from celyactl.store.head import read_branch
from celyactl.store.past import steps

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from celyactl.domain.client import Client, Contact
    from celyactl.services.acting import Acting
    from celyactl.store.repository import Repository
    from celyactl.store.store import Store
    from celyactl.store.view import View

ERASURE: Final = "privacy.erase"
"""The operation of an erasure; the person follows it as `CLIENT:CONTACT`."""
_AT_ONCE: Final = 500


class Place(Struct, frozen=True):
    """Where a person appears: `count` passages with details, `named` entries and fields that name the id."""

    path: str
    count: int
    named: int


class Erased(Struct, frozen=True):
    """What became of a contact: the files in which details were, and the commits that still hold them."""

    client: str
    contact: str
    pseudonym: str
    files: tuple[str, ...]
    commits: tuple[str, ...]


def named(view: View, who: str) -> tuple[Client, Contact]:
    """A contact as `CLIENT:CONTACT`. Raises UnknownClient, UnknownContact."""
    client = view.client(who.partition(":")[0])
    ident = who.partition(":")[2]
    found = next((one for one in client.contacts if one.id == ident), None)
    if found is None:
        raise UnknownContact(who, [f"{client.id}:{one.id}" for one in client.contacts])
    return client, found


def versions_of(repository: Repository, commit: str, client: str, contact: str) -> list[Contact]:
    """Every version of a contact that led to a commit: what was known of them at any time."""
    return [one for known in versions(repository, commit, client) for one in known.contacts if one.id == contact]


def versions(repository: Repository, commit: str, client: str) -> Iterator[Client]:
    """The versions of a client that led to a commit, the latest first; those that can't be read are left out."""
    path = layout.client_path(client)
    names = repository.git(["rev-list", "--full-history", commit, "--", path]).decode().split()
    blobs = dict.fromkeys(entry.id for name in names if (entry := repository.entry(name, path)))
    for _name, blob in repository.blobs(blobs):
        try:
            yield records.load_client(blob, path).model
        except CelyactlError:
            continue


def report(view: View, who: str) -> list[Place]:
    """Where a person appears in the present tree, by path; what can't be read is looked into, and warned of."""
    client, contact = named(view, who)
    for bad in unread_anywhere(view):
        view.leave_out(bad)
    found = erasure.details(versions_of(view.repository, view.commit, client.id, contact.id))
    actor = f"{client.id}:{contact.id}"
    return [
        Place(path, count, ids)
        for path, text in _texts(view)
        if any((count := len(found.findall(text)) if found else 0, ids := _names(path, text, client.id, actor)))
    ]


def _names(path: str, text: str, client: str, actor: str) -> int:
    """How often a file of theirs names somebody by id."""
    count = text.count(f'"{actor}"')
    if f'\nclient: "{client}"\n' in text or path == layout.client_path(client):
        count += text.count(f'requester: "{actor.partition(":")[2]}"') + text.count(
            f'contact: "{actor.partition(":")[2]}"'
        )
    return count


def erase(store: Store, acting: Acting, who: str) -> Done[Erased]:
    """Replace a contact's details by a pseudonym wherever they are; done again, it finds what came since.

    Raises UnknownClient, UnknownContact; AlreadyErased when nothing of them is left; NotAllErased while any file of
    the desk can't be read, for it may hold them.
    """

    def plan(view: View) -> Act[Erased]:
        client, contact = named(view, who)
        if bad := unread_anywhere(view):
            raise NotAllErased(who, bad)
        found = erasure.details(versions_of(view.repository, view.commit, client.id, contact.id))
        name = erasure.pseudonym(client.id, contact.id)
        files = dict(_without(view, found, name, (client, contact, acting.now.date())))
        files |= dict(_without_files(view, acting, (client, contact), files))
        if not files:
            raise AlreadyErased(who)
        commits = tuple(holding(view, found, [*files, layout.client_path(client.id)])) if found else ()
        erased = Erased(client.id, contact.id, name, tuple(sorted(files)), commits)
        actor = f"{client.id}:{contact.id}"
        return Act(f"{ERASURE} {actor}", f"{client.id}: erase the details of {contact.id}", files, erased)

    try:
        done = record(store, acting, plan)
    except AlreadyErased:
        if not acting.dry_run:
            forget_bytes(store)  # an erasure that was killed after its commit has left them
        raise
    if done.commit:
        forget_bytes(store)
    return done


def forget_bytes(store: Store) -> None:
    """Let no ref of files name what the journal of its ticket says is erased. Raises as `Store.writing`."""
    with store.writing() as writing:
        refs = dict(_forgetting(writing.view))
        if refs:
            writing.transaction.keep(refs)


def _forgetting(view: View) -> Iterator[tuple[str, str]]:
    """The refs that hold bytes of erased files, under any reference of their ticket, and the commits without them."""
    repository = view.repository
    for path, text in _texts(view):
        if not path.startswith("tickets/") or "type: file_erased" not in text:
            continue
        ticket = records.load_ticket(text.encode(), path).model
        gone = {entry.sha256 for entry in ticket.journal if isinstance(entry, FileErased)}
        for ref in map(attachments.ref_of, (ticket.ref, *ticket.aliases)):
            commit = read_branch(repository.place.common_dir, ref)
            held = attachments.held(repository, commit) if commit else {}
            if gone & held.keys():
                kept = {name: blob for name, blob in held.items() if name not in gone}
                yield ref, attachments.write(repository.objects, kept)


def _without_files(
    view: View, acting: Acting, whose: tuple[Client, Contact], files: Mapping[str, Model]
) -> Iterator[tuple[str, Model]]:
    """The tickets to which the contact gave files, each with entries that say that they are erased."""
    client, contact = whose
    actor = f"{client.id}:{contact.id}"
    for path, text in _texts(view):
        if not path.startswith("tickets/") or "sha256: " not in text or f'\nclient: "{client.id}"\n' not in text:
            continue
        ticket = files.get(path) or records.load_ticket(text.encode(), path).model
        if not isinstance(ticket, Ticket):
            continue
        given = (
            entry for entry in ticket.journal if entry.by == actor or getattr(entry, "contact", None) == contact.id
        )
        wanted = dict.fromkeys(note.sha256 for entry in given for note in getattr(entry, "files", ()))
        gone = {entry.sha256 for entry in ticket.journal if isinstance(entry, FileErased)}
        stamps = Stamps(acting, acting.now, ticket.journal)
        added = [FileErased(**stamps.stamp(), sha256=name) for name in wanted if name not in gone]
        if added:
            yield path, tell(ticket, added)


def _forgotten(client: Client, contact: Contact, today: date) -> Client:
    """The client's file in which nothing is left of the contact but the id, and what others name."""
    if contact.erased is not None:
        return client
    left = contact.left or today
    gone = replace(contact, **erasure.erased_contact(contact, client.id), left=left, erased=today)
    return replace(client, contacts=tuple(gone if one.id == contact.id else one for one in client.contacts))


def _without(
    view: View, found: re.Pattern[str] | None, name: str, whose: tuple[Client, Contact, date]
) -> Iterator[tuple[str, Model]]:
    """Each file in which details stand, without them; the contact's own first of all."""
    client, contact, today = whose
    own = layout.client_path(client.id)
    for path, text in _texts(view):
        if path != own and not (found and found.search(text)):
            continue
        where = layout.classify(path)
        loaded = records.LOADERS[where.kind](text.encode(), path) if where else None
        if loaded is None:
            continue
        records.refuse_newer(loaded)
        model: Model = _forgotten(client, contact, today) if path == own else loaded.model
        changed = _erased(model, found, name) if found else model
        if changed != loaded.model:
            yield path, changed


def _erased(model: Model, found: re.Pattern[str], name: str) -> Model:
    """A record without details; a ticket's header is told by its journal anew."""
    changed: Model = convert(erasure.erased(plain(model), found, name), type(model), strict=True, str_keys=True)
    if isinstance(changed, Ticket):
        return tell(changed, ())
    return changed


def _texts(view: View) -> Iterator[tuple[str, str]]:
    """The texts of the present tree, a few hundred at a time; what is no text holds nobody's details."""
    entries = [
        entry for entry in view.repository.entries(view.commit, ["contracts", "tickets"]) if _is_record(entry.path)
    ]
    for start in range(0, len(entries), _AT_ONCE):
        batch = entries[start : start + _AT_ONCE]
        blobs = dict(view.repository.blobs({entry.id for entry in batch}))
        for entry in batch:
            yield entry.path, blobs.get(entry.id, b"").decode("utf-8", "replace")


def _is_record(path: str) -> bool:
    where = layout.classify(path)
    return where is not None and where.kind in records.LOADERS


def holding(view: View, found: re.Pattern[str], paths: Iterable[str]) -> Iterator[str]:
    """The commits that still hold details, oldest first: in one of these files, or as their own author or subject."""
    repository = view.repository
    named_in = set(_signed(repository, view.commit, found))
    words = ["rev-list", "--full-history", "--topo-order", "--reverse", view.commit, "--", *sorted(paths)]
    touching = repository.git(words).decode().split()
    wanted = set(paths)
    for batch in steps(repository, touching):
        blobs = {delta.new for one in batch for deltas in one.deltas for delta in deltas if delta.path in wanted}
        texts = repository.blobs(sorted(filter(None, blobs)))
        holders = {blob for blob, text in texts if found.search(text.decode("utf-8", "replace"))}
        for one in batch:
            is_holder = any(delta.new in holders for deltas in one.deltas for delta in deltas)
            if is_holder or one.commit.id in named_in:
                named_in.discard(one.commit.id)
                yield one.commit.id
    yield from sorted(named_in)


def _signed(repository: Repository, commit: str, found: re.Pattern[str]) -> Iterator[str]:
    """The commits whose author, or whose own words, are somebody's details."""
    words = ["log", "--format=%H%x00%an%x00%ae%x00%B%x01", "--end-of-options", commit]
    for told in repository.git(words).decode("utf-8", "replace").split("\x01"):
        ident, _nul, rest = told.strip("\n").partition("\0")
        if ident and found.search(rest):
            yield ident
