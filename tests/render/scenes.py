"""Tickets to be looked at on the stage: each shows what a reader may meet."""

from __future__ import annotations

from stage import (
    CALENDAR,
    CLIENT,
    COMPANY,
    CONTRACT,
    NOW,
    PARIS,
    REF,
    UID,
    Journal,
    at,
    clocks,
    facts,
    holidays_of,
    standing,
    wall,
)

from celyactl.domain.entries import conversation, field, lifecycle
from celyactl.domain.words import (
    Because,
    Channel,
    ClockName,
    Kind,
    Level,
    Mode,
    Priority,
    WaitFor,
)

__all__ = [
    "CALENDAR",
    "CLIENT",
    "COMPANY",
    "CONTRACT",
    "NOW",
    "PARIS",
    "REF",
    "UID",
    "Journal",
    "at",
    "clocks",
    "facts",
    "holidays_of",
    "standing",
    "wall",
]


def eventful():
    """A ticket on which most things happened: it waits for a carrier, one promise is missed, one act was undone."""
    journal = Journal()
    journal.open(
        at(23, "08:30"),
        site="siege",
        components=("pbx", "trunk"),
        text="Le standard ne reçoit plus rien depuis l'ouverture.\nLes appels sortants passent.",
    )
    journal.add(lifecycle.Assign, at(23, "09:50"), assignee="lea")
    journal.add(lifecycle.Ack, at(23, "09:40"), entered=at(23, "10:05"), public=True, how="rappel au standard")
    mistake = journal.add(conversation.Note, at(23, "10:10"), text="Écrit sur le mauvais ticket.")
    journal.add(conversation.Note, at(23, "10:20"), text="403 Forbidden à chaque REGISTER ; mot de passe vérifié.")
    journal.add(conversation.Retract, at(23, "10:25"), ids=(mistake.id,), text="Mauvais ticket.")
    journal.add(
        conversation.Message,
        at(23, "10:40"),
        by="lilas:claire",
        channel=Channel.MAIL,
        public=True,
        text="Toujours rien de notre côté.",
        message_id="<a@lilas.example>",
    )
    journal.add(
        lifecycle.Escalate,
        at(23, "11:00"),
        to=Level.SYSTEM,
        reason="Le trunk doit être reconfiguré",
        handover="Postes internes corrects, 403 à chaque REGISTER.",
    )
    journal.add(
        lifecycle.Reason, at(23, "11:05"), clock=ClockName.RESPONSE, because=Because.COMPANY, text="Astreinte mal lue."
    )
    journal.add(
        field.InterventionPlanned,
        at(23, "11:10"),
        public=True,
        mode=Mode.ONSITE,
        start=at(24, "09:00"),
        end=at(24, "11:00"),
        technician="lea",
        site="siege",
    )
    journal.add(
        lifecycle.Wait,
        at(23, "11:15"),
        reason=WaitFor.THIRD_PARTY,
        party="Opéra Télécom",
        their_ref="INC-88412",
        promised=at(23, "17:00"),
        until=at(23, "14:30"),
    )
    return journal.ticket()


def restored():
    """A ticket that is resolved and waits for the client's word."""
    journal = Journal()
    journal.open(at(23, "08:30"), components=("trunk",))
    journal.add(lifecycle.Ack, at(23, "08:40"), public=True)
    journal.add(
        lifecycle.Wait,
        at(23, "09:00"),
        public=True,
        reason=WaitFor.CLIENT,
        question="Quels postes sont touchés ?",
        until=at(24, "08:00"),
    )
    journal.add(
        conversation.Message, at(23, "09:30"), by="lilas:claire", channel=Channel.MAIL, public=True, text="Tous."
    )
    journal.add(lifecycle.Cause, at(23, "10:00"), text="Registrar migré par l'opérateur.", components=("trunk",))
    journal.add(lifecycle.Restore, at(23, "10:20"), public=True)
    journal.add(
        field.Intervention,
        at(23, "10:25"),
        public=True,
        mode=Mode.REMOTE,
        start=at(23, "09:35"),
        end=at(23, "10:20"),
        technician="lea",
        summary="Nouveau registrar configuré, appels vérifiés avec Mme Vasseur.",
    )
    journal.add(lifecycle.Resolve, at(23, "10:30"), public=True, text="Les appels passent de nouveau.")
    return journal.ticket()


def paused_over_a_holiday():
    """Opened before 11 November out of hours, paused for the client, made more urgent; still open on the 23rd."""
    journal = Journal()
    journal.open(at(7, "10:00"), priority=Priority.P3, out_of_hours=True)
    journal.add(lifecycle.Ack, at(9, "08:10"), public=True)
    journal.add(
        lifecycle.Wait,
        at(10, "16:00"),
        public=True,
        reason=WaitFor.CLIENT,
        question="Quand pouvons-nous couper le standard ?",
        until=at(12, "08:00"),
    )
    journal.add(lifecycle.Resume, at(12, "09:30"))
    journal.add(lifecycle.SetPriority, at(13, "10:00"), priority=Priority.P2, text="Touche l'accueil.")
    return journal.ticket("CEL-2611-AAAAAAB")


def morning():
    """Tickets of each section of the board."""
    asked = Journal()
    asked.open(at(20, "09:00"), title="Nouvelle extension", kind=Kind.REQUEST, priority=Priority.P4)
    asked.add(
        lifecycle.Wait,
        at(20, "10:00"),
        public=True,
        reason=WaitFor.CLIENT,
        question="Quel nom pour le poste ?",
        until=at(24, "08:00"),
    )
    aside = Journal()
    aside.open(at(20, "09:00"), title="Mise à jour du firmware", kind=Kind.UPDATE, priority=Priority.P4)
    aside.add(lifecycle.Assign, at(20, "09:05"), assignee="nadia")
    aside.add(lifecycle.Wait, at(20, "10:00"), reason=WaitFor.INTERNAL, until=at(27, "08:00"))
    third = Journal()
    third.open(at(19, "09:00"), title="Portabilité du 04 78", kind=Kind.REQUEST, priority=Priority.P4)
    third.add(lifecycle.Wait, at(19, "10:00"), reason=WaitFor.THIRD_PARTY, party="Opéra Télécom", until=at(23, "08:00"))
    ours = Journal()
    ours.open(at(20, "14:00"), title="Formation de l'accueil", kind=Kind.TRAINING, priority=Priority.P4)
    return (
        eventful(),
        restored(),
        paused_over_a_holiday(),
        asked.ticket("CEL-2611-AAAAAAC"),
        aside.ticket("CEL-2611-AAAAAAD"),
        third.ticket("CEL-2611-AAAAAAE"),
        ours.ticket("CEL-2611-AAAAAAF"),
    )


def new():
    journal = Journal()
    journal.open(at(23, "14:30"))
    return journal.ticket()


def out_of_hours():
    journal = Journal()
    journal.open(at(23, "18:30"), out_of_hours=True)
    return journal.ticket()


def started():
    journal = Journal()
    journal.open(at(23, "14:00"))
    journal.add(lifecycle.Ack, at(23, "14:10"), public=True)
    return journal.ticket()


def late():
    journal = Journal()
    journal.open(at(20, "08:30"))
    journal.add(lifecycle.Ack, at(20, "08:40"), public=True)
    return journal.ticket()


def asked():
    journal = Journal()
    journal.open(at(23, "14:00"))
    journal.add(lifecycle.Ack, at(23, "14:10"), public=True)
    fields = {"reason": WaitFor.CLIENT, "question": "Quels postes ?\nEt depuis quand ?", "until": at(24, "08:00")}
    journal.add(lifecycle.Wait, at(23, "14:20"), public=True, **fields)
    return journal.ticket()


def agreed_date():
    journal = Journal()
    journal.open(at(23, "14:00"))
    fields = {"reason": WaitFor.CLIENT, "client_date": True, "until": at(30, "08:00")}
    journal.add(lifecycle.Wait, at(23, "14:20"), public=True, **fields)
    return journal.ticket()


def at_the_operator():
    journal = Journal()
    journal.open(at(23, "14:00"))
    fields = {"reason": WaitFor.THIRD_PARTY, "party": "Opéra Télécom", "until": at(24, "08:00")}
    journal.add(lifecycle.Wait, at(23, "14:20"), **fields)
    return journal.ticket()


def workaround():
    journal = Journal()
    journal.open(at(23, "08:00"))
    journal.add(lifecycle.Restore, at(23, "09:00"), public=True, degraded="Renvoi sur les mobiles.")
    return journal.ticket()


def closed():
    journal = Journal()
    journal.entries += restored().journal
    journal.add(lifecycle.Close, at(23, "11:00"), public=True)
    return journal.ticket()


def cancelled():
    journal = Journal()
    journal.open(at(23, "08:00"))
    journal.add(lifecycle.Cancel, at(23, "09:00"), public=True, text="Signalé deux fois.")
    return journal.ticket()


def each_status():
    """Makers of tickets that stand where a ticket can stand, one a status of the everyday words."""
    return [new, out_of_hours, started, late, asked, agreed_date, at_the_operator, workaround, closed, cancelled]
