"""The factory in Moselle, where Good Friday and 26 December are public holidays; two shifts since 2026."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from msgspec.structs import replace

from celyactl.domain.client import Client, Component, Contact, RemoteAccess, Replacement, Site, Training, Version
from celyactl.domain.contract import (
    Commercial,
    Contract,
    CoveragePeriod,
    Example,
    PreventivePlan,
    Rate,
    SlaRules,
    Takeover,
    TakeoverItem,
    Target,
    TargetPeriod,
)
from celyactl.domain.words import ComponentKind, ComponentState, ContractType, Legal, Mode, Priority, Renewal, Role
from sample.company import vault
from sample.moments import PARIS

_START: Final = date(2025, 1, 1)

CLIENT: Final = Client(
    id="warndt",
    name="Fonderies du Warndt",
    legal=Legal.PROFESSIONAL,
    registration="SIREN 000 000 035",
    language="fr",
    domains=("warndt.example",),
    phones=("03 53 01 60 00",),
    sites=(
        Site(
            id="usine",
            name="Usine",
            address="Zone industrielle de la Houve, rue des Mouleurs",
            postcode="57150",
            city="Creutzwald",
            phones=("03 53 01 60 00",),
            holidays="FR-57",
            access="Poste de garde, chaussures de sécurité et casque obligatoires dans l'atelier.",
            remote_access=(
                RemoteAccess(
                    method="VPN WireGuard, rebond par le poste d'administration",
                    endpoint="vpn.warndt.example:51820",
                    secret_kept=vault("Warndt"),
                    text="Le pare-feu ferme le VPN de 21 h à 5 h.",
                ),
            ),
        ),
        Site(
            id="bureaux",
            name="Bureaux et expéditions",
            address="3, rue du Carreau",
            postcode="57150",
            city="Creutzwald",
            phones=("03 53 01 60 40",),
            holidays="FR-57",
        ),
    ),
    contacts=(
        Contact(
            id="gerard",
            name="Gérard Muller",
            email="g.muller@warndt.example",
            phones=("03 53 01 60 10", "06 39 98 60 10"),
            roles=(Role.LEVEL1, Role.REQUESTER),
            sites=("usine",),
            training=(Training(topic="Niveau 1 : postes et bornes de l'atelier", on=date(2025, 1, 15), by="thomas"),),
            since=_START,
        ),
        Contact(
            id="samira",
            name="Samira Ould-Ali",
            email="s.ouldali@warndt.example",
            phones=("03 53 01 60 11",),
            roles=(Role.REQUESTER, Role.IT),
            digest="weekly",
            since=_START,
        ),
        Contact(
            id="expeditions",
            name="Bureau des expéditions",
            email="expeditions@warndt.example",
            phones=("03 53 01 60 41",),
            roles=(Role.REQUESTER,),
            sites=("bureaux",),
            since=_START,
        ),
        Contact(
            id="direction",
            name="Pierre Schaeffer",
            email="direction@warndt.example",
            phones=("03 53 01 60 01",),
            roles=(Role.MANAGER, Role.SIGNATORY, Role.BILLING),
            digest="monthly",
            since=_START,
        ),
    ),
    components=(
        Component(
            id="ipbx",
            kind=ComponentKind.PBX,
            name="IPBX de l'usine",
            product="Asterisk",
            site="usine",
            serial="FW-SRV-03",
            criticality="high",
            versions=(Version(version="20.7.0", since=date(2024, 12, 12), by="thomas"),),
        ),
        Component(
            id="systeme",
            kind=ComponentKind.OPERATING_SYSTEM,
            name="Système du serveur",
            product="Debian",
            site="usine",
            versions=(Version(version="11.11", since=date(2024, 12, 12), by="thomas"),),
            end_of_life=date(2026, 8, 31),
        ),
        Component(
            id="trunk",
            kind=ComponentKind.TRUNK,
            name="Trunk SIP",
            supplier="boreal",
            circuit="BR-57-20931",
            technology="SIP sur lien dédié, 20 canaux",
            numbers=("03 53 01 60 00 à 03 53 01 60 99",),
            site="usine",
            criticality="high",
        ),
        Component(
            id="lien",
            kind=ComponentKind.LINE,
            name="Fibre dédiée",
            supplier="boreal",
            circuit="FO-57-11804",
            site="usine",
        ),
        Component(
            id="dect",
            kind=ComponentKind.HANDSET,
            name="Téléphones DECT renforcés de l'atelier",
            maker="Sonaria",
            product="D40 Pro",
            quantity=36,
            site="usine",
            versions=(Version(version="4.0.3", since=date(2024, 12, 12)),),
        ),
        Component(
            id="postes",
            kind=ComponentKind.HANDSET,
            name="Postes des bureaux",
            maker="Sonaria",
            product="S20",
            quantity=31,
            site="bureaux",
            versions=(Version(version="3.2.7", since=date(2024, 12, 12)),),
        ),
        Component(
            id="sbc",
            kind=ComponentKind.SBC,
            name="Pare-feu de voix",
            site="usine",
            versions=(Version(version="9.2", since=date(2024, 12, 12)),),
        ),
        Component(
            id="certificat",
            kind=ComponentKind.CERTIFICATE,
            name="Certificat voix.warndt.example",
            site="usine",
            expires=date(2025, 11, 30),
        ),
        Component(
            id="enregistreur",
            kind=ComponentKind.OTHER,
            name="Enregistrement des appels de sécurité",
            site="usine",
            note="Conservation de trente jours, sur le disque /var/spool/enregistrements.",
        ),
        Component(
            id="dect-reserve",
            kind=ComponentKind.HANDSET,
            name="Téléphones DECT de réserve",
            maker="Sonaria",
            product="D40 Pro",
            quantity=3,
            state=ComponentState.SPARE,
        ),
    ),
    services=("supervision",),
    note="Visites pendant les postes du matin de préférence ; l'atelier est fermé le Vendredi saint.",
)

CONTRACT: Final = Contract(
    slug="warndt-2025",
    client="warndt",
    type=ContractType.MAINTENANCE,
    title="Maintenance de la téléphonie, usine et bureaux",
    start=_START,
    months=36,
    renewal=Renewal.EXPRESS,
    renewal_months=12,
    notice_months=6,
    holidays="FR-57",
    coverage=(CoveragePeriod(since=_START, coverage="business"),),
    targets=(
        TargetPeriod(
            since=_START,
            targets=(
                Target(priority=Priority.P1, response="30m", restoration="4h"),
                Target(priority=Priority.P2, response="2h", restoration="8h"),
                Target(priority=Priority.P3, response="4h", restoration="3d"),
                Target(priority=Priority.P4, response="1d", restoration="-"),
            ),
        ),
    ),
    sla=SlaRules(reopening_days=10),
    preventive=(
        PreventivePlan(
            id="arrets",
            since=_START,
            visits=2,
            months=(5, 12),
            mode=Mode.ONSITE,
            site="usine",
            checklists={ComponentKind.HANDSET: ("Couverture DECT de l'atelier", "Batteries de plus de trois ans")},
        ),
    ),
    takeover=Takeover(
        on=date(2024, 12, 12),
        by="thomas",
        previous="Service interne, départ en retraite",
        audit="Installation soignée et documentée. Poussière de fonderie dans la baie de l'atelier.",
        items=(
            TakeoverItem(component="ipbx", state="good"),
            TakeoverItem(component="dect", state="fair", reservation="Onze batteries en fin de vie."),
            TakeoverItem(component="systeme", state="fair", reservation="Debian 11 à remplacer avant août 2026."),
        ),
        credentials=("Compte administrateur de l'IPBX", "Compte du pare-feu de voix"),
        level1=("gerard",),
        training_planned=date(2025, 1, 15),
        signed=date(2024, 12, 20),
    ),
    commercial=(
        Commercial(
            since=_START,
            yearly="7320.00",
            rhythm="quarterly",
            order="FW-4500118",
            rates=(Rate(mode=Mode.ONSITE, hourly="98.00", minimum_minutes=60),),
        ),
    ),
)

TWO_SHIFTS: Final = CoveragePeriod(since=date(2026, 1, 1), coverage="atelier")
"""The amendment for the two shifts."""

SIGNED: Final = Example(
    text="Panne totale la veille du Vendredi saint",
    reported=datetime(2026, 4, 2, 17, 0, tzinfo=PARIS),
    priority=Priority.P1,
    restoration_due=datetime(2026, 4, 2, 21, 0, tzinfo=PARIS),
)
"""The example that was signed with it."""

NORA: Final = Contact(
    id="nora",
    name="Nora Klein",
    email="n.klein@warndt.example",
    phones=("03 53 01 60 12", "06 39 98 60 12"),
    roles=(Role.REQUESTER,),
    sites=("usine",),
    since=date(2026, 7, 1),
)


def succession(client: Client) -> Client:
    """Gérard Muller retires on the first of July 2026; Nora Klein follows him."""
    gone = (
        replace(one, left=date(2026, 7, 1), replaced_by=(Replacement(contact="nora", since=date(2026, 7, 1)),))
        if one.id == "gerard"
        else one
        for one in client.contacts
    )
    return replace(client, contacts=(*gone, NORA))
