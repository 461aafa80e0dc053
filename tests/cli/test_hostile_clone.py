"""A hostile clone runs nothing, whatever command is given in it, and no link leads a command out of it.

The keys are those of git's documentation (Documentation/config, to git 2.54) that name a program, or a file that may.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = """
core.alternateRefsCommand core.askPass core.editor core.fsmonitor core.gitProxy core.pager core.sshCommand
core.virtualFilesystem credential.helper credential.https://x.example.helper diff.external diff.evil.command
diff.evil.textconv diff.default.textconv difftool.evil.cmd difftool.evil.path filter.evil.clean filter.evil.smudge
filter.evil.process filter.lfs.clean filter.lfs.smudge filter.lfs.process gpg.program gpg.openpgp.program
gpg.x509.program gpg.ssh.program gpg.ssh.defaultKeyCommand guitool.evil.cmd hook.evil.command imap.tunnel
instaweb.httpd instaweb.browser interactive.diffFilter man.evil.cmd man.evil.path browser.evil.cmd browser.evil.path
web.browser help.browser merge.evil.driver merge.celyactl.driver merge.default.driver mergetool.evil.cmd
mergetool.evil.path pager.cat-file pager.config pager.diff-tree pager.fsck pager.log pager.ls-files pager.ls-tree
pager.rev-parse pager.show pager.update-index receive.procReceiveRefs remote.origin.proxy remote.origin.receivepack
remote.origin.uploadpack remote.origin.vcs sendemail.aliasFile sendemail.ccCmd sendemail.headerCmd
sendemail.sendmailCmd sendemail.smtpServer sendemail.toCmd sequence.editor tar.evil.command
trailer.evil.cmd trailer.evil.command uploadpack.packObjectsHook
"""
SHELL = "alias.cat-file alias.config alias.fsck alias.log alias.ls-files alias.update-index submodule.evil.update"
SWITCHES = {
    "commit.gpgSign": "true",
    "tag.gpgSign": "true",
    "log.showSignature": "true",
    "gpg.format": "ssh",
    "core.untrackedCache": "true",
    "core.hooksPath": ".git/hooks",
    "core.attributesFile": ".git/attributes",
    "core.excludesFile": ".git/excludes",
    "core.autocrlf": "true",
    "core.fsync": "none",
    "core.symlinks": "true",
    "core.protectHFS": "false",
    "diff.algorithm": "patience",
    "diff.submodule": "log",
    "extensions.partialClone": "origin",
    "fetch.recurseSubmodules": "true",
    "fsck.skipList": ".git/skip",
    "gc.auto": "1",
    "gc.recentObjectsHook": "WITNESS",
    "hook.evil.event": "post-index-change",
    "init.templateDir": ".git/template",
    "maintenance.auto": "true",
    "pull.rebase": "true",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "push.recurseSubmodules": "on-demand",
    "remote.origin.promisor": "true",
    "remote.origin.url": "ext::WITNESS %S",
    "status.submoduleSummary": "true",
    "submodule.recurse": "true",
    "submodule.evil.url": "ext::WITNESS %S",
    "trace2.eventTarget": "WITNESS.trace",
    "url.ext::WITNESS .insteadOf": "https://",
}
HOOKS = """
applypatch-msg commit-msg fsmonitor-watchman p4-changelist post-applypatch post-checkout post-commit post-index-change
post-merge post-receive post-rewrite post-update pre-applypatch pre-auto-gc pre-commit pre-merge-commit pre-push
pre-rebase pre-receive prepare-commit-msg proc-receive push-to-checkout reference-transaction sendemail-validate update
"""


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """What a program that was started leaves; `witness.sh` beside it leaves it."""
    script = tmp_path / "witness.sh"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{tmp_path}/witness"\nexit 1\n')
    script.chmod(0o755)
    return tmp_path / "witness"


@pytest.fixture
def hostile(desk, witness):
    """A desk at work, whose settings, included settings, hooks and attributes all name the witness."""
    desk.sell("acme-2026")
    desk.ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]
    _poison(desk.path, witness.with_suffix(".sh"))
    return desk


def _poison(path: Path, script: Path) -> None:
    lines = [_setting(key, str(script)) for key in PROGRAMS.split()]
    lines += [_setting(key, f"!{script}") for key in SHELL.split()]
    lines += [_setting(key, value.replace("WITNESS", str(script))) for key, value in SWITCHES.items()]
    git_dir = path / ".git"
    (git_dir / "included").write_text("".join(lines))
    with (git_dir / "config").open("a") as config:
        config.write('[include]\n path = included\n[includeIf "gitdir:**"]\n path = included\n' + "".join(lines))
    for folder in (git_dir / "hooks", git_dir / "template/hooks"):
        folder.mkdir(parents=True, exist_ok=True)
        for hook in HOOKS.split():
            (folder / hook).write_bytes(script.read_bytes())
            (folder / hook).chmod(0o755)
    attributes = "* filter=evil diff=evil merge=evil text eol=crlf ident working-tree-encoding=UTF-16\n"
    for place in (path / ".gitattributes", git_dir / "attributes", git_dir / "info/attributes"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(attributes)


def _setting(key: str, value: str) -> str:
    section, _dot, rest = key.partition(".")
    middle, _dot, name = rest.rpartition(".")
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    head = f'[{section} "{middle}"]' if middle else f"[{section}]"
    return f'{head}\n {name} = "{quoted}"\n'


def test_git_itself_would_run_them(hostile, witness):
    """The clone is as hostile as it looks: a person's own git starts the witness."""
    subprocess.run(["git", "status"], cwd=hostile.path, check=False, capture_output=True)
    subprocess.run(["git", "diff"], cwd=hostile.path, check=False, capture_output=True)
    assert "witness.sh" in witness.read_text()


def _a_day(desk) -> list[tuple[str, ...]]:
    ref = desk.ref
    return [
        ("ticket", "list"), ("ticket", "list", "tonalité"), ("ticket", "show", ref), ("ticket", "show", ref[-7:]),
        ("ticket", "new", "--contract", "acme-2026", "--title", "Autre panne"), ("ticket", "note", ref, "Rappelé"),
        ("ticket", "ack", ref), ("ticket", "cause", ref, "Câble coupé"), ("ticket", "restore", ref),
        ("ticket", "resolve", ref), ("ticket", "close", ref), ("log",), ("log", ref), ("log", "--patch"),
        ("client", "new", "Zoo"), ("client", "edit", "zoo", "--set", "name=Le Zoo"), ("client", "list"),
        ("contract", "new", "zoo-2026", "--client", "Zoo"), ("contract", "show", "zoo-2026"),
        ("contract", "edit", "zoo-2026", "--set", "sla.reopening_days=3"),
        ("contract", "end", "zoo-2026", "--on", "2027-11-22"),
        ("component", "add", "zoo", "pbx", "--kind", "pbx", "--name", "IPBX"), ("component", "list"),
        ("sla", "show", ref), ("sla", "explain", ref), ("sla", "board"),
        ("check",), ("check", "--fix"), ("doctor",), ("doctor", "--fix", "--deep"), ("schema", "--write"), ("version",),
        ("init", "."), ("ticket", "list", "--json"),
    ]  # fmt: skip


def test_no_command_runs_anything_of_the_clones(hostile, witness):
    broken = []
    for words in _a_day(hostile):
        answer = hostile.run(*words)
        assert not witness.exists(), f"{words}: {witness.read_text()}"
        broken += [(words, answer.stderr)] if answer.exit_code in {70, 74, 75} else []
    assert broken == []
    path = next((hostile.path / "tickets").rglob(f"{hostile.ref}.yaml"))
    path.write_text(path.read_text().replace("priority: P3", "priority: P1", 1))
    assert hostile.run("adopt", str(path)).exit_code == 0
    assert not witness.exists(), witness.read_text()
    assert len(hostile.git("-c", "core.fsmonitor=false", "rev-list", "HEAD").split()) > 10


def test_a_desk_founded_in_a_repository_that_is_there_runs_nothing(run, tmp_path, witness):
    subprocess.run(["git", "init", "-q", str(tmp_path / "theirs")], check=True)
    _poison(tmp_path / "theirs", witness.with_suffix(".sh"))
    (tmp_path / "theirs/.gitattributes").unlink()  # it would be a person's edit in the way
    answer = run("init", "theirs", "--company", "CELYA")
    assert answer.exit_code == 0, answer.stderr
    assert not witness.exists(), witness.read_text()


def test_hooks_that_newer_gits_read_from_the_settings_are_switched_off_by_name(hostile):
    with Repository.discover(hostile.path) as repository:
        assert repository.git(["config", "--get", "hook.evil.enabled"]) == b"false\n"


def test_a_killed_act_is_put_right_without_running_anything(hostile, witness):
    area = hostile.path / ".git/celyactl/tx"
    area.mkdir(parents=True)
    (area / "held-index-lock").touch()
    os.link(area / "held-index-lock", hostile.path / ".git/index.lock")
    assert hostile.run("ticket", "list").exit_code == 0
    assert not area.exists()
    assert not (hostile.path / ".git/index.lock").exists()
    assert not witness.exists()


def test_a_git_file_that_leads_to_another_repository_is_followed_as_git_does_and_refused_for_writes(desk, tmp_path):
    other = tmp_path / "other"
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    (desk.path / ".git").rename(tmp_path / "aside")
    (desk.path / ".git").write_text(f"gitdir: {other}/.git\n")
    before = sorted(path for path in other.rglob("*"))
    answer = desk.run("ticket", "list", "--lang", "en")
    assert answer.exit_code in {66, 78}, answer.stderr
    assert sorted(path for path in other.rglob("*")) == before


def test_objects_that_lie_elsewhere_are_read_and_never_written(desk, tmp_path):
    desk.sell("acme-2026")
    store = tmp_path / "store"
    (desk.path / ".git/objects").rename(store)
    (desk.path / ".git/objects/info").mkdir(parents=True)
    (desk.path / ".git/objects/info/alternates").write_text(f"{store}\n")
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")
    assert desk.git("fsck", "--strict") == ""
    assert desk.git("status", "--porcelain") == ""
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


@pytest.mark.parametrize("name", ["lock", "tx", "index.sqlite", "holidays", "history.sqlite"])
def test_links_in_our_folder_are_not_followed(desk, tmp_path, name):
    desk.sell("acme-2026")
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("kept")
    ours = desk.path / ".git/celyactl" / name
    if ours.exists():
        ours.unlink()
    ours.symlink_to(precious if name == "tx" else precious / "file")
    for words in (["ticket", "list"], ["log"], ["ticket", "new", "--contract", "acme-2026", "--title", "Panne"]):
        assert desk.run(*words).exit_code in {0, 74, 78}
    assert (precious / "file").read_text() == "kept"
    assert [path.name for path in precious.iterdir()] == ["file"]


def test_a_folder_of_ours_that_is_a_link_is_refused(desk, tmp_path):
    desk.sell("acme-2026")
    (desk.path / ".git/celyactl").rename(tmp_path / "aside")
    (tmp_path / "elsewhere").mkdir()
    (desk.path / ".git/celyactl").symlink_to(tmp_path / "elsewhere")
    assert desk.run("ticket", "list").exit_code == 0
    error = desk.refused("ticket", "new", "--contract", "acme-2026", "--title", "Panne")
    assert error["exit"] in {74, 78}
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("depth", ["tickets", "tickets/2026", "tickets/2026/11"])
def test_tickets_that_lie_behind_a_link_are_refused(desk, tmp_path, depth):
    desk.sell("acme-2026")
    ref = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Panne")["ref"]
    (desk.path / depth).rename(tmp_path / "elsewhere")
    (desk.path / depth).symlink_to(tmp_path / "elsewhere")
    before = {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*.yaml")}
    for words in (["note", ref, "Perdu"], ["new", "--contract", "acme-2026", "--title", "Perdu"]):
        error = desk.refused("ticket", *words)
        assert (error["code"], error["exit"]) == ("not_a_regular_file", 65)
        assert depth in error["message"]
    assert {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*.yaml")} == before
    assert desk.run("check").exit_code == 1
    assert desk.run("ticket", "list").exit_code == 0


@pytest.mark.parametrize("mode", ["160000", "120000", "100755"])
def test_a_committed_path_of_another_kind_is_named_and_never_opened(desk, mode):
    desk.sell("acme-2026")
    name = "tickets/2026" if mode == "160000" else "tickets/2026/11/CEL-2611-4F7K2QE.yaml"
    commit = desk.git("rev-parse", "HEAD")
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        input="/etc/passwd",
        cwd=desk.path,
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    desk.git("update-index", "--add", "--cacheinfo", f"{mode},{commit if mode == '160000' else blob},{name}")
    desk.git("commit", "-qm", "hostile")
    assert desk.run("ticket", "list").exit_code == 0
    checked = desk.run("check", "--json")
    assert (checked.exit_code, {one["path"] for one in checked.data["findings"]}) == (1, {name})
    assert desk.run("doctor").exit_code in {0, 1}
    if mode == "160000":
        error = desk.refused("ticket", "new", "--contract", "acme-2026", "--title", "Panne")
        assert (error["code"], error["exit"]) == ("not_a_regular_file", 65)
    else:
        assert desk.run("ticket", "show", "CEL-2611-4F7K2QE").exit_code == 65
