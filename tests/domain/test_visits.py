from __future__ import annotations

from builders import Journal, at

from celyactl.domain.entries import field
from celyactl.domain.visits import all_visits, planned_visits, unrecorded_visits
from celyactl.domain.words import Mode, Visibility

NOW = at("2026-11-23 12:00")
WINDOW = {"start": at("2026-11-24 09:00"), "end": at("2026-11-24 11:00")}


def planned(**fields):
    journal = Journal("2026-11-23 09:00")
    about = {"mode": Mode.ONSITE, "technician": "lea", "visibility": Visibility.PUBLIC} | WINDOW | fields
    return journal.add(field.InterventionPlanned, "2026-11-23 10:00", **about), journal


def test_a_visit_to_come_is_planned_until_its_window_ends():
    journal, _ = planned()
    [visit] = planned_visits(journal.story, NOW)
    assert (visit.start, visit.technician, visit.public) == (WINDOW["start"], "lea", True)
    assert planned_visits(journal.story, at("2026-11-24 10:59")) != ()
    assert planned_visits(journal.story, at("2026-11-24 11:00")) == ()


def test_a_move_keeps_the_technician_and_tells_whether_the_client_knows():
    journal, _ = planned()
    moved = {"start": at("2026-11-25 09:00"), "end": at("2026-11-25 10:00")}
    journal.add(field.InterventionMoved, "2026-11-23 11:00", intervention=journal.last, **moved)
    [visit] = planned_visits(journal.story, NOW)
    assert (visit.start, visit.technician, visit.mode, visit.public) == (moved["start"], "lea", Mode.ONSITE, False)


def test_what_was_called_off_or_done_is_planned_no_more():
    journal, _ = planned()
    ident = journal.last
    journal.add(field.InterventionCancelled, "2026-11-23 11:00", intervention=ident)
    assert planned_visits(journal.story, NOW) == ()
    journal, _ = planned()
    journal.intervene("2026-11-23 10:30", "2026-11-23 11:30", Mode.ONSITE, planned=journal.last)
    assert planned_visits(journal.story, NOW) == ()


def test_visits_come_in_order_and_a_stray_move_is_none():
    journal, _ = planned()
    earlier = {"mode": Mode.REMOTE, "start": at("2026-11-23 14:00"), "end": at("2026-11-23 15:00")}
    journal.add(field.InterventionPlanned, "2026-11-23 11:00", **earlier)
    journal.add(field.InterventionMoved, "2026-11-23 11:10", intervention="0" * 26, **WINDOW)
    assert [visit.mode for visit in planned_visits(journal.story, NOW)] == [Mode.REMOTE, Mode.ONSITE]


def test_every_change_is_a_later_version_and_what_is_over_stays_to_be_recorded():
    journal, _ = planned()
    ident = journal.last
    moved = {"start": at("2026-11-25 09:00"), "end": at("2026-11-25 10:00")}
    journal.add(field.InterventionMoved, "2026-11-23 11:00", intervention=ident, **moved)
    [visit] = unrecorded_visits(journal.story)
    assert (visit.sequence, visit.said, visit.standing) == (1, at("2026-11-23 11:00"), "planned")
    journal.add(field.InterventionCancelled, "2026-11-23 11:30", intervention=ident)
    [gone] = all_visits(journal.story)
    assert (gone.sequence, gone.standing, unrecorded_visits(journal.story)) == (2, "cancelled", ())
