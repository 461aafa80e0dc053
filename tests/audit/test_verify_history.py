"""`audit verify`: what is gone from a history, who may vouch for it until when, and merges."""

from __future__ import annotations

from datetime import timedelta

from tampering import head, mail, tamper, verified

NADIA = {"GIT_AUTHOR_NAME": "Nadia Roussel", "GIT_AUTHOR_EMAIL": "nadia@celya.example"}


def test_an_antedated_entry_is_named(history, git):
    text = history.read(history.path_of)
    note = text[text.rindex("  - type: note") :]
    ident = note.split('id: "')[1][:26]
    forged = note.replace(ident, ident[:-1] + ("0" if ident[-1] != "0" else "1")).replace("T09:00:00", "T08:30:00")
    (history.path / history.path_of).write_text(text + forged)
    git("commit", "-qam", git.message(), key="lea", **mail("lea"))
    assert verified(history) == [("entry_antedated", head(history))]
    git.back()
    (history.path / history.path_of).write_text(text + forged.replace("visibility:", "imported: true\n    visibility:"))
    git("commit", "-qam", git.message(), key="lea", **mail("lea"))
    assert verified(history, "--full") == []


def test_a_truncated_history_is_named_by_what_is_gone(history, git):
    gone = head(history)
    anchor = history.ask("audit", "anchor")
    assert anchor["commit"] == gone
    assert gone.startswith(anchor["short"])
    git("reset", "-q", "--hard", "HEAD~1")
    assert verified(history, "--anchor", anchor["short"]) == [("rolled_back", gone)]
    assert verified(history) == []  # without an anchor, and never verified before, nobody can know


def test_a_rewritten_history_is_named_by_what_is_gone(history, git):
    gone = head(history)
    git("commit", "-q", "--amend", "-m", git.message() + "x", key="lea", **mail("lea"))
    assert ("history_rewritten", gone) in verified(history, "--anchor", gone)


def test_the_clone_itself_remembers_what_it_verified(history, git):
    gone = head(history)
    assert verified(history) == []
    git("reset", "-q", "--hard", "HEAD~1")
    assert verified(history) == [("rolled_back", gone)]
    history.ask("ticket", "note", history.ref, "autre chose")
    assert verified(history) == [("history_rewritten", gone)]
    assert verified(history) == [("history_rewritten", gone)]
    assert verified(history, "--anchor", head(history, "HEAD~1")) == [("history_rewritten", gone)]


def test_an_anchor_that_nobody_knows_is_named(history):
    assert verified(history, "--anchor", "0123456789abcdef") == [("history_rewritten", "0123456789abcdef")]


def test_a_file_of_before_does_not_prove_what_it_says(history, git):
    tamper(history, git, "vu avec le client", "rien")
    memory = history.path / ".git/celyactl/audit.json"
    verified(history)
    memory.write_text(memory.read_text().replace("entry_edited", "x"))
    assert verified(history, "--full") == [("entry_edited", head(history))]
    for nonsense in ("[]", "[" * 5000):
        memory.write_text(nonsense)
        assert verified(history) == [("entry_edited", head(history))]


def test_a_key_that_is_ended_for_the_past_takes_its_signatures_along(history, sign_as):
    signed = head(history)
    history.now = history.now.replace(day=26)
    sign_as("nadia", "nadia")
    assert verified(history) == []
    history.ask("team", "key", "end", "lea", "--on", "2026-11-23")
    assert verified(history) == [("key_not_in_force", signed)]


def test_a_key_that_ends_today_leaves_what_it_signed(history, sign_as):
    sign_as("nadia", "nadia")
    history.ask("team", "leave", "lea", "--to", "nadia")
    assert verified(history) == []


def test_keys_are_changed_by_managers_or_their_owners_only(history, git, keys):
    text = history.read("desk.yaml")
    line = next(one for one in text.splitlines() if keys.public("nadia").split()[1] in one)
    (history.path / "desk.yaml").write_text(
        text.replace(line, line.replace(keys.public("nadia"), keys.public("other")))
    )
    git("commit", "-qam", "clés", key="lea", **mail("lea"))
    assert verified(history) == [("key_rewritten", head(history)), ("key_changed_by_another", head(history))]


def test_nobody_makes_themselves_a_manager(history, git):
    text = history.read("desk.yaml")
    lea = text.index('id: "lea"')
    part = text[lea:].replace("      - technician\n", "      - technician\n      - manager\n", 1)
    (history.path / "desk.yaml").write_text(text[:lea] + part)
    git("commit", "-qam", "rôles", key="lea", **mail("lea"))
    assert verified(history) == [("role_taken", head(history))]


def test_a_merge_holds_what_both_hold(history, git):
    git("branch", "other")
    history.ask("ticket", "note", history.ref, "ici")
    history.now = history.now.replace(minute=5)
    git("switch", "-q", "other")
    history.ask("ticket", "note", history.ref, "là")
    theirs = history.read(history.path_of)
    git("switch", "-q", "main")
    ours = history.read(history.path_of)
    added = theirs[theirs.rindex("  - type: note") :]
    git("merge", "-q", "-s", "ours", "--no-commit", "other")
    (history.path / history.path_of).write_text(ours + added)
    git("add", history.path_of)
    git("commit", "-qm", "merge", key="lea", **mail("lea"))
    assert verified(history) == []
    git.back()
    git("merge", "-q", "-s", "ours", "-m", "merge", "other", key="lea", **mail("lea"))
    assert verified(history, "--full") == [("history_rewritten", head(history, "ORIG_HEAD"))] or verified(
        history, "--full"
    )


def test_a_merge_that_drops_or_invents_is_named(history, git):
    git("branch", "other")
    history.ask("ticket", "note", history.ref, "ici")
    history.now = history.now.replace(minute=5)
    git("switch", "-q", "other")
    history.ask("ticket", "note", history.ref, "là")
    git("switch", "-q", "main")
    git("merge", "-q", "-s", "ours", "-m", "merge", "other", key="lea", **mail("lea"))
    assert verified(history) == [("entry_removed", head(history))]
    git.back()
    ours = history.read(history.path_of)
    added = git.desk.git("show", f"other:{history.path_of}")
    added = added[added.rindex("  - type: note") :] + "\n"
    ident = added.split('id: "')[1][:26]
    third = added.replace(ident, ident[:-1] + ("0" if ident[-1] != "0" else "1"))
    git("merge", "-q", "-s", "ours", "--no-commit", "other")
    (history.path / history.path_of).write_text(ours + added + third)
    git("add", history.path_of)
    git("commit", "-qm", "merge", key="lea", **mail("lea"))
    assert verified(history) == [("entry_invented", head(history))]


def test_an_act_dated_before_the_anchor_beside_it_is_late_and_on_top_of_it_a_finding(history, git):
    git("branch", "basement")
    history.now = history.now.replace(hour=12)
    history.ask("ticket", "note", history.ref, "midi")
    anchor = head(history)
    git("switch", "-q", "basement")
    history.now = history.now.replace(hour=10)
    history.ask("contract", "new", "autre", "--client", "Autre")
    late = head(history)
    history.now = history.now.replace(hour=13)
    git("switch", "-q", "main")
    git("merge", "-q", "-m", "merge", "basement", key="lea", **mail("lea"))
    answer = history.ask("audit", "verify", "--anchor", anchor)
    assert [one["commit"] for one in answer["late"]] == [late]
    history.now = history.now.replace(hour=11)
    history.ask("ticket", "note", history.ref, "antidaté")
    assert set(verified(history, "--anchor", anchor)) == {("commit_antedated", head(history))}


def test_a_commit_by_hand_is_its_authors(history, git):
    path = history.path / "contracts/acme/acme-2026.yaml"
    path.write_text(path.read_text().replace("months: 12", "months: 24", 1))
    git("commit", "-qam", "durée", key="lea", **mail("lea"))
    assert verified(history) == []
    git("commit", "-q", "--amend", "--no-edit", **mail("lea"))
    (history.path / ".git/celyactl/audit.json").unlink()
    assert verified(history) == [("unsigned", head(history))]
    git("commit", "-q", "--amend", "--no-edit", "--author", "X <x@y.example>", key="lea", **mail("lea"))
    (history.path / ".git/celyactl/audit.json").unlink()
    assert verified(history) == [("author_unknown", head(history))]


def test_what_is_not_the_desks_is_not_judged(history, git):
    (history.path / "notes.txt").write_text("x")
    git("add", "notes.txt")
    git("commit", "-qm", "notes", GIT_AUTHOR_EMAIL="x@y.example", GIT_COMMITTER_EMAIL="x@y.example")
    assert verified(history) == []


def test_a_desk_without_keys_is_proved_as_far_as_it_can_be(desk):
    desk.sell("acme-2026")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "x", "--at", "08:00")["ref"]
    desk.ask("ticket", "note", ref, "x")
    assert verified(desk) == []


def test_a_file_that_nobody_can_read_is_named(history, git):
    (history.path / history.path_of).write_text("{")
    git("commit", "-qam", "x", key="lea", **mail("lea"))
    assert ("file_unreadable", head(history)) in verified(history)


def test_the_first_commit_after_what_was_verified_is_not_dated_before_it(history):
    history.now += timedelta(hours=2)
    history.ask("ticket", "note", history.ref, "à l’heure")
    assert verified(history) == []
    history.now -= timedelta(hours=1)
    history.ask("ticket", "note", history.ref, "d’avant")
    history.now += timedelta(hours=1)
    assert verified(history) == [("commit_antedated", head(history))]


def test_a_commit_that_is_dated_ahead_is_named_and_not_who_builds_on_it(history):
    history.now += timedelta(days=1)
    history.ask("ticket", "note", history.ref, "demain")
    wrong = head(history)
    history.now -= timedelta(days=1)
    history.ask("ticket", "note", history.ref, "aujourd’hui")
    assert verified(history) == [("commit_ahead", wrong)]
    history.now += timedelta(days=3)
    history.ask("ticket", "note", history.ref, "plus tard")
    assert verified(history) == [("commit_ahead", wrong)], "what was found is remembered"
