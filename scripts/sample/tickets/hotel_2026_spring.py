"""The hotel's tickets until May 2026."""

from __future__ import annotations

from typing import Final

from celyactl.domain.words import Kind, Mode, Origin, Priority
from sample.acts import (
    ack,
    cause,
    note,
    resolve,
    restore,
    take,
)
from sample.field_acts import (
    announce,
    checked,
    due,
    operated,
    operation,
    renewed,
    updated,
    visit,
    work,
)
from sample.story import Story
from sample.usual import incident, request

_C: Final = "grand-large-2025"
_NOEMIE: Final = "grand-large:noemie"

STORIES: Final = (
    Story(
        _C,
        "2026-01-27 07:00",
        "Certificat sip.grand-large.example : expire dans 16 jours",
        (
            take("08:15"),
            ack("08:40", "courriel à Mme Bastide"),
            work("09:10", Mode.REMOTE, "08:45", "Certificat renouvelé, douze canaux réenregistrés."),
            renewed("09:11", "certificat", "2027-02-11", "Renouvelé pour un an."),
            cause("09:12", "Échéance annuelle.", "certificat"),
            restore("09:13"),
            resolve("09:15", "Le certificat est renouvelé jusqu'au 11 février 2027."),
        ),
        origin=Origin.MONITORING,
        on=("certificat",),
    ),
    Story(
        _C,
        "2026-02-14 20:10",
        "Soir de Saint-Valentin : le restaurant est injoignable",
        (
            ack("20:16", "rappel de la réception"),
            take("20:17"),
            note("20:31", "Le poste du restaurant reçoit deux cents appels par minute : automate de réservation."),
            restore("20:39", "Appels du restaurant renvoyés à la réception, qui prend les réservations."),
            cause("21:05", "Automate de réservation d'un site partenaire parti en boucle.", "reception"),
            restore("21:06"),
            work("21:15", Mode.REMOTE, "20:17", "Numéro de l'automate bloqué, renvoi retiré, essais faits."),
            resolve("21:20", "Le restaurant est de nouveau joignable ; l'automate est bloqué."),
        ),
        who="reception",
        tech="helene",
        priority=Priority.P1,
        on=("reception",),
        site="hotel",
    ),
    request(
        _C,
        "2026-03-05 15:00",
        "Retirer les postes du troisième étage en travaux",
        (
            "Travaux du 9 mars au 30 avril, ne plus alerter sur ces postes.",
            "Vingt-deux postes mis de côté, supervision suspendue jusqu'au 30 avril.",
            "Les postes du troisième sont mis de côté jusqu'au 30 avril.",
        ),
        who="noemie",
        on=("chambres",),
    ),
    Story(
        _C,
        "2026-03-19 10:00",
        "Visite préventive de printemps",
        (
            ack("10:05", "par téléphone"),
            take("10:05"),
            due("10:06", "2026-03-31 10:00", "hors-saison", "Sauvegarde", "Dix chambres"),
            visit("2026-03-31 12:35", "Visite préventive.", start="10:00", end="12:30", travel=150),
            checked(
                "12:40",
                "Bon état.",
                (("Dix chambres tirées au sort : appel, réveil, urgence", "Dix sur dix"),),
                (("Micrologiciel des postes de chambre en retard.", "chambres"),),
            ),
            resolve("12:45", "Visite faite."),
        ),
        who="pascal",
        tech="malik",
        kind=Kind.PREVENTIVE,
        priority=Priority.P4,
        site="hotel",
    ),
    Story(
        _C,
        "2026-04-20 11:00",
        "Mise à jour des postes de chambre",
        (
            ack("11:10", "par téléphone"),
            take("11:10"),
            operation(
                "11:20",
                "2026-05-04 10:00",
                "2026-05-04 16:00",
                "Chaque chambre perd son poste trois minutes, entre départ et arrivée.",
                "Version 1.6.2 gardée sur le serveur.",
            ),
            announce(
                "2026-04-29 09:00",
                "2026-05-04 10:00",
                "2026-05-04 16:00",
                "Lundi 4 mai entre 10 h et 16 h, chaque poste de chambre redémarrera une fois.",
                "noemie",
                "reception",
            ),
            work("2026-05-04 14:40", Mode.REMOTE, "10:00", "Soixante-deux chambres à jour, les autres en travaux."),
            updated("14:45", "chambres", ("1.6.2", "1.9.0"), "feature", "Touche de réveil sur tous les postes."),
            operated("14:50", "10:00", "Terminé en avance."),
            resolve("15:00", "Les postes de chambre sont à jour, les réveils ont leur touche."),
        ),
        who="noemie",
        tech="malik",
        kind=Kind.OPERATION,
        priority=Priority.P4,
        on=("chambres",),
        site="hotel",
    ),
    incident(
        _C,
        "2026-05-24 12:25",
        "Les réveils partent une heure trop tôt",
        (
            "Deux clients ont été réveillés ce matin à 5 heures au lieu de 6.",
            "Réveils enregistrés en heure fixe, sans changement d'heure, par le logiciel hôtelier.",
            "Les réveils sont comptés en heure locale ; les quarante réveils de la semaine sont vérifiés.",
        ),
        who="noemie",
        tech="thomas",
        priority=Priority.P2,
        on=("pms",),
    ),
)
