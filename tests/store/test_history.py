import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from celyactl.store import history
from celyactl.store.commits import Ident
from celyactl.store.history import Wanted, acts
from celyactl.store.message import Trailers, message
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

REF, OTHER = "CEL-2611-4F7K2QE", "CEL-2611-4F7K2QF"
PATH = f"tickets/2026/11/{REF}.yaml"
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NADIA = Ident("Nadia Roussel", "nadia@celya.example")


class Book:
    """A clone in which acts are recorded and looked up."""

    def __init__(self, clone):
        self.clone = clone
        self.minutes = 0

    def record(self, op, ref=None, actor="nadia", channel="cli", files=None):
        self.minutes += 1
        when = MORNING + timedelta(minutes=self.minutes)
        path = f"tickets/2026/11/{ref}.yaml"
        changes = files or {path: f"{op} {self.minutes}".encode()}
        text = message(f"{ref}: {op}", Trailers(op, ref, actor, channel, f"{self.minutes:032}"))
        with Repository.open(self.clone.path) as repository, begin(repository) as transaction:
            transaction.commit(changes, message=text, author=NADIA, committer=NADIA, when=when)

    def by_hand(self, path, text, subject="by hand"):
        self.clone.write(path, text)
        self.clone.git("add", path)
        self.clone.git("commit", "-q", "-m", subject)

    def acts(self, limit=0, **wanted):
        with Repository.open(self.clone.path) as repository:
            return acts(repository, self.clone.head, Wanted(**wanted), limit).acts

    def ops(self, limit=0, **wanted):
        return [act.op for act in self.acts(limit, **wanted)]


@pytest.fixture
def book(make_clone):
    return Book(make_clone("book"))


def test_an_act_is_told_by_its_trailers_with_its_time_and_place(book):
    book.record("note", REF, "acme:claire", "mail")
    [act] = book.acts()
    assert act._asdict() == {
        "commit": book.clone.head,
        "at": MORNING + timedelta(minutes=1),
        "author": "Nadia Roussel",
        "email": "nadia@celya.example",
        "subject": f"{REF}: note",
        "op": "note",
        "ref": REF,
        "actor": "acme:claire",
        "channel": "mail",
        "op_id": f"{1:032}",
        "names": (REF,),
    }
    assert not act.by_hand


def test_the_newest_comes_first_and_a_limit_keeps_the_newest(book):
    for op in ("new", "note", "close"):
        book.record(op, REF)
    assert book.ops() == ["close", "note", "new"]
    assert book.ops(limit=2) == ["close", "note"]


def test_acts_are_found_by_ticket_by_actor_and_by_time(book):
    book.record("new", REF)
    book.record("new other", OTHER, "lea")
    book.record("note", REF, "lea")
    assert book.ops(names=[REF]) == ["note", "new"]
    assert book.ops(names=[REF, OTHER]) == ["note", "new other", "new"]
    assert book.ops(actor="lea") == ["note", "new other"]
    assert book.ops(actor="lea", names=[REF]) == ["note"]
    assert book.ops(since=MORNING + timedelta(minutes=2)) == ["note", "new other"]
    assert book.ops(until=MORNING + timedelta(minutes=2)) == ["new"]
    assert book.ops(names=["nobody"]) == []


def test_a_commit_by_hand_is_told_as_such_with_what_it_touched(book):
    book.record("new", REF)
    book.by_hand(PATH, "edited", "correct a typo")
    book.by_hand("contracts/acme/acme-2026.yaml", "x: 1")
    book.by_hand("contracts/acme/client.yaml", "x: 1")
    book.by_hand("notes.txt", "theirs")
    client, typo = book.acts(names=["acme"])[0], book.acts(names=[REF])[0]
    assert (typo.by_hand, typo.subject, typo.names, typo.actor) == (True, "correct a typo", (REF,), None)
    assert client.names == ("acme",)
    assert [act.names for act in book.acts()] == [(), ("acme",), ("acme-2026",), (REF,), (REF,)]


def test_a_commit_by_hand_is_found_by_the_e_mail_of_who_made_it(book):
    book.by_hand(PATH, "one")
    assert len(book.acts(actor="nadia", email="Nadia@celya.example")) == 1
    assert book.acts(actor="lea", email="lea@celya.example") == []


def test_an_act_on_several_files_names_them_all(book):
    files = {f"tickets/2026/11/{ref}.yaml": b"x" for ref in (REF, OTHER)}
    book.record("import", None, files=files)
    [act] = book.acts()
    assert (act.ref, act.names) == (None, (REF, OTHER))


def test_what_is_known_is_not_read_again(book, monkeypatch):
    book.record("new", REF)
    book.acts()
    read = []
    told = history.commits
    monkeypatch.setattr(history, "commits", lambda repository, names: read.extend(names) or told(repository, names))
    book.record("note", REF)
    assert book.ops() == ["note", "new"]
    assert read == [book.clone.head]


def test_another_branch_has_its_own_history(book):
    book.record("new", REF)
    book.record("note", REF)
    assert book.ops() == ["note", "new"]
    book.clone.git("reset", "-q", "--hard", "HEAD~1")
    book.record("close", REF)
    assert book.ops() == ["close", "new"]


def test_both_sides_of_a_merge_are_told_and_the_merge_names_what_it_joined(book):
    git = book.clone.git
    book.record("new", REF)
    git("checkout", "-q", "-b", "side")
    book.record("note aside", OTHER)
    book.by_hand(PATH, "side\n")
    git("checkout", "-q", "main")
    book.by_hand(PATH, "main\n")
    subprocess.run(["git", "merge", "-q", "side"], cwd=book.clone.path, check=False, capture_output=True)
    book.clone.write(PATH, "both\n")
    git("commit", "-q", "-a", "-m", "join")
    join, *rest = book.acts()
    assert (join.subject, join.names) == ("join", (REF,))
    assert sorted(filter(None, (act.op for act in rest))) == ["new", "note aside"]
    assert len(rest) == 4


def test_a_hostile_commit_is_one_line_of_text(book):
    text = "\x1b[31mred\r\nCelyactl-Op: x\x00y"
    tree = book.clone.git("write-tree")
    content = f"tree {tree}\nauthor \x07 <> 99999999999999999 +9999\ncommitter x <y> 999999999999 +9999\n\n{text}"
    line = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(line, cwd=book.clone.path, input=content.encode(), capture_output=True, check=True)
    book.clone.git("update-ref", "refs/heads/main", made.stdout.decode().strip())
    [act] = book.acts()
    assert act.by_hand
    assert act.subject.isprintable()
    assert act.author.isprintable()
    assert act.at == datetime.fromtimestamp(0, UTC)


def test_a_damaged_file_is_made_anew(book):
    for _ in range(30):
        book.record("note", REF)
    expected = book.acts()
    path = book.clone.path / ".git/celyactl/history.sqlite"
    whole = path.read_bytes()
    for place in range(0, len(whole), 4096):
        path.write_bytes(whole[:place] + b"\xa5" * 1024 + whole[place + 1024 :])
        assert book.acts(names=[REF]) == expected
