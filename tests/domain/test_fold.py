"""What a journal tells: status, pauses, restorations, reopenings, what is refused, sets in which removal wins."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from builders import REF, UID, Journal, at
from msgspec.structs import replace

from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.entries.conversation import Changes, Edit, Label, Link
from celyactl.domain.fold import NoOpening, fold, missing_for_resolution
from celyactl.domain.story import PriorityChange, Resolution, Restoration
from celyactl.domain.words import Channel, Kind, Level, LinkKind, Mode, Priority, Status, Visibility, WaitFor

OPENED = "2026-11-23 09:00"


def opened(**changes):
    return Journal(OPENED, **changes)


def settled():
    return opened().settle("2026-11-23 11:00")


def codes(journal):
    return [refused.code for refused in journal.story.refused]


def test_a_journal_begins_with_its_opening():
    with pytest.raises(NoOpening):
        fold(REF, UID, opened().note("2026-11-23 10:00").entries[1:])


def test_the_header_is_the_opening_and_what_changed_since():
    journal = opened().add(lifecycle.Assign, "2026-11-23 09:05", assignee="lea").priority("2026-11-23 09:10", "P1")
    journal.add(lifecycle.Escalate, "2026-11-23 09:20", to=Level.SYSTEM, reason="card", handover="…", assignee="paul")
    journal.add(Edit, "2026-11-23 09:30", set=Changes(title="No tone at all", site="lyon"), cleared=("requester",))
    header = journal.story.header
    assert (header.title, header.site, header.requester) == ("No tone at all", "lyon", None)
    assert (header.priority, header.level, header.assignee) == (Priority.P1, Level.SYSTEM, "paul")
    assert (header.status, header.opened_at) == (Status.IN_PROGRESS, at(OPENED))


@pytest.mark.parametrize("field", ["title", "client", "opened_at", "nonsense"])
def test_an_edit_can_not_empty_what_a_ticket_needs(field):
    journal = opened().add(Edit, "2026-11-23 09:30", cleared=(field,))
    assert codes(journal) == ["impossible_edit"]
    assert journal.story.header.title == "No dial tone"


def test_a_second_opening_is_kept_for_review():
    journal = opened()
    again = Journal("2026-11-24 09:00", title="Other").stamped("0" * 26, (journal.last,))
    story = fold(REF, UID, [*journal.entries, again])
    assert [refused.code for refused in story.refused] == ["second_opening"]
    assert story.header.title == "No dial tone"


def test_a_wait_says_whose_turn_it_is_until_the_ticket_is_worked_on():
    journal = opened().wait("2026-11-23 10:00", question="Which line?")
    pending = journal.story.header.pending
    assert (pending.reason, pending.since, pending.question) == (WaitFor.CLIENT, at("2026-11-23 10:00"), "Which line?")
    story = journal.resume("2026-11-23 11:00").story
    assert story.header.pending is None
    assert [(pause.start, pause.end) for pause in story.pauses] == [(at("2026-11-23 10:00"), at("2026-11-23 11:00"))]


def test_a_reminder_may_move_the_promise():
    journal = opened().wait("2026-11-23 10:00", WaitFor.THIRD_PARTY, party="Orange", promised=at("2026-11-23 18:00"))
    journal.add(lifecycle.Chase, "2026-11-24 09:00", promised=at("2026-11-24 12:00"))
    pending = journal.story.header.pending
    assert (pending.party, pending.promised) == ("Orange", at("2026-11-24 12:00"))


@pytest.mark.parametrize(
    ("reason", "status"),
    [("client", "in_progress"), ("third-party", "pending"), ("internal", "pending")],
)
def test_a_message_of_the_client_ends_only_the_wait_for_the_client(reason, status):
    story = opened().wait("2026-11-23 10:00", WaitFor(reason)).message("2026-11-23 10:30").story
    assert story.header.status == status


def test_a_resume_before_its_wait_is_refused():
    assert codes(opened().wait("2026-11-23 10:00").resume("2026-11-23 09:59")) == ["resume_before_wait"]


def test_in_a_repeated_hour_the_second_is_later_whatever_the_wall_clock_says():
    journal = Journal("2026-10-25 01:00").wait("2026-10-25 02:50").resume("2026-10-25 02:10")
    journal.entries[-1] = replace(journal.entries[-1], at=at("2026-10-25 02:10").replace(fold=1))
    (pause,) = journal.story.pauses
    assert pause.end.astimezone(UTC) - pause.start.astimezone(UTC) == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("acts", "missing"),
    [((), ("cause", "restore")), (("cause",), ("restore",)), (("restore",), ("cause",)), (("cause", "restore"), ())],
)
def test_an_incident_is_resolved_with_cause_and_restoration_only(acts, missing):
    journal = opened().start("2026-11-23 09:30")
    for act in acts:
        getattr(journal, act)("2026-11-23 10:00")
    assert missing_for_resolution(journal.story) == missing
    assert codes(journal.resolve("2026-11-23 10:30")) == (["resolution_incomplete"] if missing else [])


def test_a_request_is_resolved_without():
    journal = opened(kind=Kind.REQUEST).start("2026-11-23 09:30").resolve("2026-11-23 10:00")
    assert journal.story.header.status is Status.RESOLVED
    assert journal.story.resolutions == (Resolution(at("2026-11-23 10:00")),)


def test_a_workaround_and_the_restoration_after_it_end_together_at_the_reopening():
    journal = opened().cause("2026-11-23 09:30").restore("2026-11-23 10:00", "half the lines")
    journal.restore("2026-11-23 11:00").resolve("2026-11-23 11:30").reopen("2026-11-24 09:00")
    back = at("2026-11-24 09:00")
    assert journal.story.restorations == (
        Restoration(at("2026-11-23 10:00"), degraded=True, reopened=back),
        Restoration(at("2026-11-23 11:00"), degraded=False, reopened=back),
    )


def test_a_restoration_told_twice_holds_from_the_earlier_instant():
    journal = opened().restore("2026-11-23 11:00").restore("2026-11-23 10:30").restore("2026-11-23 10:00", "partly")
    assert journal.story.restorations == (Restoration(at("2026-11-23 10:30"), degraded=False),)


def test_no_restoration_precedes_the_reopening_before_it():
    journal = settled().reopen("2026-11-24 09:00").restore("2026-11-23 17:00")
    assert journal.story.restored == Restoration(at("2026-11-24 09:00"), degraded=False)


def test_no_resolution_precedes_the_reopening_before_it():
    journal = opened(kind=Kind.REQUEST).start("2026-11-23 09:30").resolve("2026-11-23 11:00")
    story = journal.reopen("2026-11-24 09:00").resolve("2026-11-23 17:00").story
    assert story.resolved_at == at("2026-11-24 09:00")
    assert story.resolutions[-1] == Resolution(at("2026-11-24 09:00"))


def test_a_message_on_a_resolved_ticket_reopens_it_provisionally_and_a_confirmation_takes_that_back():
    journal = settled().message("2026-11-24 09:00")
    reopened = journal.story
    assert (reopened.header.status, reopened.provisional, reopened.resolved_at) == (Status.IN_PROGRESS, True, None)
    confirmed = journal.confirm("2026-11-24 10:00").story
    assert confirmed.header.status is Status.RESOLVED
    assert (confirmed.provisional, confirmed.resolved_at) == (False, at("2026-11-23 11:00"))
    assert confirmed.restorations == settled().story.restorations


def test_a_confirmation_closes_a_resolved_ticket_and_says_when():
    story = settled().confirm("2026-11-24 10:00").story
    assert (story.header.status, story.closed_at) == (Status.CLOSED, at("2026-11-24 10:00"))


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
def test_words_that_all_is_settled_open_nothing_again_known_to_the_resolution_or_not(first, second):
    after = settled().message("2026-11-24 09:00", settled=True)
    assert (after.story.header.status, after.story.provisional) == (Status.RESOLVED, False)
    assert after.confirm("2026-11-24 09:00").story.header.status is Status.CLOSED
    assert concurrent(first, second, "2026-11-23 12:00", settled=True).header.status is Status.RESOLVED


def test_a_restoration_makes_a_provisional_reopening_definite():
    journal = settled().message("2026-11-24 09:00").restore("2026-11-24 11:00").confirm("2026-11-24 12:00")
    assert codes(journal) == ["impossible_transition"]
    assert journal.story.restored == Restoration(at("2026-11-24 11:00"), degraded=False)


def test_a_message_from_before_the_resolution_reopens_from_the_resolution():
    story = settled().message("2026-11-23 10:00").story
    assert story.restorations[0].reopened == at("2026-11-23 11:00")


def concurrent(first, second, said_at, **words):
    """A resolution in one clone and a message in another, under ids that put either first."""
    journal = opened().cause("2026-11-23 09:30").restore("2026-11-23 10:00")
    known = (journal.last,)
    resolution = journal.resolve("2026-11-23 11:00").stamped(f"{first:026}", known)
    message = journal.message(said_at, **words).stamped(f"{second:026}", known)
    return fold(REF, UID, [*journal.entries[:-2], resolution, message])


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
@pytest.mark.parametrize(
    ("said_at", "expected"), [("2026-11-23 10:30", "2026-11-23 11:00"), ("2026-11-23 12:00", "2026-11-23 12:00")]
)
def test_a_resolution_that_did_not_know_a_message_leaves_the_ticket_open(first, second, said_at, expected):
    story = concurrent(first, second, said_at)
    assert (story.header.status, story.provisional) == (Status.IN_PROGRESS, True)
    assert story.restorations[0].reopened == at(expected)


def test_a_resolution_that_knew_the_message_stands():
    journal = opened().message("2026-11-23 09:30").settle("2026-11-23 11:00")
    assert journal.story.header.status is Status.RESOLVED


def test_a_priority_entered_late_replaces_those_after_its_instant():
    journal = opened().priority("2026-11-23 14:00", "P1").priority("2026-11-23 13:00", "P2")
    assert journal.story.header.priority is Priority.P2
    assert journal.story.priorities == (
        PriorityChange(at(OPENED), Priority.P3),
        PriorityChange(at("2026-11-23 13:00"), Priority.P2),
    )


RESPONSES = [
    ("ack", lambda j: j.ack("2026-11-23 10:00"), True),
    ("public note", lambda j: j.note("2026-11-23 10:00", public=True), True),
    ("internal note", lambda j: j.note("2026-11-23 10:00"), False),
    ("intervention", lambda j: j.intervene("2026-11-23 10:00", "2026-11-23 12:00", Mode.ONSITE), True),
    ("assignment", lambda j: j.add(lifecycle.Assign, "2026-11-23 10:00", assignee="lea"), False),
    ("start", lambda j: j.start("2026-11-23 10:00"), False),
    ("question", lambda j: j.wait("2026-11-23 10:00"), False),
    ("message of the client", lambda j: j.message("2026-11-23 10:00"), False),
    (
        "automatic note",
        lambda j: j.add(
            conversation.Note, "2026-11-23 10:00", text="…", channel=Channel.CI, visibility=Visibility.PUBLIC
        ),
        False,
    ),
]


@pytest.mark.parametrize(("act", "counts"), [row[1:] for row in RESPONSES], ids=[row[0] for row in RESPONSES])
def test_only_a_human_act_towards_the_client_is_a_response(act, counts):
    assert (act(opened()).story.responded is not None) is counts


def test_the_earliest_act_is_the_response_an_intervention_from_its_start():
    journal = opened().ack("2026-11-23 11:00").intervene("2026-11-23 10:00", "2026-11-23 12:00")
    assert journal.story.responded.type == "intervention"


def test_removal_wins_over_a_label_or_link_that_did_not_know_it():
    journal = opened()
    known = (journal.last,)
    link = {"kind": LinkKind.RELATED, "ref": "CEL-2611-AAAAAAA"}
    told = [
        journal.add(Label, "2026-11-23 10:00", add=("vip", "fibre")).stamped("1" * 26, known),
        journal.add(Label, "2026-11-23 10:00", remove=("vip",)).stamped("2" * 26, known),
        journal.add(Link, "2026-11-23 10:00", **link).stamped("3" * 26, known),
        journal.add(Link, "2026-11-23 10:00", **link, removed=True).stamped("4" * 26, known),
    ]
    story = fold(REF, UID, [journal.entries[0], *told])
    assert (story.header.labels, story.header.links) == (("fibre",), ())


def test_what_was_removed_may_be_put_back():
    journal = opened().add(Label, "2026-11-23 10:00", add=("vip",)).add(Label, "2026-11-23 10:01", remove=("vip",))
    assert journal.story.header.labels == ()
    assert journal.add(Label, "2026-11-23 10:02", add=("vip",)).story.header.labels == ("vip",)


def test_a_retracted_act_leaves_no_trace_in_the_status():
    journal = opened().ack("2026-11-23 10:00")
    assert journal.retract(journal.last).story.header.status is Status.NEW


def test_the_duties_of_somebody_who_leaves_pass_on():
    journal = opened().add(lifecycle.Assign, "2026-11-23 10:00", assignee="lea")
    journal.add(lifecycle.HandedOver, "2026-11-24 10:00", previous="lea", next="paul")
    assert journal.story.header.assignee == "paul"


def test_a_cancellation_ends_a_provisional_reopening_for_good():
    journal = settled().message("2026-11-24 09:00").cancel("2026-11-24 10:00").confirm("2026-11-24 11:00")
    assert (journal.story.header.status, journal.story.provisional) == (Status.CANCELLED, False)
    assert codes(journal) == ["impossible_transition"]
