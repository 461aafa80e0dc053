"""Calendar files: what a program reads of them, whatever people typed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from celyactl.render.calendar import Appointment, Person, calendar_file, uid_of

SAID = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
ONE = Appointment(uid_of("01ABC", "intervention"), SAID, SAID + timedelta(hours=2), "Visite", SAID)


def read(content):
    calendar = Calendar.from_ical(content)
    return calendar, calendar.walk("VEVENT")


def test_an_event_says_when_in_utc_and_which_version_it_is():
    moved = ONE._replace(sequence=2, location="Siège", organizer=Person("CELYA", "support@celya.example"))
    calendar, [event] = read(calendar_file("work", [moved], name="Agenda", method="REQUEST"))
    assert (str(calendar["METHOD"]), str(calendar["X-WR-CALNAME"])) == ("REQUEST", "Agenda")
    assert (event["DTSTART"].to_ical(), event["DTEND"].to_ical()) == (b"20261123T080000Z", b"20261123T100000Z")
    assert (int(event["SEQUENCE"]), str(event["UID"])) == (2, "01abc@intervention.celyactl.invalid")
    assert str(event["ORGANIZER"]) == "mailto:support@celya.example"


def test_a_day_is_a_date_and_what_is_called_off_blocks_nobody():
    _calendar, [event] = read(
        calendar_file("duty", [ONE._replace(start=date(2026, 11, 23), end=date(2026, 11, 24), is_cancelled=True)])
    )
    assert event["DTSTART"].to_ical() == b"20261123"
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CANCELLED", "TRANSPARENT")


_TYPED = st.text("aé日 ;,:=\\\"\n^'", max_size=60)
_NAMES = st.text("aé日 ;,:=\\\"^'", min_size=1, max_size=60)


@given(summary=_TYPED, description=_TYPED, name=_NAMES)
def test_whatever_was_typed_is_one_value_of_one_event(summary, description, name):
    person = Person(name, "claire@acme.example")
    said = ONE._replace(summary=summary, description=description, attendees=(person,))
    content = calendar_file("work", [said, ONE], name=name)
    _calendar, events = read(content)
    assert [str(event["UID"]) for event in events] == [ONE.uid, ONE.uid]
    assert str(events[0]["SUMMARY"]) == summary
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content == calendar_file("work", [said, ONE], name=name)
