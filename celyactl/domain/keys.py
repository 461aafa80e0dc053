"""SSH keys of the team and of the services: whose they are, which count on a day, how a list of them may change.

Days are of the desk's zone and half-open; a key is a line as in `id_ed25519.pub`, compared without its comment.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING, Final, Literal

from celyactl.domain.days import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.company import Company, Key, Member, ServiceIdentity

    Owner = Member | ServiceIdentity

KINDS: Final = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
Change = Literal["removed", "since_moved", "until_moved"]


def bare(key: str) -> str:
    """The line without its comment: what two keys are compared by."""
    return " ".join(key.split()[:2])


def comment(key: str) -> str:
    """What its owner called it."""
    return " ".join(key.split()[2:])


def fingerprint(key: str) -> str:
    """`SHA256:…`, as `ssh-keygen -l` shows it; raises ValueError for what is no key."""
    return f"SHA256:{b64encode(hashlib.sha256(_blob(key)).digest()).decode().rstrip('=')}"


def is_public_key(line: str) -> bool:
    """Whether a line is a key of a kind that signs, and says of itself what it is."""
    try:
        blob = _blob(line)
    except ValueError:
        return False
    kind = line.split(maxsplit=1)[0].encode()
    return kind.decode() in KINDS and blob.startswith(len(kind).to_bytes(4, "big") + kind)


def _blob(key: str) -> bytes:
    try:
        return b64decode(key.split()[1], validate=True)
    except (IndexError, NotBase64):
        raise ValueError(key) from None


def in_force(keys: Sequence[Key], day: date) -> tuple[Key, ...]:
    """The keys whose signatures count on a day."""
    return tuple(key for key in keys if holds(key.since, key.until, day))


def owners(company: Company) -> Iterator[Owner]:
    """Everybody, and every machine, that may have keys."""
    yield from company.team
    yield from company.services


def keys_of(company: Company, who: str) -> tuple[Key, ...]:
    """The keys that somebody, or a machine, of this id has, ended ones too."""
    return next((one.keys for one in owners(company) if one.id == who), ())


def owner_of(company: Company, key: str) -> Owner | None:
    """Whose key this is, in force or not."""
    wanted = bare(key)
    return next((one for one in owners(company) if any(bare(each.key) == wanted for each in one.keys)), None)


def rewritten(before: Sequence[Key], after: Sequence[Key]) -> Iterator[tuple[Key, Change]]:
    """Keys that were not merely added or ended: one that is gone, or whose days were moved."""
    kept = {bare(key.key): key for key in after}
    for key in before:
        now = kept.get(bare(key.key))
        if now is None:
            yield key, "removed"
        elif now.since != key.since:
            yield key, "since_moved"
        elif key.until is not None and (now.until is None or now.until > key.until):
            yield key, "until_moved"


def digest(text: str) -> str:
    """A short name of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
