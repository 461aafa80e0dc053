"""The school: one site, office hours, protected by consumer law as an association."""

from __future__ import annotations

from datetime import date
from typing import Final

from celyactl.domain.client import Client, Component, Contact, RemoteAccess, Site, Version
from celyactl.domain.contract import (
    Commercial,
    Contract,
    CoveragePeriod,
    PreventivePlan,
    RenewalAct,
    Scope,
    SlaRules,
    Takeover,
    TakeoverItem,
    Target,
    TargetPeriod,
)
from celyactl.domain.words import ComponentKind, ContractType, Legal, Mode, Priority, Renewal, Role
from sample.company import vault

_START: Final = date(2025, 1, 6)

CLIENT: Final = Client(
    id="montfleuri",
    name="Groupe scolaire Montfleuri",
    legal=Legal.NON_PROFESSIONAL,
    registration="RNA W000000019",
    language="fr",
    domains=("montfleuri.example",),
    phones=("04 65 71 30 00",),
    sites=(
        Site(
            id="montee",
            name="Établissement de la montée",
            address="27, montée des Capucines",
            postcode="69005",
            city="Lyon",
            phones=("04 65 71 30 00",),
            access="Loge de 7 h 30 à 18 h 30. Pendant les vacances, prévenir l'intendance la veille.",
            remote_access=(
                RemoteAccess(
                    method="Bastion SSH",
                    endpoint="bastion.montfleuri.example:22",
                    secret_kept=vault("Montfleuri"),
                ),
            ),
        ),
    ),
    contacts=(
        Contact(
            id="yann",
            name="Yann Delorme",
            email="y.delorme@montfleuri.example",
            phones=("04 65 71 30 12",),
            roles=(Role.LEVEL1, Role.REQUESTER, Role.IT),
            digest="weekly",
            since=_START,
        ),
        Contact(
            id="secretariat",
            name="Odile Marchand",
            email="secretariat@montfleuri.example",
            phones=("04 65 71 30 01",),
            roles=(Role.REQUESTER,),
            since=_START,
        ),
        Contact(
            id="intendance",
            name="Rémi Castan",
            email="intendance@montfleuri.example",
            phones=("04 65 71 30 05",),
            roles=(Role.MANAGER, Role.SIGNATORY, Role.BILLING),
            digest="monthly",
            since=_START,
        ),
    ),
    components=(
        Component(
            id="ipbx",
            kind=ComponentKind.PBX,
            name="IPBX de l'établissement",
            product="Asterisk",
            site="montee",
            serial="MF-SRV-01",
            criticality="high",
            versions=(Version(version="18.26.1", since=date(2025, 1, 6), by="ines"),),
            end_of_life=date(2025, 10, 20),
        ),
        Component(
            id="trunk",
            kind=ComponentKind.TRUNK,
            name="Trunk SIP",
            supplier="opalia",
            circuit="SIP-69-001877",
            technology="SIP sur UDP, 8 canaux",
            numbers=("04 65 71 30 00 à 04 65 71 30 29",),
            site="montee",
        ),
        Component(
            id="certificat",
            kind=ComponentKind.CERTIFICATE,
            name="Certificat tel.montfleuri.example",
            expires=date(2026, 1, 31),
            site="montee",
        ),
        Component(
            id="postes",
            kind=ComponentKind.HANDSET,
            name="Postes des bureaux et des salles",
            maker="Sonaria",
            product="S20",
            quantity=46,
            site="montee",
            versions=(Version(version="3.2.7", since=date(2025, 1, 6)),),
        ),
        Component(
            id="sonnerie",
            kind=ComponentKind.GATEWAY,
            name="Passerelle de la sonnerie et des annonces",
            maker="Sonaria",
            product="P2",
            site="montee",
            versions=(Version(version="1.8", since=date(2025, 1, 6)),),
        ),
        Component(
            id="fax",
            kind=ComponentKind.OTHER,
            name="Fax de l'intendance",
            hosted=True,
            service="fax-courriel",
            numbers=("04 65 71 30 09",),
        ),
        Component(
            id="visiophone",
            kind=ComponentKind.OTHER,
            name="Visiophone du portail",
            site="montee",
            note="Installé par la mairie, hors contrat.",
        ),
    ),
    services=("fax-courriel", "supervision"),
)

CONTRACT: Final = Contract(
    slug="montfleuri-2025",
    client="montfleuri",
    type=ContractType.MAINTENANCE,
    title="Maintenance de la téléphonie de l'établissement",
    start=_START,
    months=12,
    renewal=Renewal.TACIT,
    renewal_months=12,
    notice_months=2,
    alert_days=45,
    holidays="FR",
    coverage=(CoveragePeriod(since=_START, coverage="business"),),
    targets=(
        TargetPeriod(
            since=_START,
            targets=(
                Target(priority=Priority.P1, response="1h", restoration="8h"),
                Target(priority=Priority.P2, response="2h", restoration="2d"),
                Target(priority=Priority.P3, response="1d", restoration="5d"),
                Target(priority=Priority.P4, response="1d", restoration="-"),
            ),
        ),
    ),
    sla=SlaRules(third_party_pauses=True),
    covers=Scope(
        components=("ipbx", "trunk", "certificat", "postes", "sonnerie", "fax"),
    ),
    preventive=(
        PreventivePlan(
            id="ete",
            since=_START,
            visits=1,
            months=(7,),
            mode=Mode.ONSITE,
            site="montee",
            checklists={ComponentKind.PBX: ("Sauvegarde restaurée à blanc", "Annuaire des départs nettoyé")},
        ),
    ),
    takeover=Takeover(
        on=_START,
        by="ines",
        previous="Un bénévole de l'association",
        audit="Asterisk 18 en fin de vie, 46 postes, mots de passe d'usine sur quatorze postes.",
        items=(
            TakeoverItem(
                component="ipbx",
                state="poor",
                reservation="Version en fin de vie : migration à faire avant l'automne 2025.",
                until=date(2025, 10, 20),
            ),
            TakeoverItem(component="postes", state="fair"),
        ),
        credentials=("Compte administrateur de l'IPBX",),
        reservations=("Mots de passe d'usine changés le jour même.",),
        level1=("yann",),
        training_planned=date(2025, 1, 22),
        signed=date(2025, 1, 8),
    ),
    commercial=(Commercial(since=_START, yearly="2350.00", rhythm="yearly", order="MF-25-003"),),
)

NOTICE_2025: Final = RenewalAct(
    kind="notice-sent",
    on=date(2025, 9, 15),
    proof="Courriel du 15 septembre 2025, accepté par le serveur du client",
    text="Reconduction au 6 janvier 2026 ; opposition possible jusqu'au 6 novembre 2025.",
)
NOTICE_2026: Final = RenewalAct(
    kind="notice-sent",
    on=date(2026, 9, 14),
    proof="Courriel du 14 septembre 2026, accepté par le serveur du client",
    text="Reconduction au 6 janvier 2027 ; opposition possible jusqu'au 6 novembre 2026.",
)
"""The notices that the Code de la consommation (L215-1) asks for, as the client is an association."""
