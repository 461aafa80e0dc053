"""What a preventive visit refuses."""

from __future__ import annotations

from celyactl.errors.base import BadData, NotFound, Usage
from celyactl.i18n import gettext as _


class NotAVisit(BadData):
    """A visit is a ticket of that kind."""

    def __init__(self, ref: str, kind: str) -> None:
        todo = _("`celyactl preventive due` names the tickets of visits.")
        super().__init__(_("This ticket is no preventive visit but: {kind}").format(kind=kind), where=ref, todo=todo)


class VisitMadeAlready(BadData):
    """A visit is made once."""

    http_status = 409

    def __init__(self, ref: str) -> None:
        todo = _("`celyactl undo {ref}` takes the last act back.").format(ref=ref)
        super().__init__(_("This visit was made already"), where=ref, todo=todo)


class NoVisitsPromised(NotFound):
    """A contract without a preventive plan."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("The contract promises no preventive visits"),
            where=slug,
            todo=_("`celyactl preventive plan {slug} --visits NUMBER:MONTHS` plans them.").format(slug=slug),
        )


class PointNotUnderstood(Usage):
    """What was given as a point of a checklist."""

    def __init__(self, text: str, kinds: str) -> None:
        super().__init__(
            _('"{text}" is no point for a kind of component').format(text=text[:80]),
            where="--point",
            todo=_("Write KIND=TEXT, with one of: {kinds}.").format(kinds=kinds),
        )
