"""The environment of a git that speaks to another clone: transports on, everything that it could start off.

The address is given on the command line, and so are the programs that serve it. Of the clone's own settings none is
heeded (see `apart`); helpers for passwords are the user's.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import GitFailed
from celyactl.store import git
from celyactl.store.remote.address import PROTOCOLS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from celyactl.store.repository import Repository

_SSH: Final = "ssh -o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=2"
_QUIET: Final = " -o BatchMode=yes"
"""Without a terminal nobody could answer ssh."""
_SETTINGS: Final = {
    "protocol.allow": "never",
    "protocol.https.allow": "always",
    "protocol.ssh.allow": "always",
    "protocol.file.allow": "always",
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "30",
    "http.followRedirects": "initial",
    "fetch.fsckObjects": "true",
    "fetch.recurseSubmodules": "false",
    "push.recurseSubmodules": "no",
    "push.followTags": "false",
    "push.gpgSign": "false",
    "submodule.recurse": "false",
    "fetch.writeCommitGraph": "false",
}


def to_remote(repository: Repository, address: str, *, may_ask: bool) -> dict[str, str]:
    """For a git in a clone that speaks to an address; `may_ask`: a person is there who can type a password."""
    return _helped(_speaking(repository.env, may_ask=may_ask), address, repository.place.git_dir)


def to_clone(folder: Path, address: str, *, may_ask: bool) -> dict[str, str]:
    """For `git clone` of an address, run in an existing folder."""
    return _helped(_speaking(git.environment(), may_ask=may_ask), address, folder)


def _speaking(env: Mapping[str, str], *, may_ask: bool) -> dict[str, str]:
    speaking = {**env, "GIT_ALLOW_PROTOCOL": PROTOCOLS, "GIT_SSH_COMMAND": _SSH + ("" if may_ask else _QUIET)}
    speaking |= {"GIT_SSH_VARIANT": "ssh", "GIT_TERMINAL_PROMPT": "1" if may_ask else "0"}
    return git.overriding(speaking, _SETTINGS)


def _helped(speaking: dict[str, str], address: str, cwd: Path) -> dict[str, str]:
    """With the user's own helpers, for https only: over ssh and on this machine git never asks for a password."""
    if address.startswith("https:"):
        for key, value in _own_helpers(cwd):
            speaking = git.overriding(speaking, {key: value})
    return speaking


def _own_helpers(cwd: Path) -> list[tuple[str, str]]:
    """The user's own helpers, which a clone's settings must not take away, nor add to."""
    pairs: list[tuple[str, str]] = []
    for scope in ("--system", "--global"):
        try:
            listed = git.run(["config", scope, "-z", "--get-regexp", r"^credential\..*helper$"], cwd, git.environment())
        except GitFailed:
            continue
        items = (os.fsdecode(item).partition("\n") for item in listed.split(b"\0")[:-1])
        pairs += [(key, value) for key, _newline, value in items]
    return pairs
