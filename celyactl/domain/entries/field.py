"""Entries about work in the field: interventions, operations, preventive visits, outages."""

from typing import Annotated, Literal

from msgspec import Meta

from celyactl.domain.entries.base import Check, Entry, FileNote
from celyactl.domain.model import EntryId, Id, Instant, Line, Model, Text, TicketRef
from celyactl.domain.words import Mode


class Part(Model, frozen=True, kw_only=True):
    """A part that was swapped: the serial numbers that came out and went in."""

    component: Id | None = None
    product: Line | None = None
    serial_out: Line | None = None
    serial_in: Line | None = None


class Agreement(Model, frozen=True, kw_only=True):
    """Who agreed to billable work, and how."""

    by: Line
    how: Line


class InterventionPlanned(Entry, tag="intervention_planned", frozen=True, kw_only=True):
    """Somebody will come, or will work remotely, in a window; the entry's id names the intervention."""

    mode: Mode
    start: Instant
    end: Instant
    technician: Id | None = None
    site: Id | None = None
    summary: Text | None = None


class InterventionMoved(Entry, tag="intervention_moved", frozen=True, kw_only=True):
    """A planned intervention gets another window or technician."""

    intervention: EntryId
    start: Instant
    end: Instant
    technician: Id | None = None
    text: Text | None = None


class InterventionCancelled(Entry, tag="intervention_cancelled", frozen=True, kw_only=True):
    """A planned intervention will not take place."""

    intervention: EntryId
    text: Text | None = None


class Intervention(Entry, tag="intervention", frozen=True, kw_only=True):
    """Work done, planned before (`planned`) or not; `travel_seconds` is apart from start and end."""

    mode: Mode
    start: Instant
    end: Instant
    technician: Id | None = None
    planned: EntryId | None = None
    site: Id | None = None
    travel_seconds: Annotated[int, Meta(ge=0)] = 0
    arrival: Instant | None = None
    departure: Instant | None = None
    summary: Text
    parts: tuple[Part, ...] = ()
    tests: tuple[Check, ...] = ()
    out_of_hours: bool = False
    billable: bool = False
    agreed: Agreement | None = None
    files: tuple[FileNote, ...] = ()


class OperationPlanned(Entry, tag="operation_planned", frozen=True, kw_only=True):
    """A planned operation: its window, what it touches, the risk and the way back."""

    start: Instant
    end: Instant
    components: tuple[Id, ...] = ()
    risk: Text | None = None
    rollback: Text | None = None


class OperationAnnounced(Entry, tag="operation_announced", frozen=True, kw_only=True):
    """The client's notice was sent; its commit proves when (docs/sla.md rule 11)."""

    start: Instant
    end: Instant
    to: tuple[Id, ...] = ()
    message_id: Line | None = None
    text: Text | None = None


class OperationDone(Entry, tag="operation_done", frozen=True, kw_only=True):
    """The operation took place."""

    start: Instant
    end: Instant
    rolled_back: bool = False
    text: Text | None = None


class OperationCancelled(Entry, tag="operation_cancelled", frozen=True, kw_only=True):
    """The operation will not take place."""

    text: Text | None = None


class PreventivePlanned(Entry, tag="preventive_planned", frozen=True, kw_only=True):
    """A preventive visit falls due."""

    due: Instant
    plan: Id | None = None
    checklist: tuple[Line, ...] = ()


class Finding(Model, frozen=True, kw_only=True):
    """Something a visit found, and the ticket it became."""

    text: Text
    component: Id | None = None
    ref: TicketRef | None = None


class PreventiveDone(Entry, tag="preventive_done", frozen=True, kw_only=True):
    """A preventive visit was made."""

    results: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: Text | None = None


class ComponentUpdated(Entry, tag="component_updated", frozen=True, kw_only=True):
    """A component was changed: old and new version, and why."""

    component: Id
    old: Line | None = None
    new: Line | None = None
    reason: Literal["security", "feature", "end-of-life", "fix"] | None = None
    text: Text | None = None


class OutageStarted(Entry, tag="outage_started", frozen=True, kw_only=True):
    """A service went down at `at`; the entry's id names the outage."""

    service: Id
    planned: bool = False
    text: Text | None = None


class OutageEnded(Entry, tag="outage_ended", frozen=True, kw_only=True):
    """A service came back at `at`."""

    outage: EntryId
    service: Id
    text: Text | None = None


class Alert(Entry, tag="alert", frozen=True, kw_only=True):
    """The monitoring spoke again of the same incident."""

    fingerprint: Line
    state: Literal["firing", "resolved"]
    text: Text | None = None
