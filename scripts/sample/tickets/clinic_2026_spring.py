"""The clinic's tickets until May 2026, round the clock."""

from __future__ import annotations

from typing import Final

from celyactl.domain.entries.field import Part
from celyactl.domain.words import Kind, LinkKind, Mode, Origin, Priority
from sample.acts import (
    ack,
    ask,
    carrier,
    cause,
    chase,
    confirm,
    link,
    note,
    rate,
    reopen,
    resolve,
    restore,
    resume,
    says,
    take,
    tell,
)
from sample.field_acts import (
    alert,
    checked,
    due,
    move,
    plan,
    visit,
    work,
)
from sample.story import Story
from sample.usual import incident, request

_C: Final = "val-orne-2025"
_CLAIRE: Final = "val-orne:claire"

STORIES: Final = (
    request(
        _C,
        "2026-01-12 09:40",
        "Musique d'attente : remplacer l'annonce des vœux",
        (
            "L'annonce des vœux tourne encore, merci de remettre la musique d'attente habituelle.",
            "Annonce de janvier retirée, musique d'attente habituelle remise sur les quatre files.",
            "La musique d'attente habituelle est revenue sur toutes les files.",
        ),
        who="idriss",
        on=("ipbx",),
        origin=Origin.EMAIL,
        priority=Priority.P4,
    ),
    Story(
        _C,
        "2026-01-21 03:10",
        "Plus aucun appel, ni entrant ni sortant",
        (
            alert("03:12", "val-orne/trunk", "firing", "Trunk SIP-61-004512 non enregistré depuis deux minutes."),
            ack("03:21", "rappel du cadre de nuit sur son mobile"),
            take("03:22"),
            note("03:30", "Trafic vers le secours 4G automatique, mais deux appels sur trois coupés à dix secondes."),
            tell("03:36", "La clinique reste joignable par le secours ; nous traitons les coupures."),
            restore("03:52", "Secours 4G stable, limité à six appels simultanés."),
            carrier("04:00", "Opalia Télécom", "OPA-260121-0004", "07:00"),
            chase("07:10", "Promesse dépassée. Cœur de réseau en cours de reprise.", "08:30"),
            resume("08:24", "Trunk enregistré à 8 h 22."),
            cause(
                "08:26", "Panne du cœur de réseau de l'opérateur ; minuterie SIP trop courte sur le secours.", "trunk"
            ),
            restore("08:27", at="08:22"),
            alert("08:27", "val-orne/trunk", "resolved", "Trunk enregistré."),
            work("08:50", Mode.REMOTE, "03:22", "Secours stabilisé, opérateur suivi, retour sur le trunk contrôlé."),
            resolve("08:55", "Le trunk est rétabli depuis 8 h 22. Le secours a porté tous les appels de la nuit."),
            link("09:30", LinkKind.RELATED, "trunk-caen"),
            rate("+1 09:15", _CLAIRE, 4, "Bonne réaction, mais c'est la deuxième panne de cet opérateur."),
        ),
        who="nuit",
        tech="helene",
        priority=Priority.P1,
        on=("trunk", "secours"),
        site="principal",
        text="Aucune tonalité vers l'extérieur, le SAMU ne peut pas nous joindre.",
    ),
    Story(
        _C,
        "2026-02-03 11:15",
        "Porter les numéros de l'ancien cabinet de radiologie",
        (
            take("11:25"),
            ack("11:40", "par courriel"),
            ask("12:00", "Merci de nous envoyer une facture récente et le mandat de portabilité signé.", "+6 09:00"),
            says("+2 16:10", _CLAIRE, "Vous trouverez les deux documents dans l'extranet."),
            carrier("+1 09:20", "Opalia Télécom", "PORTA-61-5520", "+11 06:00"),
            resume("+11 06:05"),
            work(
                "06:50", Mode.REMOTE, "06:05", "Dix numéros portés, routés vers l'accueil de radiologie, essais faits."
            ),
            resolve("07:00", "Les dix numéros sont portés ; l'ancienne ligne peut être résiliée."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.REQUEST,
        on=("trunk",),
        origin=Origin.EXTRANET,
        priority=Priority.P4,
    ),
    incident(
        _C,
        "2026-02-18 15:05",
        "Fax du laboratoire : une page sur deux perdue",
        (
            "Les résultats envoyés au CHU s'arrêtent à la première page depuis ce matin.",
            "T.38 renégocié en cours d'envoi par la passerelle du CHU.",
            "Débit limité à 9 600 bauds et correction d'erreurs forcée : douze pages envoyées sans perte.",
        ),
        who="idriss",
        tech="malik",
        priority=Priority.P2,
        on=("fax",),
    ),
    Story(
        _C,
        "2026-03-02 09:00",
        "Visite préventive de printemps",
        (
            ack("09:02", "par téléphone"),
            take("09:02"),
            due("09:05", "2026-03-10 09:00", "visites", "Sauvegarde", "Certificat", "Secours 4G", "Onduleur"),
            plan("09:10", "2026-03-10 09:00", "2026-03-10 12:30", "malik", "Visite préventive de printemps."),
            move(
                "2026-03-06 11:00", "2026-03-11 09:00", "2026-03-11 12:30", "Décalée d'un jour pour une certification."
            ),
            visit("2026-03-11 12:20", "Visite préventive.", start="09:10", end="12:15", travel=90),
            checked(
                "12:25",
                "Installation en bon état.",
                (
                    ("Sauvegarde restaurée à blanc", "Réussie en onze minutes"),
                    ("Certificat : date de fin", "13 septembre 2026"),
                    ("Bascule sur le secours 4G pendant dix minutes", "Réussie, deux coupures"),
                    ("Onduleur : autonomie mesurée", "Trente-huit minutes, batteries neuves"),
                ),
                (("Antenne 4G masquée par le nouvel escalier de secours.", "secours"),),
            ),
            resolve("12:30", "Visite faite. L'antenne du secours 4G est à déplacer."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.PREVENTIVE,
        priority=Priority.P4,
        site="principal",
        on=("ipbx", "secours"),
        key="visite-2026",
    ),
    Story(
        _C,
        "2026-03-24 10:20",
        "Déplacer l'antenne du secours 4G",
        (
            take("10:30"),
            ack("10:45", "par téléphone"),
            link("10:46", LinkKind.FOLLOW_UP, "visite-2026"),
            plan("10:50", "+7 09:00", "+7 11:00", "malik", "Antenne en façade nord."),
            visit(
                "+7 10:55",
                "Antenne déplacée en façade nord, huit mètres de câble posés, bascule essayée sans coupure.",
                start="09:15",
                end="10:50",
                travel=95,
                parts=(Part(component="secours", product="Antenne 4G extérieure", serial_in="ANT-0937"),),
                tests=(("Dix minutes sur le secours", "Aucune coupure, latence de 41 ms"),),
            ),
            resolve("11:00", "L'antenne est déplacée ; le secours tient dix minutes sans coupure."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.REQUEST,
        on=("secours",),
        site="principal",
        priority=Priority.P4,
    ),
    Story(
        _C,
        "2026-04-14 08:50",
        "Écho sur les appels du bloc opératoire",
        (
            ack("09:05", "par téléphone"),
            take("09:06"),
            note("09:40", "Écho seulement mains libres, sur les quatre postes du bloc. Même micrologiciel 3.4.0."),
            cause("10:10", "Annulation d'écho désactivée par défaut dans le micrologiciel 3.4.0.", "postes"),
            restore("10:20"),
            resolve("10:25", "Le réglage est corrigé sur les quatre postes du bloc."),
            reopen("+1 14:05", "Mme Vasseur rappelle : l'écho est revenu après un redémarrage des postes."),
            note("14:20", "Le réglage n'était pas dans le fichier de configuration, donc perdu au redémarrage."),
            restore("14:48"),
            work(
                "14:50", Mode.REMOTE, "14:10", "Réglage écrit dans la configuration centrale, quatre postes redémarrés."
            ),
            resolve("14:55", "Le réglage résiste maintenant à un redémarrage, essai fait avec vous."),
            confirm("+1 08:30", _CLAIRE),
        ),
        who="claire",
        priority=Priority.P3,
        on=("postes",),
        site="principal",
    ),
    incident(
        _C,
        "2026-04-28 19:20",
        "File d'attente des urgences : les appels ne sonnent que sur un poste",
        (
            "Depuis le changement d'équipe, un seul des trois postes d'accueil sonne.",
            "Deux agents restés « en pause » dans la file depuis la veille.",
            "Les pauses se terminent maintenant d'elles-mêmes à la relève de 19 heures.",
        ),
        who="nuit",
        tech="thomas",
        priority=Priority.P2,
        on=("ipbx",),
        site="principal",
    ),
    request(
        _C,
        "2026-05-12 10:00",
        "Renvoi de la ligne directe de la pharmacie pendant les travaux",
        (
            "Du 18 au 29 mai, renvoyer le 02 61 91 20 34 vers le mobile de garde de la pharmacie.",
            "Renvoi programmé du 18 mai 7 h au 29 mai 20 h, message d'attente adapté.",
            "Le renvoi est programmé ; il se retirera de lui-même le 29 mai à 20 heures.",
        ),
        who="idriss",
        tech="ines",
        on=("ipbx",),
        origin=Origin.EXTRANET,
    ),
)
