"""Who git says the user is: name and e-mail from its settings, else from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from celyactl.errors.repository import GitFailed
from celyactl.store import git

_ANYWHERE: Final = Path("/")
"""A folder that always exists, as a home need not; git asks its own settings for nothing here."""


def configured(who: str | None = None) -> tuple[str, str]:
    """Name and e-mail; `who` (CELYACTL_ACTOR) stands for the e-mail when it is one. Empty where nothing is known."""
    settings = _settings()
    author = os.environ.get("GIT_AUTHOR_NAME", ""), os.environ.get("GIT_AUTHOR_EMAIL", "")
    email = who if who and "@" in who else settings.get("user.email") or author[1]
    name = author[0] if email == author[1] else settings.get("user.name")
    return name or settings.get("user.name") or author[0], email


def _settings() -> dict[str, str]:
    """The user's own settings of git, outside any repository."""
    try:
        listed = git.run(["config", "--global", "-z", "--get-regexp", r"^user\."], _ANYWHERE, git.environment())
    except GitFailed:
        return {}
    pairs = (item.decode(errors="replace").partition("\n") for item in listed.split(b"\0")[:-1])
    return {key: value for key, _newline, value in pairs}
