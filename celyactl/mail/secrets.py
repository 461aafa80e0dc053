"""Secrets of this machine, which never come from a desk: the environment, systemd's credentials, `/etc/celyactl`.

A secret `mail-key` is looked for in CELYACTL_MAIL_KEY, then in the file `celyactl-mail-key` of CREDENTIALS_DIRECTORY,
then in `/etc/celyactl/mail-key`. Passwords of servers may also stand in the keyring of whoever runs the command.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from celyactl.errors.mail import KeyringLocked, MailKeyTooShort, SecretUnreadable

ETC: Final = Path("/etc/celyactl")
_SHORTEST: Final = 16
"""Bytes of a key that nobody guesses."""


def mail_key() -> bytes | None:
    """The key of the tokens; None when there is none: then no token is given, or taken.

    Raises MailKeyTooShort, SecretUnreadable.
    """
    key = secret("mail-key")
    if key is not None and len(key) < _SHORTEST:
        raise MailKeyTooShort(len(key), _SHORTEST)
    return key


def secret(name: str) -> bytes | None:
    """A secret, without the line end of a file. Raises SecretUnreadable."""
    value = os.environ.get(f"CELYACTL_{name.upper().replace('-', '_')}")
    if value:
        return os.fsencode(value)
    given = os.environ.get("CREDENTIALS_DIRECTORY")
    places = [*([Path(given, f"celyactl-{name}")] if given else []), ETC / name]
    found = (_content(path) for path in places)
    return next((content for content in found if content), None)


def password(name: str) -> str | None:
    """The password of a server: a secret of that name, else what the keyring has of it for `celyactl`.

    Raises SecretUnreadable, KeyringLocked.
    """
    found = secret(name)
    return found.decode("utf-8", "surrogateescape") if found is not None else _kept(name)


def _kept(name: str) -> str | None:
    """What `keyring set celyactl NAME` kept; nothing where `celyactl[keyring]` is not installed."""
    try:
        import keyring  # optional, and it looks through all that is installed
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password("celyactl", name)
    except NoKeyringError:
        return None
    except KeyringError as problem:
        raise KeyringLocked(str(problem) or type(problem).__name__) from None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise SecretUnreadable(str(path), problem.strerror or str(problem)) from None
