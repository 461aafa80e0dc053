"""Tickets corrected: by field, in an editor, many at once."""

from __future__ import annotations

import re

import pytest
from furnishing import done_once
from terminals import at_a_terminal

from celyactl.services import hands
from celyactl.services.tickets import describing

EN = ("--lang", "en")


@pytest.fixture
@done_once
def ref(desk):
    """A ticket of Acme, whose site is Lyon."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    desk.ask("client", "site", "add", "acme", "lyon", "--name", "Lyon")
    desk.ask("team", "add", "lea", "--name", "Léa Martin", "--email", "lea@celya.example")
    return new(desk)


@pytest.fixture(autouse=True)
def no_drafts(home):
    yield
    for draft in drafts(home):
        draft.unlink()


def new(desk, title="Plus de tonalité"):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", title)["ref"]


def drafts(home):
    return sorted((home / "state" / "celyactl" / "drafts").glob("*"))


def test_fields_and_labels_are_set_in_one_act(desk, ref):
    words = ["--set", "title=Accueil muet", "--set", "priority=P2", "--set", "assignee=me", "--set", "site=lyon"]
    data = desk.ask("ticket", "edit", ref, *words, "--label", "+vip")
    assert (data["title"], data["priority"], data["assignee"], data["site"], data["labels"]) == (
        "Accueil muet",
        "P2",
        "nadia",
        "lyon",
        ["vip"],
    )
    assert [entry["type"] for entry in data["journal"]] == ["open", "edit", "priority", "assign", "label"]
    assert desk.subjects()[0] == f"{ref}: edit title, priority, assignee, site, labels"
    assert desk.trailer("Celyactl-Op") == "ticket.edit"
    assert desk.ask("ticket", "edit", ref, "--set", "assignee=none", "--set", "site=")["assignee"] is None


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("--set", "priority=P9"), "bad_file", 65),
        (("--set", "title="), "bad_file", 65),
        (("--set", "prioritty=P1"), "unknown_field", 66),
        (("--set", "status=closed"), "unknown_field", 66),
        (("--set", "components=x"), "several_values", 65),
        (("--set", "assignee=bob"), "unknown_member", 66),
        (("--set", "site=paris"), "unknown_site", 66),
        (("--set", "requester=bob"), "unknown_contact", 66),
        (("--set", "contract=x"), "unknown_contract", 66),
        (("--label", "vip"), "label_unsigned", 2),
        (("--where", "status:open", "--set", "kind=request"), "option_out_of_place", 2),
        ((), "value_needed", 2),
    ],
)
def test_what_can_not_be_is_refused(desk, ref, words, code, exit_code):
    error = desk.refused("ticket", "edit", ref, *words)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_ticket_goes_to_a_contract_of_its_client(desk, ref):
    desk.sell("autre-2026", client="Autre")
    assert desk.refused("ticket", "edit", ref, "--set", "contract=autre-2026")["code"] == "contract_of_another"


def test_the_editor_gets_every_field_with_what_is_possible(desk, ref, home):
    seen = "(path.parent / 'seen').write_text(text) and text.replace('kind: incident', 'kind: request')"
    status, screen = at_a_terminal(desk, "ticket", "edit", ref, editor=seen)
    assert status == 0, screen
    [shown] = [path for path in drafts(home) if path.name == "seen"]
    text = shown.read_text()
    assert "# me, nadia, lea\nassignee: null" in text
    assert "# incident, request, problem" in text
    assert text.startswith(f"# {ref}, acme\n# Corrigez ce qui suit")
    assert desk.ask("ticket", "show", ref)["kind"] == "request"
    assert [path.name for path in drafts(home)] == ["seen"]


def test_the_editor_offers_who_is_still_there_and_needs_no_other_client_s_contract(desk, ref, home):
    desk.ask("team", "leave", "lea", "--to", "nadia", "--on", "2026-12-24")
    desk.sell("bravo-2026", client="Bravo")
    desk.edit("contracts/bravo/bravo-2026.yaml", "type: maintenance", "type: rien")
    status, screen = at_a_terminal(
        desk, "ticket", "edit", ref, editor="(path.parent / 'seen').write_text(text) and text"
    )
    assert status == 0, screen
    [shown] = [path for path in drafts(home) if path.name == "seen"]
    assert "# me, nadia, lea\nassignee: null" in shown.read_text()
    assert "# acme-2026\ncontract: " in shown.read_text()


def test_a_text_that_is_refused_is_kept_and_recovered(desk, ref, home):
    status, screen = at_a_terminal(desk, "ticket", "edit", ref, editor="text.replace('P3', 'P9').replace('Plus', '+')")
    [draft] = drafts(home)
    assert status == 65
    assert draft.name in re.sub(r"\s", "", screen)
    status, screen = at_a_terminal(desk, "ticket", "edit", ref, "--recover", editor="text.replace('P9', 'P1')")
    assert status == 0, screen
    data = desk.ask("ticket", "show", ref)
    assert (data["priority"], data["title"]) == ("P1", "+ de tonalité")
    assert drafts(home) == []
    assert at_a_terminal(desk, "ticket", "edit", ref, "--recover", editor="text")[0] == 66


def test_a_text_overwrites_nothing_that_was_recorded_meanwhile(desk, ref, home):
    desk.refused("ticket", "edit", ref, "--file", "-", input="title: 3\n")
    at_a_terminal(desk, "ticket", "edit", ref, editor="text.replace('P3', 'P9')")
    desk.ask("ticket", "note", ref, "Un mot n’empêche rien")
    desk.ask("ticket", "priority", ref, "P1")
    draft = next(path for path in drafts(home) if "P9" in path.read_text())
    draft.write_text(draft.read_text().replace("P9", "P2"))
    assert desk.refused("ticket", "edit", ref, "--file", draft)["code"] == "changed_meanwhile"


def test_a_text_from_the_input_tells_all_its_faults(desk, ref):
    error = desk.refused("ticket", "edit", ref, "--file", "-", input="title: x\nkind: gift\nprioritty: P1\n")
    assert [(fault["line"], fault["field"]) for fault in error["faults"]] == [
        (2, "kind"),
        (3, "prioritty"),
    ]


def test_many_tickets_are_one_commit_and_one_undo(desk, ref):
    others = [new(desk, f"Poste {number}") for number in range(4)]
    desk.ask("ticket", "assign", others[0], "lea")
    count = len(desk.subjects())
    words = ("ticket", "edit", "--where", "client:acme status:open", "--set", "assignee=lea")
    trial = desk.ask(*words, "--dry-run")
    assert trial["commit"] is None
    assert len(trial["changed"]) == 4
    assert trial["changed"][0]["changes"] == [{"field": "assignee", "before": None, "after": "lea"}]
    page = desk.say(*words, "--dry-run").splitlines()
    assert page[0].split() == ["Référence", "Champ", "Avant", "Après", "Titre"]
    assert len(desk.subjects()) == count
    done = desk.ask(*words)
    assert len(desk.subjects()) == count + 1
    assert desk.subjects()[0] == "4 tickets: edit assignee"
    assert [desk.ask("ticket", "show", one)["assignee"] for one in [ref, *others]] == ["lea"] * 5
    assert len(desk.ask("undo")["paths"]) == 4
    assert [desk.ask("ticket", "show", one)["assignee"] for one in [ref, *others]] == [None, "lea", None, None, None]
    assert done["commit"]
    assert desk.ask("check")["findings"] == []


def test_many_tickets_are_edited_by_several_processes_as_by_one(desk, ref, monkeypatch):
    monkeypatch.setattr(describing, "_PART", 1)
    monkeypatch.setattr(hands, "_processes", lambda _parts: 2)
    others = [new(desk, f"Poste {number}") for number in range(4)]
    desk.git("gc", "-q")
    file = next(desk.path.glob(f"tickets/**/{ref}.yaml"))
    file.write_text(file.read_text() + "# vu\n")
    words = ("ticket", "edit", "--where", "client:acme", "--set", "requester=claire", "--label", "+vip")
    done = desk.run(*words, "--dry-run", "--json")
    assert [said for said in done.warnings if ref in said] == done.warnings
    assert len(done.warnings) == 1
    desk.git("checkout", "-q", "--", ".")
    assert {one["ref"] for one in desk.ask(*words)["changed"]} == {ref, *others}
    assert {desk.ask("ticket", "show", one)["requester"] for one in others} == {"claire"}
    assert desk.ask("check")["findings"] == []
    refused = ("ticket", "edit", "--where", "client:acme", "--set", "site=nulle-part")
    assert desk.refused(*refused)["code"] == "unknown_site"


def test_many_tickets_are_asked_about_on_a_terminal(desk, ref):
    words = ("ticket", "edit", "--where", "client:acme", "--label", "+vip")
    status, screen = at_a_terminal(desk, *words, typed="n\n")
    assert status == 2, screen
    assert "Changer 1 ticket" in screen
    assert desk.ask("ticket", "show", ref)["labels"] == []
    status, screen = at_a_terminal(desk, *words, typed="o\n")
    assert status == 0, screen
    assert desk.ask("ticket", "show", ref)["labels"] == ["vip"]


def test_one_ticket_that_refuses_leaves_all_as_they_are(desk, ref):
    desk.sell("autre-2026", client="Autre")
    desk.ask("ticket", "new", "--contract", "autre-2026", "--title", "Bruit")
    assert desk.refused("ticket", "edit", "--where", "status:open", "--set", "site=lyon")["code"] == "unknown_site"


def test_a_query_that_is_wrong_or_finds_nothing_changes_nothing(desk, ref):
    assert desk.refused("ticket", "edit", "--where", "statut:open", "--set", "kind=request")["exit"] == 2
    assert desk.ask("ticket", "edit", "--where", "level:3", "--set", "kind=request")["changed"] == []
    assert desk.refused("ticket", "edit", "--where", "level:2")["code"] == "nothing_to_set"
