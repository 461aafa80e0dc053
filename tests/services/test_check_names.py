"""`check`: names in one file that must lead to something in another, nearest first."""

from __future__ import annotations

from datetime import date

import pytest
from desk_sample import (
    PATH,
    client,
    company,
    contract,
    facts,
    files,
    opening,
    ticket,
)

from celyactl.domain.client import Contact, Site
from celyactl.domain.company import Coverage, Duty, Member, SharedService
from celyactl.domain.contract import CoveragePeriod, Scope, Takeover, TakeoverItem
from celyactl.domain.entries.lifecycle import Start
from celyactl.domain.fold import tell
from celyactl.domain.words import Legal
from celyactl.services.checking.check import File, check
from celyactl.store.records import dump

CLIENT, CONTRACT, DESK = "contracts/acme/client.yaml", "contracts/acme/acme-2026.yaml", "desk.yaml"


pytestmark = pytest.mark.usefixtures("in_english")


def told(findings):
    return [(one.path, one.field, one.code) for one in findings]


UNKNOWN = [
    ({"client": "globex"}, [("client", "unknown_client")]),
    ({"contract": "acme-2027"}, [("contract", "unknown_contract")]),
    ({"components": ("ipbx", "ipbq")}, [("components[1]", "unknown_component")]),
    ({"site": "depot"}, [("site", "unknown_site")]),
    ({"requester": "clair"}, [("requester", "unknown_contact")]),
]


@pytest.mark.parametrize(("change", "found"), UNKNOWN)
def test_what_a_ticket_names_must_be_in_the_desk(change, found):
    made = ticket(entries=(opening(**change),))
    findings = check(files(ticket=dump(made)))
    assert [(one.field, one.code) for one in findings if one.code.startswith("unknown")] == found
    assert all(one.line for one in findings)


def test_the_known_names_are_told_nearest_first():
    many = client(contacts=tuple(Contact(id=name, name=name) for name in ("zoe", "claire", "bob")))
    made = ticket(entries=(opening(requester="clair"),))
    [finding] = check(files(client=dump(many), ticket=dump(made)))
    assert finding.message == 'unknown contact "clair": known are claire, bob, zoe'


def test_a_contract_of_another_client_is_an_error():
    other = client(id="globex", name="Globex")
    made = ticket(entries=(opening(client="globex"),))
    found = check(
        sorted(
            [*files(ticket=dump(made)), File("contracts/globex/client.yaml", "100644", dump(other))],
            key=lambda file: file.path,
        )
    )
    assert told(found) == [(PATH, "contract", "other_client")]


@pytest.mark.parametrize(
    ("by", "code"), [("marc", "unknown_actor"), ("acme:bob", "unknown_actor"), ("acme:claire", None), ("lea", None)]
)
def test_an_actor_whom_nobody_knows_is_a_warning(by, code):
    made = tell(ticket(), [Start(**facts(6, by=by))])
    found = check(files(ticket=dump(made)))
    assert [(one.code, one.severity) for one in found] == ([(code, "warning")] if code else [])


TWO_SITES = (Site(id="siege", name="Siège"), Site(id="siege", name="Autre"))
START = date(2026, 1, 1)
DESKS = [
    ("desk", company(zone="Europe/Pari"), "zone", "unknown_time_zone", "Europe/Paris"),
    ("desk", company(holidays="FR-99"), "holidays", "unknown_holiday_zone", "FR-9"),
    (
        "desk",
        company(coverages={"business": Coverage(week={}, holidays="closed")}),
        "coverages.business",
        "week_without_window",
        "weekday",
    ),
    (
        "desk",
        company(team=(*company().team, Member(id="lea", name="Léa", email="l@celya.example"))),
        "team[1].id",
        "duplicate_id",
        "lea",
    ),
    (
        "desk",
        company(oncall=(Duty(since=START, until=date(2026, 1, 8), people=("marc",)),)),
        "oncall[0].people[0]",
        "unknown_member",
        "lea",
    ),
    (
        "desk",
        company(shared_services=(SharedService(id="mail", name="Mail", supplier="ovh"),)),
        "shared_services[0].supplier",
        "unknown_supplier",
        "ovh",
    ),
    ("client", client(sites=TWO_SITES), "sites[1].id", "duplicate_id", "siege"),
    ("client", client(id="acm"), "id", "path_differs", "acme"),
    ("client", client(services=("voip",)), "services[0]", "unknown_service", "voip"),
    ("contract", contract(slug="acme-2027"), "slug", "path_differs", "acme-2026"),
    ("contract", contract(holidays="FR-99"), "holidays", "unknown_holiday_zone", "FR"),
    (
        "contract",
        contract(coverage=(CoveragePeriod(since=START, coverage="busines"),)),
        "coverage[0].coverage",
        "unknown_coverage",
        "business",
    ),
    ("contract", contract(covers=Scope(sites=("depot",))), "covers.sites[0]", "unknown_site", "siege"),
    (
        "contract",
        contract(takeover=Takeover(on=START, items=(TakeoverItem(component="sbc", state="good"),))),
        "takeover.items[0].component",
        "unknown_component",
        "ipbx",
    ),
    ("contract", contract(latest_end=START), "start", "terms_impossible", "latest_end"),
]


@pytest.mark.parametrize(("name", "model", "field", "code", "word"), DESKS, ids=[f"{d[0]}-{d[3]}" for d in DESKS])
def test_what_desk_clients_and_contracts_name_must_be_there(name, model, field, code, word):
    found = [one for one in check(files(**{name: dump(model)})) if one.path != PATH]
    assert [(one.field, one.code) for one in found] == [(field, code)]
    assert found[0].line > 1
    assert word in found[0].message


def test_a_public_buyers_contract_has_a_last_day():
    public = dump(client(legal=Legal.PUBLIC_BUYER))
    assert [one.code for one in check(files(client=public))] == ["latest_end_missing"]
    bounded = dump(contract(latest_end=date(2030, 1, 1)))
    assert check(files(client=public, contract=bounded)) == []


def test_a_slug_is_unique_in_the_desk():
    other = [
        File("contracts/globex/acme-2026.yaml", "100644", dump(contract(client="globex"))),
        File("contracts/globex/client.yaml", "100644", dump(client(id="globex"))),
    ]
    found = check(sorted([*files(), *other], key=lambda file: file.path))
    assert told(found) == [("contracts/globex/acme-2026.yaml", "slug", "not_unique")]
    assert CONTRACT in found[0].message
