"""A small desk that is well, as models and files: a company, one client, its contract and letters, one incident."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from celyactl.domain.client import Client, Component, Contact, Site
from celyactl.domain.company import Company, Coverage, Member
from celyactl.domain.contract import Contract, CoveragePeriod, Target, TargetPeriod
from celyactl.domain.correspondence import Correspondence, Digest, RenewalNotice
from celyactl.domain.entries.conversation import Note, Open
from celyactl.domain.entries.delivery import MailQueued, MailSent
from celyactl.domain.entries.lifecycle import Ack, Cause, Resolve, Restore
from celyactl.domain.fold import fold, written
from celyactl.domain.report import Approve, Recommendation, Report
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
REPORT = "contracts/acme/reports/2026.acme-2026.yaml"
LETTERS = "contracts/acme/correspondence.yaml"
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


def correspondence(**more) -> Correspondence:
    """A weekly digest by mail, and a renewal notice by letter."""
    to, message = ("acme:claire",), f"<{entry_id(1)}@celya.example>"
    journal = (
        Digest(**facts(0), start=date(2026, 11, 16), end=date(2026, 11, 23), to=to),
        MailQueued(**facts(1), template="digest", language="fr", to=to, message_id=message, about=entry_id(0)),
        MailSent(**facts(2), message_id=message, answer="250 2.0.0 Ok"),
        RenewalNotice(
            **facts(3),
            contract="acme-2026",
            end=date(2027, 1, 1),
            notice_limit=date(2026, 10, 1),
            means="letter",
            to=to,
            proof="1A 234 567 8901 2",
        ),
    )
    return Correspondence(**{"client": "acme", "journal": journal, **more})


def report(**more) -> Report:
    return Report(
        **{
            "contract": "acme-2026",
            "start": date(2026, 1, 1),
            "end": date(2027, 1, 1),
            "word": "Une bonne année.\nMerci à tous.",
            "recommendations": (
                Recommendation(rule="end-of-life", about="ipbx", decision="edited", text="À remplacer en 2027."),
                Recommendation(rule="outgrown", decision="accepted"),
            ),
            "journal": (Approve(**facts(0), commit="a1" * 20, figures="b2" * 32, program="celyactl 1.0"),),
            **more,
        }
    )


def files(**replaced: bytes) -> list[File]:
    """The whole desk as git lists it; `desk=`, `client=`, `ticket=`… put other bytes in place."""
    made = {
        "contract": ("contracts/acme/acme-2026.yaml", contract()),
        "client": ("contracts/acme/client.yaml", client()),
        "correspondence": (LETTERS, correspondence()),
        "report": (REPORT, report()),
        "desk": ("desk.yaml", company()),
        "ticket": (PATH, ticket()),
    }
    blobs = {name: dump(model) for name, (_, model) in made.items()} | replaced
    return [File(path, "100644", blobs[name]) for name, (path, _) in made.items()]
