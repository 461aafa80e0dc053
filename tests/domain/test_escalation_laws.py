"""Laws of escalation over random stories: nothing is due before the index says so, and nothing is done twice."""

from __future__ import annotations

from datetime import date, timedelta

from builders import REF, UID, calendar, company
from clock_oracle import instant
from clock_scripts import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from celyactl.domain.company import EscalationRule, Member, ServiceIdentity
from celyactl.domain.course import courses
from celyactl.domain.escalation.rules import Audience
from celyactl.domain.escalation.situation import Situation, attention
from celyactl.domain.escalation.steps import steps
from celyactl.domain.fold import fold, tell, written
from celyactl.domain.local_time import to_utc
from celyactl.domain.promises import promise_for
from celyactl.domain.stops import FOREVER
from celyactl.domain.words import ServiceKind, TeamRole
from celyactl.services.acting import by_service
from celyactl.services.escalating.writing import entries_of
from celyactl.services.stamping import Stamps

ORDINARY = settings(max_examples=60, deadline=None)
SERVICE = ServiceIdentity(id="veille", kind=ServiceKind.ESCALATION, email="veille@celya.example")
TEAM = (
    Member(id="lea", name="Léa", email="lea@celya.example", roles=(TeamRole.TECHNICIAN,)),
    Member(id="nadia", name="Nadia", email="nadia@celya.example", roles=(TeamRole.MANAGER,)),
)
RULES = st.lists(
    st.builds(
        EscalationRule,
        priorities=st.sampled_from([(), ("P1",), ("P2", "P3")]),
        thresholds=st.sampled_from([(), (10, 50), (100,), (75, 150)]),
        tell=st.sampled_from([(), ("oncall",), ("assignee", "nadia")]),
        via=st.sampled_from([(), ("mail",), ("command",), ("mail", "command")]),
        raise_level=st.booleans(),
    ),
    max_size=2,
)
DESK = company(team=TEAM, services=(SERVICE,))
AUDIENCE = Audience(DESK, date(2026, 10, 26), None, ("lea",))


def situation_of(case, rules, story):
    contract = case.contract
    promise = promise_for(story.header, contract, DESK.zone)
    hours = calendar(contract, DESK)
    found = courses(story, promise, hours, [case.exclusion], FOREVER)
    return Situation(story, found, hours, contract.sla, rules)


def ticket_of(case):
    journal = tuple(case.journal().entries)
    return written(fold(REF, UID, journal).header, journal)


def last(case):
    return case.script[-1][0] if case.script else case.opened


def after(ticket, found, now):
    acting = by_service(SERVICE, now)
    return tell(ticket, entries_of(found, ticket, Stamps(acting, now, ticket.journal), DESK))


@given(cases(), RULES, st.integers(0, 900))
@ORDINARY
def test_nothing_is_due_before_the_index_says_so(case, rules, later):
    now = instant(last(case) + later)
    situation = situation_of(case, rules, fold(REF, UID, ticket_of(case).journal))
    if steps(situation, AUDIENCE, now):
        at = attention(situation)
        assert at is not None
        assert at <= to_utc(now)


@given(cases(), RULES, st.lists(st.integers(0, 300), min_size=1, max_size=5))
@ORDINARY
def test_what_was_done_is_not_done_again(case, rules, waits):
    ticket, now = ticket_of(case), instant(last(case))
    for wait in waits:
        now += timedelta(minutes=wait)
        found = steps(situation_of(case, rules, fold(REF, UID, ticket.journal)), AUDIENCE, now)
        ticket = after(ticket, found, now)
        story = fold(REF, UID, ticket.journal)
        assert story.refused == ()
        assert steps(situation_of(case, rules, story), AUDIENCE, now) == ()


@given(cases(), RULES, st.integers(0, 300), st.integers(0, 9))
@ORDINARY
def test_two_clones_that_did_the_same_did_it_once(case, rules, later, apart):
    ticket = ticket_of(case)
    now = instant(last(case) + later)
    clones = [
        after(ticket, steps(situation_of(case, rules, fold(REF, UID, ticket.journal)), AUDIENCE, at), at)
        for at in (now, now + timedelta(minutes=apart))
    ]
    joined = {entry.id: entry for clone in clones for entry in clone.journal}
    story = fold(REF, UID, list(joined.values()))
    names = [entry.notice for entry in story.entries if entry.type == "notice"]
    assert len(names) == len(set(names))
    assert {entry.notice for clone in clones for entry in clone.journal if entry.type == "notice"} == set(names)
    assert story.refused == ()
