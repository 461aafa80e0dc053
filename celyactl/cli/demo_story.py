"""The day that the demo plays: what people do, when, in which words. Days are counted from a Saturday."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

FRIDAY: Final = -1
SATURDAY: Final = 0
MONDAY: Final = 2
TECHNICIAN: Final = ("Léa Martin", "lea.martin@celya.example")


class Step(Struct, frozen=True):
    """One command at one moment; `{trunk}` and `{school}` stand for the references of the two tickets.

    `keeps` names the reference that the command gives; `says` is told before it.
    """

    day: int
    time: str
    words: tuple[str, ...]
    says: str = ""
    keeps: str = ""

    @property
    def offset(self) -> timedelta:
        """From the Saturday's midnight."""
        hours, minutes = self.time.split(":")
        return timedelta(days=self.day, hours=int(hours), minutes=int(minutes))


def _step(day: int, time: str, *words: str, says: str = "", keeps: str = "") -> Step:
    return Step(day, time, words, says, keeps)


def steps() -> Iterator[Step]:
    """The story, in order."""
    yield from _beginning()
    yield from _friday()
    yield from _saturday()
    yield from _monday()


def _beginning() -> Iterator[Step]:
    yield _step(-30, "09:00", "init", ".", "--company", "CELYA", says=marked("CELYA makes its desk."))
    yield _step(
        -30,
        "09:10",
        *("team", "add", "karim", "--name", "Karim Haddad", "--email", "karim.haddad@celya.example", "--level", "3"),
    )
    yield _step(
        -30,
        "09:20",
        *("contract", "new", "clinique-lilas", "--client", "Clinique des Lilas", "--coverage", "extended"),
        *("--start", "{start}", "--target", "P1:30m:4h", "--target", "P2:1h:8h", "--target", "P3:4h:2d"),
        *("--contact", "claire:Claire Vasseur:claire.vasseur@lilas.example:level1:+33 1 99 00 12 34"),
        says=marked("A clinic leaves pay-per-ticket support for a maintenance contract, 7 days a week."),
    )
    yield _step(
        -30,
        "09:30",
        *("component", "add", "clinique-des-lilas", "trunk-sip", "--kind", "trunk", "--name", "Trunk SIP principal"),
        *("--supplier", "operateur", "--circuit", "SIP-75-004512"),
    )
    yield _step(
        -30,
        "09:45",
        *("contract", "takeover", "clinique-lilas", "--on", "{start}", "--previous", "Ancien installateur"),
        *("--audit", "Asterisk 18 sur Debian 11, 62 postes, un trunk SIP."),
        *("--reservation", "Onduleur du local technique hors service.", "--level1", "claire"),
        says=marked("Its installation is taken over, with reservations and a level-1 contact."),
    )
    yield _step(
        -29,
        "10:00",
        *("contract", "new", "ecole-prevert", "--client", "École Prévert", "--start", "{start}"),
        *("--target", "P2:2h:8h", "--contact", "yann:Yann Le Goff:yann.legoff@prevert.example:requester"),
        says=marked("A school keeps office hours."),
    )


def _friday() -> Iterator[Step]:
    yield _step(
        FRIDAY,
        "09:10",
        *("ticket", "new", "--contract", "ecole-prevert", "--priority", "P2", "--requester", "yann"),
        *("--title", "Messagerie vocale muette au secrétariat"),
        says=marked("Friday: the school reports a mute voicemail. Nobody calls back…"),
        keeps="school",
    )


def _saturday() -> Iterator[Step]:
    yield _step(
        SATURDAY,
        "10:12",
        *("ticket", "new", "--contract", "clinique-lilas", "--priority", "P1", "--requester", "claire"),
        *("--component", "trunk-sip", "--title", "Plus aucun appel entrant ni sortant", "--at", "10:05"),
        says=marked("Saturday, 10:05: the clinic calls. Its contract covers Saturdays."),
        keeps="trunk",
    )
    yield _step(SATURDAY, "10:15", "ticket", "ack", "{trunk}", "--how", "rappel au standard")
    yield _step(SATURDAY, "10:16", "ticket", "assign", "{trunk}", "me")
    yield _step(
        SATURDAY, "10:40", "ticket", "note", "{trunk}", "Trunk non enregistré : 403 depuis 09:58.", "--internal"
    )
    yield _step(
        SATURDAY,
        "10:55",
        *("ticket", "escalate", "{trunk}", "--to", "3", "--reason", "Le trunk doit être reconfiguré"),
        *("--handover", "Postes internes OK, 403 Forbidden à chaque REGISTER, mot de passe non modifié."),
        *("--assign", "karim"),
        says=marked("Level 3 takes over, with what level 2 knows."),
    )
    yield _step(
        SATURDAY,
        "11:30",
        *("ticket", "cause", "{trunk}", "L'opérateur a migré le trunk vers un nouveau registrar."),
        *("--component", "trunk-sip"),
    )
    yield _step(SATURDAY, "11:42", "ticket", "restore", "{trunk}", says=marked("The telephones ring again."))
    yield _step(
        SATURDAY,
        "11:50",
        *("intervention", "add", "{trunk}", "--mode", "remote", "--start", "10:20", "--end", "11:45", "--public"),
        *("--summary", "Nouveau registrar configuré, appels entrants et sortants vérifiés avec Mme Vasseur."),
    )
    yield _step(
        SATURDAY,
        "11:55",
        *("ticket", "resolve", "{trunk}", "Les appels passent de nouveau. Aucun réglage à faire de votre côté."),
    )


def _monday() -> Iterator[Step]:
    yield _step(
        MONDAY,
        "09:30",
        *("sla", "board"),
        says=marked("Monday morning: the board shows what was promised, and what was missed."),
    )
    yield _step(
        MONDAY,
        "09:31",
        *("sla", "explain", "{school}"),
        says=marked("Why late? Each counted hour, to check by hand:"),
    )
    yield _step(
        MONDAY,
        "09:40",
        *("ticket", "reason", "{school}", "--clock", "response", "--because", "company"),
        *("--text", "Ticket resté sans technicien le vendredi."),
        says=marked("A missed promise gets its reason; a report without it would not be approved."),
    )
    yield _step(MONDAY, "09:45", "ticket", "show", "{trunk}")
    yield _step(
        MONDAY, "09:46", "ticket", "summary", "{trunk}", says=marked("What the clinic reads of it, in its own words:")
    )
    yield _step(MONDAY, "09:47", "log", "{trunk}", says=marked("And the audit trail, from git's own history:"))
    yield _step(MONDAY, "09:48", "check", says=marked("Every file of the desk is proved whole."))
