"""Bad input, rows 23, 24, 27 to 30, 36, 37, 45 and 46: where one stands, who one is, and what stands in the way."""

from __future__ import annotations

import os
import resource
import subprocess
from functools import partial

import pytest
from furnishing import done_once

from celyactl.store import lock, transaction

LANGUAGES = [("fr", "erreur : "), ("en", "error: ")]


@pytest.fixture
@done_once
def ref(desk) -> str:
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


def path_of(ref: str) -> str:
    return f"tickets/2026/11/{ref}.yaml"


def refused(desk, exit_code: int, facts, *words: str, **settings) -> dict:
    """The error under `--json`, having seen that it is told in both languages with its facts, and changes nothing."""
    before = desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")
    for language, word in LANGUAGES:
        answer = desk.run(*words, "--lang", language, **settings)
        assert (answer.exit_code, answer.stdout) == (exit_code, ""), answer.stderr
        assert answer.stderr.startswith(word)
        assert "Traceback" not in answer.stderr
        for fact in facts:
            assert fact in answer.stderr, answer.stderr
    error = desk.run(*words, "--json", **settings).error
    assert error["exit"] == exit_code
    assert (desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")) == before
    return error


@pytest.mark.parametrize("words", [("ticket", "list"), ("ticket", "show", "4F7K2QE"), ("check",), ("adopt",)])
def test_row_23_outside_of_a_desk_the_way_in_is_told(run, tmp_path, words):
    for language, word in LANGUAGES:
        answer = run(*words, "--lang", language, cwd=tmp_path)
        assert answer.exit_code == 66
        assert answer.stderr.startswith(word)
        assert "celyactl init" in answer.stderr
        assert "celyactl -C " in answer.stderr
    assert run(*words, "--json", cwd=tmp_path).error["code"] == "not_in_desk"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_row_24_a_repository_of_another_user_is_refused(desk, run, ref):
    for folder in (desk.path, desk.path / ".git"):
        os.chown(folder, 65534, 65534)
    for words in (("ticket", "show", ref), ("ticket", "list"), ("ticket", "note", ref, "x")):
        for language, word in LANGUAGES:
            answer = desk.run(*words, "--lang", language)
            assert answer.exit_code == 77, answer.stderr
            assert answer.stderr.startswith(word)
            assert "safe.directory" in answer.stderr
    assert desk.run("ticket", "show", ref, "--json").error["exit"] == 77


@pytest.mark.parametrize("language", ["fr", "en"])
def test_row_27_a_disk_that_takes_nothing_leaves_everything_as_it_was(desk, shell, ref, language):
    before = desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (0, 0))
    answer = shell("ticket", "note", ref, "perdu ?", "--lang", language, cwd=desk.path, preexec_fn=full)
    assert answer.exit_code == 74, answer.stderr
    assert "Traceback" not in answer.stderr
    assert (desk.git("rev-parse", "HEAD"), desk.git("status", "--porcelain")) == before
    desk.ask("ticket", "note", ref, "gardé")


def test_row_28_without_an_identity_nobody_acts(desk, ref, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    facts = ("git config user.email", "CELYACTL_ACTOR")
    assert refused(desk, 78, facts, "ticket", "note", ref, "x")["code"] == "no_identity"
    assert desk.run("ticket", "show", ref).exit_code == 0  # reading needs nobody


def test_row_28_somebody_who_is_not_in_the_team_learns_who_is_and_how_to_join(desk, ref, monkeypatch):
    monkeypatch.setenv("CELYACTL_ACTOR", "zoe@celya.example")
    facts = ("zoe@celya.example", "nadia", "celyactl team add")
    assert refused(desk, 78, facts, "ticket", "note", ref, "x")["code"] == "not_in_the_team"


def test_row_29_a_value_that_nobody_can_be_asked_for_is_named(desk, ref):
    refused(desk, 2, ("--title",), "ticket", "new", "--contract", "acme-2026")
    refused(desk, 2, ("--text",), "ticket", "reason", ref, "--clock", "response", "--because", "client")
    assert "Donnez-la avec TEXTE." in desk.run("ticket", "note", ref).stderr


def test_row_30_who_holds_the_desk_is_told_after_the_wait(desk, ref, monkeypatch):
    monkeypatch.setitem(transaction.begin.__wrapped__.__kwdefaults__, "wait", 0.05)
    with lock.hold(desk.path / ".git"):
        assert refused(desk, 75, (str(os.getpid()),), "ticket", "note", ref, "x")["code"] == "desk_busy"
        assert desk.run("ticket", "show", ref).exit_code == 0  # readers take no lock
    desk.ask("ticket", "note", ref, "x")


def link(desk, path: str) -> None:
    (desk.path / path).unlink()
    (desk.path / path).symlink_to("/etc/passwd")
    desk.git("commit", "-qam", "by hand")


def executable(desk, path: str) -> None:
    (desk.path / path).chmod(0o755)
    desk.git("commit", "-qam", "by hand")


def submodule(desk, path: str) -> None:
    desk.git("rm", "-q", path)
    desk.git("update-index", "--add", "--cacheinfo", f"160000,{desk.git('rev-parse', 'HEAD')},{path}")
    desk.git("commit", "-qm", "by hand")
    (desk.path / path).mkdir(parents=True)


@pytest.mark.parametrize("become", [link, executable, submodule])
def test_row_36_only_plain_files_are_tickets(desk, ref, become):
    become(desk, path_of(ref))
    for words in (("ticket", "show", ref), ("ticket", "note", ref, "x")):
        assert refused(desk, 65, (path_of(ref),), *words)["code"] == "not_a_regular_file"
    found = desk.run("check", "--json")
    assert found.exit_code == 1
    assert ("not_a_plain_file", path_of(ref)) in {(one["code"], one["path"]) for one in found.data["findings"]}
    listed = desk.run("ticket", "list")
    assert listed.exit_code == 0
    assert path_of(ref) in listed.stdout


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("contracts/\u00e9t\u00e9/client.yaml", "contracts/e\u0301te\u0301/client.yaml"),
        ("contracts/acme/client.yaml", "contracts/Acme/client.yaml"),
    ],
)
def test_row_37_names_that_are_one_on_some_disks_are_both_told(desk, ref, one, other):
    blob = desk.git("hash-object", "-w", "desk.yaml")
    for path in (one, other):
        desk.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    desk.git("commit", "-qm", "by hand")
    desk.git("checkout", "-f", "HEAD", "--", ".")
    answer = desk.run("check", "--json")
    assert answer.exit_code == 1
    same = [finding for finding in answer.data["findings"] if finding["code"] == "same_name"]
    assert len(same) == 2
    for finding in same:
        assert finding["path"].split("/")[1] in finding["message"]
    listed = desk.run("ticket", "list")
    assert listed.exit_code == 0
    assert ref in listed.stdout
    assert other in listed.stdout


@pytest.mark.parametrize("staged", [False, True])
def test_row_45_a_persons_edit_is_never_written_over(desk, ref, staged):
    path = path_of(ref)
    (desk.path / path).write_text(desk.read(path).replace("Plus de tonalité", "Plus rien", 1))
    if staged:
        desk.git("add", path)
    facts = (path, "celyactl adopt", f"git checkout -- {path}")
    assert refused(desk, 65, facts, "ticket", "note", ref, "x")["code"] == "edited_by_hand"
    shown = desk.run("ticket", "show", ref)
    assert shown.exit_code == 0
    assert "Plus de tonalité" in shown.stdout
    assert "celyactl adopt" in shown.stderr


def merging(desk) -> None:
    (desk.path / ".git" / "MERGE_HEAD").write_text(desk.git("rev-parse", "HEAD") + "\n")


def rebasing(desk) -> None:
    (desk.path / ".git" / "rebase-merge").mkdir()


def detached(desk) -> None:
    desk.git("checkout", "-q", "--detach")


@pytest.mark.parametrize(
    ("begin", "code", "facts"),
    [
        (merging, "operation_under_way", ("merge", "git commit", "git merge --abort")),
        (rebasing, "operation_under_way", ("rebase", "git rebase --continue", "git rebase --abort")),
        (detached, "detached_head", ("git switch",)),
    ],
)
def test_row_46_what_a_person_has_under_way_comes_first(desk, ref, begin, code, facts):
    begin(desk)
    assert refused(desk, 75, facts, "ticket", "note", ref, "x")["code"] == code
    assert desk.run("ticket", "show", ref).exit_code == 0
    assert desk.run("ticket", "list").exit_code == 0


def test_a_desk_whose_zone_is_none_is_told_and_no_bug(desk, ref):
    desk.edit("desk.yaml", "Europe/Paris", "Europe/Pari")
    assert refused(desk, 65, ("Europe/Pari", "Europe/Paris"), "ticket", "note", ref, "x")["exit"] == 65
    assert desk.run("check").exit_code == 1
    assert desk.run("ticket", "list").exit_code == 0


def test_a_git_folder_that_is_cut_short_is_told_and_no_bug(desk, ref):
    (desk.path / ".git" / "HEAD").write_text("ref: refs/heads/../../x\n")
    answer = desk.run("ticket", "show", ref)
    assert answer.exit_code == 78, answer.stderr
    subprocess.run(["git", "symbolic-ref", "HEAD", "refs/heads/main"], cwd=desk.path, check=True)
    assert desk.run("ticket", "show", ref).exit_code == 0


@pytest.mark.parametrize(
    "words", [("ticket", "list", "caf\udce9"), ("who", "caf\udce9"), ("ticket", "list", "client:\udcff")]
)
def test_words_of_a_terminal_that_speaks_no_utf_8_are_told_as_such(desk, words):
    assert refused(desk, 65, ["\\udc", "U+DC"], *words)["code"] == "unwritable_text"
