"""What can't be said of the parts of an installation: which are meant, from when on, on which ticket."""

from __future__ import annotations

from celyactl.errors.base import BadData, NotFound, Usage
from celyactl.i18n import gettext as _


class ComponentsOrWhere(Usage):
    """Components are named with their client, or found by a query; not both, not neither."""

    def __init__(self) -> None:
        todo = _("Name a client and its components, or give `--where` with or without a client.")
        super().__init__(_("It is not said which components are meant"), todo=todo)


class NoComponentMeant(NotFound):
    """The query finds nothing."""

    def __init__(self, where: str) -> None:
        todo = _("See them with `celyactl component list`; retired ones are left out unless `state:` is asked.")
        super().__init__(_("No component is {where}").format(where=where), todo=todo)


class UpdatedSince(BadData):
    """An update that would come before one that is on record: versions stand in the order of their days."""

    def __init__(self, component: str, version: str, since: str) -> None:
        what = _("{component} has version {version} since {since}: an earlier update can't come after it")
        super().__init__(
            what.format(component=component, version=version, since=since),
            todo=_("Put it in its place with `celyactl client edit`."),
        )


class TicketOfAnotherClient(BadData):
    """Components of one client on the ticket of another."""

    def __init__(self, ref: str, owner: str, client: str) -> None:
        what = _("{ref} is a ticket of {owner}, not of {client}").format(ref=ref, owner=owner, client=client)
        super().__init__(what, todo=_("Leave `--ticket` out, or say `client:{owner}`.").format(owner=owner))


class TooFarAhead(Usage):
    """A horizon beyond any announcement."""

    def __init__(self, text: str) -> None:
        what = _("Nothing is announced that far ahead: {text}").format(text=text)
        super().__init__(what, todo=_("Give months, days or years, or a day: 12m, 90d, 2y, 2027-12-31."))
