"""A client's calendar, whatever was planned, moved and called off between two messages, ends as the client was told."""

from __future__ import annotations

from builders import Journal, at
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.entries import field
from celyactl.domain.invitations import news
from celyactl.domain.visits import all_visits
from celyactl.domain.words import Mode, Visibility

PUBLIC, INTERNAL = Visibility.PUBLIC, Visibility.INTERNAL


def window(number):
    return {"start": at(f"2026-12-{number + 1:02} 09:00"), "end": at(f"2026-12-{number + 1:02} 11:00")}


def planned(visibility=PUBLIC):
    journal = Journal("2026-11-23 09:00")
    journal.add(
        field.InterventionPlanned,
        "2026-11-23 10:00",
        mode=Mode.ONSITE,
        site="paris",
        visibility=visibility,
        **window(0),
    )
    return journal, journal.last


def test_a_visit_that_the_client_was_told_of_is_news_once():
    journal, ident = planned()
    [one] = news(journal.story, None)
    assert (one.id, one.sequence, one.is_cancelled, one.mode, one.site) == (ident, 0, False, Mode.ONSITE, "paris")
    assert news(journal.story, journal.story) == ()


def test_a_move_and_a_cancellation_are_later_versions_of_the_same_one():
    journal, ident = planned()
    told = journal.story
    journal.add(field.InterventionMoved, "2026-11-23 11:00", intervention=ident, visibility=PUBLIC, **window(1))
    [moved] = news(journal.story, told)
    assert (moved.id, moved.sequence, moved.start) == (ident, 1, window(1)["start"])
    told = journal.story
    journal.add(field.InterventionCancelled, "2026-11-23 12:00", intervention=ident, visibility=PUBLIC)
    [off] = news(journal.story, told)
    assert (off.id, off.sequence, off.is_cancelled) == (ident, 2, True)


def test_what_is_internal_is_no_news_and_what_was_never_told_is_not_called_off():
    journal, ident = planned(INTERNAL)
    assert news(journal.story, None) == ()
    journal.add(field.InterventionCancelled, "2026-11-23 12:00", intervention=ident, visibility=PUBLIC)
    assert news(journal.story, None) == ()


def test_an_operation_is_told_once_it_was_announced_and_called_off_with_its_ticket():
    journal = Journal("2026-11-23 09:00", kind="operation")
    journal.add(field.OperationPlanned, "2026-11-23 10:00", **window(0))
    assert news(journal.story, None) == ()
    journal.add(field.OperationAnnounced, "2026-11-23 10:30", visibility=PUBLIC, **window(0))
    [one] = news(journal.story, None)
    assert (one.what, one.start, one.sequence) == ("operation", window(0)["start"], 0)
    told = journal.story
    journal.add(field.OperationAnnounced, "2026-11-23 11:00", visibility=PUBLIC, **window(1))
    [moved] = news(journal.story, told)
    assert (moved.id, moved.sequence, moved.start) == (one.id, 1, window(1)["start"])
    told = journal.story
    journal.add(field.OperationCancelled, "2026-11-23 12:00", visibility=PUBLIC)
    assert [(off.id, off.sequence, off.is_cancelled) for off in news(journal.story, told)] == [(one.id, 2, True)]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["plan", "move", "cancel", "mail"]), st.integers(0, 3), st.integers(0, 20), st.booleans()
    ),
    max_size=14,
)


@given(ACTS)
def test_a_calendar_that_takes_every_invitation_shows_what_stands(acts):
    """A program keeps the version with the highest SEQUENCE, and forgets what was cancelled."""
    journal, idents, told, calendar = Journal("2026-11-23 09:00"), [], None, {}
    for act, which, day, public in [*acts, ("mail", 0, 0, True)]:
        seen = PUBLIC if public else INTERNAL
        if act == "plan":
            journal.add(field.InterventionPlanned, "2026-11-23 10:00", mode=Mode.REMOTE, visibility=seen, **window(day))
            idents.append(journal.last)
        elif act == "move" and which < len(idents):
            journal.add(
                field.InterventionMoved,
                "2026-11-23 10:00",
                intervention=idents[which],
                visibility=PUBLIC,
                **window(day),
            )
        elif act == "cancel" and which < len(idents):
            journal.add(field.InterventionCancelled, "2026-11-23 10:00", intervention=idents[which], visibility=PUBLIC)
        elif act == "mail":
            for one in news(journal.story, told):
                assert one.id not in calendar or one.sequence > calendar[one.id].sequence
                calendar[one.id] = one
            told = journal.story
    shown = {one.id: one.start for one in calendar.values() if not one.is_cancelled}
    assert shown == {v.id: v.start for v in all_visits(journal.story) if v.public and v.standing == "planned"}
