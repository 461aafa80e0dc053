"""What an operation's ticket tells of it."""

from __future__ import annotations

from builders import Journal, at

from celyactl.domain.entries import field
from celyactl.domain.operations import operation_of
from celyactl.domain.words import Kind

WINDOW = {"start": at("2026-11-24 12:00"), "end": at("2026-11-24 14:00")}
LATER = {"start": at("2026-11-25 12:00"), "end": at("2026-11-25 14:00")}


def planned(**fields):
    journal = Journal("2026-11-20 09:00", kind=Kind.OPERATION)
    return journal.add(field.OperationPlanned, "2026-11-20 10:00", **WINDOW, **fields)


def test_a_ticket_without_a_plan_tells_of_no_operation():
    assert operation_of(Journal("2026-11-20 09:00").story) is None


def test_the_window_said_last_holds_and_its_own_notice_alone():
    journal = planned(components=("ipbx",), risk="Coupure", rollback="Retour arrière")
    journal.add(field.OperationAnnounced, "2026-11-21 10:00", **WINDOW)
    known = operation_of(journal.story)
    assert (known.announced, known.sequence, known.components) == (at("2026-11-21 10:00"), 0, ("ipbx",))
    journal.add(field.OperationPlanned, "2026-11-21 11:00", **LATER)
    moved = operation_of(journal.story)
    assert (moved.start, moved.announced, moved.sequence) == (LATER["start"], None, 1)
    assert (moved.components, moved.risk, moved.said) == (("ipbx",), "Coupure", at("2026-11-21 11:00"))


def test_what_became_of_it():
    outcomes = []
    for end in ("2026-11-24 14:00", "2026-11-24 14:01"):
        journal = planned().add(field.OperationDone, end, start=WINDOW["start"], end=at(end))
        outcomes.append(operation_of(journal.story).outcome)
    assert outcomes == ["respected", "overrun"]
    assert operation_of(planned().story).outcome == "open"
    gone = operation_of(planned().add(field.OperationCancelled, "2026-11-22 10:00").story)
    assert (gone.outcome, gone.sequence) == ("cancelled", 1)
