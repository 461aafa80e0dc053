"""Run git so that neither the clone nor the caller's environment makes it run anything else.

Every command gets a fixed argument list, an environment without the caller's `GIT_*`, and command-scope settings,
which win over `.git/config`, for each key that could start a program. Only plumbing is run here, and transports are
off: a missing object of a partial clone is an error, never a fetch.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Final

from celyactl.errors.repository import GitFailed, GitMissing, NothingRecorded, RepositoryRefused
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_KEPT: Final = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"})
"""The user's own settings (identity, safe.directory) stay readable: they don't come from the clone."""

_FIXED: Final = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_ASKPASS": "false",
}

_OVERRIDDEN: Final = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.sshCommand": "false",
    "core.gitProxy": "none",
    "core.pager": "cat",
    "core.editor": "false",
    "core.askPass": "false",
    "core.alternateRefsCommand": "false",
    "credential.helper": "",
    "protocol.allow": "never",
    "gpg.program": "false",
    "gpg.openpgp.program": "false",
    "gpg.x509.program": "false",
    "gpg.ssh.program": "false",
    "gpg.ssh.defaultKeyCommand": "false",
    "commit.gpgSign": "false",
    "log.showSignature": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    # These run nothing; they are what durability and exact bytes need.
    "core.fsync": "all",
    "core.fsyncMethod": "fsync",
    "core.ignoreCase": "false",
    # A reader of a hundred thousand objects keeps to 50 MB, at the same speed.
    "core.deltaBaseCacheLimit": "16m",
    "core.packedGitWindowSize": "1m",
    "core.packedGitLimit": "16m",
}

_SHOWS_CONTENT: Final = frozenset({"diff", "diff-files", "diff-index", "diff-tree", "log", "show"})
"""Commands that would start `diff.external`, `diff.NAME.command` and `diff.NAME.textconv`: names nobody can list."""

_DISK: Final = (
    "No space left on device",
    "Out of diskspace",
    "Input/output error",
    "Read-only file system",
    "Disk quota exceeded",
)
"""How a refusal of the disk reads, in the system's words or in git's own."""
_CONFIG: Final = (
    "bad config",
    "bad numeric config",
    "bad boolean config",
    "unknown repository extension",
    "repo version",
)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of every git that we start, with `extra` on top."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return overriding(kept | _FIXED | dict(extra or {}), _OVERRIDDEN)


def overriding(env: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """An environment of ours with more settings that win over the clone's."""
    first = int(env.get("GIT_CONFIG_COUNT", "0"))
    more = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (key, value) in enumerate(settings.items(), start=first):
        more[f"GIT_CONFIG_KEY_{number}"] = key
        more[f"GIT_CONFIG_VALUE_{number}"] = value
    return {**env, **more}


def command(arguments: Sequence[str]) -> list[str]:
    """The argument list of one git command, with what starts programs on content switched off."""
    first, *rest = arguments
    quiet = ["--no-ext-diff", "--no-textconv"] if first in _SHOWS_CONTENT else []
    return ["git", "--no-pager", first, *quiet, *rest]


def start(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], keep: Sequence[int] = (), *, complain: bool = True
) -> subprocess.Popen[bytes]:
    """Start git with pipes on its streams; it inherits the file descriptors `keep`; without `complain`, no stderr.

    Raises:
        GitMissing: there is no git.

    """
    pipe = subprocess.PIPE
    stderr = pipe if complain else subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603  # a fixed program without a shell
            command(arguments), cwd=cwd, env=dict(env), stdin=pipe, stdout=pipe, stderr=stderr, pass_fds=tuple(keep)
        )
    except FileNotFoundError:
        if not cwd.is_dir():
            raise
        raise GitMissing from None


def finish(process: subprocess.Popen[bytes], name: str, send: bytes = b"") -> bytes:
    """Wait for a started git and return what it wrote.

    Raises:
        GitFailed, NothingRecorded, RepositoryRefused: it ended with another status than 0.

    """
    output, said = process.communicate(send)
    if process.returncode:
        raise failure(name, said)
    return output


def run(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str], send: bytes = b"", keep: Sequence[int] = ()
) -> bytes:
    """Run one git command to its end; as `start` and `finish`."""
    return finish(start(arguments, cwd, env, keep), arguments[0], send)


def failure(name: str, said: bytes) -> GitFailed | NothingRecorded | RepositoryRefused:
    """The error that a failed command stands for, told by git's own words (always English, `LC_ALL=C`)."""
    words = said.decode("utf-8", "replace").strip()
    last = words.splitlines()[-1] if words else _("no message")
    if any(sign in words for sign in _DISK):
        return NothingRecorded(last, f"git {name}")
    if any(sign in words for sign in _CONFIG):
        return RepositoryRefused(last, ".git/config", _("Correct that file."))
    return GitFailed(name, last)
