"""Notes and resolutions: who reads them is never a guess, and no word is lost."""

from __future__ import annotations

import pytest
from furnishing import done_once
from terminals import at_a_terminal

EN = ("--lang", "en")
REPLY = """replies:
  - id: "accuse"
    title: "Accusé de réception"
    text: |-
      Bonjour {{ contact }}, {{ technician }} s'occupe de {{ ticket.ref }}.
  - id: "dossier"
    title: "Dossier"
    text: "Dossier {{ their_ref }}, {{ autre }}."
"""


@pytest.fixture
@done_once
def ref(desk):
    """A ticket that Claire reported."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    words = ["--contract", "acme-2026", "--kind", "request", "--requester", "claire", "--title", "Nouveau poste"]
    return desk.ask("ticket", "new", *words)["ref"]


@pytest.fixture(autouse=True)
def no_drafts(home):
    yield
    for draft in drafts(home):
        draft.unlink()


def drafts(home):
    return sorted((home / "state" / "celyactl" / "drafts").glob("*"))


def last(desk, ref):
    entry = desk.ask("ticket", "show", ref)["journal"][-1]
    return entry["type"], entry.get("visibility", "internal"), entry.get("text")


def test_without_a_terminal_a_note_is_internal_unless_it_says_otherwise(desk, ref):
    desk.ask("ticket", "note", ref, "Vu")
    assert last(desk, ref) == ("note", "internal", "Vu")
    desk.ask("ticket", "note", ref, "Bonjour", "--public")
    assert last(desk, ref) == ("note", "public", "Bonjour")
    assert desk.refused("ticket", "note", ref)["code"] == "value_needed"
    assert desk.refused("ticket", "note", ref, "x", "--public", "--internal")["code"] == "option_out_of_place"


@pytest.mark.parametrize(("answer", "read_by"), [("p", "public"), ("i", "internal"), ("x\ni", "internal")])
def test_on_a_terminal_who_reads_it_is_asked_once_the_text_was_shown(desk, ref, answer, read_by):
    status, screen = at_a_terminal(desk, "ticket", "note", ref, "Mot à dire", typed=f"{answer}\n")
    assert status == 0, screen
    assert screen.index("| Mot à dire") < screen.index("[p]ublique")
    assert last(desk, ref) == ("note", read_by, "Mot à dire")


def test_an_option_spares_the_question(desk, ref):
    status, screen = at_a_terminal(desk, "ticket", "note", ref, "Mot", "--internal")
    assert (status, "[p]" in screen) == (0, False)
    status, screen = at_a_terminal(desk, "ticket", "note", ref, "Mot", "--json")
    assert (status, "[p]" in screen) == (0, False)


def test_a_long_text_comes_from_the_editor_without_what_is_below_its_line(desk, ref, home):
    status, screen = at_a_terminal(
        desk, "ticket", "note", ref, "--public", editor="'# Un\\n\\nDeux' + text", typed="o\n"
    )
    assert status == 0, screen
    assert last(desk, ref) == ("note", "public", "# Un\n\nDeux")
    assert "Le client lira ceci" in screen
    assert drafts(home) == []


def test_what_is_not_sent_is_kept_and_recovered(desk, ref, home):
    status, screen = at_a_terminal(desk, "ticket", "note", ref, "--public", editor="'Long' + text", typed="n\n")
    assert status == 2, screen
    assert last(desk, ref)[0] == "open"
    assert len(drafts(home)) == 1
    assert f"celyactl ticket note {ref} --recover" in " ".join(screen.split())
    status, screen = at_a_terminal(desk, "ticket", "note", ref, "--recover", editor="'Plus ' + text", typed="i\n")
    assert status == 0, screen
    assert last(desk, ref) == ("note", "internal", "Plus Long")
    assert drafts(home) == []


def test_an_empty_text_is_no_note(desk, ref):
    assert at_a_terminal(desk, "ticket", "note", ref, editor="text")[0] == 2
    assert last(desk, ref)[0] == "open"


def test_a_resolution_without_words_opens_the_editor_and_may_stay_without(desk, ref):
    desk.ask("ticket", "start", ref)
    status, screen = at_a_terminal(desk, "ticket", "resolve", ref, editor="text")
    assert status == 0, screen
    assert last(desk, ref) == ("resolve", "public", None)
    desk.ask("ticket", "reopen", ref)
    status, screen = at_a_terminal(desk, "ticket", "resolve", ref, editor="'Posé' + text", typed="o\n")
    assert status == 0, screen
    assert last(desk, ref) == ("resolve", "public", "Posé")


def test_a_resolution_that_is_refused_loses_no_word(desk, home):
    desk.sell("acme-2026", "--start", "2026-01-01")
    incident = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Muet")["ref"]
    status, screen = at_a_terminal(desk, "ticket", "resolve", incident, editor="'Long' + text", typed="o\n")
    assert status == 65, screen
    assert "Long" in drafts(home)[0].read_text()


def test_a_shipped_reply_speaks_the_clients_language(desk, ref):
    desk.ask("ticket", "assign", ref, "me")
    data = desk.ask("ticket", "note", ref, "--template", "received", "--public", *EN)
    text = data["journal"][-1]["text"]
    assert text.startswith("Bonjour,\n\nNous avons bien reçu votre demande")
    assert f"({ref}), et Nadia Roussel" in text
    desk.ask("client", "edit", "acme", "--set", "language=en")
    assert desk.ask("ticket", "note", ref, "--template", "received")["journal"][-1]["text"].startswith("Hello,")


def test_a_reply_tells_what_the_ticket_knows_and_nothing_else(desk, ref):
    error = desk.refused("ticket", "note", ref, "--template", "carrier", *EN)
    assert (error["code"], error["exit"]) == ("variable_not_given", 65)
    assert "--with party=TEXT" in error["message"]
    desk.ask("ticket", "wait", ref, "--for", "third-party", "--party", "Orange", "--their-ref", "FR-12")
    text = desk.ask("ticket", "note", ref, "--template", "carrier")["journal"][-1]["text"]
    assert "L’origine de la panne est chez Orange." in text
    assert "FR-12" in text


def test_a_desk_has_its_own_replies(desk, ref):
    desk.edit("desk.yaml", "\nteam:\n", f"\n{REPLY}team:\n")
    text = desk.ask("ticket", "note", ref, "--template", "accuse")["journal"][-1]["text"]
    assert text == f"Bonjour Claire Vidal, Nadia Roussel s'occupe de {ref}."
    assert desk.refused("ticket", "note", ref, "--template", "dossier")["code"] == "template_refused"
    words = ("--with", "their_ref=FR-1", "--with", "autre=ça")
    assert (
        desk.ask("ticket", "note", ref, "--template", "dossier", *words)["journal"][-1]["text"] == "Dossier FR-1, ça."
    )
    (desk.path / "templates" / "replies").mkdir(parents=True)
    for name, text in (("received", "À nous."), ("mien", "{{ ''.__class__ }}")):
        (desk.path / "templates" / "replies" / f"{name}.txt.j2").write_text(text)
    desk.git("add", "templates")
    desk.git("commit", "-qm", "our own words")
    assert desk.ask("ticket", "note", ref, "--template", "received")["journal"][-1]["text"] == "À nous."
    error = desk.refused("ticket", "note", ref, "--template", "mien")
    assert (error["code"], error["exit"]) == ("template_refused", 65)


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("--template", "recu"), "unknown_reply", 66),
        (("--template", "../../etc/passwd"), "unknown_reply", 66),
        (("--template", "received", "--with", "x"), "not_a_variable", 2),
        (("mot", "--template", "received"), "option_out_of_place", 2),
    ],
)
def test_what_is_wrong_is_said(desk, ref, words, code, exit_code):
    error = desk.refused("ticket", "note", ref, *words, *EN)
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_trial_shows_the_reply_and_records_nothing(desk, ref):
    before = desk.git("rev-parse", "HEAD")
    data = desk.ask("ticket", "note", ref, "--template", "received", "--dry-run")
    assert data["journal"][-1]["text"].startswith("Bonjour")
    assert desk.git("rev-parse", "HEAD") == before
