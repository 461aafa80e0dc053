"""A small desk that is well, as models and as files: a company, one client with a contract, one resolved incident."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from celyactl.domain.client import Client, Component, Contact, Site
from celyactl.domain.company import Company, Coverage, Member
from celyactl.domain.contract import Contract, CoveragePeriod, Target, TargetPeriod
from celyactl.domain.entries.conversation import Note, Open
from celyactl.domain.entries.lifecycle import Ack, Cause, Resolve, Restore
from celyactl.domain.fold import fold, written
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
    Visibility,
)
from celyactl.services.checking.findings import File
from celyactl.store.records import dump

if TYPE_CHECKING:
    from celyactl.domain.entries import AnyEntry
    from celyactl.domain.ticket import Ticket

WINTER = timezone(timedelta(hours=1))
OPENED = datetime(2026, 11, 21, 10, 0, tzinfo=WINTER)
REF = "CEL-2611-4F7K2QE"
PATH = f"tickets/2026/11/{REF}.yaml"


def entry_id(number: int) -> str:
    return f"01M6G6XMS0C4QADKPC3DWE{number:04}"


def facts(number: int, **more) -> dict:
    """What every entry has; entry n happened n minutes after the opening and comes after entry n-1."""
    at = OPENED + timedelta(minutes=number)
    after = (entry_id(number - 1),) if number else ()
    return {
        "id": entry_id(number),
        "at": at,
        "recorded": at,
        "by": "lea",
        "channel": Channel.CLI,
        "after": after,
        **more,
    }


def opening(**more) -> Open:
    return Open(
        **{
            **facts(0),
            "title": "Plus d'appels entrants",
            "kind": Kind.INCIDENT,
            "priority": Priority.P2,
            "level": Level.REMOTE,
            "origin": Origin.PHONE,
            "contract": "acme-2026",
            "client": "acme",
            "requester": "claire",
            "site": "siege",
            "components": ("ipbx",),
            **more,
        }
    )


def journal() -> tuple[AnyEntry, ...]:
    return (
        opening(text="Depuis ce matin.\nRien n'entre."),
        Ack(**facts(1), how="rappelée"),
        Note(**facts(2, visibility=Visibility.PUBLIC), text="Nous cherchons."),
        Cause(**facts(3), text="Lien opérateur coupé"),
        Restore(**facts(4)),
        Resolve(**facts(5), text="Lien rétabli"),
    )


def ticket(ref: str = REF, entries: tuple[AnyEntry, ...] | None = None) -> Ticket:
    entries = journal() if entries is None else entries
    return written(fold(ref, entries[0].id, entries).header, entries)


def company(**more) -> Company:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:00-18:00",))
    return Company(
        **{
            "company": "CELYA",
            "prefix": "CEL",
            "language": "fr",
            "zone": "Europe/Paris",
            "holidays": "FR-57",
            "coverages": {"business": Coverage(week=week, holidays="closed")},
            "team": (Member(id="lea", name="Léa Martin", email="lea@celya.example"),),
            **more,
        }
    )


def client(**more) -> Client:
    return Client(
        **{
            "id": "acme",
            "name": "ACME",
            "legal": Legal.PROFESSIONAL,
            "sites": (Site(id="siege", name="Siège", postcode="57000"),),
            "contacts": (Contact(id="claire", name="Claire Weber", phones=("06 12 34 56 78",)),),
            "components": (Component(id="ipbx", kind=ComponentKind.PBX, name="Standard", site="siege"),),
            **more,
        }
    )


def contract(**more) -> Contract:
    start = date(2026, 1, 1)
    return Contract(
        **{
            "slug": "acme-2026",
            "client": "acme",
            "type": ContractType.MAINTENANCE,
            "start": start,
            "months": 12,
            "renewal": Renewal.TACIT,
            "renewal_months": 12,
            "notice_months": 3,
            "holidays": "FR-57",
            "coverage": (CoveragePeriod(since=start, coverage="business"),),
            "targets": (
                TargetPeriod(since=start, targets=(Target(priority=Priority.P1, response="1h", restoration="4h"),)),
            ),
            **more,
        }
    )


def files(**replaced: bytes) -> list[File]:
    """The whole desk as git lists it; `desk=`, `client=`, `contract=` and `ticket=` put other bytes in place."""
    made = {
        "contract": ("contracts/acme/acme-2026.yaml", contract()),
        "client": ("contracts/acme/client.yaml", client()),
        "desk": ("desk.yaml", company()),
        "ticket": (PATH, ticket()),
    }
    blobs = {name: dump(model) for name, (_, model) in made.items()} | replaced
    return [File(path, "100644", blobs[name]) for name, (path, _) in made.items()]
