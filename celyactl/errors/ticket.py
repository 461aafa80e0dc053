"""What a ticket refuses: the fact, the bound or the status that stands in the way, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors.base import BadData, CannotCreate, NotFound, Usage
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATUSES: Final = {
    "new": marked("new"),
    "assigned": marked("assigned"),
    "in_progress": marked("in progress"),
    "pending": marked("waiting"),
    "resolved": marked("resolved"),
    "closed": marked("closed"),
    "cancelled": marked("cancelled"),
}


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "-"


class TicketNotFound(NotFound):
    """No ticket carries this reference; the nearest ones are named."""

    def __init__(self, ref: str, nearest: Sequence[str] = ()) -> None:
        todo = _("Nearest: {refs}.").format(refs=_listed(nearest)) if nearest else _("See `celyactl ticket list`.")
        super().__init__(_("There is no ticket {ref}").format(ref=ref), todo=todo)


class OpenedAlready(CannotCreate):
    """The report that was sent has made this ticket before."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        todo = _("See `celyactl ticket show {ref}`.").format(ref=ref)
        super().__init__(_("This report has already made the ticket {ref}").format(ref=ref), todo=todo)


class ReferenceAmbiguous(NotFound):
    """Several tickets begin like this."""

    def __init__(self, text: str, refs: Sequence[str]) -> None:
        what = _("{text} is the beginning of several references").format(text=text)
        super().__init__(what, todo=_("Give more of it: {refs}.").format(refs=_listed(refs)))


class ReferenceTooShort(Usage):
    """A read takes four characters or more, a write the whole short form."""

    def __init__(self, text: str, *, writing: bool) -> None:
        todo = (
            _("A change needs the seven characters after the last dash.")
            if writing
            else _("Give at least four of the seven characters after the last dash.")
        )
        super().__init__(_("{text} is not enough of a reference").format(text=text), todo=todo)


class ImpossibleTransition(BadData):
    """The act is not possible in the ticket's status."""

    http_status = 409

    def __init__(self, ref: str, act: str, status: str, possible: Sequence[str]) -> None:
        what = _("A ticket that is {status} can't take `{act}`").format(
            status=_(_STATUSES.get(status, status)), act=act
        )
        super().__init__(what, where=ref, todo=_("Possible now: {acts}.").format(acts=_listed(possible)))


class ResolutionIncomplete(BadData):
    """An incident is resolved only with its cause and its restoration."""

    http_status = 409

    def __init__(self, ref: str, missing: Sequence[str]) -> None:
        ways = {
            "cause": _("`celyactl ticket cause {ref} TEXT` (or `TEXT --unknown`)").format(ref=ref),
            "restore": _("`celyactl ticket restore {ref}` (or `--degraded TEXT`)").format(ref=ref),
        }
        names = {"cause": _("its cause"), "restore": _("its restoration")}
        what = _("The incident lacks {missing}").format(missing=_(" and ").join(names[act] for act in missing))
        super().__init__(what, where=ref, todo=_("First: {ways}.").format(ways=_listed([ways[act] for act in missing])))


class ResumeBeforeWait(BadData):
    """A pause can't end before it began."""

    def __init__(self, ref: str, began: str) -> None:
        what = _("The wait began at {began}; it can't end before").format(began=began)
        super().__init__(what, where=ref, todo=_("Give a later instant with `--at`."))


class AtInTheFuture(BadData):
    """An act is recorded once it has happened."""

    def __init__(self, at: str, now: str, option: str = "--at") -> None:
        what = _("{at} is in the future: it is {now}").format(at=at, now=now)
        omitted = _("Give an instant that has passed, or leave `--at` out.")
        super().__init__(
            what, where=option, todo=omitted if option == "--at" else _("Give an instant that has passed.")
        )


class AtBeforeOpening(BadData):
    """Nothing happens on a ticket before it opens."""

    def __init__(self, ref: str, at: str, opened: str, option: str = "--at") -> None:
        what = _("{at} is before the ticket opened, at {opened}").format(at=at, opened=opened)
        todo = _("Give a later instant with `{option}`.").format(option=option)
        super().__init__(what, where=f"{ref}, {option}", todo=todo)


class ReturnInThePast(BadData):
    """Whoever waits waits for something to come."""

    def __init__(self, ref: str, until: str, at: str, option: str) -> None:
        what = _("{until} is not after the act itself, at {at}").format(until=until, at=at)
        todo = _("Give a later instant with `{option}`.").format(option=option)
        super().__init__(what, where=f"{ref}, {option}", todo=todo)


class NothingMissed(BadData):
    """A miss is explained once there is one; the clock and what it shows are given in words."""

    http_status = 409

    def __init__(self, ref: str, clock: str, state: str) -> None:
        what = _("The promise was not missed: {clock}, {state}").format(clock=clock, state=state)
        super().__init__(what, where=ref, todo=_("See `celyactl sla show {ref}`.").format(ref=ref))


class NothingPromised(BadData):
    """A clock without a target can't miss it."""

    http_status = 409

    def __init__(self, ref: str, clock: str) -> None:
        what = _("Nothing was promised, so nothing was missed: {clock}, no target").format(clock=clock)
        super().__init__(what, where=ref, todo=_("See `celyactl sla show {ref}`.").format(ref=ref))


class EndBeforeStart(BadData):
    """An intervention ends after it starts."""

    def __init__(self, start: str, end: str) -> None:
        what = _("The end {end} is not after the start {start}").format(start=start, end=end)
        super().__init__(what, where="--end", todo=_("Check `--start` and `--end`."))


class NoTimeAtAll(Usage):
    """Work takes time."""

    def __init__(self) -> None:
        super().__init__(_("The time worked is none"), where="--time", todo=_("Give how long it took, like 25m."))


class WorkAfterNow(BadData):
    """More time worked than has passed since the ticket opened."""

    def __init__(self, ref: str, opened: str) -> None:
        what = _("The ticket opened at {opened} only: so long can't have been worked on it").format(opened=opened)
        super().__init__(what, where=f"{ref}, --time", todo=_("Give a shorter time with `--time`."))


class QuestionRequired(Usage):
    """A client who is waited for must have been asked something."""

    def __init__(self) -> None:
        super().__init__(
            _("Waiting for the client needs the question that it was asked"),
            where="--question",
            todo=_("Give it with `--question TEXT`: the client will read it."),
        )


class PartyRequired(Usage):
    """A third party has a name."""

    def __init__(self) -> None:
        super().__init__(
            _("Waiting for a third party needs its name"),
            where="--party",
            todo=_("Give it with `--party TEXT`."),
        )


class HeightRequired(Usage):
    """An escalation goes somewhere: to a level or to a manager."""

    def __init__(self) -> None:
        super().__init__(
            _("An escalation needs to know where to"),
            where="--to",
            todo=_("Give a level with `--to 2` or `--to 3`, or `--to-manager`."),
        )


class HandoverRequired(Usage):
    """Level 3 gets what level 2 knows."""

    def __init__(self) -> None:
        super().__init__(
            _("Level 3 needs a handover note: what was seen, tried and found"),
            where="--handover",
            todo=_("Give it with `--handover TEXT`."),
        )


class NotAnEscalation(BadData):
    """An escalation goes up."""

    http_status = 409

    def __init__(self, ref: str, level: int, to: int) -> None:
        what = _("The ticket is at level {level}: level {to} is no escalation").format(level=level, to=to)
        super().__init__(what, where=ref, todo=_("Give a higher level with `--to`."))


class NotText(BadData):
    """What standard input gave is not UTF-8; bytes count from 0."""

    def __init__(self, offset: int) -> None:
        what = _("What standard input gave is no text: it is not UTF-8, at byte {offset}").format(offset=offset)
        super().__init__(what, where="-", todo=_("Convert it to UTF-8."))


class EmptyText(Usage):
    """Words were expected."""

    def __init__(self, name: str) -> None:
        super().__init__(_("The text is empty"), where=_(name), todo=_("Say something."))


class ContractNeeded(Usage):
    """A ticket is opened under a contract."""

    def __init__(self) -> None:
        super().__init__(
            _("{name} is missing").format(name="--contract"),
            where="celyactl ticket new",
            todo=_("Give `--contract SLUG`, or `--follow-up REF` of a ticket that has one."),
        )


class FollowsAnother(BadData):
    """A ticket follows up another one of the same client."""

    def __init__(self, ref: str, theirs: str, ours: str) -> None:
        what = _("The ticket is {theirs}'s, and the contract {ours}'s").format(theirs=theirs, ours=ours)
        super().__init__(what, where=ref, todo=_("Give a contract of that client, or leave `--follow-up` out."))


class ReopenedTooLate(BadData):
    """The window in which a settled ticket reopens has ended (docs/sla.md rule 8)."""

    http_status = 409

    def __init__(self, ref: str, until: str) -> None:
        what = _("The ticket could be reopened until {until}").format(until=until)
        todo = _("Open a new one that follows it up: `celyactl ticket new --follow-up {ref} --title TEXT`.")
        super().__init__(what, where=ref, todo=todo.format(ref=ref))
