"""Who may do what: every verb on every kind of thing, for two clients and each role."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from celyactl.domain.client import Client, Contact, Replacement
from celyactl.domain.contract import Contract, CoveragePeriod
from celyactl.domain.entries.conversation import Note
from celyactl.domain.permission import Everything, Told, Verb, may, visitor
from celyactl.domain.ticket import Header
from celyactl.domain.words import Channel, Kind, Legal, Level, Origin, Priority, Role, Status, Visibility

DAY = date(2026, 11, 23)
AT = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
ULID = "01M6G6XMS0C4QADKPC3DWE0000"
PEOPLE = {"boss": Role.MANAGER, "first": Role.LEVEL1, "paul": Role.REQUESTER, "zoe": Role.BILLING, "max": Role.IT}
TICKET_VERBS = {Verb.SEE, Verb.REPLY, Verb.CONFIRM, Verb.REOPEN, Verb.RATE}


def client(ident):
    contacts = tuple(Contact(id=name, name=name, roles=(role,)) for name, role in PEOPLE.items())
    return Client(id=ident, name=ident, legal=Legal.PROFESSIONAL, contacts=contacts)


def ticket(owner, requester):
    return Header(
        ref="CEL-2611-4F7K2QE",
        uid=ULID,
        title="Panne",
        client=owner,
        kind=Kind.INCIDENT,
        status=Status.NEW,
        priority=Priority.P3,
        level=Level.REMOTE,
        requester=requester,
        origin=Origin.PHONE,
        opened_at=AT,
    )


def note(visibility):
    return Note(id=ULID, at=AT, recorded=AT, by="lea", channel=Channel.CLI, visibility=visibility, text="x")


def things():
    """Each thing with its owner, whose it is (None: nobody's in particular), and the verbs that it knows."""
    for owner in ("acme", "bach"):
        yield client(owner), owner, None, {Verb.SEE}
        for requester in ("paul", "zoe", None):
            of = ticket(owner, requester)
            yield of, owner, requester or "-", TICKET_VERBS
            yield Told(of, note(Visibility.PUBLIC)), owner, requester or "-", {Verb.SEE}
            yield Told(of, note(Visibility.INTERNAL)), owner, requester or "-", set()


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("home", ["acme", "bach"])
def test_the_whole_matrix(home, name):
    actor = visitor(client(home), name, DAY)
    sees_all = name in {"boss", "first"}
    for thing, owner, whose, verbs in things():
        mine = owner == home and (whose is None or sees_all or whose == name)
        for verb in Verb:
            assert may(actor, verb, thing) == (mine and verb in verbs), (home, name, verb, thing)


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_sees_the_own_contracts_and_enters_under_them(name):
    actor = visitor(client("acme"), name, DAY)
    for owner in ("acme", "bach"):
        thing = a_contract(owner)
        assert {verb for verb in Verb if may(actor, verb, thing)} == (
            {Verb.SEE, Verb.ENTER} if owner == "acme" else set()
        )


@pytest.mark.parametrize("name", PEOPLE)
def test_only_who_sees_all_tickets_sees_what_tells_of_all(name):
    actor = visitor(client("acme"), name, DAY)
    for owner in ("acme", "bach"):
        allowed = {verb for verb in Verb if may(actor, verb, Everything(owner))}
        assert allowed == ({Verb.SEE} if owner == "acme" and name in {"boss", "first"} else set())


def a_contract(owner):
    return Contract(
        slug=f"{owner}-2026",
        client=owner,
        type="maintenance",
        start=DAY,
        months=12,
        renewal="tacit",
        renewal_months=12,
        notice_months=3,
        holidays="FR",
        coverage=(CoveragePeriod(since=DAY, coverage="business"),),
    )


def with_contact(name, **changes):
    acme = client("acme")
    return replace(acme, contacts=tuple(replace(one, **changes) if one.id == name else one for one in acme.contacts))


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({}, True),
        ({"left": date(2026, 11, 24)}, True),
        ({"left": DAY}, False),
        ({"erased": date(2026, 11, 1)}, False),
    ],
)
def test_who_has_left_is_nobody(changes, there):
    assert (visitor(with_contact("paul", **changes), "paul", DAY) is not None) == there
    assert visitor(client("acme"), "claude", DAY) is None


@pytest.mark.parametrize(
    ("since", "until", "stands_in"),
    [
        (DAY, None, True),
        (DAY, date(2026, 11, 24), True),
        (date(2026, 11, 24), None, False),
        (date(2026, 11, 1), DAY, False),
    ],
)
def test_a_stand_in_may_what_the_absent_may_for_as_long_as_said(since, until, stands_in):
    stand_in = Replacement(contact="zoe", since=since, until=until)
    for absent, seen in (("paul", ticket("acme", "paul")), ("boss", ticket("acme", None))):
        actor = visitor(with_contact(absent, replaced_by=(stand_in,)), "zoe", DAY)
        assert may(actor, Verb.SEE, seen) == stands_in
        assert not may(actor, Verb.SEE, ticket("bach", "paul"))
