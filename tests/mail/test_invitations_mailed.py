"""A client's calendar follows what is planned: one UID, growing versions, and the same bytes on a resend."""

from __future__ import annotations

from contextlib import chdir
from datetime import timedelta

import pytest
from icalendar import Calendar

from celyactl.desk import Desk
from celyactl.domain.entries import field
from celyactl.domain.words import Mode
from celyactl.mail.incoming import read
from celyactl.services.tickets.telling import Telling, tell

KEY = "0123456789abcdef0123456789abcdef"


def act(desk, ref, kind, **fields):
    """An entry that the client may read, told as the commands of an intervention do; its id."""
    desk.now += timedelta(minutes=1)
    with chdir(desk.path), Desk.open(desk.path, clock=lambda: desk.now) as opened:
        made = Telling("plan", lambda scene: [kind(**scene.stamp(public=True), **fields)])
        return tell(opened.store, opened.acting(), ref, made).answer.journal[-1].id


def window(desk, days):
    start = desk.now.replace(hour=14, minute=0) + timedelta(days=days)
    return {"start": start, "end": start + timedelta(hours=1)}


def invited(message):
    """The invitation, which is both an alternative of the text and a file."""
    alternative, file = message.iter_parts()
    [text, page, calendar] = alternative.iter_parts()
    assert [one.get_content_type() for one in (text, page, calendar)] == ["text/plain", "text/html", "text/calendar"]
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invitation.ics")
    parsed = Calendar.from_ical(file.get_content())
    assert Calendar.from_ical(calendar.get_content()) == parsed
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params["method"] == str(parsed["METHOD"])
    [event] = parsed.walk("VEVENT")
    return str(parsed["METHOD"]), event


@pytest.fixture
def keyed(sender, monkeypatch):
    monkeypatch.setenv("CELYACTL_MAIL_KEY", KEY)
    return sender


def test_an_intervention_is_planned_moved_and_called_off_in_the_client_s_calendar(keyed, ticket, box):
    box(keyed)
    ident = act(keyed, ticket, field.InterventionPlanned, mode=Mode.ONSITE, technician="lea", **window(keyed, 1))
    keyed.ask("ticket", "ack", ticket)  # the message tells of this last, and the calendar is not forgotten
    first, event = invited(box(keyed)[0])
    assert (first, int(event.get("SEQUENCE", 0))) == ("REQUEST", 0)
    assert "Plus de tonalité" in str(event["SUMMARY"])
    assert str(event["ORGANIZER"]).startswith(f"mailto:support+{ticket.lower()}.")
    assert str(event["ATTENDEE"]) == "mailto:claire@acme.example"
    assert b"lea" not in event.to_ical().lower()
    act(keyed, ticket, field.InterventionMoved, intervention=ident, **window(keyed, 2))
    again, moved = invited(box(keyed)[0])
    act(keyed, ticket, field.InterventionCancelled, intervention=ident)
    last, off = invited(box(keyed)[0])
    assert [again, last] == ["REQUEST", "CANCEL"]
    assert [int(one["SEQUENCE"]) for one in (moved, off)] == [1, 2]
    assert {str(one["UID"]) for one in (event, moved, off)} == {f"{ident.lower()}@intervention.celyactl.invalid"}
    assert str(off["STATUS"]) == "CANCELLED"
    keyed.ask("ticket", "note", ticket, "À bientôt", "--public")
    keyed.now += timedelta(minutes=1)
    assert box(keyed)[0].get_content_type() == "multipart/alternative"


def test_an_operation_is_announced_to_the_calendar(keyed, ticket, box):
    box(keyed)
    act(keyed, ticket, field.OperationPlanned, **window(keyed, 3))
    act(keyed, ticket, field.OperationAnnounced, **window(keyed, 3))
    [message] = box(keyed)
    method, event = invited(message)
    assert (method, event["DTSTART"].dt) == ("REQUEST", window(keyed, 3)["start"])
    assert "Nous avons planifié" in message.get_body(("plain",)).get_content()


def test_an_operation_that_is_announced_for_another_window_has_a_new_date(keyed, box):
    keyed.sell("acme-2026")
    ref = keyed.ask("ticket", "new", "--contract", "acme-2026", "--kind", "operation", "--title", "Pare-feu")["ref"]
    box(keyed)
    act(keyed, ref, field.OperationAnnounced, **window(keyed, 3))
    first = box(keyed)[0].get_body(("plain",)).get_content()
    assert "Nous avons planifié une intervention." in first
    assert "\N{NO-BREAK SPACE}: Ouvert" in first
    assert "Signalé" not in first  # nobody at the client's asked for it
    act(keyed, ref, field.OperationAnnounced, **window(keyed, 4))
    text = box(keyed)[0].get_body(("plain",)).get_content()
    assert "Ce qui était prévu a une nouvelle date." in text
    assert "Nous travaillons sur votre téléphonie le vendredi 27\xa0nov.\xa02026, de 14:00 à\xa015:00" in text


def test_a_calendar_program_s_answer_is_taken_for_no_person_s():
    raw = (
        b"From: claire@acme.example\nTo: support@celya.example\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n"
    )
    assert read(raw).automatic == "vacation"
    assert read(raw.replace(b"REPLY", b"REQUEST")).automatic is None
