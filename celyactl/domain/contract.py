"""One contract: terms, coverage and targets by date of effect (a local day, inclusive), and what it covers."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from celyactl.domain.model import Amount, DurationText, Id, Instant, Line, Model, Text, TicketRef
from celyactl.domain.words import ComponentKind, ContractType, Mode, Priority, Renewal


class CoveragePeriod(Model, frozen=True, kw_only=True):
    """The coverage that holds from a day on."""

    since: date
    coverage: Id


class Target(Model, frozen=True, kw_only=True):
    """The promises for one priority; `-` or absent is no promise."""

    priority: Priority
    response: DurationText | None = None
    restoration: DurationText | None = None
    onsite: DurationText | None = None


class TargetPeriod(Model, frozen=True, kw_only=True):
    """The targets that hold from a day on."""

    since: date
    targets: tuple[Target, ...]


class Termination(Model, frozen=True, kw_only=True):
    """The contract ends early, or will not renew: on which day it ends (exclusive), and who gave notice when."""

    on: date
    received: date | None = None
    by: Literal["client", "company"] | None = None
    text: Text | None = None


class RenewalAct(Model, frozen=True, kw_only=True):
    """An express renewal agreed for one more term, or the notice the law asks for that was sent."""

    kind: Literal["renewed", "notice-sent"]
    on: date
    until: date | None = None
    proof: Line | None = None
    text: Text | None = None


class Pack(Model, frozen=True, kw_only=True):
    """Prepaid tickets or hours bought on a day; `rounding_minutes` is the unit in which time is accounted."""

    bought: date
    unit: Literal["tickets", "hours"]
    quantity: Annotated[int, Meta(ge=1)]
    expires: date | None = None
    rounding_minutes: Annotated[int, Meta(ge=1)] | None = None
    order: Line | None = None


class Rate(Model, frozen=True, kw_only=True):
    """The hourly price of work outside the contract, by mode and window."""

    mode: Mode | None = None
    window: Literal["business", "evening", "night", "weekend", "holiday"] | None = None
    hourly: Amount
    minimum_minutes: Annotated[int, Meta(ge=0)] | None = None


class Revision(Model, frozen=True, kw_only=True):
    """How the price is revised: the formula in the contract's words, the index and its base value."""

    formula: Text
    index: Line
    base: Amount
    base_on: date
    value: Amount | None = None
    source: Line | None = None


class Commercial(Model, frozen=True, kw_only=True):
    """What is paid, from a day on; shown to managers only."""

    since: date
    yearly: Amount | None = None
    rhythm: Literal["yearly", "half-yearly", "quarterly", "monthly"] | None = None
    order: Line | None = None
    rates: tuple[Rate, ...] = ()
    revision: Revision | None = None


class Severity(Model, frozen=True, kw_only=True):
    """A word of the contract for an urgency, and the priority it means."""

    word: Line
    priority: Priority
    text: Text | None = None


class Example(Model, frozen=True, kw_only=True):
    """A worked example that client and company sign; `check` runs it."""

    text: Line
    reported: Instant
    priority: Priority | None = None
    response_due: Instant | None = None
    restoration_due: Instant | None = None


class TakeoverItem(Model, frozen=True, kw_only=True):
    """The state in which one component was taken over."""

    component: Id
    state: Literal["good", "fair", "poor", "unknown"]
    reservation: Text | None = None
    until: date | None = None


class Takeover(Model, frozen=True, kw_only=True):
    """Taking over an existing installation: audit, reservations, credentials handed over (the fact only), level 1."""

    on: date
    by: Id | None = None
    previous: Line | None = None
    audit: Text | None = None
    items: tuple[TakeoverItem, ...] = ()
    credentials: tuple[Line, ...] = ()
    reservations: tuple[Text, ...] = ()
    level1: tuple[Id, ...] = ()
    training_planned: date | None = None
    signed: date | None = None
    ref: TicketRef | None = None


class PreventivePlan(Model, frozen=True, kw_only=True):
    """Visits promised a year, and what is checked by kind of component."""

    id: Id
    since: date
    visits: Annotated[int, Meta(ge=1, le=52)]
    months: tuple[Annotated[int, Meta(ge=1, le=12)], ...] = ()
    mode: Mode | None = None
    site: Id | None = None
    checklists: dict[ComponentKind, tuple[Line, ...]] = field(default_factory=dict)


class SlaRules(Model, frozen=True, kw_only=True):
    """What the contract says where `docs/sla.md` leaves a choice."""

    workaround_restores: bool = False
    third_party_pauses: bool = False
    reopening_days: Annotated[int, Meta(ge=0, le=365)] = 5
    level1_first: bool = False


class Scope(Model, frozen=True, kw_only=True):
    """What is covered; an empty list covers all of its kind."""

    sites: tuple[Id, ...] = ()
    components: tuple[Id, ...] = ()
    kinds: tuple[ComponentKind, ...] = ()


class Contract(Model, frozen=True, kw_only=True):
    """`contracts/<client>/<slug>.yaml`."""

    format: Literal[1] = 1
    slug: Id
    client: Id
    type: ContractType
    title: Line | None = None
    imported: bool = False
    start: date
    months: Annotated[int, Meta(ge=1, le=600)]
    renewal: Renewal
    renewal_months: Annotated[int, Meta(ge=1, le=600)]
    notice_months: Annotated[int, Meta(ge=0, le=120)]
    alert_days: Annotated[int, Meta(ge=0, le=1000)] | None = None
    max_renewals: Annotated[int, Meta(ge=0, le=200)] | None = None
    latest_end: date | None = None
    renewals: tuple[RenewalAct, ...] = ()
    termination: Termination | None = None
    holidays: Line
    coverage: Annotated[tuple[CoveragePeriod, ...], Meta(min_length=1)]
    targets: tuple[TargetPeriod, ...] = ()
    severities: tuple[Severity, ...] = ()
    sla: SlaRules = SlaRules()
    covers: Scope = Scope()
    packs: tuple[Pack, ...] = ()
    preventive: tuple[PreventivePlan, ...] = ()
    takeover: Takeover | None = None
    commercial: tuple[Commercial, ...] = ()
    examples: tuple[Example, ...] = ()
    note: Text | None = None
