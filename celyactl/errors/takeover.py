"""What the taking over of an installation refuses."""

from __future__ import annotations

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _


class NotTakenOver(BadData):
    """A statement tells of a takeover that was not recorded."""

    def __init__(self, slug: str) -> None:
        todo = _("Record it first: celyactl contract takeover {slug} --on DATE").format(slug=slug)
        super().__init__(_("No takeover was recorded for this contract"), where=slug, todo=todo)


class SecretTold(BadData):
    """Something that seems to be a secret would be kept in the history for ever; it is not repeated here."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("This seems to give a secret away, and the history keeps what it is told for ever"),
            where=slug,
            todo=_("Tell only which account was handed over, and keep its secret where secrets are kept."),
        )


class StatementForm(Usage):
    """A statement is a PDF or a page."""

    def __init__(self, path: str) -> None:
        super().__init__(
            _("A statement is written to a file .pdf or .html"), where=path, todo=_("Give it one of these endings.")
        )


class VisitsNotUnderstood(Usage):
    """What was given as a preventive plan."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a number of visits a year').format(text=text[:80]),
            where="--visits",
            todo=_("Write NUMBER, or NUMBER:MONTH,MONTH like 2:3,11."),
        )


class MonthsWithoutVisit(Usage):
    """More months than visits: in some of them none would be made."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" names more months than visits').format(text=text[:80]),
            where="--visits",
            todo=_("Name as many months as there are visits a year, or fewer."),
        )
