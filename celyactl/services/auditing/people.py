"""Whose act a commit is: its actor, author, committer and signer must be one, or a service that vouches for a client.

Each is judged by the desk as its parents knew it; who joins with the commit itself by what it makes of the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from celyactl.domain import keys
from celyactl.domain.company import Member, ServiceIdentity
from celyactl.domain.words import Channel
from celyactl.services.acting import CHANNELS
from celyactl.services.auditing.findings import finding
from celyactl.store.signing.signature import signed_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from celyactl.domain.client import Contact
    from celyactl.domain.company import Company, Key
    from celyactl.domain.keys import Owner
    from celyactl.services.auditing.findings import Finding
    from celyactl.store.commit_reading import Commit


class Scene(Struct, frozen=True):
    """A commit with the desk as each parent knew it, and as it is after; `contact` is who acts, if a client's."""

    commit: Commit
    before: Sequence[Company]
    after: Company | None
    zone: ZoneInfo
    contact: Contact | None = None

    @property
    def day(self) -> date:
        """The local day of the commit."""
        return self.commit.at.astimezone(self.zone).date()

    @property
    def known(self) -> list[Company]:
        """The desk before, and after for whoever joins."""
        return [*self.before, *([self.after] if self.after else [])]


class Signatures(Struct):
    """Which commit was signed with which key, on which day: judged once more by what became of the keys."""

    made: list[tuple[str, str, str, date]] = field(default_factory=list)


def judged(scene: Scene, signatures: Signatures) -> Iterator[Finding]:
    """Everything that is wrong with whose act it is."""
    holder, found = _holder(scene)
    yield from found
    if holder is not None:
        yield from _signature(scene, holder, signatures)


def actor_of(scene: Scene) -> str | None:
    """Who acts: the trailer's actor, or of a commit by hand its author, by the id that entries name."""
    if scene.commit.trailers:
        return scene.commit.trailers.actor
    found = _by_email(scene, scene.commit.author.email)
    return found.id if found else None


def _holder(scene: Scene) -> tuple[Owner | None, list[Finding]]:
    """Whose key should have signed, and what is wrong with the names."""
    commit = scene.commit
    if commit.trailers is None:
        return _by_hand(scene)
    actor, channel = commit.trailers.actor, commit.trailers.channel
    if ":" in actor:
        return _of_a_client(scene, actor, channel)
    person = _by_id(scene, actor)
    if person is None:
        return None, [finding("actor_unknown", commit.id, actor=actor)]
    found = list(_absent(scene, person))
    if not _same(commit.author.email, person.email):
        found.append(_not_author(commit, actor, person.email))
    if channel != Channel.CLI and isinstance(person, Member):
        service = _service(scene, channel)
        if service is None:
            found.append(_not_by_service(commit, channel))
        return service, found
    if not _same(commit.committer.email, commit.author.email):
        found.append(_not_committer(commit))
    return person, found


def _by_hand(scene: Scene) -> tuple[Owner | None, list[Finding]]:
    commit = scene.commit
    person = _by_email(scene, commit.author.email)
    if person is None:
        return None, [finding("author_unknown", commit.id, author=commit.author.email)]
    found = list(_absent(scene, person))
    if not _same(commit.committer.email, commit.author.email):
        found.append(_not_committer(commit))
    return person, found


def _of_a_client(scene: Scene, actor: str, channel: str) -> tuple[Owner | None, list[Finding]]:
    commit = scene.commit
    if scene.contact is None:
        return None, [finding("actor_unknown", commit.id, actor=actor)]
    found = []
    addresses = [actor, *([scene.contact.email] if scene.contact.email else [])]
    if scene.contact.erased is None and not any(_same(commit.author.email, one) for one in addresses):
        found.append(_not_author(commit, actor, addresses[-1]))
    service = _service(scene, channel)
    if service is None:
        found.append(finding("client_not_vouched", commit.id, actor=actor, channel=channel))
    return service, found


def _signature(scene: Scene, holder: Owner, signatures: Signatures) -> Iterator[Finding]:
    """Whether the key of whoever recorded it signed, where one is known."""
    commit = scene.commit
    valid = [key for company in scene.before for key in keys.in_force(keys.keys_of(company, holder.id), scene.day)]
    actor = commit.trailers.actor if commit.trailers else ""
    if commit.sealed is None:
        yield from _unsigned(scene, holder, valid, actor)
        return
    key = signed_with(commit.sealed)
    if key is None:
        yield finding("bad_signature", commit.id)
        return
    signatures.made.append((commit.id, holder.id, key, scene.day))
    if key in {keys.bare(one.key) for one in valid or _joining(scene, holder)}:
        return
    yield from _wrong_key(scene, holder, key, must=bool(valid) or ":" in actor)


def _unsigned(scene: Scene, holder: Owner, valid: Sequence[Key], actor: str) -> Iterator[Finding]:
    commit = scene.commit
    if ":" in actor and any(_uses_keys(company) for company in scene.before):
        channel = commit.trailers.channel if commit.trailers else "-"
        yield finding("client_not_vouched", commit.id, actor=actor, channel=channel)
    elif valid:
        yield finding("unsigned", commit.id, who=holder.id, since=min(key.since for key in valid))
    elif any(company.signatures == "required" for company in scene.before):
        yield finding("signature_required", commit.id)


def _wrong_key(scene: Scene, holder: Owner, key: str, *, must: bool) -> Iterator[Finding]:
    """What a signature by a key that does not count says."""
    owner = next((found for company in scene.known if (found := keys.owner_of(company, key))), None)
    if owner is not None and owner.id != holder.id:
        yield finding("signed_by_another", scene.commit.id, who=holder.id, owner=owner.id)
    elif owner is not None:
        yield finding("key_not_in_force", scene.commit.id, who=holder.id, day=scene.day)
    elif must or any(company.signatures == "required" for company in scene.before):
        yield finding("key_unknown", scene.commit.id, who=holder.id)


def _joining(scene: Scene, holder: Owner) -> Sequence[Key]:
    """The first keys of somebody, which the commit itself adds."""
    return keys.in_force(keys.keys_of(scene.after, holder.id), scene.day) if scene.after else ()


def _uses_keys(company: Company) -> bool:
    return company.signatures == "required" or any(one.keys for one in keys.owners(company))


def _by_id(scene: Scene, ident: str) -> Owner | None:
    return next((one for company in scene.known for one in keys.owners(company) if one.id == ident), None)


def _by_email(scene: Scene, email: str) -> Owner | None:
    found = (one for company in scene.known for one in keys.owners(company))
    return next((one for one in found if _same(one.email, email)), None)


def _service(scene: Scene, channel: str) -> ServiceIdentity | None:
    """The service of this channel that recorded the commit."""
    for company in scene.known:
        for one in company.services:
            serves = CHANNELS[one.kind] == channel and one.is_there(scene.day)
            if serves and _same(one.email, scene.commit.committer.email):
                return one
    return None


def _absent(scene: Scene, one: Owner) -> Iterator[Finding]:
    """Somebody who was not of the desk on that day."""
    if not one.is_there(scene.day):
        yield finding("actor_absent", scene.commit.id, actor=one.id, day=scene.day)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _not_author(commit: Commit, actor: str, expected: str) -> Finding:
    return finding("author_not_actor", commit.id, author=commit.author.email, actor=actor, expected=expected)


def _not_committer(commit: Commit) -> Finding:
    facts = {"committer": commit.committer.email, "author": commit.author.email}
    return finding("committer_not_author", commit.id, **facts)


def _not_by_service(commit: Commit, channel: str) -> Finding:
    return finding("not_by_its_service", commit.id, channel=channel, committer=commit.committer.email)
