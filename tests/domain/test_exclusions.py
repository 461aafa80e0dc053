"""Rule 11: planned operations that were announced in time exclude their window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import Journal, at
from clock_reading import due, paris, shown
from msgspec.structs import replace

from celyactl.domain.entries.field import OperationAnnounced, OperationCancelled, OperationPlanned
from celyactl.domain.exclusions import Exclusion, notices
from celyactl.domain.words import Kind


def operation(start, end, announced="2026-11-01 09:00", components=("pbx",)):
    return Exclusion(at(start), at(end), at(announced), frozenset(components))


@pytest.mark.parametrize(("components", "expected"), [(("pbx",), "12:00"), (("trunk",), "11:00"), ((), "11:00")])
def test_rule_11_only_for_tickets_on_its_components(components, expected):
    journal = Journal("2026-11-23 10:00", components=components)
    operations = [operation("2026-11-23 10:00", "2026-11-23 11:00")]
    assert due(journal, clock="response", operations=operations) == paris(f"2026-11-23 {expected}")


def test_rule_11_an_exclusion_is_not_a_pause():
    journal = Journal("2026-11-23 09:00", components=("pbx",))
    clock = shown(journal, "2026-11-23 10:30", operations=[operation("2026-11-23 10:00", "2026-11-23 11:00")])
    assert (clock.status, clock.elapsed_seconds, clock.paused_seconds) == ("running", 3600, 0)
    assert clock.due_at == at("2026-11-23 14:00")


def test_rule_11_two_operations_and_a_pause_at_once_count_once():
    journal = Journal("2026-11-23 09:00", components=("pbx",)).wait("2026-11-23 10:30").resume("2026-11-23 11:30")
    operations = [
        operation("2026-11-23 10:00", "2026-11-23 11:00"),
        operation("2026-11-23 10:45", "2026-11-23 12:00"),
    ]
    assert due(journal, operations=operations) == paris("2026-11-23 15:00")


def exclusions_of(operation, committed):
    """What an operation excludes by the notices that stand; `committed` gives the commits' times of entries by id."""
    return tuple(
        Exclusion(one.start, one.end, committed[one.entry], one.components, operation.header.ref)
        for one in notices(operation)
        if one.entry in committed
    )


def test_an_operation_excludes_the_window_that_was_announced_last():
    window = {"start": at("2026-11-24 12:00"), "end": at("2026-11-24 14:00")}
    journal = Journal("2026-11-20 09:00", kind=Kind.OPERATION)
    journal.add(OperationPlanned, "2026-11-20 09:00", **window, components=("pbx",))
    journal.add(OperationAnnounced, "2026-11-20 10:00", **window)
    notice, sent = journal.last, at("2026-11-20 10:01")
    (found,) = exclusions_of(journal.story, {notice: sent})
    assert found == Exclusion(*window.values(), sent, frozenset({"pbx"}), journal.story.header.ref)
    assert found.applies(("pbx",), at("2026-11-23 09:00"))
    assert not found.applies(("pbx",), at("2026-11-20 10:00"))
    assert not replace(found, announced=window["start"] - timedelta(hours=23)).applies(("pbx",), window["start"])
    assert exclusions_of(journal.story, {}) == ()
    assert exclusions_of(journal.add(OperationCancelled, "2026-11-23 10:00").story, {notice: sent}) == ()


def test_a_reminder_of_the_same_window_takes_nothing_back_and_another_window_does():
    window = {"start": at("2026-11-24 12:00"), "end": at("2026-11-24 14:00")}
    journal = Journal("2026-11-20 09:00", kind=Kind.OPERATION, components=("pbx",))
    first = journal.add(OperationAnnounced, "2026-11-20 10:00", **window).last
    sent = {first: at("2026-11-20 10:01")}
    sent[journal.add(OperationAnnounced, "2026-11-24 08:00", **window).last] = at("2026-11-24 08:01")
    assert [one.counts for one in exclusions_of(journal.story, sent)] == [False, True]
    later = {"start": window["start"], "end": at("2026-11-24 15:00")}
    sent[journal.add(OperationAnnounced, "2026-11-24 09:00", **later).last] = at("2026-11-24 09:01")
    assert [one.counts for one in exclusions_of(journal.story, sent)] == [False]


def test_an_operation_touches_the_components_that_were_planned_when_it_was_announced():
    window = {"start": at("2026-11-24 12:00"), "end": at("2026-11-24 14:00")}
    journal = Journal("2026-11-20 09:00", kind=Kind.OPERATION)
    journal.add(OperationPlanned, "2026-11-20 09:00", **window, components=("pbx",))
    sent = {journal.add(OperationAnnounced, "2026-11-20 10:00", **window).last: at("2026-11-20 10:01")}
    journal.add(OperationPlanned, "2026-11-24 09:00", **window, components=("pbx", "trunk"))
    assert [one.components for one in exclusions_of(journal.story, sent)] == [{"pbx"}]
    sent[journal.add(OperationAnnounced, "2026-11-24 09:30", **window).last] = at("2026-11-24 09:31")
    assert [(one.components, one.counts) for one in exclusions_of(journal.story, sent)] == [
        ({"pbx", "trunk"}, False),
        ({"pbx"}, True),
    ]
