"""The clinic's tickets until May 2025, while the coverage changes."""

from __future__ import annotations

from typing import Final

from celyactl.domain.entries.field import Part
from celyactl.domain.words import Kind, Level, Mode, Priority
from sample.acts import (
    ack,
    ask,
    assist,
    carrier,
    cause,
    chase,
    confirm,
    label,
    note,
    resolve,
    restore,
    resume,
    says,
    take,
    tell,
    to_level2,
)
from sample.field_acts import (
    announce,
    checked,
    due,
    operated,
    operation,
    plan,
    updated,
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
        "2025-01-07 09:10",
        "Nouveau poste au bloc opératoire",
        (
            "Un poste de plus en salle de réveil, avec le numéro 214 et la touche d'appel du cadre.",
            "Poste 214 créé, touche de supervision du cadre ajoutée, appel d'essai avec la salle de réveil.",
            "Le poste 214 est en service ; l'étiquette est à coller au-dessus de l'écran.",
        ),
        who="claire",
        on=("postes",),
        site="principal",
    ),
    Story(
        _C,
        "2025-01-14 07:52",
        "Plus aucun appel entrant",
        (
            ack("07:55", "au téléphone, avec le standard"),
            take("07:56"),
            note(
                "08:04", "Trunk non enregistré depuis 07:31 : délai dépassé sur chaque REGISTER, DNS et ping corrects."
            ),
            tell("08:10", "Les appels internes et sortants par mobile fonctionnent. Nous cherchons avec l'opérateur."),
            carrier("08:15", "Opalia Télécom", "OPA-250114-0087", "10:00"),
            chase("09:20", "Rappelé le guichet : une carte de leur plateforme de Caen est en panne.", "10:30"),
            resume("10:12", "Opalia a basculé le trunk sur sa plateforme de Rennes."),
            cause("10:14", "Carte en panne sur la plateforme de l'opérateur.", "trunk"),
            restore("10:15"),
            work("10:30", Mode.REMOTE, "07:56", "Diagnostic, suivi de l'opérateur, appels d'essai dans les deux sens."),
            resolve("10:35", "Les appels entrent de nouveau depuis 10 h 15. La panne venait du réseau de l'opérateur."),
        ),
        who="claire",
        tech="malik",
        priority=Priority.P1,
        on=("trunk",),
        site="principal",
        text="Depuis 7 h 30 environ, personne ne parvient à joindre la clinique. Le standard est silencieux.",
        key="trunk-caen",
    ),
    Story(
        _C,
        "2025-01-29 14:20",
        "Remplacer la carte SIM du secours 4G",
        (
            ack("14:31", "par téléphone"),
            take("14:32"),
            plan("15:05", "+1 09:30", "+1 11:30", "malik", "Remplacement de la carte SIM et essai de bascule."),
            visit(
                "+1 11:20",
                "Carte SIM remplacée, antenne déplacée d'un mètre, bascule essayée pendant dix minutes.",
                start="09:40",
                end="11:10",
                travel=95,
                parts=(Part(component="secours", product="Carte SIM données", serial_in="SIM-4471"),),
                tests=(("Bascule du trunk vers la 4G", "Six appels simultanés, voix correcte"),),
            ),
            resolve("11:30", "Le secours 4G est opérationnel : six appels simultanés en cas de panne du trunk."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.REQUEST,
        on=("secours",),
        site="principal",
        text="Suite de la réserve émise à la reprise : la carte SIM du secours est expirée.",
    ),
    incident(
        _C,
        "2025-02-11 10:05",
        "Messagerie vocale du secrétariat de radiologie pleine",
        (
            "Les patients entendent que la boîte est pleine, alors que tout a été écouté.",
            "Les messages écoutés n'étaient jamais supprimés : quota de cent messages atteint.",
            "Les messages écoutés depuis plus de trente jours s'effacent désormais seuls.",
        ),
        who="idriss",
        on=("ipbx",),
    ),
    Story(
        _C,
        "2025-02-20 16:40",
        "Poste muet à l'accueil des consultations",
        (
            assist("16:44", "vérifications de niveau 1 faites avec Mme Vasseur"),
            to_level2(
                "16:52",
                "Le poste reste muet après les vérifications.",
                (
                    ("Le câble réseau est enfiché et le voyant du poste est allumé", "Oui"),
                    ("Le poste affiche son numéro", "Non, « Enregistrement »"),
                    ("Un poste voisin fonctionne", "Oui"),
                ),
            ),
            ack("16:53", "par téléphone"),
            take("16:54"),
            cause("17:08", "Port du commutateur passé dans le mauvais VLAN lors du brassage du matin.", "postes"),
            restore("17:10"),
            work("17:12", Mode.REMOTE, "16:54", "Port du commutateur rendu au VLAN voix avec le service informatique."),
            resolve("17:15", "Le poste d'accueil fonctionne. Le brassage du matin l'avait mis sur le mauvais réseau."),
            confirm("+1 09:05", _CLAIRE),
        ),
        who="claire",
        level=Level.LOCAL,
        on=("postes",),
        site="consultations",
    ),
    Story(
        _C,
        "2025-03-12 08:30",
        "Visite préventive de printemps",
        (
            ack("08:31", "par téléphone"),
            take("08:31"),
            due("08:32", "2025-03-25 09:00", "visites", "Sauvegarde", "Certificat", "Secours 4G", "Appels d'urgence"),
            plan("08:40", "2025-03-25 09:00", "2025-03-25 12:30", "malik", "Visite préventive de printemps."),
            visit("2025-03-25 12:25", "Visite préventive.", start="09:05", end="12:10", travel=95),
            checked(
                "12:30",
                "Installation en bon état ; deux points à suivre.",
                (
                    ("Sauvegarde restaurée à blanc", "Réussie en quatorze minutes"),
                    ("Certificat : date de fin", "14 septembre 2025"),
                    ("Bascule sur le secours 4G pendant dix minutes", "Réussie"),
                    ("Appels d'urgence 15, 18 et 112", "Annoncés et aboutis"),
                ),
                (
                    ("Onduleur du sous-sol : autonomie tombée à six minutes.", None),
                    ("Micrologiciel des bornes DECT en retard de deux versions.", "dect"),
                ),
            ),
            resolve("12:35", "Visite faite. Onduleur et bornes DECT à traiter : deux propositions suivent."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.PREVENTIVE,
        priority=Priority.P4,
        site="principal",
        on=("ipbx", "secours"),
    ),
    Story(
        _C,
        "2025-04-08 02:14",
        "Numéro d'urgence 15 qui n'aboutit pas depuis le bâtiment principal",
        (
            ack("02:19", "rappel du cadre de nuit"),
            take("02:20"),
            note("02:31", "Le 15 part avec le préfixe de sortie 0 : « 015 » est refusé par l'opérateur. Le 112 passe."),
            restore("02:36", "Le 112 aboutit et le cadre en est averti ; le 15 reste à corriger."),
            cause(
                "02:48",
                "Une règle du plan de numérotation modifiée le 7 avril ajoutait le préfixe aux numéros courts.",
                "ipbx",
            ),
            restore("02:52"),
            work(
                "03:05", Mode.REMOTE, "02:20", "Règle corrigée ; 15, 17, 18, 112 et 114 essayés avec le SAMU prévenu."
            ),
            tell("03:08", "Le 15 aboutit de nouveau, essai fait avec le SAMU à 2 h 58."),
            resolve("03:10", "Tous les numéros d'urgence aboutissent. Un contrôle automatique est ajouté chaque nuit."),
            label("09:30", "urgences", "retour d'expérience"),
        ),
        who="nuit",
        tech="malik",
        priority=Priority.P1,
        on=("ipbx",),
        site="principal",
        text="Le 15 sonne occupé depuis le service de médecine. Le 112 semble passer.",
        key="urgence-15",
    ),
    Story(
        _C,
        "2025-04-09 09:15",
        "Relire tout le plan de numérotation après l'erreur sur le 15",
        (
            take("09:20"),
            ack("09:40", "réunion téléphonique avec Mme Vasseur"),
            note("+1 16:30", "Relevé des 214 règles terminé ; onze ne servent plus, trois se contredisent."),
            tell("+5 10:00", "Le document du plan de numérotation vous est proposé pour relecture."),
            ask("10:05", "Pouvez-vous confirmer que les lignes 260 à 266 ne servent plus ?", "+4 10:00"),
            says("+3 11:32", _CLAIRE, "Confirmé, ces lignes étaient celles de l'ancienne pharmacie."),
            work("+1 15:40", Mode.REMOTE, "13:30", "Onze règles supprimées, trois corrigées, document remis."),
            resolve("15:50", "Le plan est relu et documenté. Toute modification passe désormais par deux personnes."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.PROBLEM,
        on=("ipbx",),
        priority=Priority.P4,
    ),
    Story(
        _C,
        "2025-05-06 11:00",
        "Mise à jour des bornes et téléphones DECT",
        (
            ack("11:04", "par téléphone"),
            take("11:04"),
            operation(
                "11:20",
                "2025-05-20 21:00",
                "2025-05-20 23:30",
                "Coupure de trois minutes par borne ; les soignants gardent leur mobile de secours.",
                "Retour à la version 2.11, gardée sur le serveur de mise à jour.",
            ),
            announce(
                "2025-05-15 10:00",
                "2025-05-20 21:00",
                "2025-05-20 23:30",
                "Mardi 20 mai de 21 h à 23 h 30, chaque borne DECT redémarrera une fois, trois minutes.",
                "claire",
                "nuit",
            ),
            work(
                "2025-05-20 23:05", Mode.REMOTE, "21:00", "24 bornes et 58 téléphones mis à jour, itinérance essayée."
            ),
            updated(
                "23:10", "dect", ("2.11", "2.14"), "fix", "Corrige les coupures lors du passage d'une borne à l'autre."
            ),
            operated("23:15", "21:00", "Opération terminée en avance, sans incident."),
            resolve("23:20", "Les téléphones DECT sont à jour. Signalez-nous toute coupure au passage d'un couloir."),
        ),
        who="claire",
        tech="malik",
        kind=Kind.OPERATION,
        priority=Priority.P4,
        on=("dect",),
        site="principal",
    ),
)
