"""The clinic: two buildings, telephones that may never fall silent."""

from __future__ import annotations

from datetime import date
from typing import Final

from celyactl.domain.client import Client, Component, Contact, RemoteAccess, Replacement, Site, Training, Version
from celyactl.domain.words import ComponentKind, ComponentState, Legal, Role
from sample.company import vault

_START: Final = date(2025, 1, 1)
_VPN: Final = RemoteAccess(
    method="VPN WireGuard, puis SSH",
    endpoint="vpn.val-orne.example:51820",
    secret_kept=vault("Val d'Orne"),
    text="Prévenir le service informatique de la clinique la nuit.",
)

SITES: Final = (
    Site(
        id="principal",
        name="Bâtiment principal",
        address="4, allée des Tilleuls",
        postcode="61000",
        city="Alençon",
        phones=("02 61 91 20 00",),
        access="Accueil 24 h/24 ; badge visiteur au poste de sécurité. Local technique au sous-sol, porte S-07.",
        remote_access=(_VPN,),
    ),
    Site(
        id="consultations",
        name="Centre de consultations",
        address="18, rue du Pont-Neuf",
        postcode="61000",
        city="Alençon",
        phones=("02 61 91 20 50",),
        access="De 8 h à 19 h ; clé de la baie à l'accueil.",
    ),
)

CONTACTS: Final = (
    Contact(
        id="claire",
        name="Claire Vasseur",
        email="claire.vasseur@val-orne.example",
        phones=("02 61 91 20 10", "06 39 98 20 10"),
        roles=(Role.LEVEL1, Role.REQUESTER, Role.IT),
        digest="weekly",
        training=(
            Training(topic="Niveau 1 : diagnostic d'un poste et du standard", on=date(2024, 12, 17), by="malik"),
        ),
        replaced_by=(Replacement(contact="idriss", since=date(2026, 8, 3), until=date(2026, 8, 24)),),
        since=_START,
    ),
    Contact(
        id="idriss",
        name="Idriss Lemoine",
        email="idriss.lemoine@val-orne.example",
        phones=("02 61 91 20 11",),
        roles=(Role.REQUESTER, Role.IT),
        since=_START,
    ),
    Contact(
        id="nuit",
        name="Cadre de nuit",
        email="cadre.nuit@val-orne.example",
        phones=("02 61 91 20 99",),
        roles=(Role.REQUESTER,),
        sites=("principal",),
        since=_START,
    ),
    Contact(
        id="direction",
        name="Marianne Le Dantec",
        email="direction@val-orne.example",
        phones=("02 61 91 20 01",),
        roles=(Role.MANAGER, Role.SIGNATORY),
        digest="monthly",
        since=_START,
    ),
)

COMPONENTS: Final = (
    Component(
        id="ipbx",
        kind=ComponentKind.PBX,
        name="IPBX du bâtiment principal",
        product="Asterisk",
        site="principal",
        serial="VO-SRV-01",
        criticality="high",
        versions=(Version(version="20.9.3", since=date(2024, 12, 18), by="malik"),),
        end_of_life=date(2027, 10, 19),
        since=date(2021, 6, 1),
    ),
    Component(
        id="systeme",
        kind=ComponentKind.OPERATING_SYSTEM,
        name="Système du serveur IPBX",
        product="Debian",
        site="principal",
        versions=(Version(version="12.8", since=date(2024, 12, 18), by="malik"),),
        end_of_life=date(2028, 6, 30),
    ),
    Component(
        id="trunk",
        kind=ComponentKind.TRUNK,
        name="Trunk SIP principal",
        supplier="opalia",
        circuit="SIP-61-004512",
        technology="SIP sur TLS, 30 canaux",
        numbers=("02 61 91 20 00 à 02 61 91 20 99",),
        site="principal",
        criticality="high",
    ),
    Component(
        id="secours",
        kind=ComponentKind.GATEWAY,
        name="Passerelle de secours 4G",
        maker="Sonaria",
        product="G4 Duo",
        site="principal",
        serial="G4D-88213",
        versions=(Version(version="5.2.1", since=date(2024, 12, 18)),),
    ),
    Component(
        id="certificat",
        kind=ComponentKind.CERTIFICATE,
        name="Certificat sip.val-orne.example",
        site="principal",
        expires=date(2025, 9, 14),
    ),
    Component(
        id="postes",
        kind=ComponentKind.HANDSET,
        name="Postes des services et du standard",
        maker="Sonaria",
        product="S40",
        site="principal",
        quantity=142,
        versions=(Version(version="3.4.0", since=date(2024, 12, 18)),),
    ),
    Component(
        id="dect",
        kind=ComponentKind.HANDSET,
        name="Téléphones DECT des soignants et leurs 24 bornes",
        maker="Sonaria",
        product="D20",
        site="principal",
        quantity=58,
        versions=(Version(version="2.11", since=date(2024, 12, 18)),),
        criticality="high",
    ),
    Component(
        id="poste-pret",
        kind=ComponentKind.HANDSET,
        name="Poste de prêt",
        maker="Sonaria",
        product="S40",
        site="consultations",
        serial="S40-55107",
        state=ComponentState.LOANED,
        since=date(2026, 3, 9),
    ),
    Component(id="fax", kind=ComponentKind.GATEWAY, name="Passerelle fax des laboratoires", site="principal"),
    Component(
        id="interphone",
        kind=ComponentKind.OTHER,
        name="Interphone vidéo du parking",
        site="principal",
        note="Posé par un autre installateur, hors contrat.",
    ),
)

CLIENT: Final = Client(
    id="val-orne",
    name="Clinique du Val d'Orne",
    legal=Legal.PROFESSIONAL,
    registration="SIREN 000 000 019",
    language="fr",
    domains=("val-orne.example",),
    phones=("02 61 91 20 00",),
    sites=SITES,
    contacts=CONTACTS,
    components=COMPONENTS,
    services=("messagerie-vocale", "supervision"),
    note="Le standard répond jour et nuit : ne jamais redémarrer l'IPBX sans l'accord du cadre de nuit.",
)
