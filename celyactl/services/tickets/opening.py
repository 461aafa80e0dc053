"""Opening a ticket: what was reported, whether a contract covers it, and whether the desk was staffed then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain import promises, reference
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import fold, written
from celyactl.domain.in_force import term_of
from celyactl.domain.openness import openness
from celyactl.domain.words import ContractType, Kind, Level, LinkKind, Origin, OutOfContract, Priority
from celyactl.errors.ticket import OpenedAlready
from celyactl.i18n import gettext as _
from celyactl.render.coverages import why_words
from celyactl.render.moments import Wall, full_date
from celyactl.services.names import component_of, contact_of, site_of
from celyactl.services.recording import Act, Done, record
from celyactl.services.stamping import Stamps, new_uid
from celyactl.services.texts import perhaps_said, said
from celyactl.services.tickets import level1
from celyactl.services.tickets.completing import followed, severity_named, severity_remarks
from celyactl.services.tickets.telling import require_past
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Check, Entry, FileNote
    from celyactl.domain.ticket import Header, Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.contracts.packs import Prepaid
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Report(Struct, frozen=True):
    """What a client reported, and how; `acknowledged` (by `how`) when the operator was spoken to at once.

    `assignee` is an id in the team, of who has taken it already.

    `follows` is the reference of a settled ticket whose matter came back: contract and place are its own, where the
    report names none. `severity` is the contract's word for the urgency; without it and without priority it is P3.

    `client` alone, without a contract, is for what nobody has decided yet: the ticket is labelled TO_QUALIFY.
    `external_id` and `files` are of the message that brought the report, `fingerprint` of the alert.

    `once` for what may be sent again, with the same `entropy`: it never makes a second ticket.
    """

    contract: str | None
    title: str
    kind: Kind = Kind.INCIDENT
    priority: Priority | None = None
    level: Level = Level.REMOTE
    origin: Origin = Origin.PHONE
    requester: str | None = None
    caller: str | None = None
    site: str | None = None
    components: Sequence[str] = ()
    text: str | None = None
    acknowledged: bool = False
    severity: str | None = None
    follows: str | None = None
    checks: tuple[Check, ...] = ()
    how: str | None = None
    assignee: str | None = None
    client: str | None = None
    external_id: str | None = None
    fingerprint: str | None = None
    files: tuple[FileNote, ...] = ()
    once: bool = False


class Opening(NamedTuple):
    """On what a ticket opens: its contract, and the pack that it draws on."""

    contract: Contract | None
    pack: Prepaid | None


TO_QUALIFY: Final = "to_qualify"
"""The label of a ticket whose contract a person has to name."""


def open_ticket(
    store: Store, acting: Acting, report: Report, at: datetime | None = None, contents: tuple[bytes, ...] = ()
) -> Done[Ticket]:
    """Open a ticket; nothing is refused for lack of contract or hours, it is marked (docs/sla.md rule 13).

    `contents` are the bytes of the report's files.

    Raises UnknownContract, UnknownContact, UnknownSite, UnknownComponent, UnknownSeverity, AtInTheFuture, EmptyText,
    ContractNeeded, OpenedAlready, and for a ticket that it follows up FollowsAnother and what finds it raises.
    """
    said(report.title, "--title")
    reported = at or acting.now
    require_past(reported, acting.now)

    def plan(view: View) -> Act[Ticket]:
        return replace(opened(view, acting, report, reported), attachments=contents)

    return record(store, acting, plan)


def opened(view: View, acting: Acting, report: Report, reported: datetime) -> Act[Ticket]:
    """The act that opens a ticket, for who records it with something else; raises as `open_ticket`, not on `at`."""
    known, old = (report, None) if report.client is not None else followed(view, report)
    contract = view.contract(known.contract or "") if known.client is None else None
    ref, uid = _new_ref(view, acting, reported, once=report.once), new_uid(acting)
    stamps = Stamps(acting, reported)
    first = _report(view, stamps, known, contract)
    opening: list[Entry] = [first]
    pack = None
    if contract is None:
        opening.append(conversation.Label(**stamps.stamp(), add=(TO_QUALIFY,)))
    else:
        pack = _pack(view, contract, reported.astimezone(view.zone).date())
        used_up = pack is not None and pack.after().used_up
        uncovered = _uncovered(view, contract, fold(ref, uid, [first]).header, used_up=used_up)
        opening = [replace(first, out_of_contract=uncovered)]
    if report.acknowledged:
        opening.append(lifecycle.Ack(**stamps.stamp(public=True), how=report.how))
    if report.assignee:
        opening.append(lifecycle.Assign(**stamps.stamp(), assignee=report.assignee))
    if old is not None:
        opening.append(conversation.Link(**stamps.stamp(), kind=LinkKind.FOLLOW_UP, ref=old.ref))
    ticket = written(fold(ref, uid, opening).header, tuple(opening))
    warnings = _warnings(view, Opening(contract, pack), report, ticket, reported.date())
    return Act("open", f"{ref}: open", {layout.path_of_reference(ref): ticket}, ticket, ref, warnings)


def _warnings(view: View, opened_by: Opening, report: Report, ticket: Ticket, day: date) -> tuple[str, ...]:
    contract, pack = opened_by
    if contract is None:
        return ()
    return (
        *_remarks(contract, ticket.out_of_contract, day),
        *_out_of_hours(view, contract, ticket),
        *(pack.remarks(ticket) if pack else ()),
        *severity_remarks(contract, report),
        *level1.remarks(view, contract, ticket, day),
    )


def _report(view: View, stamps: Stamps, report: Report, contract: Contract | None) -> conversation.Open:
    client = contract.client if contract else view.client(report.client or "").id
    day = stamps.at.astimezone(view.zone).date()
    severity = severity_named(contract, report.severity) if contract and report.severity is not None else None
    return conversation.Open(
        **stamps.stamp(public=True),
        title=report.title.strip(),
        kind=report.kind,
        priority=report.priority or (severity.priority if severity else Priority.P3),
        severity=severity.word if severity else None,
        level=report.level,
        origin=report.origin,
        contract=contract.slug if contract else None,
        client=client,
        requester=contact_of(view, client, report.requester, day) if report.requester is not None else None,
        caller=perhaps_said(report.caller, "--caller"),
        site=site_of(view, client, report.site) if report.site is not None else None,
        components=tuple(component_of(view, client, name) for name in report.components),
        text=perhaps_said(report.text, "--text"),
        checks=report.checks,
        files=report.files,
        external_id=report.external_id,
        fingerprint=report.fingerprint,
        out_of_hours=promises.out_of_hours(view.calendar_of(contract) if contract else view.own_calendar, stamps.at),
    )


def _uncovered(view: View, contract: Contract, header: Header, *, used_up: bool) -> OutOfContract | None:
    client, zone = view.client(contract.client), view.company.zone
    return promises.out_of_contract(contract, client, header, zone, pack_used_up=used_up)


def _pack(view: View, contract: Contract, day: date) -> Prepaid | None:
    """What the ticket may draw on; None for a contract that sells no packs."""
    if contract.type is not ContractType.PACK or not contract.packs:
        return None
    from celyactl.services.contracts.packs import Prepaid  # it asks the index

    return Prepaid(view, contract, day)


def _new_ref(view: View, acting: Acting, at: datetime, *, once: bool) -> str:
    """A reference that no ticket of this clone has."""
    while True:
        ref = str(reference.mint(view.company.prefix, at.astimezone(view.zone).date(), acting.entropy))
        if view.repository.entry(view.commit, layout.path_of_reference(ref)) is None:
            return ref
        if once:
            raise OpenedAlready(ref)


def _remarks(contract: Contract, uncovered: OutOfContract | None, day: date) -> tuple[str, ...]:
    """Why the ticket opens without SLA, when it does."""
    match uncovered:
        case OutOfContract.NO_CONTRACT:
            return (_not_in_force(contract, day),)
        case OutOfContract.COMPONENT:
            return (_("{slug} does not cover this: the ticket opens out of contract").format(slug=contract.slug),)
        case OutOfContract.PACK:
            return (_("The pack of {slug} is used up: the ticket opens out of contract").format(slug=contract.slug),)
        case None:
            return ()


def _out_of_hours(view: View, contract: Contract, ticket: Ticket) -> tuple[str, ...]:
    """Why it was reported outside the coverage, and from when on time counts: to be said at the telephone.

    What the company plans itself nobody reported, and nobody waits for.
    """
    if not ticket.out_of_hours or not ticket.kind.is_reported:
        return ()
    found = openness(view.calendar_of(contract), ticket.opened_at)
    said = _("Out of hours: {why}").format(why=why_words(contract, found))
    if ticket.out_of_contract is not None or found.changes_at is None:
        return (said,)
    starts = _("{said}; time counts from {moment}")
    return (starts.format(said=said, moment=Wall(ticket.opened_at.astimezone(view.zone)).moment(found.changes_at)),)


def _not_in_force(contract: Contract, day: date) -> str:
    if day < contract.start:
        text = _("{slug} starts on {start} only: the ticket opens out of contract")
        return text.format(slug=contract.slug, start=full_date(contract.start))
    term = term_of(contract, day)
    last = (term.final_end or term.end) - timedelta(days=1)
    return _("{slug} ended on {last}: the ticket opens out of contract").format(
        slug=contract.slug, last=full_date(last)
    )
