"""What labels, links and merges refuse: what stands in the way, and what to do instead."""

from __future__ import annotations

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _


class LabelUnsigned(Usage):
    """A label without the sign that puts it on or takes it off."""

    def __init__(self, text: str) -> None:
        what = _('"{text}" says neither that a label is put on nor that it is taken off').format(text=text)
        super().__init__(what, where="LABEL", todo=_("Write +vip to put it on, -vip to take it off."))


class LabelUnreadable(Usage):
    """A label with a character that nobody sees, and that nobody could type to find it again."""

    def __init__(self) -> None:
        what = _("A label can't hold characters that nobody sees")
        super().__init__(what, where="LABEL", todo=_("Type it again, letter by letter."))


class LinkedToItself(BadData):
    """A ticket is related to others only."""

    def __init__(self, ref: str) -> None:
        super().__init__(_("A ticket can't be linked to itself"), where=ref, todo=_("Name another ticket."))


class MergeAcrossClients(BadData):
    """A client would read another one's story."""

    http_status = 409

    def __init__(self, ref: str, client: str, other: str, other_client: str) -> None:
        what = _("{ref} is {client}’s and {other} is {other_client}’s: each client reads its own story only")
        what = what.format(ref=ref, client=client, other=other, other_client=other_client)
        todo = _("Link them: `celyactl ticket link {ref} related {other}`.").format(ref=ref, other=other)
        super().__init__(what, todo=todo)


class MergeIntoYounger(BadData):
    """The clocks start with the first report: a merge must not give time away."""

    http_status = 409

    def __init__(self, ref: str, other: str) -> None:
        what = _("{ref} was reported before {other}, and the clocks start with the first report")
        todo = _("Merge the younger one: `celyactl ticket merge {other} --into {ref}`.")
        super().__init__(what.format(ref=ref, other=other), todo=todo.format(ref=ref, other=other))


class MergeSettled(BadData):
    """Only what is open can go on elsewhere, and only in what is open."""

    http_status = 409

    def __init__(self, ref: str, other: str, settled: str, status: str) -> None:
        what = _("{settled} is {status}: only open tickets are merged").format(settled=settled, status=status)
        todo = _("Link them: `celyactl ticket link {ref} duplicate {other}`.").format(ref=ref, other=other)
        super().__init__(what, todo=todo)
