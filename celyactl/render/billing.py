"""Lines of billing: the columns of the file for accountants, and the words of the list for people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celyactl.domain.durations import format_duration
from celyactl.i18n import gettext as _
from celyactl.render.deeds.base import with_detail
from celyactl.render.money import money
from celyactl.render.words import word

if TYPE_CHECKING:
    from celyactl.domain.billing import Line
    from celyactl.domain.entries.field import Agreement, Intervention
    from celyactl.domain.ticket import Ticket
    from celyactl.render.moments import Wall

COLUMNS: Final = (
    *("kind", "ref", "client", "contract", "intervention", "start", "end", "mode", "technician", "reason"),
    *("agreed_by", "agreed_how", "summary", "real_minutes", "billed_minutes", "amount", "currency"),
)
"""The columns of the file; `kind` is `work`, or `reversal` with negative minutes and amount."""


def cells(line: Line, currency: str, wall: Wall) -> tuple[str, ...]:
    """The cells of the file: instants as RFC 3339 in the desk's zone, minutes with two decimals, an exact amount."""
    work, sign = line.work, -1 if line.back else 1
    return (
        "reversal" if line.back else "work",
        line.ticket.ref,
        line.ticket.client,
        line.ticket.contract or "",
        work.id,
        wall.local(work.start).isoformat(),
        wall.local(work.end).isoformat(),
        work.mode.value,
        work.technician or "",
        why(line.ticket, work),
        *_agreed(work.agreed),
        " ".join(work.summary.split()),
        _minutes(sign * real_seconds(work)),
        _minutes(sign * line.seconds),
        f"{line.amount:.2f}" if line.amount is not None else "",
        currency if line.amount is not None else "",
    )


def why(ticket: Ticket, work: Intervention) -> str:
    """The declared word for why work is billed."""
    if ticket.out_of_contract is not None:
        return ticket.out_of_contract.value
    return "out_of_hours" if work.out_of_hours else "agreed"


def why_words(ticket: Ticket, work: Intervention) -> str:
    """The same for people, with who agreed and how."""
    if ticket.out_of_contract is not None:
        said = word(ticket.out_of_contract)
    else:
        said = _("out of hours") if work.out_of_hours else _("as agreed")
    by, how = _agreed(work.agreed)
    return with_detail(said, _("agreed by {by} ({how})").format(by=by, how=how) if by else None)


def headings() -> list[str]:
    """The columns of the list for people."""
    return [_("Ticket"), _("Client"), _("When"), _("Time"), _("Amount"), _("Why")]


def row(line: Line, currency: str, wall: Wall) -> list[str]:
    """A line of the list for people."""
    sign = "\N{MINUS SIGN}" if line.back else ""
    return [
        line.ticket.ref,
        line.ticket.client,
        wall.moment(line.work.start),
        sign + format_duration(timedelta(seconds=line.seconds)),
        money(line.amount, currency) if line.amount is not None else "-",
        why_words(line.ticket, line.work) if not line.back else _("taken back"),
    ]


def real_seconds(work: Intervention) -> int:
    """How long the work took, travel apart."""
    return (work.end - work.start) // timedelta(seconds=1)


def _agreed(agreed: Agreement | None) -> tuple[str, str]:
    return (agreed.by, agreed.how) if agreed else ("", "")


def _minutes(seconds: int) -> str:
    return f"{seconds / 60:.2f}"
