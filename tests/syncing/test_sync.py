"""`celyactl sync` between clones of one desk: what each wrote is everywhere, in one history."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

TICKET = "CEL-2611-"


def notes(desk, ref):
    return [entry["text"] for entry in desk.ask("ticket", "show", ref)["journal"] if entry["type"] == "note"]


def settled(*desks):
    """Sync until all know what all wrote, twice around being enough."""
    for desk in (*desks, *desks):
        desk.ask("sync")
    assert len({desk.git("rev-parse", "HEAD^{tree}") for desk in desks}) == 1
    for desk in desks:
        assert desk.git("status", "--porcelain") == ""


def test_what_one_wrote_the_other_gets(office, pair):
    lea, karim = pair
    lea.ask("ticket", "note", office.ref, "de Léa")
    sent = {"fetched": 0, "merged": 0, "pushed": 1, "waiting": 0, "joined": [], "conflicts": [], "retries": 0}
    assert lea.ask("sync") == sent
    assert office.head() == lea.git("rev-parse", "HEAD")
    assert karim.ask("sync") == sent | {"fetched": 1, "pushed": 0}
    assert notes(karim, office.ref) == ["de Léa"]
    assert karim.git("rev-parse", "HEAD") == office.head() == karim.git("rev-parse", "origin/main")
    assert karim.git("status", "--porcelain") == ""


def test_a_file_of_somebody_s_whose_name_is_odd_stops_no_exchange(office, pair):
    lea, karim = pair
    names = [b"Fiche n\xc2\xa03.txt", b"caf\xe9.txt", b"tickets/cl\xe9"]
    for name in names:
        (lea.path / os.fsdecode(name)).write_text("un\n")
    lea.git("add", "-A")
    lea.git("commit", "-qm", "à la main")
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("sync")
    settled(karim, lea)
    assert all((karim.path / os.fsdecode(name)).read_text() == "un\n" for name in names)
    assert notes(lea, office.ref) == ["de Karim"]


def test_two_journals_make_one_and_one_merge_commit_joins(office, pair):
    lea, karim = pair
    lea.ask("ticket", "note", office.ref, "de Léa")
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("ticket", "priority", office.ref, "P1")
    lea.ask("sync")
    before = karim.git("rev-parse", "HEAD")
    done = karim.ask("sync")
    assert (done["fetched"], done["merged"], done["pushed"]) == (1, 1, 2)
    assert done["joined"] == [karim.git("ls-files", "tickets")]
    assert sorted(notes(karim, office.ref)) == ["de Karim", "de Léa"]
    assert karim.git("rev-list", "--parents", "-1", "HEAD").split()[1] == before, "own commits stay as they are"
    assert karim.trailer("Celyactl-Op") == "sync"
    settled(lea, karim)
    assert lea.ask("ticket", "show", office.ref)["priority"] == "P1"
    head = lea.git("rev-parse", "HEAD")
    assert not any(lea.ask("sync")[word] for word in ("fetched", "merged", "pushed", "waiting"))
    assert lea.git("rev-parse", "HEAD") == head == office.head()
    assert lea.ask("check")["findings"] == []


def test_tickets_that_only_one_side_changed_need_no_joining(office, pair):
    lea, karim = pair
    new = [one.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")["ref"] for one in pair]
    lea.ask("sync")
    assert karim.ask("sync")["joined"] == []
    settled(lea, karim)
    listed = {one["ref"] for one in lea.ask("ticket", "list")}
    assert listed == {office.ref, *new}


def test_without_a_network_writes_succeed_and_sync_says_what_waits(office, pair):
    lea, _karim = pair
    office.hub.rename(office.folder / "unplugged")
    for text in ("un", "deux"):
        lea.ask("ticket", "note", office.ref, text)
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("remote_unreachable", 75)
    assert "2 changements attendent" in error["message"]
    (office.folder / "unplugged").rename(office.hub)
    assert lea.ask("sync")["pushed"] == 2


def test_a_hook_of_the_server_is_quoted(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("ticket", "note", office.ref, "de Léa")
    office.hook("echo 'pas le vendredi' >&2; exit 1")
    answer = lea.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("push_refused", 65)
    assert "pas le vendredi" in answer.error["message"]
    assert "remote:" not in answer.error["message"]
    assert sorted(notes(lea, office.ref)) == ["de Karim", "de Léa"], "what came was taken"
    (office.hub / "hooks/pre-receive").unlink()
    settled(lea, karim)


def test_a_history_without_anything_in_common_is_refused(office, pair, tmp_path, run):
    lea, _karim = pair
    assert run("init", str(tmp_path / "other"), "--company", "Autre").exit_code == 0
    lea.git("remote", "set-url", "origin", str(tmp_path / "other"))
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("unrelated", 65)


def test_a_clone_without_a_remote_says_how_to_name_one(desk):
    error = desk.refused("sync")
    assert (error["code"], error["exit"]) == ("no_remote", 78)
    assert "git remote add origin" in error["message"]


def test_edits_by_hand_in_the_way_stop_everything_and_are_named(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    path = lea.git("ls-files", f"tickets/**/{office.ref}.yaml")
    edited = lea.read(path).replace("Plus de tonalité", "Muet", 1)
    (lea.path / path).write_text(edited)
    before = office.head()
    answer = lea.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("incoming_edited", 75)
    assert path in answer.error["message"]
    assert (lea.read(path), office.head()) == (edited, before), "nothing moved"
    lea.ask("adopt")
    settled(lea, karim)
    assert karim.ask("ticket", "show", office.ref)["title"] == "Muet"


def test_edits_by_hand_elsewhere_stay_and_stop_nothing(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    (lea.path / "à-moi.txt").write_text("brouillon")
    lea.git("add", "à-moi.txt")
    assert lea.ask("sync")["fetched"] == 1
    assert lea.git("status", "--porcelain").startswith("A ")


def test_a_file_in_the_way_that_git_does_not_know_is_kept(office, pair):
    lea, karim = pair
    karim.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    made = karim.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")["ref"]
    karim.ask("sync")
    path = karim.git("ls-files", f"tickets/**/{made}.yaml")
    (lea.path / path).write_text("à moi\n")
    assert lea.run("sync", "--json").error["code"] == "incoming_edited"
    assert lea.read(path) == "à moi\n"


def test_a_dry_run_tells_what_would_come_and_go_and_moves_nothing(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("ticket", "note", office.ref, "de Léa")
    before = lea.git("rev-parse", "HEAD"), office.head()
    done = lea.ask("sync", "--dry-run")
    assert (done["fetched"], done["merged"], done["pushed"], done["waiting"]) == (1, 1, 0, 1)
    assert (lea.git("rev-parse", "HEAD"), office.head()) == before
    assert "1 changement à envoyer" in lea.say("sync", "--dry-run")


def test_an_empty_hub_takes_the_first_history(office, pair):
    lea, _karim = pair
    shutil.rmtree(office.hub)
    subprocess.run(["git", "init", "-q", "--bare", str(office.hub)], check=True)
    assert lea.ask("sync")["pushed"] == 3
    assert office.head() == lea.git("rev-parse", "HEAD")


def test_a_person_who_is_not_in_the_team_may_exchange(office, pair, monkeypatch):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("ticket", "note", office.ref, "de Léa")
    monkeypatch.setenv("CELYACTL_ACTOR", "inconnu@celya.example")
    assert lea.ask("sync")["merged"] == 1
    assert lea.trailer("Celyactl-Actor") == "inconnu@celya.example"


def test_a_merge_under_way_comes_first(office, pair):
    lea, _karim = pair
    (lea.path / ".git/MERGE_HEAD").write_text(lea.git("rev-parse", "HEAD"))
    assert lea.run("sync", "--json").error["code"] == "operation_under_way"


def test_comments_of_both_sides_stay(office, pair):
    lea, karim = pair
    path = "contracts/acme/client.yaml"
    lea.edit(path, 'name: "Acme"\n', 'name: "Acme"  # SAS depuis 2020\n')
    karim.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    karim.edit(path, '    email: "claire', '    # vu avec eux\n    email: "claire')
    lea.ask("client", "contact", "add", "acme", "anne", "--name", "Anne")
    settled(lea, karim)
    assert "# SAS depuis 2020" in lea.read(path)
    assert "# vu avec eux" in lea.read(path)
    assert {one["id"] for one in lea.ask("client", "show", "acme")["contacts"]} == {"claire", "paul", "anne"}


def test_a_lock_that_was_left_over_there_is_named(office, pair, monkeypatch):
    lea, _karim = pair
    monkeypatch.setattr("celyactl.services.syncing.tries.LOCKED", 0.5)
    lock = office.hub / "refs/heads/main.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    lea.ask("ticket", "note", office.ref, "de Léa")
    error = lea.refused("sync")
    assert (error["code"], error["exit"]) == ("remote_locked", 75)
    assert "main.lock" in error["message"]
    lock.unlink()
    assert lea.ask("sync")["pushed"] == 1


def test_a_mended_desk_file_comes_where_the_broken_one_is(office, pair):
    lea, karim = pair
    good = lea.read("desk.yaml")
    (lea.path / "desk.yaml").write_text(good.replace("language: fr", "language: klingon"))
    lea.git("commit", "-qam", "by hand")
    lea.git("push", "-q", "origin", "main")
    assert karim.ask("sync")["fetched"] == 1
    assert karim.refused("ticket", "note", office.ref, "mot")["code"] == "bad_file"
    (lea.path / "desk.yaml").write_text(good)
    lea.git("commit", "-qam", "by hand")
    lea.git("push", "-q", "origin", "main")
    assert karim.ask("sync")["fetched"] == 1
    assert karim.read("desk.yaml") == good
    assert karim.ask("check")["findings"] == []


LOOK = """
import sys
from celyactl.__main__ import main
sys.argv[1:] = ["sync", "--json"]
try:
    main()
except SystemExit as end:
    assert not end.code
print(*sorted(sys.modules), file=sys.stderr)
"""
NOT_FOR_OTHER_FILES = ("records", "view", "consistency", "signing.keygen", "signing.signature", "joining.tickets")


def test_an_exchange_in_which_both_changed_other_files_loads_nothing_that_reads_tickets(office, pair):
    """It starts in every technician's background: 60 ms of a process that takes 250."""
    for one in pair:
        one.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    pair[0].ask("sync")
    end = subprocess.run([sys.executable, "-c", LOOK], cwd=pair[1].path, capture_output=True, text=True, check=True)
    assert '"merged": 1' in end.stdout
    loaded = set(end.stderr.split())
    assert "celyactl.store.loading" in loaded
    assert not loaded & {f"celyactl.store.{name}" for name in NOT_FOR_OTHER_FILES}
