"""The French words of a report, by the values of its JSON, and how it writes amounts, days and shares."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
CLOCKS = {"response": "Pris en charge", "restoration": "Rétabli", "onsite": "Arrivée sur site"}
KINDS = {
    "incident": "incident",
    "request": "demande",
    "problem": "problème",
    "operation": "opération planifiée",
    "preventive": "visite préventive",
    "update": "mise à jour",
    "training": "formation",
}
ORIGINS = {
    "phone": "par téléphone",
    "email": "par courriel",
    "extranet": "sur l'extranet",
    "monitoring": "par la supervision",
    "onsite": "sur site",
}
URGENCIES = {"P1": "très urgent", "P2": "urgent", "P3": "normal", "P4": "peu urgent"}
LEVELS = {
    "1": "votre interlocuteur",
    "2": "notre support",
    "3": "nos ingénieurs, dans le système téléphonique même",
}
WAITS = {"client": "de votre réponse", "third-party": "d'un opérateur ou d'un fournisseur", "internal": "de notre côté"}
MODES = {"onsite": "sur site", "remote": "à distance", "phone": "par téléphone", "email": "par courriel"}
WHY = {
    "company": "de notre fait",
    "client": "attente de votre côté",
    "third-party": "opérateur ou fournisseur",
    "force-majeure": "force majeure",
}
OUTCOMES = {
    "respected": "dans le créneau prévu",
    "overrun": "hors du créneau prévu",
    "cancelled": "annulée",
    "open": "à venir, ou en cours",
}
REASONS = {"security": "sécurité", "feature": "nouvelle fonction", "end-of-life": "fin de vie", "fix": "correction"}
ENDS = {"end_of_life": "fin du support du fabricant", "expires": "expiration", "closing": "fermeture du réseau"}
STATES = {
    "valid": "valable",
    "expiring": "expire bientôt",
    "expired": "expirée",
    "untrained": "aucune formation enregistrée",
}


NEXT = {
    "end-of-life": "Prévoir la mise à jour ou le remplacement : {about}, dont le fabricant cesse le support le {day}.",
    "expires": "Renouveler avant expiration le {day} : {about}.",
    "training-expiring": "Renouveler la formation de {about} avant le {day}.",
    "repeated-incidents": "Examiner de près : {about} ({count} incidents sur la période).",
    "findings-left": "Décider des suites des visites préventives (constats sans suite à ce jour : {count}).",
}


def squeezed(text: str) -> str:
    """Letters and figures alone: where lines are broken and words divided says nothing."""
    return re.sub(r"[\s\xad\ufffe\u2010-\u2014\u2022-]", "", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def hours(seconds):
    if seconds is None:
        return "-"
    minutes = seconds // 60
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02}".removesuffix(" 00")
    return f"{minutes} min"


def share(value, digits=1):
    if value is None:
        return "-"
    said = f"{value:.0f}" if value in {0, 100} else f"{value:.{digits}f}".replace(".", ",")
    return f"{said} %"


def day(text):
    held = date.fromisoformat(text[:10])
    return f"{held.day}{'er' if held.day == 1 else ''} {MONTHS[held.month - 1]} {held.year}"


def moment(text):
    held = datetime.fromisoformat(text).astimezone(PARIS)
    return f"{DAYS[held.weekday()]} {day(held.date().isoformat())} à {held:%H:%M}"


def window(begins, ends):
    start, end = (datetime.fromisoformat(text).astimezone(PARIS) for text in (begins, ends))
    if start.date() != end.date():
        return f"du {moment(begins)} au {moment(ends)}"
    return f"{DAYS[start.weekday()]} {day(start.date().isoformat())}, de {start:%H:%M} à {end:%H:%M}"


def promised(target):
    if target.endswith("d"):
        n = int(target[:-1])
        return f"{n} jours ouvrés" if n > 1 else f"{n} jour ouvré"
    amount = int(target[:-1])
    return hours(amount * (3600 if target.endswith("h") else 60))


def most_first(counts):
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
