from datetime import datetime, timedelta

import pytest

from celyactl.domain.query import Asking, parse
from celyactl.errors.query import UnknownValue
from celyactl.store.index.index import Index
from celyactl.store.index.names import require_known
from celyactl.store.place import find

QUERIES = [
    ("", ["trunk", "echo"]),
    ("status:any", ["trunk", "echo", "fax"]),
    ("status:cancelled", ["fax"]),
    ("status:assigned,cancelled", ["echo", "fax"]),
    ("-status:new", ["echo"]),
    ("client:acme", ["trunk", "echo"]),
    ('status:any client:"beta télécom"', ["fax"]),
    ("status:any -client:acme", ["fax"]),
    ("contract:ACME-2026", ["trunk", "echo"]),
    ("status:any contract:beta-2026", ["fax"]),
    ("prio<=P2", ["trunk"]),
    ("prio>P2", ["echo"]),
    ("-prio:P1", ["echo"]),
    ("level:2", ["trunk", "echo"]),
    ("level>2", []),
    ("status:any kind:request", ["fax"]),
    ("assignee:me", ["echo"]),
    ("assignee:none", ["trunk"]),
    ("-assignee:me", ["trunk"]),
    ("-assignee:none", ["echo"]),
    ("tonalite", ["trunk"]),
    ("TONALITÉ trunk", ["trunk"]),
    ("tonal", ["trunk"]),
    ("écho", ["echo"]),
    ("debranche", ["echo"]),
    ('"cable reseau"', ["echo"]),
    ('"reseau cable"', []),
    ("-debranche", ["trunk"]),
    ("status:any -debranche", ["trunk", "fax"]),
    ("status:any double", ["fax"]),
    ("—", []),
    ("due:none", []),
    ("due<+1d", ["trunk", "echo"]),
    ("due>tomorrow", []),
    ("status:any opened:today", ["trunk", "echo", "fax"]),
    ("opened<today", []),
    ("breached", []),
    ("-breached", ["trunk", "echo"]),
    ("label:none component:none site:none", ["trunk", "echo"]),
    ("due<+2h", ["trunk"]),
    ("due>=+2h", ["echo"]),
    ("due:today", ["trunk", "echo"]),
    ("origin:phone", ["trunk", "echo"]),
    ("origin:email", []),
    ("requester:none", ["trunk", "echo"]),
    ("-status:open", ["fax"]),
    ('status:any client:"BETA telecom"', ["fax"]),
    ("updated>-1h", ["trunk", "echo"]),
    ("updated<-1h", []),
]

WAITS = [
    ("waiting", ["trunk"]),
    ("-waiting", ["echo", "fax"]),
    ("pending:third-party", ["trunk"]),
    ("waiting:client", []),
    ("party:operateur", ["trunk"]),
    ('party:"OPÉRATEUR ouest"', ["trunk"]),
    ("party:ouest", []),
    ("-party:operateur", ["echo", "fax"]),
    ("party:none", ["echo", "fax"]),
    ("back<tomorrow", ["trunk"]),
    ("back:none", ["echo", "fax"]),
    ("next<tomorrow", ["trunk", "echo"]),
]

ORDERS = [
    ("sort:title", ["fax", "trunk", "echo"]),
    ("sort:-priority,title", ["fax", "echo", "trunk"]),
    ("sort:back", ["trunk", "echo", "fax"]),
    ("sort:-back", ["trunk", "echo", "fax"]),
    ("sort:assignee", ["echo", "trunk", "fax"]),
    ("sort:-assignee", ["echo", "trunk", "fax"]),
    ("sort:client,-ref", None),
    ("sort:status,level,contract,updated,next,due,opened", None),
]


def test_a_query_finds_what_it_says(shop):
    shop.desk.ask("ticket", "assign", shop["echo"], "nadia")
    shop.desk.ask("ticket", "note", shop["echo"], "Le câble réseau était débranché à l'étage")
    shop.desk.ask("ticket", "cancel", shop["fax"], "en double")
    found = {query: sorted(shop.found(query)) for query, _ in QUERIES}
    assert found == {query: sorted(words) for query, words in QUERIES}


def _wait(shop):
    words = ("--for", "third-party", "--party", "Opérateur Ouest", "--until", "2026-11-23T17:00")
    shop.desk.ask("ticket", "wait", shop["trunk"], *words)


def test_a_wait_is_found_by_whom_it_is_for_and_when_it_ends(shop):
    _wait(shop)
    found = {query: sorted(shop.found(query)) for query, _ in WAITS}
    assert found == {query: sorted(words) for query, words in WAITS}


def test_what_has_no_value_comes_last_whichever_way_the_others_go(shop):
    _wait(shop)
    shop.desk.ask("ticket", "assign", shop["echo"], "me")
    for query, words in ORDERS:
        found = shop.found(query)
        assert found == (words or found), query


def test_a_ticket_is_found_by_its_reference(shop):
    assert shop.found(shop["echo"]) == shop.found(shop["echo"][-7:]) == ["echo"]


def test_open_tickets_come_by_what_is_due_and_others_newest_first(shop):
    shop.desk.now += timedelta(hours=1)
    shop.open("late", "beta-2026", "Panne", "--priority", "P1")
    assert shop.found() == ["trunk", "late", "echo", "fax"]
    assert shop.found("status:any")[0] == "late"


def test_a_miss_is_unexplained_until_it_has_a_reason_settled_or_not(shop):
    assert shop.found("unexplained status:any") == []
    shop.desk.now += timedelta(hours=2)
    assert shop.found("unexplained") == ["trunk"]
    ref = shop["trunk"]
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        shop.desk.ask("ticket", *act)
    assert shop.found("unexplained") == []
    assert shop.found("unexplained status:any") == ["trunk"]
    shop.desk.ask("ticket", "reason", ref, "--clock", "response", "--because", "company", "--text", "Oubli")
    assert shop.found("unexplained status:any") == []


def test_what_is_late_is_breached_once_its_time_has_passed(shop):
    assert shop.found("breached") == []
    shop.desk.now += timedelta(hours=1, seconds=1)
    assert shop.found("breached") == ["trunk"]


def test_values_are_never_part_of_the_sql(shop):
    assert shop.found('status:any client:"x\' OR 1=1 --"') == []
    assert shop.found('label:"\') OR 1=1 --"') == []
    assert shop.found('status:any a"* OR NEAR(b" tonalité') == []


def test_a_name_that_nobody_has_is_answered_with_those_that_exist(shop):
    query = parse("client:acne", Asking("nadia", shop.desk.now, "Europe/Paris"))
    with Index.open(find(shop.desk.path)) as index, pytest.raises(UnknownValue) as caught:
        require_known(index, query)
    assert "acme, beta-telecom" in caught.value.sentence


def test_headers_are_those_of_the_file_with_what_is_due(shop):
    shop.desk.ask("ticket", "wait", shop["echo"], "--for", "client", "--question", "Quel poste ?\nEt depuis quand ?")
    shown = shop.desk.ask("ticket", "show", shop["echo"])
    [header] = [header for header in shop.headers() if header["ref"] == shop["echo"]]
    assert header.pop("due_at") is None
    assert header == {name: shown[name] for name in header}
    assert set(shown) - set(header) == {"journal", "clocks", "at_work"}
    assert header["pending"]["question"] == "Quel poste ?\nEt depuis quand ?"


def test_what_is_due_is_what_the_clocks_say(shop):
    assert shop.due("trunk") == datetime.fromisoformat("2026-11-23T10:00:00+01:00")
    shop.desk.ask("ticket", "ack", shop["trunk"])
    assert shop.due("trunk") == datetime.fromisoformat("2026-11-23T13:00:00+01:00")
    for word in ("trunk", "echo", "fax"):
        clocks = shop.desk.ask("ticket", "show", shop[word])["clocks"]
        running = [clock["due_at"] for clock in clocks if clock["due_at"] and not clock["met_at"]]
        assert shop.due(word) == (min(map(datetime.fromisoformat, running)) if running else None)
