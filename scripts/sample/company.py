"""`desk.yaml` of the sample: a fictional maintainer of telephone systems, its team of four, suppliers and rota."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from celyactl.domain.company import (
    Brand,
    Checklist,
    Company,
    Coverage,
    Duty,
    EscalationRule,
    Mail,
    Member,
    Reply,
    Retention,
    ServiceIdentity,
    SharedService,
    Supplier,
)
from celyactl.domain.coverages import STANDARD
from celyactl.domain.words import ClockName, ComponentKind, Priority, ServiceKind, TeamRole

_TECHNICIAN: Final = TeamRole.TECHNICIAN
_DAY: Final = timedelta(days=1)
FOUNDED: Final = date(2024, 12, 2)

TEAM: Final = (
    Member(
        id="helene",
        name="Hélène Kermarrec",
        email="helene.kermarrec@celya.example",
        phones=("01 99 00 10 11", "06 39 98 10 11"),
        roles=(_TECHNICIAN, TeamRole.MANAGER),
        levels=(2, 3),
        since=FOUNDED,
    ),
    Member(
        id="malik",
        name="Malik Benaïssa",
        email="malik.benaissa@celya.example",
        phones=("01 99 00 10 12", "06 39 98 10 12"),
        roles=(_TECHNICIAN,),
        levels=(2, 3),
        since=FOUNDED,
    ),
    Member(
        id="ines",
        name="Inès Carvalho",
        email="ines.carvalho@celya.example",
        phones=("01 99 00 10 13", "06 39 98 10 13"),
        roles=(_TECHNICIAN,),
        levels=(2,),
        since=FOUNDED,
    ),
    Member(
        id="thomas",
        name="Thomas Weiss",
        email="thomas.weiss@celya.example",
        phones=("03 53 01 10 14", "06 39 98 10 14"),
        roles=(_TECHNICIAN,),
        levels=(2, 3),
        since=FOUNDED,
    ),
)

SERVICES: Final = (
    ServiceIdentity(
        id="courriel", kind=ServiceKind.MAIL, email="support@celya.example", instance="bureau-1", since=FOUNDED
    ),
    ServiceIdentity(id="extranet", kind=ServiceKind.EXTRANET, email="extranet@celya.example", since=FOUNDED),
    ServiceIdentity(
        id="escalade", kind=ServiceKind.ESCALATION, email="escalade@celya.example", instance="bureau-1", since=FOUNDED
    ),
    ServiceIdentity(id="supervision", kind=ServiceKind.MONITOR, email="supervision@celya.example", since=FOUNDED),
)

SUPPLIERS: Final = (
    Supplier(
        id="opalia",
        name="Opalia Télécom",
        kind="carrier",
        phones=("01 99 00 40 00",),
        email="guichet.entreprises@opalia.example",
        account="OPE-20417",
        note="Guichet 24 h/24 ; demander le numéro de dossier, sans lui personne ne rappelle.",
    ),
    Supplier(
        id="boreal",
        name="Boréal Réseaux",
        kind="carrier",
        phones=("03 53 01 40 40",),
        email="support@boreal.example",
        account="BR-7713",
        note="Lien fibre et trunk de la Moselle. Escalade par le responsable de compte après 4 heures.",
    ),
    Supplier(
        id="sonaria",
        name="Sonaria",
        kind="vendor",
        phones=("01 99 00 41 20",),
        email="sav@sonaria.example",
        account="FR-0988",
        note="Postes et bornes DECT. Échange standard sous cinq jours ouvrés.",
    ),
    Supplier(id="hebera", name="Hébéra", kind="hosting", phones=("01 99 00 42 00",), email="noc@hebera.example"),
    Supplier(id="enerdis-ouest", name="Énergie de l'Ouest", kind="other", phones=("02 61 91 43 00",)),
)

SHARED: Final = (
    SharedService(
        id="standard-heberge",
        name="Standard hébergé",
        hosted=True,
        supplier="hebera",
        kind=ComponentKind.PBX,
        since=FOUNDED,
    ),
    SharedService(id="fax-courriel", name="Fax vers courriel", hosted=True, supplier="hebera", since=FOUNDED),
    SharedService(id="messagerie-vocale", name="Messagerie vocale centralisée", hosted=True, supplier="hebera"),
    SharedService(id="supervision", name="Supervision des installations", since=FOUNDED),
)


def rota(first: date, weeks: int) -> tuple[Duty, ...]:
    """Weeks of duty from a Monday on: two of the four, in turn."""
    people = [member.id for member in TEAM]
    mondays = [first + week * 7 * _DAY for week in range(weeks + 1)]
    turns = (tuple(people[(week + shift) % len(people)] for shift in (0, 1)) for week in range(weeks))
    return tuple(
        Duty(since=since, until=until, people=turn, coverages=("extended", "full"))
        for (since, until), turn in zip(pairwise(mondays), turns, strict=True)
    )


CHECKLISTS: Final = (
    Checklist(
        id="poste-muet",
        title="Poste muet : à voir sur place avant d'appeler",
        items=(
            "Le câble réseau est enfiché et le voyant du poste est allumé",
            "Le poste affiche son numéro",
            "Un poste voisin fonctionne",
            "Le poste débranché dix secondes puis rebranché reste muet",
        ),
        component_kinds=(ComponentKind.HANDSET,),
        level1=True,
    ),
    Checklist(
        id="plus-d-appels",
        title="Plus d'appels : à voir sur place avant d'appeler",
        items=(
            "Les postes s'appellent entre eux",
            "Un mobile qui appelle le numéro principal entend quoi",
            "Internet fonctionne sur le site",
        ),
        component_kinds=(ComponentKind.TRUNK, ComponentKind.LINE),
        level1=True,
    ),
    Checklist(
        id="visite",
        title="Visite préventive",
        items=(
            "Sauvegarde restaurée à blanc",
            "Certificats : date de fin",
            "Espace disque des enregistrements",
            "Appels d'urgence vérifiés par un appel annoncé",
            "Onduleur : autonomie mesurée",
        ),
    ),
)

REPLIES: Final = (
    Reply(
        id="pris-en-charge",
        title="Pris en charge",
        text="Bonjour {{ contact }},\n\nNous avons bien reçu votre demande et {{ technician }} s'en occupe.\n"
        "Nous revenons vers vous avant le {{ due }}.\n\nL'équipe CELYA",
        language="fr",
    ),
    Reply(
        id="chez-l-operateur",
        title="Chez l'opérateur",
        text="Bonjour {{ contact }},\n\nLa panne vient du réseau de l'opérateur ; son dossier porte le numéro "
        "{{ their_ref }}.\nIl annonce un rétablissement pour le {{ promised }}. Nous le relançons jusque-là.\n\n"
        "L'équipe CELYA",
        language="fr",
    ),
)


def vault(entry: str) -> str:
    """Where the secret of a remote access is kept."""
    return f"Coffre de l'équipe, entrée « {entry} »"


_WORKSHOP: Final = Coverage(week=dict.fromkeys(STANDARD["business"].week, ("05:00-21:00",)), holidays="closed")

COMPANY: Final = Company(
    company="CELYA",
    prefix="CEL",
    language="fr",
    zone="Europe/Paris",
    holidays="FR",
    phones=("01 99 00 10 00",),
    out_of_hours_phone="01 99 00 10 99",
    coverages={**STANDARD, "atelier": _WORKSHOP},
    team=TEAM,
    services=SERVICES,
    suppliers=SUPPLIERS,
    shared_services=SHARED,
    oncall=rota(date(2026, 9, 28), 18),
    escalation=(
        EscalationRule(
            priorities=(Priority.P1,),
            clocks=(ClockName.RESPONSE, ClockName.RESTORATION),
            thresholds=(50, 75, 100),
            tell=("astreinte", "helene"),
            via=("mail", "command"),
            raise_level=True,
        ),
        EscalationRule(thresholds=(75, 100), tell=("assignee", "helene"), via=("mail",)),
    ),
    checklists=CHECKLISTS,
    replies=REPLIES,
    views={
        "a-moi": "status:open assignee:me",
        "urgent": "status:open priority:P1",
        "operateurs": "pending:third-party",
    },
    mail=Mail(
        address="support@celya.example",
        sender_name="CELYA, support téléphonie",
        authserv_id="mx.celya.example",
        per_sender_hour=20,
        per_ticket_hour=10,
    ),
    brand=Brand(
        color="#0a5c8f",
        website="https://celya.example",
        address="CELYA\n12, rue des Transmissions\n75013 Paris",
        extranet="https://suivi.celya.example",
    ),
    retention=Retention(tickets=60, files=36, mails=24),
)
