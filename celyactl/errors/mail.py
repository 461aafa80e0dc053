"""What mail refuses: a machine that may not send, secrets and servers that are not as they must be."""

from __future__ import annotations

from celyactl.errors.base import BadData, Misconfigured, Unavailable
from celyactl.i18n import gettext as _


class MailKeyTooShort(Misconfigured):
    """A key that could be guessed; lengths in bytes."""

    def __init__(self, length: int, shortest: int) -> None:
        what = _("The key of mail tokens has {length} bytes and needs {shortest}").format(
            length=length, shortest=shortest
        )
        todo = _("Make one with `openssl rand -hex 32`.")
        super().__init__(what, where="CELYACTL_MAIL_KEY", todo=todo)


class SecretUnreadable(Misconfigured):
    """A file that holds a secret is there and can't be read; `reason` is the system's own word."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("the secret can't be read: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Check the owner and the rights of the file."))


class NotAnAddress(BadData):
    """An address that no mail server would take."""

    def __init__(self, address: str) -> None:
        what = _("{address} is no address that mail can be sent to").format(address=address or "-")
        super().__init__(what, todo=_("Correct it where the person is described."))


class NobodyToWriteTo(BadData):
    """Neither who asked nor anybody else of the client has an address."""

    def __init__(self, ref: str, client: str) -> None:
        todo = _("`celyactl client contact edit {client} ID --email ADDRESS` gives somebody one.").format(client=client)
        super().__init__(_("Nobody at the client has an address"), where=ref, todo=todo)


class NoBrowser(Unavailable):
    """Nothing on this machine shows pages."""

    def __init__(self, path: str) -> None:
        todo = _("The page is in that file; open it with another program.")
        super().__init__(_("No browser could be started"), where=path, todo=todo)
