"""A commit's signature: taken out of its bytes, and judged (PROTOCOL.sshsig): which key made it over which text.

Ed25519, which nearly everybody has, is judged here in a fraction of a millisecond; any other kind by `ssh-keygen`.
A public key is given as in `authorized_keys`, without its comment: `ssh-ed25519 AAAA…`.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Final, NamedTuple

from celyactl.store.signing.keygen import private_file, ssh_keygen

_HEADERS: Final = {"sha1": b"gpgsig", "sha256": b"gpgsig-sha256"}
_BEGIN: Final = b"-----BEGIN SSH SIGNATURE-----"
_END: Final = b"-----END SSH SIGNATURE-----"
_MAGIC: Final = b"SSHSIG"
_VERSION: Final = 1
_NAMESPACE: Final = b"git"
_ED25519: Final = b"ssh-ed25519"
_HASHES: Final = {b"sha256", b"sha512"}


class Sealed(NamedTuple):
    """The bytes that a signature is about, and the signature as it is written."""

    payload: bytes
    signature: bytes


class _Parts(NamedTuple):
    key: bytes
    namespace: bytes
    reserved: bytes
    hash: bytes
    signature: bytes


def header(signature: bytes, algorithm: str) -> bytes:
    """The lines of a commit that hold a signature."""
    return _HEADERS[algorithm] + b" " + signature.rstrip(b"\n").replace(b"\n", b"\n ")


def sealed(commit: bytes, algorithm: str) -> Sealed | None:
    """A commit's content taken apart; None when it is not signed."""
    head, blank, message = commit.partition(b"\n\n")
    name = _HEADERS[algorithm] + b" "
    if b"\n" + name not in head:
        return None
    kept: list[bytes] = []
    taken: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        inside = line.startswith(name) or (inside and line.startswith(b" "))
        (taken if inside else kept).append(line.removeprefix(name).removeprefix(b" ") if inside else line)
    return Sealed(b"\n".join(kept) + blank + message, b"\n".join(taken))


def signed_with(one: Sealed) -> str | None:
    """The key that made the signature; None for one that is no SSH signature of this text, made for git."""
    try:
        parts = _parts(one.signature)
        kind = _strings(parts.key, 1)[0]
    except ValueError:
        return None
    if parts.namespace != _NAMESPACE or parts.hash not in _HASHES:
        return None
    is_good = _is_ed25519_good(parts, one.payload) if kind == _ED25519 else _is_good(one)
    return f"{kind.decode('ascii', 'replace')} {b64encode(parts.key).decode()}" if is_good else None


def _parts(armored: bytes) -> _Parts:
    """The fields of a signature; raises ValueError for anything else."""
    text = armored.strip()
    if not text.startswith(_BEGIN) or not text.endswith(_END):
        raise ValueError
    try:
        raw = b64decode(b"".join(text.removeprefix(_BEGIN).removesuffix(_END).split()), validate=True)
    except NotBase64:
        raise ValueError from None
    start = len(_MAGIC) + 4
    if raw[:start] != _MAGIC + _VERSION.to_bytes(4, "big"):
        raise ValueError
    return _Parts(*_strings(raw[start:], 5, whole=True))


def _strings(raw: bytes, count: int, *, whole: bool = False) -> list[bytes]:
    """Fields that each follow their length; raises ValueError when there are fewer, or (`whole`) more bytes."""
    found = []
    for _ in range(count):
        size = int.from_bytes(raw[:4], "big")
        if len(raw) < 4 + size:
            raise ValueError
        found.append(raw[4 : 4 + size])
        raw = raw[4 + size :]
    if whole and raw:
        raise ValueError
    return found


def _framed(fields: tuple[bytes, ...]) -> bytes:
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def _is_ed25519_good(parts: _Parts, payload: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # only an audit judges signatures
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    digest = hashlib.new(parts.hash.decode(), payload).digest()
    told = _MAGIC + _framed((parts.namespace, parts.reserved, parts.hash, digest))
    try:
        key = _strings(parts.key, 2, whole=True)[1]
        kind, signature = _strings(parts.signature, 2, whole=True)
        if kind != _ED25519:
            return False
        Ed25519PublicKey.from_public_bytes(key).verify(signature, told)
    except (ValueError, InvalidSignature):
        return False
    return True


def _is_good(one: Sealed) -> bool:
    with private_file(one.signature + b"\n") as path:
        done = ssh_keygen(["-Y", "check-novalidate", "-q", "-n", "git", "-s", str(path)], one.payload)
    return done.returncode == 0
