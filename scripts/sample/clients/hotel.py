"""The hotel: guests every day of the year, and an annex whose contract ended in the summer of 2026."""

from __future__ import annotations

from datetime import date
from typing import Final

from celyactl.domain.client import Client, Component, Contact, RemoteAccess, Site, Version
from celyactl.domain.contract import (
    Commercial,
    Contract,
    CoveragePeriod,
    PreventivePlan,
    Scope,
    SlaRules,
    Takeover,
    TakeoverItem,
    Target,
    TargetPeriod,
)
from celyactl.domain.words import ComponentKind, ContractType, Legal, Mode, Priority, Renewal, Role
from sample.company import vault

_START: Final = date(2025, 2, 1)
_TARGETS: Final = (
    Target(priority=Priority.P1, response="1h", restoration="6h"),
    Target(priority=Priority.P2, response="2h", restoration="1d"),
    Target(priority=Priority.P3, response="8h", restoration="3d"),
    Target(priority=Priority.P4, response="1d", restoration="-"),
)

CLIENT: Final = Client(
    id="grand-large",
    name="Hôtel du Grand Large",
    legal=Legal.PROFESSIONAL,
    registration="SIREN 000 000 027",
    language="fr",
    domains=("grand-large.example",),
    phones=("05 36 49 50 00",),
    sites=(
        Site(
            id="hotel",
            name="Hôtel",
            address="9, quai des Embruns",
            postcode="17000",
            city="La Rochelle",
            phones=("05 36 49 50 00",),
            access="Réception à toute heure ; local technique derrière la lingerie.",
            remote_access=(
                RemoteAccess(
                    method="VPN WireGuard",
                    endpoint="vpn.grand-large.example:51820",
                    secret_kept=vault("Grand Large"),
                ),
            ),
        ),
        Site(
            id="villa",
            name="Villa Marine (annexe)",
            address="2, chemin de la Dune",
            postcode="17000",
            city="La Rochelle",
            holidays="FR-17",
        ),
    ),
    contacts=(
        Contact(
            id="noemie",
            name="Noémie Bastide",
            email="n.bastide@grand-large.example",
            phones=("05 36 49 50 02",),
            roles=(Role.LEVEL1, Role.REQUESTER),
            digest="weekly",
            since=_START,
        ),
        Contact(
            id="reception",
            name="Réception",
            email="reception@grand-large.example",
            phones=("05 36 49 50 00",),
            roles=(Role.REQUESTER,),
            since=_START,
        ),
        Contact(
            id="pascal",
            name="Pascal Étcheverry",
            email="direction@grand-large.example",
            phones=("05 36 49 50 01", "06 39 98 50 01"),
            roles=(Role.MANAGER, Role.SIGNATORY),
            since=_START,
        ),
    ),
    components=(
        Component(
            id="ipbx",
            kind=ComponentKind.PBX,
            name="IPBX de l'hôtel",
            product="Asterisk",
            site="hotel",
            serial="GL-SRV-02",
            criticality="high",
            versions=(Version(version="20.11.0", since=date(2025, 1, 27), by="malik"),),
        ),
        Component(
            id="trunk",
            kind=ComponentKind.TRUNK,
            name="Trunk SIP",
            supplier="opalia",
            circuit="SIP-17-000931",
            technology="SIP sur TLS, 12 canaux",
            numbers=("05 36 49 50 00 à 05 36 49 50 49",),
            site="hotel",
        ),
        Component(
            id="chambres",
            kind=ComponentKind.HANDSET,
            name="Postes des chambres",
            maker="Sonaria",
            product="H10",
            quantity=84,
            site="hotel",
            versions=(Version(version="1.6.2", since=date(2025, 1, 27)),),
        ),
        Component(
            id="reception",
            kind=ComponentKind.HANDSET,
            name="Postes de la réception et des services",
            maker="Sonaria",
            product="S40",
            quantity=14,
            site="hotel",
            versions=(Version(version="3.4.0", since=date(2025, 1, 27)),),
        ),
        Component(
            id="pms",
            kind=ComponentKind.OTHER,
            name="Lien avec le logiciel hôtelier",
            site="hotel",
            versions=(Version(version="7.1", since=date(2025, 1, 27)),),
            note="Taxation, réveil, statut des chambres.",
        ),
        Component(
            id="messagerie",
            kind=ComponentKind.OTHER,
            name="Messagerie vocale des chambres",
            hosted=True,
            service="messagerie-vocale",
        ),
        Component(
            id="certificat",
            kind=ComponentKind.CERTIFICATE,
            name="Certificat sip.grand-large.example",
            expires=date(2026, 2, 12),
            site="hotel",
        ),
        Component(
            id="poste-villa",
            kind=ComponentKind.HANDSET,
            name="Postes de la Villa Marine",
            maker="Sonaria",
            product="H10",
            quantity=11,
            site="villa",
        ),
    ),
    services=("messagerie-vocale", "supervision"),
)

CONTRACT: Final = Contract(
    slug="grand-large-2025",
    client="grand-large",
    type=ContractType.MAINTENANCE,
    title="Maintenance 7 jours sur 7, hôtel",
    start=_START,
    months=24,
    renewal=Renewal.TACIT,
    renewal_months=12,
    notice_months=3,
    holidays="FR",
    coverage=(CoveragePeriod(since=_START, coverage="extended"),),
    targets=(TargetPeriod(since=_START, targets=_TARGETS),),
    sla=SlaRules(workaround_restores=True),
    covers=Scope(sites=("hotel",)),
    preventive=(
        PreventivePlan(
            id="hors-saison",
            since=_START,
            visits=2,
            months=(3, 11),
            mode=Mode.ONSITE,
            site="hotel",
            checklists={
                ComponentKind.PBX: ("Sauvegarde restaurée à blanc",),
                ComponentKind.HANDSET: ("Dix chambres tirées au sort : appel, réveil, urgence",),
            },
        ),
    ),
    takeover=Takeover(
        on=date(2025, 1, 27),
        by="malik",
        previous="Installateur d'origine, en retraite",
        audit="Installation saine ; le lien avec le logiciel hôtelier n'est documenté nulle part.",
        items=(
            TakeoverItem(component="ipbx", state="good"),
            TakeoverItem(component="chambres", state="fair", reservation="Neuf postes sans touche de réveil."),
            TakeoverItem(component="pms", state="unknown"),
        ),
        credentials=("Compte administrateur de l'IPBX", "Compte du logiciel hôtelier, en lecture"),
        level1=("noemie",),
        training_planned=date(2025, 2, 6),
        signed=date(2025, 1, 29),
    ),
    commercial=(Commercial(since=_START, yearly="5160.00", rhythm="half-yearly", order="GL-0117"),),
)

ANNEX: Final = Contract(
    slug="grand-large-villa",
    client="grand-large",
    type=ContractType.MAINTENANCE,
    title="Maintenance de l'annexe",
    start=date(2025, 7, 1),
    months=12,
    renewal=Renewal.EXPRESS,
    renewal_months=12,
    notice_months=1,
    holidays="FR",
    coverage=(CoveragePeriod(since=date(2025, 7, 1), coverage="business"),),
    targets=(TargetPeriod(since=date(2025, 7, 1), targets=_TARGETS),),
    covers=Scope(sites=("villa",)),
    commercial=(Commercial(since=date(2025, 7, 1), yearly="690.00", rhythm="yearly", order="GL-0142"),),
)
"""Express renewal: nobody signed another term, so it ended on 1 July 2026."""
