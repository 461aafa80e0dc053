"""The key that signs what is recorded here, and the signature that it puts into a commit.

`CELYACTL_SIGNING_KEY` (a file, or a public key that the agent holds; empty: none) counts before git's own settings
`gpg.format=ssh` and `user.signingkey`.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.signing import NotSigned

if TYPE_CHECKING:
    from celyactl.store.repository import Repository

VARIABLE: Final = "CELYACTL_SIGNING_KEY"
_LITERALS: Final = ("key::", "ssh-", "ecdsa-", "sk-")


class Signer(Struct, frozen=True):
    """A key as somebody named it: the path of a file, or (`is_literal`) a public key that the agent holds."""

    key: str
    is_literal: bool

    @classmethod
    def named(cls, text: str) -> Signer:
        """What a setting says."""
        return cls(text.removeprefix("key::"), text.startswith(_LITERALS))

    def signed(self, commit: bytes, algorithm: str) -> bytes:
        """The content of a commit with its signature, as git would write it.

        Raises NotSigned, SigningProgramMissing.
        """
        from celyactl.store.signing.keygen import ssh_keygen  # most clones sign nothing
        from celyactl.store.signing.signature import header

        with ExitStack() as stack:
            named = self._arguments(stack)
            done = ssh_keygen(["-Y", "sign", "-q", "-n", "git", *named], commit)
        if done.returncode or not done.stdout:
            words = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotSigned(self.key, words[-1] if words else "ssh-keygen")
        head, blank, message = commit.partition(b"\n\n")
        return head + b"\n" + header(done.stdout, algorithm) + blank + message

    def _arguments(self, stack: ExitStack) -> list[str]:
        if not self.is_literal:
            return ["-f", str(Path(self.key).expanduser())]
        from celyactl.store.signing.keygen import private_file

        return ["-U", "-f", str(stack.enter_context(private_file(self.key.encode() + b"\n")))]


def signer_of(repository: Repository) -> Signer | None:
    """Whose key signs in this clone; None when nothing is signed."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Signer.named(named) if named else None
    settings = repository.settings(r"^(gpg\.format|user\.signingkey)$")
    if settings.get("gpg.format") != "ssh" or not settings.get("user.signingkey"):
        return None
    return Signer.named(settings["user.signingkey"])
