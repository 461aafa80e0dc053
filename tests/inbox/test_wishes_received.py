"""The links of a resolved ticket's mail, as the messages that they send: it is settled, the problem remains."""

from __future__ import annotations

from datetime import timedelta

import pytest
from letters import letter

from celyactl.mail.token import reply_address, token_of


@pytest.fixture
def settled(office):
    """A ticket of Claire's that is resolved, and its reply address with a wish."""
    new = ("--contract", "acme-2026", "--title", "Nouveau poste", "--requester", "claire", "--kind", "request")
    ticket = office.ask("ticket", "new", *new)
    office.ask("ticket", "start", ticket["ref"])
    office.ask("ticket", "resolve", ticket["ref"], "Réparé")
    return ticket


def wishing(key, ticket, wish, text, ident="<w@acme.example>"):
    to = reply_address("support@celya.example", ticket["ref"], token_of(key, ticket["uid"]), wish)
    return letter(text, to=to, subject=f"[{ticket['ref']}]", message_id=ident, received=None)


def test_it_is_settled_acts_as_a_confirmation_and_the_time_counts_for_nothing(office, take, key, settled):
    before = office.ask("sla", "show", settled["ref"])["clocks"]
    office.now += timedelta(hours=1)
    for what in ("answered", "duplicate"):
        assert take(wishing(key, settled, "settled", "C’est réglé"))["what"] == what
    ticket = office.ask("ticket", "show", settled["ref"])
    assert ticket["status"] == "closed"
    assert [entry["type"] for entry in ticket["journal"][-2:]] == ["message", "confirm"]
    assert office.ask("sla", "show", settled["ref"])["clocks"] == before
    assert office.ask("check")["findings"] == []
    assert take(wishing(key, settled, "settled", "Merci !", "<x@acme.example>"))["what"] == "answered"
    again = office.ask("ticket", "show", settled["ref"])
    assert (again["status"], again["journal"][-1]["type"]) == ("closed", "message")


@pytest.mark.parametrize(
    "said", [("settled", "C’est réglé, mais le fax ne part plus."), ("remains", "Le problème persiste")]
)
def test_a_problem_that_remains_opens_the_ticket_again(office, take, key, settled, said):
    take(wishing(key, settled, *said))
    assert office.ask("ticket", "show", settled["ref"])["status"] == "in_progress"


def test_a_wish_of_somebody_who_is_no_contact_is_a_message(office, take, key, settled):
    raw = wishing(key, settled, "settled", "C’est réglé").replace(b"claire@acme", b"standard@acme")
    assert take(raw)["what"] == "answered"
    assert office.ask("ticket", "show", settled["ref"])["status"] == "in_progress"
