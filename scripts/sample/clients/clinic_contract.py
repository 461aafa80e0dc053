"""The clinic's contract: `extended` at first, round the clock since April 2025, a shorter response since 2026."""

from __future__ import annotations

from datetime import date
from typing import Final

from celyactl.domain.contract import (
    Commercial,
    Contract,
    CoveragePeriod,
    PreventivePlan,
    Rate,
    Revision,
    Scope,
    Severity,
    SlaRules,
    Takeover,
    TakeoverItem,
    Target,
    TargetPeriod,
)
from celyactl.domain.words import ComponentKind, ContractType, Mode, Priority, Renewal

_START: Final = date(2025, 1, 1)

CONTRACT: Final = Contract(
    slug="val-orne-2025",
    client="val-orne",
    type=ContractType.MAINTENANCE,
    title="Maintenance de la téléphonie, deux bâtiments",
    start=_START,
    months=12,
    renewal=Renewal.TACIT,
    renewal_months=12,
    notice_months=3,
    holidays="FR",
    coverage=(CoveragePeriod(since=_START, coverage="extended"),),
    targets=(
        TargetPeriod(
            since=_START,
            targets=(
                Target(priority=Priority.P1, response="30m", restoration="4h"),
                Target(priority=Priority.P2, response="1h", restoration="8h"),
                Target(priority=Priority.P3, response="4h", restoration="2d"),
                Target(priority=Priority.P4, response="1d", restoration="-"),
            ),
        ),
    ),
    severities=(
        Severity(word="Vitale", priority=Priority.P1, text="Plus d'appels, ou plus d'appels d'urgence."),
        Severity(word="Majeure", priority=Priority.P2, text="Un service entier est gêné."),
        Severity(word="Mineure", priority=Priority.P3),
    ),
    sla=SlaRules(workaround_restores=True, level1_first=True),
    covers=Scope(
        kinds=(
            ComponentKind.PBX,
            ComponentKind.TRUNK,
            ComponentKind.GATEWAY,
            ComponentKind.HANDSET,
            ComponentKind.OPERATING_SYSTEM,
            ComponentKind.CERTIFICATE,
        )
    ),
    preventive=(
        PreventivePlan(
            id="visites",
            since=_START,
            visits=2,
            months=(3, 9),
            mode=Mode.ONSITE,
            site="principal",
            checklists={
                ComponentKind.PBX: ("Sauvegarde restaurée à blanc", "Journaux d'erreurs relus"),
                ComponentKind.CERTIFICATE: ("Date de fin",),
                ComponentKind.GATEWAY: ("Bascule sur le secours 4G pendant dix minutes",),
            },
        ),
    ),
    takeover=Takeover(
        on=date(2024, 12, 18),
        by="helene",
        previous="Orne Communications",
        audit="Asterisk 20 sur Debian 12, 142 postes, 58 DECT, un trunk de 30 canaux, un secours 4G jamais essayé.",
        items=(
            TakeoverItem(component="ipbx", state="good"),
            TakeoverItem(component="trunk", state="good"),
            TakeoverItem(
                component="secours",
                state="poor",
                reservation="Carte SIM expirée : le secours n'est pas garanti avant son remplacement.",
                until=date(2025, 2, 1),
            ),
            TakeoverItem(component="dect", state="fair", reservation="Deux bornes sans alimentation secourue."),
        ),
        credentials=("Compte administrateur de l'IPBX", "Compte client chez l'opérateur"),
        reservations=("Plan de numérotation sans document : relevé à faire avant toute modification.",),
        level1=("claire",),
        training_planned=date(2024, 12, 17),
        signed=date(2024, 12, 19),
    ),
    commercial=(
        Commercial(
            since=_START,
            yearly="9480.00",
            rhythm="quarterly",
            order="BC-2024-611",
            rates=(
                Rate(mode=Mode.ONSITE, window="business", hourly="95.00", minimum_minutes=60),
                Rate(mode=Mode.ONSITE, window="night", hourly="190.00", minimum_minutes=120),
            ),
            revision=Revision(
                formula="P1 = P0 x (0,15 + 0,85 x S1/S0)",
                index="Syntec",
                base="312.40",
                base_on=date(2024, 10, 1),
            ),
        ),
    ),
)

ROUND_THE_CLOCK: Final = CoveragePeriod(since=date(2025, 4, 1), coverage="full")
STRICTER: Final = TargetPeriod(
    since=date(2026, 1, 1),
    targets=(
        Target(priority=Priority.P1, response="15m", restoration="4h"),
        Target(priority=Priority.P2, response="1h", restoration="8h"),
        Target(priority=Priority.P3, response="4h", restoration="2d"),
        Target(priority=Priority.P4, response="1d", restoration="-"),
    ),
)
"""The amendments: round the clock from April 2025, a shorter response from January 2026."""
