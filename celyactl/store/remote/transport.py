"""Speaks to another clone with git: what it has, fetch, push, clone. A bar on a terminal comes from GitPython.

Every address has been checked before it comes here, and stands after the options. Ids are hexadecimal.
"""

from __future__ import annotations

import subprocess
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.errors.repository import GitMissing
from celyactl.errors.syncing import RemoteUnreachable
from celyactl.i18n import gettext as _
from celyactl.store.git import command
from celyactl.store.remote import apart, failures, neighbour, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from celyactl.store.repository import Repository

    Progress = Callable[[int, int], None]

PATIENCE: Final = 600.0
"""Seconds that one exchange may take; a silent network is given up much earlier."""
_SERVES: Final = "--upload-pack=git-upload-pack"
_TAKES: Final = "--receive-pack=git-receive-pack"


class Remote(Struct, frozen=True, dict=True):
    """Another clone, at a checked address; `progress` is told (done, total) of objects."""

    repository: Repository
    address: str
    may_ask: bool = False
    progress: Progress | None = None

    def tips(self, *refs: str) -> dict[str, str]:
        """Those of these refs that are there, with the ids they are at.

        Raises:
            RemoteUnreachable, RemoteDenied: and whatever else `failures.of` tells apart.

        """
        known = neighbour.tips(self.address, refs)
        if known is not None:
            return known
        listed = self._run(["ls-remote", _SERVES, "--refs", "--end-of-options", self.address, *refs])
        pairs = (line.split("\t", 1) for line in listed.splitlines())
        return {name: ident for ident, name in pairs}

    def fetch(self, ident: str) -> None:
        """Bring a commit and all that it holds here; no ref is moved. Raises as `tips`."""
        options = ["--no-write-fetch-head", "--no-tags", "--no-auto-maintenance", "--no-recurse-submodules", _SERVES]
        self._run(["fetch", *self._bar, *options, "--end-of-options", self.address, ident])

    def push(self, updates: Mapping[str, tuple[str | None, str]]) -> None:
        """Move refs there, each from what it is thought to be at (None: it is new) to a new id; all or none.

        Raises:
            LostRace: one of them is somewhere else by now.
            PushRefused, RemoteUnreachable, RemoteDenied: as `failures.of` tells them apart.

        """
        leases = [f"--force-with-lease={ref}:{old or ''}" for ref, (old, _new) in updates.items()]
        specs = [f"{new}:{ref}" for ref, (_old, new) in updates.items()]
        options = ["--no-verify", "--no-signed", "--recurse-submodules=no", "--no-follow-tags", _TAKES, *leases]
        self._run(["push", "--atomic", *self._bar, *options, "--end-of-options", self.address, *specs])

    @property
    def _bar(self) -> list[str]:
        return ["--progress"] if self.progress else []

    def _run(self, arguments: Sequence[str]) -> str:
        place = self.repository.place
        with apart.git_dir(place) as folder:
            env = {**self._surroundings, "GIT_DIR": str(folder)}
            return run(arguments, place.work_tree or place.git_dir, env, self.progress)

    @cached_property
    def _surroundings(self) -> dict[str, str]:
        return surroundings.to_remote(self.repository, self.address, may_ask=self.may_ask)


def clone(address: str, path: Path, *, bare: bool, may_ask: bool, progress: Progress | None) -> None:
    """Clone a checked address to a path that is not there yet, or an empty folder. Raises as `Remote.tips`."""
    kind = ["--bare"] if bare else []
    bar = ["--progress"] if progress else []
    options = ["--template=", "--no-tags", "--origin=origin", "--no-hardlinks", _SERVES, *kind, *bar]
    env = surroundings.to_clone(path.parent, address, may_ask=may_ask)
    run(["clone", *options, "--end-of-options", address, str(path)], path.parent, env, progress)


def run(arguments: Sequence[str], cwd: Path, env: Mapping[str, str], progress: Progress | None) -> str:
    """Run one command that speaks to another clone; what it printed."""
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603  # a fixed program without a shell
            command(arguments),
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=pipe,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError:
        raise GitMissing from None
    said, complained = _ended(process, progress)
    if process.returncode:
        raise failures.of(arguments[0], complained)
    return said


def _ended(process: subprocess.Popen[str], progress: Progress | None) -> tuple[str, str]:
    """What it said and what it complained of; a process that does not end in time is killed."""
    try:
        if progress is None:
            return process.communicate(timeout=PATIENCE)
        from celyactl.store.remote.bar import watched  # GitPython takes 70 ms to import

        return watched(process, progress, PATIENCE)
    except (subprocess.TimeoutExpired, TimeoutError):
        raise RemoteUnreachable(_("it did not answer in time")) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()  # for the end of its pipes nobody waits: a hook over there lives on and may hold them
            if progress is None:  # else those who read them close them
                for pipe in filter(None, (process.stdout, process.stderr)):
                    pipe.close()
