"""`celyactl view`, and `@name` in a query."""

from __future__ import annotations

import pytest
from furnishing import done_once

EN = ("--lang", "en")


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026", "--target", "P1:1h:4h", "--target", "P3:2d:5d")
    return desk


def opened(desk, title, *more):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", title, *more)["ref"]


def listed(desk, *words):
    return [header["ref"] for header in desk.ask("ticket", "list", *words)]


def test_a_view_is_kept_in_the_desk_and_found_by_its_name(sold):
    urgent, other = opened(sold, "Plus d'appels", "--priority", "P1"), opened(sold, "Écho")
    sold.ask("view", "save", "urgences", "prio<=P2", "sort:-opened", "columns:ref,title")
    assert sold.subjects()[0] == "urgences: save the view"
    assert sold.trailer("Celyactl-Op") == "view.save urgences"
    assert 'urgences: "prio<=P2 sort:-opened columns:ref,title"' in sold.read("desk.yaml")
    assert listed(sold, "@urgences") == [urgent]
    assert listed(sold, "@urgences", "-appels") == []
    assert sold.say("ticket", "list", "@urgences", *EN).split() == ["Reference", "Title", urgent, "Plus", "d'appels"]
    assert sold.say("ticket", "list", "@urgences", "columns:ref", *EN).split() == ["Reference", urgent]
    assert sold.say("ticket", "list", "@urgences", "--columns", "title", *EN).split() == ["Title", "Plus", "d'appels"]
    assert set(listed(sold)) == {urgent, other}


def test_a_view_may_name_another_one_and_never_itself(sold):
    ref = opened(sold, "Écho", "--priority", "P1")
    sold.ask("view", "save", "urgent", "prio:P1")
    sold.ask("view", "save", "libres", "@urgent assignee:none")
    assert listed(sold, "@libres") == [ref]
    assert sold.refused("view", "save", "urgent", "@libres", *EN)["code"] == "view_in_itself"
    assert sold.refused("view", "remove", "urgent", *EN)["code"] == "unknown_view"
    sold.ask("view", "remove", "libres")
    sold.ask("view", "remove", "urgent")
    assert sold.refused("ticket", "list", "@urgent", *EN)["code"] == "unknown_view"


def test_the_shipped_views_find_what_their_names_say(sold):
    mine, late = opened(sold, "Écho"), opened(sold, "Panne", "--priority", "P1")
    waits, far = opened(sold, "Fax"), opened(sold, "Renvoi")
    sold.ask("ticket", "assign", mine, "me")
    sold.ask(
        "ticket", "wait", waits, "--for", "third-party", "--party", "Opérateur Ouest", "--until", "2026-11-23T16:00"
    )
    assert listed(sold, "@mine") == [mine]
    assert listed(sold, "@breaching") == [late]
    assert listed(sold, "@waiting") == [waits]
    assert listed(sold, "@today") == [late, waits]
    assert set(listed(sold, "@next")) == {mine, late, far}
    assert "Opérateur Ouest" in sold.say("ticket", "list", "party:operateur", "@waiting")


def test_a_view_of_the_desk_hides_a_shipped_one_until_it_is_removed(sold):
    ref = opened(sold, "Écho")
    sold.ask("view", "save", "mine", "assignee:none")
    assert listed(sold, "@mine") == [ref]
    assert [one["shipped"] for one in sold.ask("view", "list") if one["name"] == "mine"] == [False]
    assert "the program's own again: assignee:me" in sold.say("view", "remove", "@mine", *EN)
    assert listed(sold, "@mine") == []
    assert sold.refused("view", "remove", "mine")["code"] == "shipped_view"


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("save", "x", "clint:acme"), "unknown_field", 2),
        (("save", "x", "sort:size"), "unknown_value", 2),
        (("save", "x", "columns:ref,size"), "unknown_value", 2),
        (("save", "x", "@nowhere"), "unknown_view", 2),
        (("save", "x", "-@mine"), "view_negated", 2),
        (("save", "Été !", "prio:P1"), "bad_file", 65),
        (("show", "nothing"), "unknown_saved_view", 66),
        (("remove", "nothing"), "unknown_saved_view", 66),
    ],
)
def test_what_can_t_be_a_view_is_refused(sold, words, code, exit_code):
    error = sold.refused("view", *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_views_are_listed_and_shown(sold):
    page = sold.say("view", "list", *EN)
    assert "@mine       assignee:me" in page
    assert "the program" in page
    assert sold.say("view", "show", "@mine") == "assignee:me\n"
    sold.ask("view", "save", "mine", "assignee:me", "--dry-run")
    assert sold.say("view", "show", "mine") == "assignee:me\n"
    assert sold.read("desk.yaml").count("views:") == 0
