"""The company that keeps the desk: `desk.yaml` with team, services, suppliers, coverages, rules and views."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from celyactl.domain.days import holds
from celyactl.domain.model import Email, Id, Line, Model, Phone, Text
from celyactl.domain.words import ClockName, ComponentKind, Priority, ServiceKind, TeamRole

_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
Window = Annotated[str, Meta(pattern=rf"^{_TIME}-({_TIME}|24:00)$(?!\n)")]
"""`08:00-18:00`: local times, half-open; a night is a window to `24:00` and one from `00:00` on the next day."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Prefix = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{1,7}$(?!\n)")]


class Coverage(Model, frozen=True, kw_only=True):
    """When people work: windows in local time by weekday, on public holidays or not, exceptions by date."""

    week: dict[Weekday, tuple[Window, ...]]
    holidays: Literal["open", "closed"]
    exceptions: dict[date, tuple[Window, ...]] = field(default_factory=dict)


class Key(Model, frozen=True, kw_only=True):
    """An SSH public key and the days (half-open) on which its signatures count."""

    key: Line
    since: date
    until: date | None = None


class Member(Model, frozen=True, kw_only=True):
    """Somebody of the company."""

    id: Id
    name: Line
    email: Email
    phones: tuple[Phone, ...] = ()
    roles: tuple[TeamRole, ...] = ()
    levels: tuple[int, ...] = ()
    keys: tuple[Key, ...] = ()
    since: date | None = None
    left: date | None = None

    def is_there(self, day: date) -> bool:
        """Whether they belong to the team on a day; `left` is the first day without them."""
        return holds(self.since, self.left, day)


class ServiceIdentity(Model, frozen=True, kw_only=True):
    """A machine that acts in the desk; `instance` names the one clone that may send."""

    id: Id
    kind: ServiceKind
    email: Email
    instance: Line | None = None
    keys: tuple[Key, ...] = ()
    since: date | None = None
    until: date | None = None

    def is_there(self, day: date) -> bool:
        """Whether it acts on a day."""
        return holds(self.since, self.until, day)


class Supplier(Model, frozen=True, kw_only=True):
    """A carrier or vendor that the company depends on."""

    id: Id
    name: Line
    kind: Literal["carrier", "vendor", "hosting", "other"] = "other"
    phones: tuple[Phone, ...] = ()
    email: Email | None = None
    account: Line | None = None
    note: Text | None = None


class SharedService(Model, frozen=True, kw_only=True):
    """A service that several clients use; hosted ones have an availability."""

    id: Id
    name: Line
    hosted: bool = False
    supplier: Id | None = None
    kind: ComponentKind | None = None
    since: date | None = None


class Duty(Model, frozen=True, kw_only=True):
    """Who is on call, on local days [since, until), first to last to be asked."""

    since: date
    until: date
    people: Annotated[tuple[Id, ...], Meta(min_length=1)]
    coverages: tuple[Id, ...] = ()


class EscalationRule(Model, frozen=True, kw_only=True):
    """Whom a threshold tells, and how; the first rule that matches holds."""

    priorities: tuple[Priority, ...] = ()
    coverages: tuple[Id, ...] = ()
    clocks: tuple[ClockName, ...] = ()
    thresholds: tuple[int, ...] = ()
    tell: tuple[Line, ...] = ()
    via: tuple[Literal["mail", "command"], ...] = ()
    raise_level: bool = False


class Mail(Model, frozen=True, kw_only=True):
    """How mail is sent and received; secrets are never here. `digest` is for who sees all tickets and chose nothing."""

    address: Email | None = None
    sender_name: Line | None = None
    authserv_id: Line | None = None
    require: Literal["token", "authenticated", "known"] = "known"
    per_sender_hour: Annotated[int, Meta(ge=1)] | None = None
    per_ticket_hour: Annotated[int, Meta(ge=1)] | None = None
    digest: Literal["none", "weekly", "monthly"] = "none"


class Brand(Model, frozen=True, kw_only=True):
    """How the company looks to its clients."""

    color: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$(?!\n)")] | None = None
    website: Line | None = None
    address: Text | None = None
    extranet: Line | None = None


class Sync(Model, frozen=True, kw_only=True):
    """How clones exchange."""

    auto: bool = True
    remote: Line = "origin"


class Checklist(Model, frozen=True, kw_only=True):
    """Points to check, by category of component or kind of work."""

    id: Id
    title: Line
    items: Annotated[tuple[Line, ...], Meta(min_length=1)]
    component_kinds: tuple[ComponentKind, ...] = ()
    level1: bool = False


class Reply(Model, frozen=True, kw_only=True):
    """A prepared text with variables."""

    id: Id
    title: Line
    text: Text
    language: Literal["fr", "en"] | None = None


class Retention(Model, frozen=True, kw_only=True):
    """How long what is kept, in months after closing."""

    tickets: Annotated[int, Meta(ge=1)] | None = None
    files: Annotated[int, Meta(ge=1)] | None = None
    mails: Annotated[int, Meta(ge=1)] | None = None


class Company(Model, frozen=True, kw_only=True):
    """`desk.yaml`."""

    format: Literal[1] = 1
    company: Line
    prefix: Prefix
    language: Literal["fr", "en"]
    zone: Line
    holidays: Line
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)")] = "EUR"
    phones: tuple[Phone, ...] = ()
    out_of_hours_phone: Phone | None = None
    imported: bool = False
    coverages: dict[Id, Coverage]
    team: tuple[Member, ...] = ()
    services: tuple[ServiceIdentity, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    shared_services: tuple[SharedService, ...] = ()
    oncall: tuple[Duty, ...] = ()
    escalation: tuple[EscalationRule, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    replies: tuple[Reply, ...] = ()
    views: dict[Id, Line] = field(default_factory=dict)
    mail: Mail = Mail()
    brand: Brand = Brand()
    sync: Sync = Sync()
    retention: Retention = Retention()
    signatures: Literal["optional", "required"] = "optional"

    def service(self, kind: ServiceKind, day: date) -> ServiceIdentity | None:
        """The service that does such work on a day, the first of several; None when there is none."""
        return next((one for one in self.services if one.kind is kind and one.is_there(day)), None)
