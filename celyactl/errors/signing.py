"""What stands in the way of a signature, or of a key: nothing was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Denied, Misconfigured, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class SigningProgramMissing(Misconfigured):
    """`ssh-keygen` can't be started."""

    def __init__(self) -> None:
        super().__init__(_("ssh-keygen was not found"), todo=_("Install OpenSSH 8.2 or later and put it on the PATH."))


class NotSigned(Misconfigured):
    """The key that is configured did not sign; `said` are the last words of `ssh-keygen`."""

    def __init__(self, key: str, said: str) -> None:
        what = _("Nothing was recorded: the signature failed: {said}").format(said=said)
        todo = _("Check CELYACTL_SIGNING_KEY or `git config user.signingkey`; `ssh-add` gives the key to the agent.")
        super().__init__(what, where=key, todo=todo)


class SignatureRequired(Misconfigured):
    """The desk takes signed acts only, and no key is configured here."""

    def __init__(self) -> None:
        todo = _("Set `git config gpg.format ssh` and `git config user.signingkey FILE`, or CELYACTL_SIGNING_KEY.")
        super().__init__(_("This desk takes signed acts only"), where="desk.yaml", todo=todo)


class NotAPublicKey(BadData):
    """A text that is no SSH public key; `said` is a translated sentence part."""

    def __init__(self, said: str) -> None:
        todo = _("Give the line of a file such as ~/.ssh/id_ed25519.pub, or that file with --file.")
        super().__init__(_("This is no SSH public key: {said}").format(said=said), todo=todo)


class KeyInUse(BadData):
    """A key belongs to one person or service; whose it is already."""

    def __init__(self, owner: str, since: str) -> None:
        what = _("This key is {owner}'s already, since {since}").format(owner=owner, since=since)
        super().__init__(what, where="desk.yaml", todo=_("Make another with `ssh-keygen -t ed25519`."))


class UnknownKey(NotFound):
    """Nobody's key in force begins like this."""

    def __init__(self, owner: str, key: str, known: Sequence[str]) -> None:
        what = _("{owner} has no key in force that is called {key}").format(owner=owner, key=key)
        todo = _("Known: {names}.").format(names=", ".join(known)) if known else _("None is known yet.")
        super().__init__(what, where="desk.yaml", todo=todo)


class OwnKeysOnly(Denied):
    """Keys are changed by a manager, or by whom they belong to."""

    def __init__(self, owner: str) -> None:
        what = _("Only a manager, or {owner}, changes the keys of {owner}").format(owner=owner)
        super().__init__(what, where="desk.yaml", todo=_("Ask a manager of the team."))


class UnknownService(NotFound):
    """The desk has no such service identity."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        what = _("There is no service {name}").format(name=name)
        todo = _("`celyactl team service add` adds one.")
        if known:
            todo = _("Known: {names}.").format(names=", ".join(known)) + " " + todo
        super().__init__(what, where="desk.yaml", todo=todo)


class KeyInThePast(BadData):
    """A key counts from its addition on: nothing that was signed before is made good by it."""

    def __init__(self, since: str) -> None:
        what = _("A key can't sign from {since} on, which is past").format(since=since)
        super().__init__(what, todo=_("Leave --since out: it signs from today on."))


class EndedInAdvance(BadData):
    """A key can't end before its first day."""

    def __init__(self, until: str, since: str) -> None:
        what = _("The key signs from {since} on; it can't end on {until}").format(since=since, until=until)
        super().__init__(what, where="desk.yaml", todo=_("Give a later day with --on."))


class NoKeyGiven(Usage):
    """A key has to be given, on the command line or in a file."""

    def __init__(self) -> None:
        super().__init__(_("Which key?"), todo=_("Give the line, or the file that holds it with --file."))
