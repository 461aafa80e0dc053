"""Why an access code can't be made, or which one is meant; what the extranet refuses at its own door is not here."""

from __future__ import annotations

from celyactl.errors.base import BadData, Misconfigured, NotFound, Usage
from celyactl.i18n import gettext as _


class UnknownAccessCode(NotFound):
    """No contact has a code with this public part; it is empty for what can't be one."""

    def __init__(self, public: str) -> None:
        what = _("There is no access code that begins with {public}").format(public=public or "-")
        super().__init__(what, todo=_("`celyactl access list` lists them: give the eight public characters."))


class AccessRevoked(BadData):
    """A code that was revoked is not replaced: its contact may have no access on purpose."""

    def __init__(self, public: str, contact: str, day: str) -> None:
        what = _("The code {public} of {contact} was revoked on {day}").format(public=public, contact=contact, day=day)
        super().__init__(what, todo=_("`celyactl access create` makes a new one."))


class ContactGone(BadData):
    """Somebody who is no longer with the client gets no code."""

    def __init__(self, contact: str, client: str) -> None:
        what = _("{contact} is no longer with {client}").format(contact=contact, client=client)
        super().__init__(what, todo=_("Give a code to somebody else."))


class ExpiresTooSoon(Usage):
    """A code that would open nothing."""

    def __init__(self, day: str) -> None:
        what = _("The code would open nothing: {day} is not after today").format(day=day)
        super().__init__(what, where="--expires", todo=_("Give the first day on which it no longer opens."))


class AddressNotSafe(Misconfigured):
    """Codes would travel where others can read them."""

    def __init__(self, address: str) -> None:
        what = _("The extranet is served over https, or on this machine only: {address}").format(address=address)
        super().__init__(
            what, where="--address", todo=_("Give the https address that people type; see docs/extranet.md.")
        )
