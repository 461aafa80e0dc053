"""What a desk does not know, or does not allow: names with their nearest likeness, actors, formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from celyactl.errors.base import BadData, CannotCreate, Denied, Misconfigured, NotFound
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMES: Final = 12
Matter = Literal["prices", "reports", "services"]
_MATTERS: Final[dict[Matter, str]] = {
    "prices": marked("{who} is not a manager, and prices are for managers only"),
    "reports": marked("{who} is not a manager, and reports are for managers to review and approve"),
    "services": marked("{who} is not a manager, and services are for managers to add and to end"),
}


class UnknownName(NotFound):
    """A contract, client, contact, component, site or coverage that the desk does not know; nearest first."""

    unknown: ClassVar[str] = marked("There is no {name}")

    def __init__(self, name: str, known: Sequence[str], where: str = "") -> None:
        super().__init__(_(self.unknown).format(name=name), where=where, todo=_advice(name, known))


def _advice(name: str, known: Sequence[str]) -> str:
    if not known:
        return _("None is known yet.")
    from difflib import SequenceMatcher  # only needed to word an error

    likeness = SequenceMatcher(b=name.casefold()[:100], autojunk=False)

    def unlikeness(other: str) -> float:
        likeness.set_seq1(other.casefold())
        return -likeness.ratio()

    names = sorted(known, key=unlikeness)
    more = ["…"] * (len(names) > _MOST_NAMES)
    return _("Known: {names}.").format(names=", ".join([*names[:_MOST_NAMES], *more]))


class UnknownContract(UnknownName):
    """No contract has this slug."""

    unknown: ClassVar[str] = marked("There is no contract {name}")


class UnknownClient(UnknownName):
    """No client has this id or name."""

    unknown: ClassVar[str] = marked("There is no client {name}")


class UnknownContact(UnknownName):
    """The client has no such contact."""

    unknown: ClassVar[str] = marked("There is no contact {name}")


class UnknownComponent(UnknownName):
    """The client's installation has no such component."""

    unknown: ClassVar[str] = marked("There is no component {name}")


class UnknownSite(UnknownName):
    """The client has no such site."""

    unknown: ClassVar[str] = marked("There is no site {name}")


class UnknownMember(UnknownName):
    """The team has nobody of this id or e-mail."""

    unknown: ClassVar[str] = marked("There is nobody called {name} in the team")


class UnknownCoverage(UnknownName):
    """`desk.yaml` defines no such coverage."""

    unknown: ClassVar[str] = marked("There is no coverage {name}")


class UnknownSavedView(UnknownName):
    """The desk keeps no view of that name."""

    unknown: ClassVar[str] = marked("There is no view {name}")


class ShippedView(BadData):
    """A view that comes with the program can be hidden by one of the desk, and not removed."""

    def __init__(self, name: str) -> None:
        what = _("The view {name} comes with the program: it can't be removed").format(name=name)
        todo = _("Put another one in its place with `celyactl view save {name} QUERY`.").format(name=name)
        super().__init__(what, where="desk.yaml", todo=todo)


class UnknownSeverity(UnknownName):
    """The contract has no such word for an urgency."""

    unknown: ClassVar[str] = marked("There is no severity {name}")


class MemberNotYet(BadData):
    """Somebody who joins the team later."""

    def __init__(self, name: str, since: str) -> None:
        what = _("{name} joins the team on {since} only").format(name=name, since=since)
        super().__init__(what, where="desk.yaml", todo=_("Name somebody who is there now."))


class MemberGone(BadData):
    """Somebody who was of the team; the first day without them is given."""

    def __init__(self, name: str, left: str) -> None:
        what = _("{name} is no longer in the team since {left}").format(name=name, left=left)
        super().__init__(what, where="desk.yaml", todo=_("Name somebody who is there now."))


class ManagersOnly(Denied):
    """What is the managers' business, or theirs to decide."""

    def __init__(self, who: str, matter: Matter) -> None:
        super().__init__(
            _(_MATTERS[matter]).format(who=who),
            where="desk.yaml",
            todo=_("Ask a manager of the team, or have the role given."),
        )


class NotAManager(BadData):
    """Somebody of the team who decides nothing for it."""

    def __init__(self, who: str, managers: Sequence[str]) -> None:
        todo = _("The managers are: {managers}.").format(managers=", ".join(managers) or "-")
        super().__init__(_("{who} is no manager").format(who=who), where="desk.yaml", todo=todo)


class NoManager(Misconfigured):
    """Nobody of the team may be escalated to."""

    def __init__(self) -> None:
        what = _("Nobody in the team is a manager")
        super().__init__(what, where="desk.yaml", todo=_("Give somebody the role `manager` under `team:`."))


class NoIdentity(Misconfigured):
    """Nobody can be held to an act without a name."""

    def __init__(self) -> None:
        super().__init__(
            _("It is not known who you are"),
            todo=_("Say it with `git config user.email ADDRESS`, or with CELYACTL_ACTOR."),
        )


class NotInTheTeam(Misconfigured):
    """The actor is nobody of the team on this day."""

    def __init__(self, who: str, team: Sequence[str]) -> None:
        what = _("{who} is not in the team").format(who=who)
        todo = _(
            "The team is: {team}. One of them takes you in with `celyactl team add ID --name NAME --email ADDRESS`."
        )
        todo = todo.format(team=", ".join(team) or "-")
        super().__init__(what, where="desk.yaml", todo=todo)


class AlreadyThere(CannotCreate):
    """A new thing would take the place of another; `edit` is the command that changes the one that is there."""

    def __init__(self, name: str, where: str = "", edit: str = "") -> None:
        todo = _("Choose another name, or change it with `{edit}`.") if edit else _("Choose another name.")
        super().__init__(_("{name} exists already").format(name=name), where=where, todo=todo.format(edit=edit))


class EndBeforeBeginning(BadData):
    """A contract can't end before it starts."""

    def __init__(self, slug: str, end: str, start: str) -> None:
        what = _("The contract starts on {start}; it can't end on {end}").format(start=start, end=end)
        super().__init__(what, where=slug, todo=_("Give a later date with `--on`."))


class HandedToOneself(BadData):
    """Whoever leaves can't go on with what they leave."""

    def __init__(self, name: str) -> None:
        what = _("{name} can't take over from themselves").format(name=name)
        super().__init__(what, todo=_("Name somebody else with `--to`."))


class AlreadyErased(BadData):
    """Nothing of a contact's details is left in the present tree."""

    def __init__(self, who: str) -> None:
        super().__init__(_("The details of {who} are erased already").format(who=who))


class NotAllErased(BadData):
    """Files that can't be read may hold details of a contact: none are erased before all can be; `unread` are told."""

    def __init__(self, who: str, unread: Sequence[str]) -> None:
        what = _("Nothing of {who} was erased, as more may be in what can't be read").format(who=who)
        todo = _("`celyactl check` says what is wrong: mend these files, then erase.")
        super().__init__(what, where="; ".join(unread), todo=todo)
