"""What stands between two clones: the address, the network, the server's word, and what people have under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Busy, CelyactlError, Denied, Misconfigured, NotFound, Usage
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence


def without_password(address: str) -> str:
    """An address as it may be shown: a password that somebody wrote into it is nobody's to read in a log."""
    scheme, separator, rest = address.partition("://")
    person, at, host = rest.partition("/")[0].rpartition("@")
    name, colon, password = person.partition(":")
    if not (separator and at and colon and password):
        return address
    return f"{scheme}://{name}:***@{host}{rest[len(person) + 1 + len(host) :]}"


class AddressRefused(Usage):
    """An address of a kind that could start a program, or that is none."""

    def __init__(self, address: str) -> None:
        todo = _("Give https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or the path of a repository.")
        super().__init__(_("This address is not taken"), where=without_password(address), todo=todo)


class NoRemote(Misconfigured):
    """The clone knows no other one to exchange with."""

    def __init__(self, name: str) -> None:
        todo = _("Name one with `git remote add {name} ADDRESS`.").format(name=name)
        super().__init__(_("This clone has no remote called {name}").format(name=name), todo=todo)


class RemoteInside(Misconfigured):
    """The remote lies in the clone itself: its hooks came with it."""

    def __init__(self, address: str) -> None:
        todo = _("Name another one with `git remote set-url`.")
        super().__init__(_("The remote lies inside of this clone"), where=address, todo=todo)


class RemoteHasHooks(Misconfigured):
    """The remote is named by its place beside the clone, as whoever handed both over left it, and has hooks."""

    def __init__(self, path: str) -> None:
        what = _("The repository beside this clone has hooks, or settings, that would run here with your rights")
        todo = _("If it is yours, name it by its whole path: `git remote set-url origin {path}`.").format(path=path)
        super().__init__(what, where=path, todo=todo)


class RemoteUnreachable(Busy):
    """The remote does not answer; `waiting` own commits stay here until it does."""

    def __init__(self, said: str, waiting: int = 0, todo: str = "") -> None:
        self.said = said
        if waiting:
            text = ngettext(
                "The remote can't be reached: {n} change waits here, nothing is lost",
                "The remote can't be reached: {n} changes wait here, nothing is lost",
                waiting,
            )
        else:
            text = _("The remote can't be reached, nothing is lost")
        super().__init__(text.format(n=waiting), where=said, todo=todo or _("`celyactl sync` tries again."))


class RemoteDenied(Denied):
    """The remote does not let this user in, or does not let this user write."""

    def __init__(self, said: str) -> None:
        todo = _("Check your key or your password for it, and your rights there.")
        super().__init__(_("The remote refuses access"), where=said, todo=todo)


class PushRefused(BadData):
    """A hook of the server refused what was sent; `lines` are its own words."""

    def __init__(self, lines: Sequence[str]) -> None:
        said = "\n  ".join(lines) or _("it says nothing more")
        what = _("The server refused the changes: {lines}").format(lines=said)
        todo = _("They stay here; put right what it names, then `celyactl sync`.")
        super().__init__(what, todo=todo)


class Unrelated(BadData):
    """The clone and its remote have no commit in common."""

    def __init__(self, address: str) -> None:
        todo = _("They are two desks: check the address with `git remote -v`, or clone the other one anew.")
        super().__init__(
            _("The remote has another history, without one commit of this one"),
            where=without_password(address),
            todo=todo,
        )


class StillBusy(Busy):
    """Others wrote to the remote each time that we tried."""

    def __init__(self, seconds: int) -> None:
        what = _("Others were faster for {seconds} s; what goes waits here").format(seconds=seconds)
        super().__init__(what, todo=_("`celyactl sync` tries again."))


class RemoteLocked(Busy):
    """A lock of git that somebody left, or holds, in the other repository; `said` names its file."""

    def __init__(self, said: str) -> None:
        todo = _("Wait for the git command that holds it; if none is running there, remove that file.")
        super().__init__(_("The remote is locked by a git command"), where=said, todo=todo)


class IncomingEdited(Busy):
    """What comes changes files that a person has edited and not committed: nothing was moved."""

    def __init__(self, paths: Sequence[str]) -> None:
        what = _("Nothing was exchanged: what comes changes files that you have edited")
        todo = _("Keep the edit with `celyactl adopt`, or drop it with `git checkout -- {path}`; then sync again.")
        super().__init__(what, where=", ".join(paths), todo=todo.format(path=paths[0]))


class NotOursToJoin(Busy):
    """Both sides changed the same lines of a file that is none of the desk's."""

    def __init__(self, path: str) -> None:
        todo = _("Join it yourself with `git pull`; celyactl never judges such a file.")
        super().__init__(_("Both sides changed a file that is not the desk's"), where=path, todo=todo)


class NoConflict(NotFound):
    """Nothing waits for a decision in the file that was named."""

    def __init__(self, path: str, known: Sequence[str]) -> None:
        todo = _("These wait: {paths}").format(paths=", ".join(known)) if known else _("None does.")
        super().__init__(_("No conflict waits for a decision here"), where=path, todo=todo)


class NotADesk(NotFound):
    """What was cloned holds no `desk.yaml`."""

    def __init__(self, address: str) -> None:
        super().__init__(
            _("The repository holds no desk"), where=without_password(address), todo=_("Make one with `celyactl init`.")
        )


class RemoteFailed(CelyactlError):
    """Git failed in a way that is none of the known ones; `said` is its last line."""

    exit_code = 75
    http_status = 503

    def __init__(self, command: str, said: str) -> None:
        what = _("git {command} failed: {said}").format(command=command, said=said)
        super().__init__(what, todo=_("Nothing is lost; put right what git names, then try again."))
