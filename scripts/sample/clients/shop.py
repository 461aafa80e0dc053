"""The shop: a bookshop on prepaid tickets, with a telephone system that the company hosts."""

from __future__ import annotations

from datetime import date
from typing import Final

from celyactl.domain.client import Client, Component, Contact, Site
from celyactl.domain.contract import Commercial, Contract, CoveragePeriod, Pack, Rate
from celyactl.domain.words import ComponentKind, ContractType, Legal, Renewal, Role

_START: Final = date(2025, 3, 1)

CLIENT: Final = Client(
    id="deux-ponts",
    name="Librairie des Deux Ponts",
    legal=Legal.PROFESSIONAL,
    registration="SIREN 000 000 043",
    language="fr",
    phones=("01 99 00 70 00",),
    sites=(
        Site(
            id="magasin",
            name="Magasin",
            address="31, rue des Relieurs",
            postcode="75005",
            city="Paris",
            phones=("01 99 00 70 00",),
            access="Ouvert du mardi au samedi, de 10 h à 19 h 30.",
        ),
    ),
    contacts=(
        Contact(
            id="agnes",
            name="Agnès Roumier",
            email="agnes@deux-ponts.example",
            phones=("01 99 00 70 00", "06 39 98 70 00"),
            roles=(Role.MANAGER, Role.SIGNATORY, Role.REQUESTER, Role.BILLING),
            since=_START,
        ),
        Contact(
            id="baptiste",
            name="Baptiste Nguyen",
            email="baptiste@deux-ponts.example",
            phones=("01 99 00 70 01",),
            roles=(Role.REQUESTER,),
            since=_START,
        ),
    ),
    components=(
        Component(
            id="standard",
            kind=ComponentKind.PBX,
            name="Standard hébergé",
            hosted=True,
            service="standard-heberge",
            supplier="hebera",
        ),
        Component(
            id="postes",
            kind=ComponentKind.HANDSET,
            name="Postes de la caisse, du bureau et de la réserve",
            maker="Sonaria",
            product="S20",
            quantity=4,
            site="magasin",
        ),
        Component(
            id="box",
            kind=ComponentKind.LINE,
            name="Accès Internet du magasin",
            supplier="opalia",
            circuit="FTTH-75-88120",
            site="magasin",
        ),
    ),
    services=("standard-heberge",),
)

CONTRACT: Final = Contract(
    slug="deux-ponts-carnet",
    client="deux-ponts",
    type=ContractType.PACK,
    title="Carnet de tickets",
    start=_START,
    months=12,
    renewal=Renewal.TACIT,
    renewal_months=12,
    notice_months=1,
    holidays="FR",
    coverage=(CoveragePeriod(since=_START, coverage="business"),),
    packs=(Pack(bought=_START, unit="tickets", quantity=10, expires=date(2026, 9, 1), order="DP-12"),),
    commercial=(Commercial(since=_START, rates=(Rate(hourly="82.00", minimum_minutes=30),)),),
)

SECOND_PACK: Final = Pack(
    bought=date(2026, 2, 10), unit="tickets", quantity=10, expires=date(2027, 8, 10), order="DP-19"
)
