"""A company, a client and a ticket to be looked at: Monday 23 November 2026, 15:00 in Paris; all through the domain."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from celyactl.domain import clocks as clock_rules
from celyactl.domain.board import Standing
from celyactl.domain.calendar import contract_calendar
from celyactl.domain.client import Client, Component, Contact, Site, Version
from celyactl.domain.company import Company, Member, Supplier
from celyactl.domain.contract import Contract, CoveragePeriod, Target, TargetPeriod
from celyactl.domain.coverages import STANDARD
from celyactl.domain.entries import conversation
from celyactl.domain.fold import fold, refold, written
from celyactl.domain.holiday_zones import public_holidays
from celyactl.domain.promises import promise_for
from celyactl.domain.turn import our_turn_since
from celyactl.domain.words import (
    Channel,
    ComponentKind,
    ContractType,
    Kind,
    Legal,
    Level,
    Origin,
    Priority,
    Renewal,
    Role,
    Visibility,
)
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.terminal.ticket import TicketFacts

PARIS = ZoneInfo("Europe/Paris")
REF = "CEL-2611-4F7K2QE"
UID = "01KAAAAAAAAAAAAAAAAAAAAAAA"


def at(day: int, clock: str, month: int = 11) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


NOW = at(23, "15:00")

COMPANY = Company(
    company="CELYA",
    prefix="CEL",
    language="fr",
    zone="Europe/Paris",
    holidays="FR",
    phones=("+33 1 99 00 00 00",),
    out_of_hours_phone="+33 6 39 98 00 00",
    coverages=dict(STANDARD),
    team=(
        Member(id="lea", name="Léa Martin", email="lea.martin@celya.example", phones=("+33 6 39 98 11 11",)),
        Member(id="nadia", name="Nadia Roussel", email="nadia@celya.example"),
    ),
    suppliers=(Supplier(id="opera", name="Opéra Télécom", kind="carrier"),),
)

CLIENT = Client(
    id="lilas",
    name="Clinique des Lilas",
    legal=Legal.PROFESSIONAL,
    language="fr",
    sites=(
        Site(id="siege", name="Site principal", address="12 rue des Lilas", postcode="69003", city="Lyon"),
        Site(id="annexe", name="Annexe", city="Villeurbanne"),
    ),
    contacts=(
        Contact(
            id="claire",
            name="Claire Vasseur",
            email="claire.vasseur@lilas.example",
            phones=("+33 1 99 00 12 34",),
            roles=(Role.LEVEL1, Role.MANAGER),
        ),
        Contact(id="paul", name="Paul Petit", email="paul.petit@lilas.example", left=date(2026, 6, 30)),
    ),
    components=(
        Component(
            id="pbx",
            kind=ComponentKind.PBX,
            name="Standard principal",
            product="Asterisk",
            site="siege",
            versions=(Version(version="18.20", since=date(2025, 3, 1)),),
        ),
        Component(id="trunk", kind=ComponentKind.TRUNK, name="Trunk SIP", supplier="opera", circuit="SIP-69-004512"),
    ),
)

CONTRACT = Contract(
    slug="lilas-2026",
    client="lilas",
    type=ContractType.MAINTENANCE,
    start=date(2026, 1, 1),
    months=12,
    renewal=Renewal.TACIT,
    renewal_months=12,
    notice_months=3,
    holidays="FR",
    coverage=(CoveragePeriod(since=date(2026, 1, 1), coverage="business"),),
    targets=(
        TargetPeriod(
            since=date(2026, 1, 1),
            targets=(
                Target(priority=Priority.P1, response="30m", restoration="4h"),
                Target(priority=Priority.P2, response="1h", restoration="8h"),
                Target(priority=Priority.P3, response="4h", restoration="5d"),
            ),
        ),
    ),
)


class Journal:
    """Entries one after the other; `recorded` is when each happened unless `entered` says later."""

    def __init__(self) -> None:
        self.entries: list = []

    def add(self, entry_type, when: datetime, *, public=False, entered=None, **fields):
        entry = entry_type(
            id=f"01KA{len(self.entries):022d}",
            at=when,
            recorded=entered or when,
            visibility=Visibility.PUBLIC if public else Visibility.INTERNAL,
            after=(self.entries[-1].id,) if self.entries else (),
            **{"by": "lea", "channel": Channel.CLI} | fields,
        )
        self.entries.append(entry)
        return entry

    def open(self, when: datetime, **fields):
        given = {
            "title": "Plus aucun appel entrant",
            "kind": Kind.INCIDENT,
            "priority": Priority.P2,
            "level": Level.REMOTE,
            "origin": Origin.PHONE,
            "contract": "lilas-2026",
            "client": "lilas",
            "requester": "claire",
        } | fields
        return self.add(conversation.Open, when, public=True, **given)

    def ticket(self, ref: str = REF):
        return written(fold(ref, UID, self.entries).header, tuple(self.entries))


def holidays_of(zone, year):
    return public_holidays(zone, [year])


CALENDAR = contract_calendar(CONTRACT, COMPANY, holidays_of)


def clocks(ticket, now=NOW, contract=CONTRACT):
    promise = promise_for(ticket, contract, COMPANY.zone)
    return clock_rules.clocks(refold(ticket), promise, CALENDAR, (), now)


def standing(ticket, now=NOW):
    return Standing(refold(ticket), clocks(ticket, now))


def facts(ticket, now=NOW):
    return TicketFacts(
        ticket=ticket,
        story=refold(ticket),
        clocks=clocks(ticket, now),
        names=Names(COMPANY, CLIENT),
        contract=CONTRACT,
        coverage="business",
        turn_since=our_turn_since(refold(ticket)),
    )


def wall(now=NOW) -> Wall:
    return Wall(now)
