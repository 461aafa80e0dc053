"""Declared words as technicians read them, in the current language; clients read `celyactl.render.everyday` instead.

A message id stands for one meaning, so that a translator may inflect it: words that follow "by" or "waits for" say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain import words
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from celyactl.domain.ticket import Header

_BY_TELEPHONE: Final = marked("by telephone")
_BY_EMAIL: Final = marked("by e-mail")
_ON_SITE: Final = marked("on site")

WORDS: Final[Mapping[type[Enum], Mapping[Enum, str]]] = {
    words.Kind: {
        words.Kind.INCIDENT: marked("incident"),
        words.Kind.REQUEST: marked("request"),
        words.Kind.PROBLEM: marked("problem"),
        words.Kind.OPERATION: marked("planned operation"),
        words.Kind.PREVENTIVE: marked("preventive visit"),
        words.Kind.UPDATE: marked("update"),
        words.Kind.TRAINING: marked("training"),
    },
    words.Priority: {priority: priority.value for priority in words.Priority},
    words.Level: {
        words.Level.LOCAL: marked("level 1"),
        words.Level.REMOTE: marked("level 2"),
        words.Level.SYSTEM: marked("level 3"),
    },
    words.Status: {
        words.Status.NEW: marked("new"),
        words.Status.ASSIGNED: marked("assigned"),
        words.Status.IN_PROGRESS: marked("in progress"),
        words.Status.PENDING: marked("waiting"),
        words.Status.RESOLVED: marked("resolved"),
        words.Status.CLOSED: marked("closed"),
        words.Status.CANCELLED: marked("cancelled"),
    },
    words.Origin: {
        words.Origin.PHONE: _BY_TELEPHONE,
        words.Origin.EMAIL: _BY_EMAIL,
        words.Origin.EXTRANET: marked("on the extranet"),
        words.Origin.MONITORING: marked("by the monitoring"),
        words.Origin.ONSITE: _ON_SITE,
    },
    words.Channel: {
        words.Channel.CLI: marked("at the command line"),
        words.Channel.MAIL: _BY_EMAIL,
        words.Channel.EXTRANET: marked("on the extranet"),
        words.Channel.CI: marked("by an automatic task"),
        words.Channel.MONITOR: marked("by the monitoring"),
    },
    words.Visibility: {
        words.Visibility.PUBLIC: marked("public"),
        words.Visibility.INTERNAL: marked("INTERNAL"),
    },
    words.WaitFor: {
        words.WaitFor.CLIENT: marked("waits for the client"),
        words.WaitFor.THIRD_PARTY: marked("waits for a third party"),
        words.WaitFor.INTERNAL: marked("put aside"),
    },
    words.Mode: {
        words.Mode.PHONE: _BY_TELEPHONE,
        words.Mode.EMAIL: _BY_EMAIL,
        words.Mode.REMOTE: marked("remotely"),
        words.Mode.ONSITE: _ON_SITE,
    },
    words.ClockName: {
        words.ClockName.RESPONSE: marked("Response"),
        words.ClockName.RESTORATION: marked("Restoration"),
        words.ClockName.ONSITE: marked("Arrival on site"),
    },
    words.ClockStatus: {
        words.ClockStatus.RUNNING: marked("running"),
        words.ClockStatus.PAUSED: marked("paused"),
        words.ClockStatus.MET: marked("met"),
        words.ClockStatus.BREACHED: marked("missed"),
        words.ClockStatus.NONE: marked("no target"),
    },
    words.Because: {
        words.Because.COMPANY: marked("the company"),
        words.Because.CLIENT: marked("the client"),
        words.Because.THIRD_PARTY: marked("a third party"),
        words.Because.FORCE_MAJEURE: marked("force majeure"),
    },
    words.OutOfContract: {
        words.OutOfContract.NO_CONTRACT: marked("no contract in force"),
        words.OutOfContract.COMPONENT: marked("component not covered"),
        words.OutOfContract.PACK: marked("pack used up"),
    },
    words.LinkKind: {
        words.LinkKind.RELATED: marked("related to"),
        words.LinkKind.DUPLICATE: marked("duplicate of"),
        words.LinkKind.FOLLOW_UP: marked("follow-up of"),
        words.LinkKind.CAUSED_BY: marked("caused by"),
        words.LinkKind.PARENT: marked("part of"),
    },
    words.ContractType: {
        words.ContractType.PACK: marked("pack of tickets"),
        words.ContractType.MAINTENANCE: marked("maintenance"),
    },
    words.Renewal: {
        words.Renewal.TACIT: marked("tacit renewal"),
        words.Renewal.EXPRESS: marked("express renewal"),
        words.Renewal.NONE: marked("no renewal"),
    },
    words.Legal: {
        words.Legal.PROFESSIONAL: marked("professional"),
        words.Legal.NON_PROFESSIONAL: marked("non-professional"),
        words.Legal.CONSUMER: marked("consumer"),
        words.Legal.PUBLIC_BUYER: marked("public buyer"),
    },
    words.Role: {
        words.Role.LEVEL1: marked("level-1 contact"),
        words.Role.REQUESTER: marked("requester"),
        words.Role.MANAGER: marked("manager"),
        words.Role.SIGNATORY: marked("signatory"),
        words.Role.BILLING: marked("billing"),
        words.Role.IT: marked("IT"),
    },
    words.ComponentKind: {
        words.ComponentKind.PBX: marked("PBX"),
        words.ComponentKind.TRUNK: marked("trunk"),
        words.ComponentKind.GATEWAY: marked("gateway"),
        words.ComponentKind.HANDSET: marked("handset"),
        words.ComponentKind.SBC: marked("SBC"),
        words.ComponentKind.OPERATING_SYSTEM: marked("operating system"),
        words.ComponentKind.CERTIFICATE: marked("certificate"),
        words.ComponentKind.LINE: marked("telephone line"),
        words.ComponentKind.OTHER: marked("other component"),
    },
    words.ComponentState: {
        words.ComponentState.IN_SERVICE: marked("in service"),
        words.ComponentState.SPARE: marked("spare"),
        words.ComponentState.LOANED: marked("on loan"),
        words.ComponentState.RMA: marked("sent for repair"),
        words.ComponentState.RETIRED: marked("retired"),
    },
    words.TeamRole: {
        words.TeamRole.TECHNICIAN: marked("technician"),
        words.TeamRole.MANAGER: marked("manager"),
    },
    words.ServiceKind: {
        words.ServiceKind.MAIL: marked("mail service"),
        words.ServiceKind.EXTRANET: marked("extranet service"),
        words.ServiceKind.ESCALATION: marked("escalation service"),
        words.ServiceKind.CI: marked("automatic tasks"),
        words.ServiceKind.MONITOR: marked("monitoring service"),
    },
}
"""The message id of each declared word; words of two enumerations may be equal texts, hence one table each."""


def word(member: Enum) -> str:
    """What a technician reads for a declared word."""
    return _(WORDS[type(member)][member])


def status_words(header: Header) -> str:
    """Where a ticket stands, with whose turn it is while it waits: `waits for the client`."""
    if header.pending is None:
        return word(header.status)
    return word(header.pending.reason)


_WHY: Final = {
    "security": marked("security"),
    "feature": marked("new feature"),
    "end-of-life": marked("end of life"),
    "fix": marked("fault put right"),
}


def why_words(reason: str | None) -> str:
    """Why a component got another version; nothing when nobody said so."""
    return _(_WHY[reason]) if reason else ""


_CRITICALITY: Final = {"low": marked("low"), "medium": marked("medium"), "high": marked("high")}


def criticality_words(criticality: str | None) -> str:
    """How much depends on a component; nothing when nobody said so."""
    return _(_CRITICALITY[criticality]) if criticality else ""


_TERM_STATES: Final = {
    "upcoming": marked("not started yet"),
    "active": marked("in force"),
    "renewing": marked("in force, renews soon"),
    "ending": marked("in force, ends soon"),
    "ended": marked("ended"),
    "exhausted": marked("ended: its renewals are used up"),
}


def term_state_words(state: str) -> str:
    """What a technician reads for the state of a contract's term."""
    return _(_TERM_STATES[state])
