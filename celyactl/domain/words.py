"""The declared words of the desk: every enumeration, written plain in the files. Imports nothing heavy."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a ticket is about, in ITIL's terms."""

    INCIDENT = "incident"
    REQUEST = "request"
    PROBLEM = "problem"
    OPERATION = "operation"
    PREVENTIVE = "preventive"
    UPDATE = "update"
    TRAINING = "training"

    @property
    def is_reported(self) -> bool:
        """Whether somebody reported it: operations and preventive visits are planned by the company."""
        return self not in {Kind.OPERATION, Kind.PREVENTIVE}


class Priority(StrEnum):
    """How urgent: P1 is the most urgent."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Level(IntEnum):
    """Who works on it: 1 the client's own contact, 2 remote support, 3 change to the telephone system."""

    LOCAL = 1
    REMOTE = 2
    SYSTEM = 3


class Status(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN = frozenset({Status.NEW, Status.ASSIGNED, Status.IN_PROGRESS, Status.PENDING})
"""`status:open`: everything that is not resolved, closed or cancelled."""


class Origin(StrEnum):
    """How the client's report reached the company (a ticket's `channel`)."""

    PHONE = "phone"
    EMAIL = "email"
    EXTRANET = "extranet"
    MONITORING = "monitoring"
    ONSITE = "onsite"


class Channel(StrEnum):
    """Through which door an act was recorded (an entry's `channel`, the trailer of a commit)."""

    CLI = "cli"
    MAIL = "mail"
    EXTRANET = "extranet"
    CI = "ci"
    MONITOR = "monitor"


class Visibility(StrEnum):
    """Whether the client may read an entry."""

    PUBLIC = "public"
    INTERNAL = "internal"


class WaitFor(StrEnum):
    """Whose turn it is while a ticket is pending."""

    CLIENT = "client"
    THIRD_PARTY = "third-party"
    INTERNAL = "internal"


class Mode(StrEnum):
    """How an intervention is made."""

    PHONE = "phone"
    EMAIL = "email"
    REMOTE = "remote"
    ONSITE = "onsite"


class ClockName(StrEnum):
    """The clocks of a ticket: GTI, GTR, and the arrival on site for contracts that promise it."""

    RESPONSE = "response"
    RESTORATION = "restoration"
    ONSITE = "onsite"


class ClockStatus(StrEnum):
    """What a clock shows at an instant."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    NONE = "none"


class Because(StrEnum):
    """Why a target was missed."""

    COMPANY = "company"
    CLIENT = "client"
    THIRD_PARTY = "third-party"
    FORCE_MAJEURE = "force-majeure"


class OutOfContract(StrEnum):
    """Why a ticket opens without a contract that covers it."""

    NO_CONTRACT = "no_contract_in_force"
    COMPONENT = "component_not_covered"
    PACK = "pack_used_up"


class LinkKind(StrEnum):
    """How one ticket relates to another."""

    RELATED = "related"
    DUPLICATE = "duplicate"
    FOLLOW_UP = "follow-up"
    CAUSED_BY = "caused-by"
    PARENT = "parent"


class ContractType(StrEnum):
    """Prepaid tickets, or annual maintenance."""

    PACK = "pack"
    MAINTENANCE = "maintenance"


class Renewal(StrEnum):
    """What happens at the end of a term."""

    TACIT = "tacit"
    EXPRESS = "express"
    NONE = "none"


class Legal(StrEnum):
    """The client's legal status, which decides on renewal notices (Code de la consommation L215-1, L215-3)."""

    PROFESSIONAL = "professional"
    NON_PROFESSIONAL = "non_professional"
    CONSUMER = "consumer"
    PUBLIC_BUYER = "public_buyer"


class Role(StrEnum):
    """What a contact does for its company."""

    LEVEL1 = "level1"
    REQUESTER = "requester"
    MANAGER = "manager"
    SIGNATORY = "signatory"
    BILLING = "billing"
    IT = "it"


class ComponentKind(StrEnum):
    """What a component of a telephone system is."""

    PBX = "pbx"
    TRUNK = "trunk"
    GATEWAY = "gateway"
    HANDSET = "handset"
    SBC = "sbc"
    OPERATING_SYSTEM = "operating-system"
    CERTIFICATE = "certificate"
    LINE = "line"
    OTHER = "other"


class ComponentState(StrEnum):
    """Where a component is in its life."""

    IN_SERVICE = "in_service"
    SPARE = "spare"
    LOANED = "loaned"
    RMA = "rma"
    RETIRED = "retired"

    @property
    def stands(self) -> bool:
        """Whether it is at work at a client's, as what is on a shelf or sent for repair is not."""
        return self in {ComponentState.IN_SERVICE, ComponentState.LOANED}


class TeamRole(StrEnum):
    """What a member of the team may decide."""

    TECHNICIAN = "technician"
    MANAGER = "manager"


class ServiceKind(StrEnum):
    """The machines that act in the desk."""

    MAIL = "mail"
    EXTRANET = "extranet"
    ESCALATION = "escalation"
    CI = "ci"
    MONITOR = "monitor"
