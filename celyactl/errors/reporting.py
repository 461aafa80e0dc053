"""What keeps a report from being made, approved or verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, Busy, NotFound, Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class PeriodNeeded(Usage):
    """Neither a year nor two days were given, or both."""

    def __init__(self) -> None:
        super().__init__(_("A report needs its period"), todo=_("Give --year, --term, or --from and --to."))


class FormNotNamed(Usage):
    """The ending of a report's file is that of none of its forms."""

    def __init__(self, path: str) -> None:
        todo = _("Give --format, or a name that ends in .pdf, .html or .json.")
        super().__init__(_("The name of the file does not tell the form of the report"), where=path, todo=todo)


class NoFormerTerm(NotFound):
    """The term before the one that runs was asked for, of a contract that has had one only."""

    def __init__(self, slug: str, since: str) -> None:
        what = _("{slug} is in its first term, since {day}").format(slug=slug, day=since)
        super().__init__(what, where="--term previous", todo=_("`--term current` reports on that one."))


class ContractOrAll(Usage):
    """One contract and all of them are two wishes, none is none."""

    def __init__(self) -> None:
        super().__init__(_("A report is of one contract, or of all"), todo=_("Give SLUG, or --all."))


class UnknownCommit(NotFound):
    """What was given as a commit is none of this desk."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no commit {name} in this desk").format(name=name),
            todo=_("`celyactl log --json` names the commits."),
        )


class NothingSuggested(NotFound):
    """A decision on something that the figures do not suggest."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(
            _("The figures suggest nothing called {key}").format(key=key[:80]),
            todo=_("They suggest: {known}.").format(known=", ".join(known) or "-"),
        )


class MissesUnexplained(BadData):
    """A report waits while misses have no reason (docs/sla.md rule 16)."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            _("Misses have no reason yet: {refs}").format(refs=", ".join(missing)),
            todo=_("Give each one: `celyactl ticket reason REF --clock CLOCK --because … --text …`."),
        )


class SuggestionsUndecided(BadData):
    """A report waits while nobody has decided on what its figures suggest."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            _("Nobody has decided on: {keys}").format(keys=", ".join(keys)),
            todo=_("`celyactl report review` takes --accept, --edit and --reject; `--accept all` accepts the rest."),
        )


class NotApproved(NotFound):
    """A report that may not go out yet."""

    def __init__(self, slug: str, start: date, end: date) -> None:
        todo = _("A manager approves it: `celyactl report approve {slug} --from {start} --to {end}`.")
        super().__init__(
            _("The report of {slug} is not approved").format(slug=slug),
            todo=todo.format(slug=slug, start=start, end=end),
        )


class NotAReport(BadData):
    """A file that holds no report of this program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{file} holds no report").format(file=name),
            todo=_("Give a PDF, a page or a JSON that `celyactl report annual` wrote."),
        )


class MakerLost(Busy):
    """A process that makes reports ended before its work did: killed, or out of memory."""

    def __init__(self) -> None:
        what = _("A process that makes reports was ended from outside")
        super().__init__(what, todo=_("Run the command again: it goes on where it was."))


class DecisionNotUnderstood(Usage):
    """An edit or a rejection needs its text."""

    def __init__(self, text: str, option: str) -> None:
        super().__init__(
            _('"{text}" is not a decision').format(text=text[:80]),
            where=option,
            todo=_('Write it like "repeated-incidents:ipbx=TEXT".'),
        )


class ReportNotWhole(BadData):
    """Nobody answers for a report in which tickets may be missing; `unread` tells of the files that can't be read."""

    def __init__(self, slug: str, unread: Sequence[str]) -> None:
        what = _("The report on {slug} may lack tickets that can't be read").format(slug=slug)
        todo = _("`celyactl check` says what is wrong: mend these files, then approve.")
        super().__init__(what, where="; ".join(unread), todo=todo)
