"""`monitor receive`: one ticket an incident, an outage that ends, and nothing twice. Monday 23 November 2026, 9:00."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from furnishing import done_once
from hypothesis import given, settings
from hypothesis import strategies as st

from celyactl.errors import CelyactlError
from celyactl.services.monitoring.reading import read

SERVICES = """shared_services:
  - id: "trunk"
    name: "Trunk"
    hosted: true
"""
BEGAN = "2026-11-23T07:50:00Z"


@pytest.fixture
@done_once
def watched(desk):
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text(encoding="utf-8") + SERVICES, encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    desk.ask("team", "service", "add", "sonde", "--kind", "monitor", "--email", "sonde@celya.example")
    desk.sell("acme-2026", "--start", "2026-01-01", "--coverage", "full", "--target", "P2:30m:4h")
    desk.ask("component", "add", "acme", "ipbx", "--kind", "pbx", "--name", "IPBX")
    return desk


def alert(status="firing", began=BEGAN, ended="0001-01-01T00:00:00Z", **labels):
    named = {"alertname": "TrunkDown", "severity": "critical", "celyactl_contract": "acme-2026", **labels}
    return {
        "status": status,
        "labels": named,
        "annotations": {"summary": "Le trunk ne répond plus", "description": "Aucun REGISTER depuis 5 min"},
        "startsAt": began,
        "endsAt": ended,
        "fingerprint": "".join(f"{ord(one):02x}" for one in labels.get("instance", "a"))[:32].ljust(16, "0"),
    }


def webhook(*alerts):
    return json.dumps({"version": "4", "groupKey": "{}", "status": "firing", "alerts": alerts}).encode()


def take(desk, *alerts, words=()):
    return desk.ask("monitor", "receive", *words, input=webhook(*alerts))


def outages(desk):
    data = desk.ask("outage", "list", "--from", "2026-11-01", "--to", "2026-12-01")
    return [(one["ref"], one["start"], one["end"]) for one in data["outages"]], data["availability"]


def test_an_alert_opens_a_ticket_in_its_own_name_and_channel(watched):
    [one] = take(watched, alert(celyactl_component="ipbx", celyactl_service="trunk"))
    ticket = watched.ask("ticket", "show", one["ref"])
    assert (one["what"], ticket["title"], ticket["priority"]) == ("opened", "Le trunk ne répond plus", "P2")
    assert (ticket["origin"], ticket["contract"], ticket["components"]) == ("monitoring", "acme-2026", ["ipbx"])
    assert ticket["opened_at"] == "2026-11-23T08:50:00+01:00"
    first = ticket["journal"][0]
    assert (first["channel"], first["by"], first["fingerprint"]) == ("monitor", "sonde", one["fingerprint"])
    assert "Aucun REGISTER" in first["text"]
    assert watched.trailer("Celyactl-Channel") == "monitor"
    assert watched.ask("check")["findings"] == []


def test_what_is_repeated_changes_nothing(watched):
    [first] = take(watched, alert())
    before = watched.git("rev-parse", "HEAD")
    watched.now += timedelta(hours=4)
    [again] = take(watched, alert())
    assert (again["what"], again["ref"], watched.git("rev-parse", "HEAD")) == ("duplicate", first["ref"], before)


def test_recovery_ends_the_outage_and_availability_counts_it(watched):
    [one] = take(watched, alert(celyactl_service="trunk"))
    watched.now += timedelta(hours=1)
    [end] = take(watched, alert("resolved", ended="2026-11-23T08:35:00Z", celyactl_service="trunk"))
    assert (end["what"], end["ref"]) == ("settled", one["ref"])
    [(ref, start, stop)], [service] = outages(watched)
    assert (ref, start, stop) == (one["ref"], "2026-11-23T08:50:00+01:00", "2026-11-23T09:35:00+01:00")
    assert service["unplanned_seconds"] == 45 * 60
    [month] = service["months"]
    assert (month["month"], month["unplanned_seconds"]) == ("2026-11", 45 * 60)
    assert watched.ask("ticket", "show", ref)["status"] == "new"
    assert take(watched, alert("resolved", ended="2026-11-23T08:35:00Z"))[0]["what"] == "duplicate"


SAID = pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({"celyactl_service": "trunk"}, ()),
        ({}, ("--service", "trunk")),
        ({"celyactl_component": "sbc"}, ()),
        ({}, ("--component", "sbc")),
    ],
)


@SAID
def test_an_alert_that_comes_back_joins_its_ticket_with_another_outage(watched, labels, words):
    watched.ask("component", "add", "acme", "sbc", "--kind", "sbc", "--name", "SBC", "--service", "trunk")
    [one] = take(watched, alert(**labels), words=words)
    watched.now += timedelta(hours=1)
    take(watched, alert("resolved", ended="2026-11-23T08:35:00Z", **labels), words=words)
    [back] = take(watched, alert(began="2026-11-23T08:55:00Z", **labels), words=words)
    assert (back["what"], back["ref"]) == ("joined", one["ref"])
    found, _services = outages(watched)
    assert [(start[11:16], end and end[11:16]) for _ref, start, end in found] == [("09:55", None), ("08:50", "09:35")]


def settle(desk, ref):
    for words in (("cause", ref, "Opérateur"), ("restore", ref), ("resolve", ref, "Rétabli")):
        desk.ask("ticket", *words)


def test_a_settled_ticket_opens_again_within_its_window_and_has_a_follower_after_it(watched):
    [one] = take(watched, alert())
    settle(watched, one["ref"])
    assert take(watched, alert())[0]["what"] == "duplicate"
    take(watched, alert("resolved", ended="2026-11-23T08:00:00Z"))
    watched.now += timedelta(days=1)
    [again] = take(watched, alert(began="2026-11-24T07:00:00Z"))
    assert (again["what"], again["ref"]) == ("reopened", one["ref"])
    take(watched, alert("resolved", ended="2026-11-24T07:30:00Z"))
    settle(watched, one["ref"])
    watched.now += timedelta(days=20)
    [late] = take(watched, alert(began="2026-12-14T07:00:00Z"))
    assert late["what"] == "opened"
    links = watched.ask("ticket", "show", late["ref"])["links"]
    assert links == [{"kind": "follow-up", "ref": one["ref"]}]


def test_a_ticket_that_was_merged_is_found_where_its_story_goes_on(watched):
    older = watched.ask("ticket", "new", "--contract", "acme-2026", "--title", "Trunk", "--at", "08:00")["ref"]
    [one] = take(watched, alert())
    watched.ask("ticket", "merge", one["ref"], "--into", older)
    [end] = take(watched, alert("resolved", ended="2026-11-23T08:00:00Z"))
    assert (end["what"], end["ref"]) == ("settled", older)
    [again] = take(watched, alert(began="2026-11-23T08:00:00Z"))
    assert (again["what"], again["ref"]) == ("joined", older)


def test_the_outage_of_a_merged_ticket_ends_with_its_own_alert_and_no_other_does(watched):
    path = watched.path / "desk.yaml"
    path.write_text(path.read_text(encoding="utf-8") + SERVICES.partition("\n")[2].replace("trunk", "fax"), "utf-8")
    watched.git("commit", "-qam", "by hand")
    trunk, fax = {"celyactl_service": "trunk", "instance": "a"}, {"celyactl_service": "fax", "instance": "b"}
    [older], [newer] = take(watched, alert(**trunk)), take(watched, alert(**fax))
    watched.ask("ticket", "merge", newer["ref"], "--into", older["ref"])
    assert [one["what"] for one in take(watched, alert(**fax))] == ["duplicate"]
    before = len(watched.subjects())
    [end] = take(watched, alert("resolved", ended="2026-11-23T08:00:00Z", **fax))
    assert (end["what"], end["ref"], len(watched.subjects())) == ("settled", older["ref"], before + 1)
    assert {(ref, end is None) for ref, _start, end in outages(watched)[0]} == {
        (older["ref"], True),
        (newer["ref"], False),
    }
    take(watched, alert("resolved", ended="2026-11-23T08:00:00Z", **trunk))
    assert all(end for _ref, _start, end in outages(watched)[0])
    assert watched.ask("check")["findings"] == []


def test_several_alerts_are_several_tickets_each_in_a_commit(watched):
    before = len(watched.subjects())
    found = take(watched, alert(instance="a"), alert(instance="b"), alert(instance="a"))
    assert [one["what"] for one in found] == ["opened", "opened", "duplicate"]
    assert len(watched.subjects()) == before + 2


def test_a_client_alone_waits_for_somebody_to_name_its_contract(watched):
    watched.sell("acme-2027", "--start", "2026-01-01", client="Acme")
    [one] = take(watched, alert(celyactl_contract="", celyactl_client="acme"))
    ticket = watched.ask("ticket", "show", one["ref"])
    assert (ticket["contract"], ticket["labels"]) == (None, ["to_qualify"])


def test_what_is_nobody_s_is_refused_and_the_others_are_recorded(watched):
    before = len(watched.subjects())
    payload = webhook(alert(instance="a", celyactl_contract="nobody"), alert(instance="b"))
    error = watched.run("monitor", "receive", "--json", input=payload).error
    assert (error["code"], error["exit"]) == ("alerts_unplaced", 65)
    assert len(watched.subjects()) == before + 1


def test_the_command_says_what_an_alert_does_not(watched):
    words = ("--client", "acme", "--component", "ipbx", "--service", "trunk", "--priority", "P1")
    [one] = take(watched, alert(celyactl_contract=""), words=words)
    ticket = watched.ask("ticket", "show", one["ref"])
    assert (ticket["contract"], ticket["priority"], ticket["components"]) == ("acme-2026", "P1", ["ipbx"])
    assert len(outages(watched)[0]) == 1


def test_an_outage_that_no_report_would_tell_of_is_warned_of(watched):
    def warned(name):
        sent = webhook(alert(instance=name, celyactl_service="trunk"))
        return [one for one in watched.run("monitor", "receive", "--json", input=sent).warnings if "trunk" in one]

    assert len(warned("a")) == 1
    watched.ask("component", "add", "acme", "sbc", "--kind", "sbc", "--name", "SBC", "--service", "trunk")
    assert warned("b") == []


def lines(**words):
    return "\n".join(f"{name}={value}" for name, value in words.items()).encode()


PROBLEM = {
    "NAGIOS_NOTIFICATIONTYPE": "PROBLEM",
    "NAGIOS_HOSTNAME": "pbx1",
    "NAGIOS_SERVICEDESC": "sip",
    "NAGIOS_SERVICESTATE": "CRITICAL",
    "NAGIOS_SERVICEOUTPUT": "Connection refused",
    "NAGIOS_LASTSERVICESTATECHANGE": str(int(datetime.fromisoformat(BEGAN).timestamp())),
    "NAGIOS_HOSTSTATE": "UP",
    "NAGIOS__SERVICECELYACTL_SERVICE": "trunk",
}


def test_nagios_and_icinga_open_and_end_the_same_incident(watched):
    words = ("--contract", "acme-2026")
    [one] = watched.ask("monitor", "receive", *words, input=lines(**PROBLEM))
    ticket = watched.ask("ticket", "show", one["ref"])
    assert (ticket["title"], ticket["priority"], ticket["opened_at"]) == (
        "pbx1 sip: Connection refused",
        "P2",
        "2026-11-23T08:50:00+01:00",
    )
    recovery = {name.removeprefix("NAGIOS_"): value for name, value in PROBLEM.items()}
    recovery |= {"NOTIFICATIONTYPE": "RECOVERY", "SERVICESTATE": "OK", "LASTSERVICESTATECHANGE": ""}
    [end] = watched.ask("monitor", "receive", *words, input=json.dumps(recovery).encode())
    assert (end["what"], end["ref"]) == ("settled", one["ref"])
    assert outages(watched)[0][0][2] == "2026-11-23T09:00:00+01:00"


@pytest.mark.parametrize("kind", ["ACKNOWLEDGEMENT", "DOWNTIMESTART", "FLAPPINGSTART", "CUSTOM"])
def test_what_is_no_alert_is_nothing_to_record(watched, kind):
    before = watched.git("rev-parse", "HEAD")
    payload = lines(**PROBLEM | {"NAGIOS_NOTIFICATIONTYPE": kind})
    assert watched.ask("monitor", "receive", "--contract", "acme-2026", input=payload) == []
    assert watched.git("rev-parse", "HEAD") == before


def test_without_a_service_of_its_own_a_person_stands_in_and_is_told(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    answer = desk.run("monitor", "receive", "--json", input=webhook(alert()))
    assert "monitor" in answer.warnings[0]
    entry = desk.ask("ticket", "show", answer.data[0]["ref"])["journal"][0]
    assert (entry["by"], entry["channel"]) == ("nadia", "cli")
    assert not [one for one in desk.run("audit", "verify", "--json").data["findings"] if "service" in one["code"]]


def test_a_trial_opens_nothing(watched):
    before = watched.git("rev-parse", "HEAD")
    [one] = take(watched, alert(), words=("--dry-run",))
    assert (one["what"], watched.git("rev-parse", "HEAD")) == ("opened", before)
    said = watched.say("monitor", "receive", "--dry-run", input=webhook(alert()))
    assert said.startswith("Rien n’a été enregistré (--dry-run).")


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "notification_not_understood"),
        (b"\xff\xfe\x00", "notification_not_understood"),
        (b"{", "notification_not_understood"),
        (b"[" * 50_000, "notification_not_understood"),
        (b"[]", "notification_not_understood"),
        (b'{"alerts": {}}', "notification_not_understood"),
        (b'{"alerts": [1]}', "notification_not_understood"),
        (b'{"alerts": [{"status": "on", "labels": {}}]}', "notification_not_understood"),
        (b'{"host": "a"}', "notification_not_understood"),
        (b"{" + b" " * 1_000_000, "notification_too_large"),
        (json.dumps({"alerts": [alert()] * 201}).encode(), "too_many_alerts"),
    ],
)
def test_what_nobody_sends_is_refused_by_its_own_error(watched, payload, code):
    before = watched.git("rev-parse", "HEAD")
    error = watched.run("monitor", "receive", "--json", input=payload).error
    assert (error["code"], error["exit"], watched.git("rev-parse", "HEAD")) == (code, 65, before)


def test_hostile_words_are_one_visible_title_and_a_bounded_text(watched):
    evil = alert(alertname="x", celyactl_component="../../etc", celyactl_service="$(id)")
    evil["annotations"] = {"summary": "A\x1b[2J\n\u202eB " + "C" * 9_000, "description": "\x00" + "D\n" * 90_000}
    evil["startsAt"] = "9999-12-31T23:59:59Z"
    [one] = take(watched, evil)
    ticket = watched.ask("ticket", "show", one["ref"])
    assert "\x1b" not in ticket["title"]
    assert len(ticket["title"]) <= 200
    assert (ticket["components"], ticket["opened_at"]) == ([], "2026-11-23T09:00:00+01:00")
    assert len(ticket["journal"][0]["text"]) <= 20_000
    assert watched.ask("check")["findings"] == []


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.text(max_size=9),
        lambda one: (
            st.lists(one, max_size=3)
            | st.dictionaries(st.sampled_from(["alerts", "labels", "status", "host", "type"]), one, max_size=4)
        ),
        max_leaves=9,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_read_or_refused_by_a_deliberate_error(payload):
    try:
        found = read(payload)
    except CelyactlError as error:
        found = [error.code()]
    assert isinstance(found, list)


def test_the_bad_contract_of_another_client_holds_up_no_alert(watched):
    watched.sell("bravo-2026", client="Bravo")
    watched.edit("contracts/bravo/bravo-2026.yaml", "type: maintenance", "type: rien")
    [one] = take(watched, alert(celyactl_contract="", celyactl_client="acme"))
    assert watched.ask("ticket", "show", one["ref"])["contract"] == "acme-2026"
