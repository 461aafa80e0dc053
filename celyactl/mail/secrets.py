"""Secrets of this machine, which never come from a desk: the environment, systemd's credentials, `/etc/celyactl`.

A secret `mail-key` is looked for in CELYACTL_MAIL_KEY, then in the file `celyactl-mail-key` of CREDENTIALS_DIRECTORY,
then in `/etc/celyactl/mail-key`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from celyactl.errors.mail import MailKeyTooShort, SecretUnreadable

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


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise SecretUnreadable(str(path), problem.strerror or str(problem)) from None
