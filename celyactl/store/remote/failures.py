"""What a transport's refusal means, told by git's own words (always English): each cause has its error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from celyactl.errors.syncing import PushRefused, RemoteDenied, RemoteFailed, RemoteUnreachable
from celyactl.store import git

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.errors.base import CelyactlError

_HOOK: Final = r"hook declined|\(hook "
_DENIED: Final = (
    r"Permission denied|Authentication failed|could not read (Username|Password)|error: 40[13]"
    r"|dubious ownership|Host key verification failed|[Aa]ccess denied|insufficient permission"
    r"|unable to create temporary object directory|not authorized|You are not allowed"
)
_AWAY: Final = (
    r"Could not resolve|unable to access|Connection (timed out|refused|reset|closed)|No route to host|unreachable"
    r"|does not appear to be a git repository|does not exist|not found|Operation timed out|hung up|early EOF"
    r"|Could not read from remote|No such file or directory|RPC failed"
)
_LOST_A_RACE: Final = (
    r"\[(remote )?rejected\].*(fetch first|non-fast-forward|stale info|failed to (update|lock)|cannot lock"
    r"|incorrect old|already exists|atomic|reference already|unable to)|cannot lock ref"
    r"|failed to update ref|incorrect old value"
)
_LOCK: Final = r"Unable to create '([^'\n]+\.lock)': File exists"
_CONTROLS: Final = r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
"""Patterns are made when something failed, which is seldom."""


class LostRace(Exception):
    """Somebody else wrote first: fetch and try again. `lock` names the file that was in the way, if it was one."""

    def __init__(self, words: str = "") -> None:
        found = re.search(_LOCK, words)
        self.lock = found[1] if found else ""
        super().__init__(words)


def of(command: str, said: str) -> CelyactlError | LostRace:
    """The error that a failed transport stands for."""
    words = re.sub(_CONTROLS, "", said)
    if re.search(_HOOK, words):
        return PushRefused(list(_of_hook(words)))
    if re.search(_LOST_A_RACE, words):
        return LostRace(words)
    last = _telling(words)
    if re.search(_DENIED, words):
        return RemoteDenied(last)
    ours = "\n".join(line for line in words.splitlines() if not line.startswith("remote: "))  # its disk is not ours
    failure = git.failure(command, ours.encode())
    if type(failure).__name__ != "GitFailed":
        return failure
    return RemoteUnreachable(last) if re.search(_AWAY, words) or not words.strip() else RemoteFailed(command, last)


def _of_hook(words: str) -> Iterator[str]:
    """The hook's own lines, which git marks."""
    for line in words.splitlines():
        own = line.removeprefix("remote: ").rstrip()
        if line.startswith("remote: ") and own:
            yield own


def _telling(words: str) -> str:
    """The line that says most."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal: ", "error: ", "ssh: ", "remote: "))]
    told = [line for line in fatal if not line.startswith("fatal: Could not read from remote")]
    return (told or fatal or lines or [""])[0][:300]
