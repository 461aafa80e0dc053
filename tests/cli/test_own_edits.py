"""What people have edited, staged, hidden or stashed in a clone is the same, byte for byte, after every command."""

from __future__ import annotations

from datetime import timedelta
from shutil import copytree, rmtree

import pytest

ADDED = "note: 'une ligne à moi'\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Where the desk of these tests is kept once it is made."""
    return tmp_path_factory.mktemp("shelf") / "desk"


@pytest.fixture
def lived_in(desk, shelf):
    """A desk with a contract, five tickets, and files that are no business of the desk."""
    if shelf.exists():
        rmtree(desk.path)
        copytree(shelf, desk.path)
        desk.git("update-index", "--refresh")  # a copy has other inodes
    else:
        _live_in(desk)
        copytree(desk.path, shelf)
    desk.others = desk.git("ls-files", "tickets").splitlines()
    return desk


def _live_in(desk) -> None:
    desk.sell("acme-2026")
    for number in range(5):
        desk.ask("ticket", "new", "--contract", "acme-2026", "--title", f"Panne {number}")
    for name in ("README.md", "notes.txt", "config.ini"):
        (desk.path / name).write_text("un\ndeux\ntrois\nquatre\ncinq\nsix\nsept\nhuit\n")
    desk.git("add", "README.md", "notes.txt", "config.ini")
    desk.git("commit", "-qm", "by hand")


def path_of(ref: str) -> str:
    _prefix, month, _code = ref.split("-")
    return f"tickets/20{month[:2]}/{month[2:]}/{ref}.yaml"


def _append(desk, path: str, text: str = ADDED) -> None:
    with (desk.path / path).open("a") as file:
        file.write(text)


def _edited(desk) -> None:
    _append(desk, desk.others[0])


def _staged(desk) -> None:
    _append(desk, desk.others[1])
    desk.git("add", desk.others[1])


def _staged_and_edited_further(desk) -> None:
    _append(desk, desk.others[2])
    desk.git("add", desk.others[2])
    _append(desk, desk.others[2], "encore: oui\n")


def _partially_staged(desk) -> None:
    text = desk.read("notes.txt")
    (desk.path / "notes.txt").write_text(text.replace("un\n", "UN\n"))
    desk.git("add", "notes.txt")
    (desk.path / "notes.txt").write_text(text.replace("un\n", "UN\n").replace("huit\n", "HUIT\n"))


def _staged_new(desk) -> None:
    _append(desk, "neuf.txt")
    desk.git("add", "neuf.txt")


def _untracked(desk) -> None:
    _append(desk, "brouillon.txt")
    (desk.path / "tickets/2026/11/brouillon de Nadia.txt").write_text("à trier\n")


def _deleted(desk) -> None:
    (desk.path / desk.others[3]).unlink()


def _removed_from_the_index(desk) -> None:
    desk.git("rm", "-q", "--cached", desk.others[4])


def _readme(desk) -> None:
    (desk.path / "README.md").write_text("mon bureau\n")
    (desk.path / "README.md").chmod(0o755)


def _renamed(desk) -> None:
    desk.git("mv", "config.ini", "reglages.ini")


def _intended(desk) -> None:
    _append(desk, "prevu.txt")
    desk.git("add", "--intent-to-add", "prevu.txt")


def _assumed_unchanged(desk) -> None:
    desk.git("update-index", "--assume-unchanged", "README.md")
    _append(desk, "README.md")


def _skipped(desk) -> None:
    desk.git("update-index", "--skip-worktree", "notes.txt")
    _append(desk, "notes.txt")


def _stashed(desk) -> None:
    _append(desk, "README.md", "remisé\n")
    desk.git("stash", "push", "--quiet", "--message", "plus tard")


STATES = [
    _edited, _staged, _staged_and_edited_further, _partially_staged, _staged_new, _untracked, _deleted,
    _removed_from_the_index, _readme, _renamed, _intended, _assumed_unchanged, _skipped, _stashed,
]  # fmt: skip


def _seen(desk) -> dict[str, object]:
    """All that a person sees of their own work."""
    listed = desk.git("ls-files", "-z", "--others", "--modified").split("\0")
    return {
        "unstaged": desk.git("diff", "--binary"),
        "staged": desk.git("diff", "--binary", "--cached"),
        "status": desk.git("status", "--porcelain=v1", "--untracked-files=all"),
        "flags": [line for line in desk.git("ls-files", "-v").splitlines() if not line.startswith("H")],
        "stash": desk.git("stash", "list", "-p"),
        "texts": {path: (desk.path / path).read_bytes() for path in listed if path and (desk.path / path).exists()},
        "hidden": [desk.read("README.md"), desk.read("notes.txt")],
    }


def _a_day(ref: str) -> list[tuple[str, ...]]:
    """Every command that writes, in an order that they allow."""
    return [
        ("ticket", "new", "--contract", "acme-2026", "--title", "Autre panne", "--ack"),
        ("ticket", "ack", ref), ("ticket", "assist", ref, "--how", "par téléphone"), ("ticket", "assign", ref, "me"),
        ("ticket", "start", ref), ("ticket", "note", ref, "Rappelé"), ("ticket", "priority", ref, "P1"),
        ("ticket", "wait", ref, "--for", "client", "--question", "Depuis quand ?"), ("ticket", "chase", ref),
        ("ticket", "resume", ref),
        ("ticket", "escalate", ref, "--to", "3", "--reason", "Carte en panne", "--handover", "Tout est dit"),
        ("intervention", "add", ref, "--mode", "remote", "--start", "2026-11-23T09:10", "--end", "2026-11-23T09:40",
         "--summary", "Redémarré"),
        ("ticket", "cause", ref, "Carte défaillante"), ("ticket", "restore", ref), ("ticket", "resolve", ref),
        ("ticket", "reopen", ref), ("ticket", "restore", ref), ("ticket", "resolve", ref), ("ticket", "close", ref),
        ("ticket", "reopen", ref), ("ticket", "cancel", ref, "Doublon"),
        ("client", "new", "Zoo"), ("client", "edit", "zoo", "--set", "name=Le Zoo"),
        ("client", "contact", "add", "zoo", "paul", "--name", "Paul Roux"),
        ("client", "contact", "edit", "zoo", "paul", "--email", "paul@zoo.example"),
        ("client", "site", "add", "zoo", "siege", "--name", "Siège"),
        ("client", "site", "edit", "zoo", "siege", "--name", "Le siège"),
        ("component", "add", "zoo", "pbx", "--kind", "pbx", "--name", "IPBX"),
        ("contract", "new", "zoo-2026", "--client", "Zoo"),
        ("contract", "edit", "zoo-2026", "--set", "sla.reopening_days=3"),
        ("contract", "amend", "zoo-2026", "--from", "2026-12-01", "--coverage", "full"),
        ("contract", "takeover", "zoo-2026", "--on", "2026-11-20", "--audit", "Asterisk 18."),
        ("contract", "end", "zoo-2026", "--on", "2027-11-22"),
        ("team", "add", "paul", "--name", "Paul Roux", "--email", "paul@celya.example"),
        ("schema", "--write"), ("ticket", "list"), ("ticket", "show", ref), ("check",), ("doctor",), ("log",),
    ]  # fmt: skip


def test_every_command_leaves_everything_that_is_not_its_own(lived_in):
    ref = lived_in.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    _stashed(lived_in)
    for make in STATES:
        if make not in {_stashed, _readme, _skipped}:
            make(lived_in)
    before, refused = _seen(lived_in), []
    lived_in.now += timedelta(hours=2)
    for words in _a_day(ref):
        answer = lived_in.run(*words)
        refused += [(words, answer.stderr)] if answer.exit_code not in {0, 1} else []
        assert _seen(lived_in) == before, words
    assert refused == [], "\n".join(map(str, refused))


@pytest.mark.parametrize("make", STATES)
def test_each_kind_of_edit_outlives_each_kind_of_write(lived_in, make):
    ref = lived_in.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    make(lived_in)
    before = _seen(lived_in)
    assert before != {**before, "unstaged": "", "staged": "", "status": "", "flags": [], "stash": ""}
    mine = path_of(ref)
    for words in (
        ("ticket", "new", "--contract", "acme-2026", "--title", "Un fichier neuf"),
        ("ticket", "note", ref, "Un fichier changé"),
        ("contract", "new", "zoo-2026", "--client", "Zoo"),
        ("adopt", mine),
    ):
        if words[0] == "adopt":
            text = lived_in.read(mine).replace("priority: P3", "priority: P2", 1)
            (lived_in.path / mine).write_text(text)
        assert lived_in.run(*words).exit_code == 0
        assert _seen(lived_in) == before, words
    assert lived_in.subjects()[0] == f"{ref}: adopt priority"
