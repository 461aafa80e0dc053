"""`celyactl check --receive`, the server's pre-receive hook: what it refuses, and that it lets sound pushes pass."""

from __future__ import annotations

import subprocess
from datetime import timedelta

import pytest

from celyactl.domain import reference


@pytest.fixture
def guarded(office):
    """The hub asks celyactl before it takes anything."""
    office.guard()
    return office


def pushed(desk, *words):
    """What the server says to git's own push."""
    done = subprocess.run(  # noqa: PLW1510  # a refusal is what is looked for
        ["git", "push", *(words or ("origin", "main"))], cwd=desk.path, capture_output=True, text=True
    )
    return done.returncode, done.stderr


def path_of(desk, ref):
    return desk.git("ls-files", f"tickets/**/{ref}.yaml")


def written(desk, path, text):
    (desk.path / path).parent.mkdir(parents=True, exist_ok=True)
    (desk.path / path).write_text(text)
    desk.git("add", path)
    desk.git("commit", "-qm", "by hand")


def test_sound_work_passes(guarded, pair, tmp_path):
    guarded.guard(alone=True)
    lea, karim = pair
    (tmp_path / "x.txt").write_text("x")
    lea.ask("ticket", "note", guarded.ref, "de Léa")
    lea.ask("ticket", "attach", guarded.ref, str(tmp_path / "x.txt"))
    karim.ask("ticket", "note", guarded.ref, "de Karim")
    karim.ask("client", "contact", "add", "acme", "paul", "--name", "Paul")
    for desk in (lea, karim, lea):
        assert desk.run("sync").exit_code == 0
    assert guarded.head() == lea.git("rev-parse", "HEAD")


def test_marks_of_a_conflict_are_refused_and_named(guarded, pair):
    guarded.guard(alone=True)
    lea, _karim = pair
    path = "contracts/acme/client.yaml"
    written(lea, path, "<<<<<<< ours\n" + lea.read(path))
    before = guarded.head()
    answer = lea.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("push_refused", 65)
    assert path in answer.error["message"]
    assert guarded.head() == before


def test_an_entry_that_was_rewritten_is_refused(guarded, pair):
    lea, _karim = pair
    lea.ask("ticket", "note", guarded.ref, "Rappelé à 9 h")
    lea.ask("sync")
    path = path_of(lea, guarded.ref)
    written(lea, path, lea.read(path).replace("Rappelé à 9 h", "Rappelé à 8 h"))
    code, said = pushed(lea)
    assert (code, "was edited: text" in said) == (1, True)


def test_an_entry_that_is_gone_is_refused(guarded, pair):
    lea, _karim = pair
    lea.ask("ticket", "note", guarded.ref, "à cacher")
    lea.ask("sync")
    path = path_of(lea, guarded.ref)
    written(lea, path, lea.read(path).rpartition("  - type: note")[0])
    assert "is gone" in pushed(lea)[1]


def test_a_ticket_that_is_taken_away_is_refused(guarded, pair):
    lea, _karim = pair
    lea.git("rm", "-q", path_of(lea, guarded.ref))
    lea.git("commit", "-qm", "by hand")
    assert "the ticket is gone" in pushed(lea)[1]


def test_a_header_that_its_journal_does_not_tell_is_refused(guarded, pair):
    lea, _karim = pair
    path = path_of(lea, guarded.ref)
    written(lea, path, lea.read(path).replace("priority: P3", "priority: P1", 1))
    assert path in pushed(lea)[1]


def test_history_only_grows(guarded, pair):
    lea, _karim = pair
    lea.git("commit", "-q", "--amend", "-m", "rewritten")
    assert "history only grows" in pushed(lea, "--force", "origin", "main")[1]
    assert "can't be removed" in pushed(lea, "origin", ":main")[1]


def test_what_is_no_plain_file_is_refused(guarded, pair):
    lea, _karim = pair
    (lea.path / "contracts/acme/link.yaml").symlink_to("/etc/passwd")
    lea.git("add", ".")
    lea.git("commit", "-qm", "by hand")
    assert "contracts/acme/link.yaml" in pushed(lea)[1]


def test_other_peoples_files_are_not_judged(guarded, pair):
    lea, _karim = pair
    written(lea, "notes/à-moi.txt", "<<<<<<< rien\n")
    assert pushed(lea)[0] == 0


def test_a_ref_of_files_holds_files_by_their_hash(guarded, pair):
    lea, _karim = pair
    ref = f"refs/celyactl/files/{guarded.ref}"
    assert "SHA-256" in pushed(lea, "origin", f"HEAD:{ref}")[1]


def test_unsigned_commits_are_refused_where_the_desk_demands_signatures(guarded, pair):
    lea, _karim = pair
    text = lea.read("desk.yaml")
    written(lea, "desk.yaml", text.replace("signatures: optional", "signatures: required"))
    assert pushed(lea)[0] == 0, "what demands it from now on was not demanded to be signed itself"
    written(lea, "contracts/acme/client.yaml", lea.read("contracts/acme/client.yaml").replace("Acme", "ACME"))
    assert "signed acts only" in pushed(lea)[1]


def test_each_commit_is_judged_and_not_only_the_last(guarded, pair):
    lea, _karim = pair
    lea.ask("ticket", "note", guarded.ref, "Rappelé à 9 h")
    lea.ask("sync")
    path = path_of(lea, guarded.ref)
    honest = lea.read(path)
    written(lea, path, honest.replace("Rappelé à 9 h", "Rappelé à 8 h"))
    edited = lea.git("rev-parse", "--short=10", "HEAD")
    written(lea, path, honest)
    assert lea.git("diff", "origin/main") == ""
    code, said = pushed(lea)
    assert (code, edited in said, "was edited: text" in said) == (1, True, True)


def test_an_erasure_passes_and_one_that_does_more_does_not(guarded, pair):
    lea, karim = pair
    lea.ask("ticket", "note", guarded.ref, "Claire Vidal a rappelé")
    karim.ask("ticket", "note", guarded.ref, "Vu avec Claire Vidal")
    before = guarded.head()
    lea.ask("privacy", "erase", "acme:claire")
    text, said = lea.read(path_of(lea, guarded.ref)), lea.git("log", "-1", "--format=%B")
    (lea.path / path_of(lea, guarded.ref)).write_text(text.replace("a rappelé", "n’a pas rappelé"))
    lea.git("commit", "-qam", said, "--amend", "--date", lea.now.isoformat())
    code, told = pushed(lea, "--force", "origin", "HEAD:main")
    assert (code, "was edited: text" in told) == (1, True)
    assert guarded.head() == before
    lea.git("reset", "-q", "--hard", "HEAD~1")
    karim.ask("sync")
    lea.ask("privacy", "erase", "acme:claire")
    for desk in (lea, karim, lea):
        assert desk.run("sync").exit_code == 0
    assert guarded.head() == lea.git("rev-parse", "HEAD") == karim.git("rev-parse", "HEAD")
    assert lea.ask("audit", "verify")["findings"] == karim.ask("audit", "verify")["findings"] == []


def test_two_tickets_of_one_reference_may_part(guarded, pair, monkeypatch):
    lea, karim = pair
    monkeypatch.setattr(reference, "mint", lambda *_rest: "CEL-2611-4F7K2QE")
    for minute, desk in enumerate(pair, start=5):
        desk.now = desk.now.replace(minute=minute)
        desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Écho")
    monkeypatch.undo()
    karim.ask("sync")
    lea.ask("sync")
    assert karim.run("sync").exit_code == 0


def test_a_commit_that_is_dated_ahead_is_refused_until_its_time_has_come(guarded, pair):
    lea, _karim = pair
    before = guarded.head()
    guarded.guard((lea.now + timedelta(minutes=10)).isoformat())
    lea.now += timedelta(days=1)
    lea.ask("ticket", "note", guarded.ref, "d’une horloge en avance")
    answer = lea.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("push_refused", 65)
    assert "the clock that dated it is ahead" in answer.error["message"]
    assert "taken when that time has come" in answer.error["message"]
    assert guarded.head() == before
    guarded.guard(lea.now.isoformat())
    assert lea.run("sync").exit_code == 0


def test_who_builds_on_a_commit_that_was_dated_ahead_is_innocent(office, pair):
    lea, karim = pair
    now = lea.now
    lea.now += timedelta(days=1)
    lea.ask("ticket", "note", office.ref, "d’une horloge en avance")
    lea.ask("sync")  # before the server had a hook
    office.guard((now + timedelta(hours=2)).isoformat())
    for text in ("juste après", "encore"):
        karim.ask("sync")
        karim.now += timedelta(minutes=20)
        karim.ask("ticket", "note", office.ref, text)
        assert karim.run("sync").exit_code == 0
    found = {one["code"] for one in karim.run("audit", "verify", "--json").data["findings"]}
    assert found == {"commit_ahead"}, "only the clock that was wrong is named"


def test_the_first_commit_of_a_push_is_not_dated_before_what_the_server_has(guarded, pair):
    lea, karim = pair
    lea.now += timedelta(hours=2)
    lea.ask("ticket", "note", guarded.ref, "à 11 h")
    lea.ask("sync")
    karim.ask("sync")
    karim.ask("ticket", "note", guarded.ref, "à 9 h, dit l’horloge")
    assert "and what it builds on" in karim.run("sync", "--json").error["message"]
