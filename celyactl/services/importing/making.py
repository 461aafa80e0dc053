"""A draft as a ticket: the journal that its facts tell, folded once, and its file ready to be put into the history."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from celyactl.domain import promises, reference
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import fold, written
from celyactl.domain.in_force import in_force
from celyactl.domain.words import Level, OutOfContract
from celyactl.errors.importing import WriterDisagrees
from celyactl.services.stamping import Stamps, new_uid
from celyactl.store import layout, records, scribe
from celyactl.store.many import Addition
from celyactl.store.message import Trailers, message
from celyactl.store.packing import ready

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from celyactl.domain.contract import Contract
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.ticket import Ticket
    from celyactl.services.acting import Acting
    from celyactl.services.importing.judging import Draft
    from celyactl.store.view import View

OP = "import"


class Made(NamedTuple):
    """A ticket to be recorded."""

    line: int
    external_id: str
    ref: str
    addition: Addition


class Maker:
    """Makes tickets of one desk at one commit; `acting` is whoever brings them in."""

    def __init__(self, view: View, acting: Acting) -> None:
        self.view = view
        self.acting = replace(acting, imported=True)
        self._calendar = cache(lambda slug: view.calendar_of(view.contract(slug)))
        self._client = cache(view.client)
        self._in_force = cache(lambda slug, day: in_force(view.contract(slug), day))

    def make(self, draft: Draft, *, compare: bool = False) -> Made:
        """The ticket; with `compare` its file is held against the canonical writer's. Raises WriterDisagrees."""
        ticket = self.ticket(draft)
        path = layout.path_of_reference(ticket.ref)
        text = scribe.text(ticket)
        if compare and text != records.dump(ticket, path):
            raise WriterDisagrees(ticket.ref)
        said = message(f"{ticket.ref}: import", Trailers(OP, ticket.ref, self.acting.by, self.acting.channel))
        algorithm = self.view.repository.place.algorithm
        return Made(
            draft.line, draft.external_id, ticket.ref, Addition(path, text, ready("blob", text, algorithm), said)
        )

    def ticket(self, draft: Draft) -> Ticket:
        """The ticket under a new reference."""
        opened = draft.at["opened_at"]
        ref = str(reference.mint(self.view.company.prefix, self._day(opened), self.acting.entropy))
        uid, journal = new_uid(self.acting), tuple(self._journal(draft, Stamps(self.acting, opened)))
        return written(fold(ref, uid, journal).header, journal)

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.view.zone).date()

    def _journal(self, draft: Draft, stamps: Stamps) -> Iterator[Entry]:
        """What happened, in the order in which it can have."""
        at = draft.at
        yield self._opening(draft, stamps)
        if draft.note:
            yield conversation.Note(**stamps.stamp(), text=draft.note)
        if "acknowledged_at" in at:
            yield lifecycle.Ack(**stamps.stamp(public=True, at=at["acknowledged_at"]))
        if draft.cause:
            known = at.get("restored_at") or at.get("resolved_at") or at.get("acknowledged_at")
            yield lifecycle.Cause(**stamps.stamp(at=known), text=draft.cause, unknown=draft.cause_unknown)
        elif "resolved_at" in at and not at.keys() & {"acknowledged_at", "restored_at"}:
            # what nobody began can't be resolved, and a request needs neither cause nor restoration
            yield lifecycle.Start(**stamps.stamp(at=at["resolved_at"]))
        for column, kind in (
            ("restored_at", lifecycle.Restore),
            ("resolved_at", lifecycle.Resolve),
            ("closed_at", lifecycle.Close),
        ):
            if column in at:
                yield kind(**stamps.stamp(public=True, at=at[column]))

    def _opening(self, draft: Draft, stamps: Stamps) -> conversation.Open:
        contract, opened = draft.contract, draft.at["opened_at"]
        return conversation.Open(
            **stamps.stamp(public=True),
            title=draft.title,
            kind=draft.kind,
            priority=draft.priority,
            level=Level.REMOTE,
            origin=draft.origin,
            contract=contract.slug,
            client=contract.client,
            requester=draft.requester,
            caller=draft.caller,
            site=draft.site,
            components=draft.components,
            external_id=draft.external_id,
            out_of_hours=promises.out_of_hours(self._calendar(contract.slug), opened),
            out_of_contract=self._uncovered(contract, draft),
        )

    def _uncovered(self, contract: Contract, draft: Draft) -> OutOfContract | None:
        """Why no contract covers it (rule 13); whether a pack was used up then is not known any more."""
        if not self._in_force(contract.slug, self._day(draft.at["opened_at"])):
            return OutOfContract.NO_CONTRACT
        covered = promises.covers(contract.covers, self._client(contract.client), draft.components, draft.site)
        return None if covered else OutOfContract.COMPONENT
