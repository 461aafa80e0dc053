"""What is to be done on one day."""

from __future__ import annotations

from datetime import date

from builders import PARIS, Journal, at

from celyactl.domain.agenda import agenda
from celyactl.domain.entries import field
from celyactl.domain.words import Kind, Mode

MONDAY = date(2026, 11, 23)


def of(*journals, day=MONDAY):
    return [
        (f"{one.start:%d %H:%M}", one.mode, one.technician) for one in agenda([j.story for j in journals], day, PARIS)
    ]


def visit(start, end, **fields):
    planned = {"mode": Mode.ONSITE, "start": at(start), "end": at(end), "technician": "lea"}
    return Journal("2026-11-20 09:00").add(field.InterventionPlanned, "2026-11-20 10:00", **planned | fields)


def operation(start, end):
    journal = Journal("2026-11-20 09:00", kind=Kind.OPERATION)
    return journal.add(field.OperationPlanned, "2026-11-20 10:00", start=at(start), end=at(end))


def test_the_day_is_local_and_in_the_order_of_the_beginnings():
    later = visit("2026-11-23 14:00", "2026-11-23 15:00")
    night = operation("2026-11-22 23:00", "2026-11-23 01:00")
    assert of(later, night, visit("2026-11-24 00:00", "2026-11-24 01:00")) == [
        ("22 23:00", None, None),
        ("23 14:00", Mode.ONSITE, "lea"),
    ]
    assert of(night, day=date(2026, 11, 22)) == [("22 23:00", None, None)]
    assert of(operation("2026-11-22 22:00", "2026-11-23 00:00")) == []


def test_what_is_over_stays_until_it_is_recorded():
    journal = visit("2026-11-23 08:00", "2026-11-23 09:00")
    assert len(of(journal)) == 1
    planned = journal.entries[-1].id
    journal.intervene("2026-11-23 08:00", "2026-11-23 09:10", planned=planned)
    assert of(journal) == []


def test_an_operation_is_where_it_was_said_last_and_goes_when_it_took_place_or_will_not():
    moved = operation("2026-11-22 23:00", "2026-11-23 01:00")
    window = {"start": at("2026-11-23 20:00"), "end": at("2026-11-23 22:00")}
    moved.add(field.OperationAnnounced, "2026-11-21 10:00", **window)
    assert of(moved) == [("23 20:00", None, None)]
    done = operation("2026-11-23 20:00", "2026-11-23 22:00")
    done.add(field.OperationDone, "2026-11-23 22:00", **window)
    gone = operation("2026-11-23 20:00", "2026-11-23 22:00").add(field.OperationCancelled, "2026-11-22 10:00")
    assert of(done, gone) == []
