"""What a contract, or an installation, refuses; what was typed of them and can't be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class RenewsForEver(BadData):
    """A public buyer's contract needs an end: tacit renewal has a bound."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("A public buyer's contract can't renew tacitly for ever"),
            where=slug,
            todo=_("Give `--latest-end DATE` or `--max-renewals NUMBER`, or another `--renewal`."),
        )


class ContactNotUnderstood(Usage):
    """What was given as a contact."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a contact').format(text=text[:80]),
            where="--contact",
            todo=_('Write it like "claire:Claire Vidal:claire@acme.example:manager:+33 4 67 00 00 01".'),
        )


class ContactTwice(Usage):
    """Two people of one id."""

    def __init__(self, ident: str) -> None:
        what = _("The contact {id} is given twice").format(id=ident)
        super().__init__(what, where="--contact", todo=_("Give each an id of its own; several roles go by commas."))


class AlreadyEnded(BadData):
    """A contract that is over ends no more; `last` is the last day on which it ran."""

    def __init__(self, slug: str, last: str) -> None:
        what = _("The contract ended already: it ran until {last} included").format(last=last)
        super().__init__(what, where=slug, todo=_("Take a new one on with `celyactl contract new`."))


class RoleNotUnderstood(Usage):
    """A role that no contact has."""

    def __init__(self, text: str, known: Sequence[str]) -> None:
        what = _('"{text}" is not a role').format(text=text[:80])
        super().__init__(what, where="--contact", todo=_("Give one of {words}.").format(words=", ".join(known)))


class TargetNotUnderstood(Usage):
    """What was given as a target."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a target').format(text=text[:80]),
            where="--target",
            todo=_(
                "Write PRIORITY:RESPONSE:RESTORATION like P1:30m:4h, P3:4h:2d (business days), or P4:1d:- for none."
            ),
        )


class TargetTwice(Usage):
    """Two promises for one priority."""

    def __init__(self, priority: str) -> None:
        what = _("The targets of {priority} are given twice").format(priority=priority)
        super().__init__(what, where="--target", todo=_("Give one `--target` a priority."))


class StateNotUnderstood(Usage):
    """What was given as the state of a component that is taken over."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not the state of a component').format(text=text[:80]),
            where="--component",
            todo=_("Write COMPONENT:STATE or COMPONENT:STATE:RESERVATION; the state is good, fair, poor or unknown."),
        )


class AmountNotUnderstood(Usage):
    """What was given as an amount of money, or as the value of an index."""

    def __init__(self, text: str, option: str) -> None:
        what = _('"{text}" is not an amount').format(text=text[:40])
        super().__init__(what, where=option, todo=_("Write it like 5160 or 5160.50, without a sign."))


class AmendedBeforeStart(BadData):
    """An amendment takes effect while the contract runs."""

    def __init__(self, slug: str, since: str, start: str) -> None:
        what = _("The contract starts on {start}; nothing can be amended from {since} on").format(
            start=start, since=since
        )
        super().__init__(what, where=slug, todo=_("Give a later date with `--from`."))


class NotRenewable(BadData):
    """Only a contract whose renewal is express is renewed by an act."""

    def __init__(self, slug: str, *, tacit: bool) -> None:
        if tacit:
            what, todo = _("The contract renews by itself"), _("To end it: `celyactl contract end`.")
        else:
            what, todo = _("The contract does not renew"), _("Take a new one on with `celyactl contract new`.")
        super().__init__(what, where=slug, todo=todo)


class RenewedAlready(BadData):
    """The renewals that were agreed are used up; `last` is the last day."""

    def __init__(self, slug: str, last: str) -> None:
        what = _("The contract can't be renewed any more: it runs until {last} included").format(last=last)
        super().__init__(what, where=slug, todo=_("Take a new one on with `celyactl contract new`."))


class RenewedAhead(BadData):
    """The term that follows was renewed already; `last` is its last day."""

    http_status = 409

    def __init__(self, slug: str, on: str, last: str) -> None:
        what = _("What was signed on {on} renews it until {last} included already").format(on=on, last=last)
        super().__init__(what, where=slug, todo=_("Add `--again` if both signed for one more term after that."))


class SentInTheFuture(BadData):
    """What was signed or sent is recorded once it was."""

    def __init__(self, on: str, today: str) -> None:
        what = _("{on} is to come: it is {today}").format(on=on, today=today)
        super().__init__(what, todo=_("Record it on that day."))


class NothingToCompare(Usage):
    """A comparison needs something to compare with."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("There is nothing to compare the contract with"),
            where=slug,
            todo=_("Give `--coverage`, `--target` or `--like SLUG`."),
        )


class NothingToRevise(BadData):
    """A price is revised by the clause that the contract has for it."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("On that day the contract has no yearly price with a revision clause"),
            where=slug,
            todo=_("Add `revision` to its `commercial` with `celyactl contract edit {slug}`.").format(slug=slug),
        )


class OtherIndex(Usage):
    """The clause names another index."""

    def __init__(self, given: str, index: str) -> None:
        what = _('The contract is revised by {index}, not by "{given}"').format(index=index, given=given[:40])
        super().__init__(what, where="--index", todo=_('Write `--index "{index}=VALUE"`.').format(index=index))


class FormulaNotUnderstood(BadData):
    """The words of a revision clause that can't be computed."""

    def __init__(self, formula: str) -> None:
        super().__init__(
            _('The formula "{formula}" can\'t be computed').format(formula=formula[:100]),
            where="commercial.revision.formula",
            todo=_("Write it like P = P0 x (0,15 + 0,85 x S / S0): P0 the price, S0 and S one index."),
        )


class LetterForm(Usage):
    """A letter is a PDF, a page or a text."""

    def __init__(self, path: str) -> None:
        super().__init__(
            _("A letter is written to a file .pdf, .html or .txt"),
            where=path,
            todo=_("Give it one of these endings."),
        )


class NotRevised(BadData):
    """A letter tells of a revision that was recorded."""

    def __init__(self, slug: str) -> None:
        what = _("No revision of the price is recorded")
        todo = _("Record it first: `celyactl contract revise {slug} --index NAME=VALUE --source TEXT --from DATE`.")
        super().__init__(what, where=slug, todo=todo.format(slug=slug))


class NoLetterNeeded(BadData):
    """The law asks for a letter before a tacit renewal only, and to consumers and non-professionals only."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("No letter is due: the contract does not renew tacitly, or its client is a professional"),
            where=slug,
            todo=_("See `celyactl contract show {slug}`.").format(slug=slug),
        )
