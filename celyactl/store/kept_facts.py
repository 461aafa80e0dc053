"""Facts of tickets (`domain.figures.facts`), kept beside the clone, a file a contract: `.git/celyactl/facts/<slug>`.

A checksum, then msgpack: the key (a digest of all that facts depend on but for the ticket itself), and by path the blob
that was read with its facts. Whatever does not read as expected is as good as not there.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, msgpack

from celyactl.domain.figures.facts import Facts
from celyactl.store.cache_files import read_cache, write_cache

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from celyactl.store.index.belonging import TicketFile

    Known = dict[str, tuple[str, Facts]]

_FOLDER: Final = "facts"
_MOST_BYTES: Final = 1 << 26
_SUM: Final = 16


class KeptFacts:
    """What is kept of one contract under one key; facts kept under another are forgotten when new ones are."""

    def __init__(self, git_dir: Path, slug: str, key: str) -> None:
        self._git_dir = git_dir
        self._slug = slug
        self._key = key
        self._known = self._load()

    def of(self, file: TicketFile, now: datetime) -> Facts | None:
        """The facts of a ticket whose file is still the same, and of which `now` can see the end."""
        blob, facts = self._known.get(file.path, ("", None))
        return facts if facts is not None and blob == file.blob and facts.last <= now else None

    def keep(self, found: Mapping[TicketFile, Facts], now: datetime) -> None:
        """Add what lasts of facts that were seen at `now`."""
        lasting = {file.path: (file.blob, facts.lasting(now)) for file, facts in found.items()}
        new = {path: (blob, facts) for path, (blob, facts) in lasting.items() if facts is not None}
        if not new:
            return
        self._known |= new
        content = msgpack.encode((self._key, self._known))
        write_cache(self._git_dir, [_FOLDER], self._slug, _sum(content) + content)

    def _load(self) -> Known:
        content = memoryview(read_cache(self._git_dir, [_FOLDER], self._slug, _MOST_BYTES))
        if _sum(content[_SUM:]) != content[:_SUM]:
            return {}
        try:
            key, known = _decoder().decode(content[_SUM:])
        except DecodeError:
            return {}
        return known if key == self._key else {}


def digest(*values: object) -> str:
    """A short name of plain values and models: the same values have the same."""
    return blake2b(msgpack.encode(values), digest_size=_SUM).hexdigest()


def _sum(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=_SUM).digest()


@cache
def _decoder() -> msgpack.Decoder[tuple[str, Known]]:
    return msgpack.Decoder(tuple[str, dict[str, tuple[str, Facts]]])
