"""What the index knows of misses: which settled tickets missed a target without a reason, whatever changes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from celyactl.services.board import board_at, glance
from celyactl.store.index import reading
from celyactl.store.index.index import Index
from celyactl.store.index.on_board import on_board
from celyactl.store.place import find
from celyactl.store.records import load_ticket
from celyactl.store.repository import Repository
from celyactl.store.store import Store


def words_on_board(shop):
    """The words of the tickets that the board reads."""
    with Index.open(find(shop.desk.path)) as index:
        refs = {ticket.ref for ticket in on_board(index)}
    return {word for word, ref in shop.items() if ref in refs}


def test_the_index_holds_the_tickets_of_the_board_as_their_files_do(shop):
    shop.desk.ask("ticket", "wait", shop["echo"], "--for", "client", "--question", "Quel poste ?")
    shop.desk.ask("ticket", "cancel", shop["fax"], "en double")
    with Index.open(find(shop.desk.path)) as index:
        kept = on_board(index)
    assert {one.ref: one for one in kept} == {
        shop[word]: load_ticket(shop.desk.read(shop.path(word)).encode(), shop.path(word)).model
        for word in ("trunk", "echo")
    }


SECTIONS = ("due", "ours", "client", "third_party", "aside", "unexplained")


def boards(shop):
    """The sections of a board that the index picks, and of one of everything, each as words."""
    words = {ref: word for word, ref in shop.items()}
    view = Store(Repository.open(shop.desk.path)).view()
    picked, whole = glance(view, shop.desk.now, 0).board, board_at(view, shop.desk.now)
    return [
        ({name: [words[one.story.header.ref] for one in getattr(found, name)] for name in SECTIONS}, found.counts)
        for found in (picked, whole)
    ]


def test_the_index_picks_for_each_section_what_the_rules_put_there_in_their_order(shop):
    for number in range(3):
        shop.open(f"late{number}", "acme-2026", f"Poste {number}", "--priority", "P1")
    for word in ("asked", "chased", "aside", "p4"):
        shop.open(word, "acme-2026", word, "--priority", "P4")
    shop.desk.now += timedelta(hours=1)
    shop.desk.ask("ticket", "wait", shop["asked"], "--for", "client", "--question", "Quel poste ?")
    orange = ["--for", "third-party", "--party", "Orange"]
    shop.desk.ask("ticket", "wait", shop["chased"], *orange, "--promised", "2026-11-23 11:30")
    shop.desk.ask("ticket", "wait", shop["aside"], "--for", "internal")
    shop.desk.ask("ticket", "wait", shop["echo"], *orange)
    settle(shop, "late0", hours=1)
    shop.desk.ask("ticket", "reason", shop["late1"], "--clock", "response", "--because", "company", "--text", "Oubli")
    for hours in (0, 2, 30, 300):
        shop.desk.now += timedelta(hours=hours)
        picked, whole = boards(shop)
        assert picked == whole
    assert all(section for name, section in whole[0].items() if name != "third_party"), whole


def test_a_section_holds_as_many_as_are_wanted_and_says_how_many_there_are(shop):
    for number in range(3):
        shop.open(f"late{number}", "acme-2026", f"Poste {number}", "--priority", "P1")
    shop.desk.now += timedelta(hours=9)
    picked = shop.desk.ask("sla", "board", "--limit", "2")
    assert len(picked["due"]) == len(picked["unexplained"]) == 2
    assert picked["totals"]["due"] == 5
    page = shop.desk.say("board", "--limit", "2")
    assert "… et 3 autres\u00a0: celyactl ticket list '-due:none'" in page
    assert "6 tickets ouverts" in page


@pytest.mark.parametrize("damage", ["x'c1'", "NULL", "x'80'"])
def test_damaged_tickets_of_the_board_make_the_index_anew(shop, damage):
    before = shop.desk.ask("sla", "board")
    with closing(sqlite3.connect(shop.index_path)) as connection, connection:
        connection.execute(f"UPDATE tickets SET packed = {damage}")
    assert shop.desk.ask("sla", "board") == before


def settle(shop, word, **after):
    """Acknowledge, restore and close a ticket so much later."""
    shop.desk.now += timedelta(**after)
    ref = shop[word]
    for act in (["ack", ref], ["cause", ref, "Câble"], ["restore", ref], ["resolve", ref]):
        shop.desk.ask("ticket", *act)


@pytest.fixture
def no_build(shop, monkeypatch):
    """From here on the index may be refreshed, not built."""
    shop.headers()
    monkeypatch.setattr("celyactl.store.index.refresh.build", None)
    return shop


def test_what_is_open_is_on_the_board_and_what_was_settled_in_time_is_not(no_build):
    settle(no_build, "trunk", minutes=30)
    assert words_on_board(no_build) == {"echo", "fax"}


def test_a_miss_is_on_the_board_until_it_has_a_reason(no_build):
    shop = no_build
    settle(shop, "trunk", minutes=90)
    assert words_on_board(shop) == {"trunk", "echo", "fax"}
    shop.desk.ask("ticket", "reason", shop["trunk"], "--clock", "response", "--because", "company", "--text", "Oubli")
    assert words_on_board(shop) == {"echo", "fax"}


def test_an_amended_contract_makes_a_miss_of_what_was_in_time_and_back(no_build):
    shop = no_build
    settle(shop, "trunk", minutes=30)
    shop.desk.edit("contracts/acme/acme-2026.yaml", 'response: "1h"', 'response: "15m"')
    assert words_on_board(shop) == {"trunk", "echo", "fax"}
    shop.desk.edit("contracts/acme/acme-2026.yaml", 'response: "15m"', 'response: "1h"')
    assert words_on_board(shop) == {"echo", "fax"}


def test_other_hours_of_the_desk_excuse_a_miss_and_other_words_of_it_read_no_ticket(no_build, monkeypatch):
    shop = no_build
    settle(shop, "trunk", minutes=90)
    assert "trunk" in words_on_board(shop)
    shop.desk.edit("desk.yaml", 'company: "CELYA"', 'company: "CELYA SARL"')
    with monkeypatch.context() as patch:
        patch.setattr(reading, "told", None)
        words_on_board(shop)
    text = shop.desk.read("desk.yaml").replace('"08:00-18:00"', '"10:00-18:00"')
    (shop.desk.path / "desk.yaml").write_text(text)
    shop.desk.git("commit", "-qam", "begin later")
    assert words_on_board(shop) == {"echo", "fax"}


def test_the_board_tells_of_files_that_cannot_be_read_and_shows_the_others(shop):
    shop.desk.edit(shop.path("echo"), "priority: P3\nlevel", "priority: P9\nlevel")
    answer = shop.desk.run("sla", "board", "--json")
    assert (answer.exit_code, len(answer.data["due"])) == (0, 1)
    assert shop["echo"] in " ".join(answer.warnings)
