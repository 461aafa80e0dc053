"""What a report leaves to be found: by the ticket that it follows up, and by the contract's word for the urgency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.folding import folded
from celyactl.errors.desk import UnknownSeverity
from celyactl.errors.ticket import ContractNeeded, FollowsAnother
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.contract import Contract, Severity
    from celyactl.domain.ticket import Ticket
    from celyactl.services.tickets.opening import Report
    from celyactl.store.view import View


def followed(view: View, report: Report) -> tuple[Report, Ticket | None]:
    """The report with contract, place and components of the ticket that it follows up, where it names none itself.

    Raises ContractNeeded, FollowsAnother, and what finds the ticket raises.
    """
    if report.follows is None:
        if report.contract is None:
            raise ContractNeeded
        return report, None
    old = view.ticket(view.resolve(report.follows, writing=True))
    slug = report.contract or old.contract
    if slug is None:
        raise ContractNeeded
    client = view.contract(slug).client
    if client != old.client:
        raise FollowsAnother(old.ref, old.client, client)
    found = replace(
        report,
        contract=slug,
        requester=report.requester if report.requester is not None else old.requester,
        site=report.site if report.site is not None else old.site,
        components=report.components or old.components,
    )
    return found, old


def severity_named(contract: Contract, word: str) -> Severity:
    """The contract's severity of this word, whatever its case and accents. Raises UnknownSeverity."""
    for severity in contract.severities:
        if folded(severity.word) == folded(word):
            return severity
    raise UnknownSeverity(word, [severity.word for severity in contract.severities], contract.slug)


def severity_remarks(contract: Contract, report: Report) -> Iterator[str]:
    """What there is to say of the urgency: the contract's words, when none was used; a priority of another one."""
    if report.severity is not None:
        meant = severity_named(contract, report.severity)
        if report.priority is not None and report.priority is not meant.priority:
            said = _("{word} means {meant} in {slug}, and the ticket has {priority}.")
            yield said.format(word=meant.word, meant=meant.priority, slug=contract.slug, priority=report.priority)
    elif report.priority is None and contract.severities:
        words = ", ".join(f"{severity.word} ({severity.priority})" for severity in contract.severities)
        yield _("{slug} has words of its own for the urgency: {words}; give one with `--severity`.").format(
            slug=contract.slug, words=words
        )
