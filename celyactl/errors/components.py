"""What can't be said of the parts of an installation: which are meant, from when on, on which ticket."""

from __future__ import annotations

from celyactl.errors.base import BadData, Misconfigured, NotFound, Usage
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


class HorizonNotUnderstood(Usage):
    """What was given is no length of time and no day."""

    def __init__(self, text: str) -> None:
        what = _('"{text}" does not say how far ahead').format(text=text[:80])
        super().__init__(what, todo=_("Give months, days or years, or a day: 12m, 90d, 2y, 2027-12-31."))


class SerialNeeded(Usage):
    """Another device in the same place is known by its serial number only."""

    def __init__(self, component: str) -> None:
        todo = _("Give `--serial-in`, or with `--with` the component that takes its place.")
        super().__init__(_("It is not said what replaces {component}").format(component=component), todo=todo)


class ReplacedByItself(Usage):
    """A component can't take its own place."""

    def __init__(self, component: str) -> None:
        todo = _("For another device under the same name, give `--serial-in` without `--with`.")
        super().__init__(_("{component} can't replace itself").format(component=component), todo=todo)


class SameDevice(BadData):
    """What is put in is what stood there."""

    def __init__(self, component: str, serial: str) -> None:
        what = _("{component} has the serial number {serial} already").format(component=component, serial=serial)
        todo = _("Give the number of the device that is put in; `celyactl component update` notes another version.")
        super().__init__(what, where="--serial-in", todo=todo)


class QueryWithoutQuotes(Usage):
    """The shell took a query apart: what stands where a client or a component is named is a part of it."""

    def __init__(self, part: str) -> None:
        todo = _("Put the whole query between quotes, as in `--where 'kind:handset maker:yealink'`.")
        super().__init__(_("{part} is a part of a query, and no name").format(part=part[:80]), todo=todo)


class InServiceAlready(BadData):
    """What is in service at one place can't be a spare at another."""

    def __init__(self, component: str) -> None:
        todo = _("Name a spare; `celyactl component list --where state:spare` shows them.")
        super().__init__(_("{component} is in service already").format(component=component), todo=todo)


class NotInService(BadData):
    """What stands nowhere leaves no place to fill."""

    def __init__(self, component: str) -> None:
        todo = _("`celyactl component list --where state:in_service` shows what is.")
        what = _("{component} is not in service: nothing can take its place").format(component=component)
        super().__init__(what, todo=todo)


class NoExtranetAddress(Misconfigured):
    """A label, or a card for the wall, can't send anybody to pages whose address is not known."""

    def __init__(self) -> None:
        todo = _('Put it under `brand:`, as in `extranet: "https://clients.celya.example"`.')
        super().__init__(_("The address of the extranet is not known"), where="desk.yaml", todo=todo)
