"""`celyactl clone`: a whole desk, set up for people's own git; bare for services, where every command works."""

from __future__ import annotations

import subprocess

import pytest


def test_a_clone_is_a_desk_in_step(office, pair):
    lea, _karim = pair
    assert [one["ref"] for one in lea.ask("ticket", "list")] == [office.ref]
    assert lea.git("status", "--porcelain", "--branch") == "## main...origin/main"
    assert lea.git("config", "merge.celyactl.driver") == "celyactl merge-driver %O %A %B %P"
    assert not any(one["severity"] == "error" for one in lea.ask("doctor")["findings"])


@pytest.mark.parametrize("options", [(), ("--bare",)])
def test_the_desk_is_found_where_the_server_names_another_branch(office, options):
    """`git init --bare` names `master` on many servers."""
    subprocess.run(["git", "-C", str(office.hub), "symbolic-ref", "HEAD", "refs/heads/master"], check=True)
    clone = office.clone("late", *options)
    assert [one["ref"] for one in clone.ask("ticket", "list")] == [office.ref]
    clone.ask("ticket", "note", office.ref, "Vu")
    assert clone.ask("sync")["pushed"] == 1


def test_the_board_tells_when_the_last_exchange_was(office, pair):
    lea, _karim = pair
    lea.ask("sync")
    assert "jamais synchronisé" not in lea.say("board", "--once")


def test_what_is_in_the_way_is_not_overwritten(office, tmp_path, run):
    (tmp_path / "there").mkdir()
    (tmp_path / "there/mine").write_text("à moi")
    answer = run("clone", str(office.hub), str(tmp_path / "there"), "--json")
    assert (answer.error["code"], answer.exit_code) == ("already_there", 73)


def test_a_repository_without_a_desk_is_told(tmp_path, run):
    subprocess.run(["git", "init", "-q", str(tmp_path / "other")], check=True)
    words = ["git", "commit", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(words, cwd=tmp_path / "other", check=True)
    answer = run("clone", str(tmp_path / "other"), str(tmp_path / "new"), "--json")
    assert (answer.error["code"], answer.exit_code) == ("not_a_desk", 66)


def test_nothing_there_is_unreachable(tmp_path, run):
    answer = run("clone", str(tmp_path / "nowhere"), str(tmp_path / "new"), "--json")
    assert (answer.error["code"], answer.exit_code) == ("remote_unreachable", 75)
    assert "`celyactl sync`" not in answer.error["message"], "there is no clone yet"
    assert not (tmp_path / "new").exists()


def test_a_dry_run_clones_nothing(office, tmp_path, run):
    assert run("clone", str(office.hub), str(tmp_path / "new"), "--dry-run").exit_code == 0
    assert not (tmp_path / "new").exists()


def test_every_act_works_in_a_bare_clone(office, pair):
    lea, _karim = pair
    bare = office.clone("service", "--bare")
    acts = [
        ["ack", office.ref, "--how", "rappel"],
        ["note", office.ref, "reçu", "--public"],
        ["wait", office.ref, "--for", "third-party", "--party", "Opérateur"],
        ["resume", office.ref],
        ["escalate", office.ref, "--to", "3", "--reason", "trunk", "--handover", "403"],
        ["priority", office.ref, "P1"],
        ["cause", office.ref, "trunk migré"],
        ["restore", office.ref],
        ["resolve", office.ref, "réglé"],
    ]
    for words in acts:
        bare.ask("ticket", *words)
    bare.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    bare.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    lea.ask("ticket", "note", office.ref, "de Léa")
    lea.ask("sync")
    done = bare.ask("sync")
    assert (done["merged"], done["pushed"], done["joined"] != []) == (1, len(acts) + 2, True)
    lea.ask("sync")
    assert lea.ask("ticket", "show", office.ref)["status"] == "resolved"
    assert len(lea.ask("ticket", "list", "status:resolved")) == 1
    assert bare.git("rev-parse", "main") == lea.git("rev-parse", "main")
    assert bare.ask("check")["findings"] == []
    bare.git("fsck", "--strict")
