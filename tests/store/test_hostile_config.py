"""A hostile clone runs nothing: every key, hook and attribute that could start a program points to a witness."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from celyactl.errors.repository import RepositoryRefused
from celyactl.store import recovery
from celyactl.store.commits import Ident
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from pathlib import Path

ACTOR = Ident("Nadia Roussel", "nadia@celya.example")
HOOKS = ("reference-transaction", "post-index-change", "pre-commit", "post-commit", "post-checkout", "pre-auto-gc")
KEYS = """
core.fsmonitor core.sshCommand core.pager core.editor core.askPass core.gitProxy core.alternateRefsCommand
credential.helper credential.https://x.example.helper gpg.program gpg.openpgp.program gpg.ssh.program gpg.x509.program
gpg.ssh.defaultKeyCommand diff.external diff.evil.command diff.evil.textconv diff.yaml.textconv filter.evil.clean
filter.evil.smudge filter.evil.process merge.evil.driver merge.default.driver mergetool.evil.cmd difftool.evil.cmd
uploadpack.packObjectsHook remote.origin.uploadpack remote.origin.receivepack remote.origin.vcs remote.origin.proxy
submodule.x.update alias.cat-file alias.update-index alias.ls-files trailer.x.command trailer.x.cmd sequence.editor
pager.cat-file pager.ls-files pager.update-index pager.config interactive.diffFilter browser.evil.cmd man.evil.cmd
tar.evil.command sendemail.smtpserver instaweb.httpd guitool.evil.cmd receive.procReceiveRefs web.browser
"""
SWITCHES = {
    "commit.gpgSign": "true",
    "log.showSignature": "true",
    "core.untrackedCache": "true",
    "protocol.ext.allow": "always",
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
    "gc.auto": "1",
    "maintenance.auto": "true",
    "core.fsync": "none",
    "core.autocrlf": "true",
}


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """Where a program that was started leaves its mark; `witness.sh` beside it makes the mark."""
    script = tmp_path / "witness.sh"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{tmp_path}/witness"\nexit 1\n')
    script.chmod(0o755)
    return tmp_path / "witness"


@pytest.fixture
def hostile(tmp_path: Path, witness: Path) -> Path:
    """A desk whose own settings, hooks and attributes all name the witness."""
    desk, script = tmp_path / "desk", witness.with_suffix(".sh")
    desk.mkdir()
    _git(desk, "init", "-q", "-b", "main")
    (desk / "desk.yaml").write_text("company: Exemple\n")
    (desk / "tickets").mkdir()
    (desk / "tickets/A.yaml").write_text("a: 1\n")
    _git(desk, "add", ".")
    _git(desk, "commit", "-q", "-m", "start")
    for hook in HOOKS:
        (desk / ".git/hooks" / hook).write_text(script.read_text())
        (desk / ".git/hooks" / hook).chmod(0o755)
    (desk / ".gitattributes").write_text("*.yaml filter=evil diff=evil merge=evil text eol=crlf ident\n")
    (desk / ".git/info/attributes").write_text("* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16\n")
    included = [*((key, str(script)) for key in KEYS.split()), *SWITCHES.items()]
    included += [("core.hooksPath", ".git/hooks"), ("remote.origin.url", f"ext::{script}")]
    lines = "".join(_setting(key, value) for key, value in included)
    (desk / ".git/included").write_text(lines)
    with (desk / ".git/config").open("a") as config:
        config.write("[include]\n path = included\n" + lines)
    return desk


def _setting(key: str, value: str) -> str:
    section, _dot, rest = key.partition(".")
    middle, _dot, name = rest.rpartition(".")
    return f'[{section} "{middle}"]\n {name} = {value}\n' if middle else f"[{section}]\n {name} = {value}\n"


def _git(desk: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=desk, check=True, capture_output=True, text=True).stdout


def _act(desk: Path, path: str, content: bytes | None) -> str:
    with Repository.discover(desk) as repository, begin(repository) as transaction:
        recorded = transaction.commit(
            {path: content}, message="act", author=ACTOR, committer=ACTOR, when=datetime.now(UTC)
        )
        assert not recorded.unfinished
        assert not recorded.left
        return recorded.commit


def test_the_witness_would_tell(hostile, witness):
    subprocess.run(["git", "status"], cwd=hostile, check=False, capture_output=True)
    assert witness.exists()


def test_opening_and_reading_run_nothing(hostile, witness):
    with Repository.discover(hostile) as repository:
        commit = repository.head().commit
        assert repository.read(commit, "tickets/A.yaml") == b"a: 1\n"
        assert [entry.path for entry in repository.entries(commit, ["tickets"])] == ["tickets/A.yaml"]
        assert list(repository.changes(commit, commit)) == []
        assert repository.settings(r"^user\.")["user.email"] == "nadia@celya.example"
        assert repository.resolve("main") == commit
        assert b"diff --git" in repository.git(["diff", commit + "^{tree}", _empty_tree(repository)])
        repository.git(["log", "-p", "-1"])
    assert not witness.exists(), witness.read_text()


def _empty_tree(repository: Repository) -> str:
    return repository.git(["hash-object", "-t", "tree", "--stdin"]).decode().strip()


def test_a_missing_object_of_a_partial_clone_fetches_nothing(hostile, witness):
    with Repository.discover(hostile) as repository:
        assert repository.objects.find("12" * 20) is None
    assert not witness.exists(), witness.read_text()


def test_committing_runs_nothing_and_keeps_every_byte(hostile, witness):
    content = b"a: 2\n# $Id$\n"
    commit = _act(hostile, "tickets/A.yaml", content)
    _act(hostile, "tickets/2026/B.yaml", content)
    _act(hostile, "tickets/2026/B.yaml", None)
    assert not witness.exists(), witness.read_text()
    assert (hostile / "tickets/A.yaml").read_bytes() == content
    with Repository.discover(hostile) as repository:
        assert repository.read(commit, "tickets/A.yaml") == content


def test_repairing_runs_nothing(hostile, witness):
    held = _leave_unfinished(hostile)
    with Repository.discover(hostile) as repository:
        repair = recovery.recover(repository)
        assert repair
        assert repair.commit == held
    assert (hostile / "tickets/A.yaml").read_bytes() == b"a: 3\n"
    assert not witness.exists(), witness.read_text()


def _leave_unfinished(desk: Path) -> str:
    """What a kill right after the branch's move leaves, made by hand."""
    before = (desk / "tickets/A.yaml").read_bytes()
    index = (desk / ".git/index").read_bytes()
    commit = _act(desk, "tickets/A.yaml", b"a: 3\n")
    (desk / "tickets/A.yaml").write_bytes(before)
    (desk / ".git/index").write_bytes(index)
    area = desk / ".git/celyactl/tx"
    area.mkdir()
    with Repository.discover(desk) as repository:
        old = repository.tree_of(commit) and _git(desk, "rev-parse", "HEAD^").strip()
        blobs = [_git(desk, "rev-parse", f"{name}:tickets/A.yaml").strip() for name in (old, commit)]
    text = (
        '{{"branch": "refs/heads/main", "old": "{}", "new": "{}", "who": "N <n@x.example> 1 +0000", "subject": "act",'
    )
    steps = '"steps": [{{"path": "tickets/A.yaml", "old": "{}", "new": "{}"}}], "pid": 1}}'
    (area / "intent").write_text(text.format(old, commit) + steps.format(*blobs))
    return commit


@pytest.mark.parametrize("place", ["path", "new", "steps", "branch", "depth"])
def test_an_intent_that_came_with_the_clone_harms_nothing(hostile, place, witness):
    commit = _leave_unfinished(hostile)
    intent = hostile / ".git/celyactl/tx/intent"
    evil = {
        "path": ("tickets/A.yaml", ".git/hooks/pre-push"),
        "new": (f'"new": "{commit}"', f'"new": "--output={witness}"'),
        "steps": ('"steps": [', '"steps": [{"path": "../../outside", "old": null, "new": null}, '),
        "branch": ("refs/heads/main", "refs/heads/../../index"),
        "depth": ('"pid": 1', '"pid": ' + "[" * 100_000),
    }
    intent.write_text(intent.read_text().replace(*evil[place]))
    with Repository.discover(hostile) as repository:
        repair = recovery.recover(repository)
    assert repair
    assert repair.commit is None
    assert not witness.exists(), witness.read_text()
    assert not intent.parent.exists()
    assert not (hostile / ".git/hooks/pre-push").exists()


def test_an_area_that_is_a_link_is_removed_and_not_followed(hostile, tmp_path):
    (hostile / ".git/celyactl").mkdir()
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/file").write_text("kept")
    (hostile / ".git/celyactl/tx").symlink_to(tmp_path / "precious")
    _act(hostile, "tickets/A.yaml", b"a: 4\n")
    assert (tmp_path / "precious/file").read_text() == "kept"


def test_a_work_tree_put_elsewhere_is_refused(hostile, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    _git(hostile, "config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(RepositoryRefused):
        Repository.discover(hostile)


def test_settings_that_git_cannot_read_are_told_as_such(hostile):
    with (hostile / ".git/config").open("a") as config:
        config.write("[core\n")
    with pytest.raises(RepositoryRefused):
        _act(hostile, "tickets/A.yaml", b"a: 5\n")
    assert not os.path.lexists(hostile / ".git/celyactl/tx")
