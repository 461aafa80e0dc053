"""A clone that means harm runs nothing when it speaks to another one; addresses that start programs are refused."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from furnishing import done_once
from test_hostile_clone import _poison, witness  # noqa: F401  # a fixture

from celyactl.errors.syncing import AddressRefused
from celyactl.store.remote import surroundings
from celyactl.store.remote.address import checked
from celyactl.store.repository import Repository


@pytest.fixture
def shared(desk, witness, tmp_path):  # noqa: F811
    """A hostile clone, and the hub that it shares with a sound one."""
    desk.ref = _sold(desk)
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(desk.path), str(hub)], check=True)
    desk.git("remote", "add", "origin", str(hub))
    _poison(desk.path, witness.with_suffix(".sh"))
    desk.hub = hub
    return desk


@done_once
def _sold(desk):
    desk.sell("acme-2026")
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité")["ref"]


def _remote(desk, url):
    with (desk.path / ".git/config").open("a") as config:
        config.write(f'[remote "origin"]\n url = "{url}"\n')


def test_a_hostile_clone_runs_no_code_on_sync(shared, witness, tmp_path, run):  # noqa: F811
    (shared.path / ".gitattributes").unlink()
    other = tmp_path / "other"
    assert run("clone", str(shared.hub), str(other)).exit_code == 0
    _remote(shared, shared.hub)
    for words in (["note", "de l’autre"], ["priority", "P1"]):
        assert run("ticket", words[0], shared.ref, words[1], cwd=other).exit_code == 0
    assert run("sync", cwd=other).exit_code == 0
    assert shared.run("ticket", "note", shared.ref, "d’ici").exit_code == 0
    answer = shared.run("sync", "--json")
    assert answer.exit_code == 0, answer.stderr
    assert (answer.data["fetched"], answer.data["merged"], answer.data["pushed"]) == (2, 1, 1)
    for words in (["sync", "--dry-run"], ["conflicts"], ["doctor"], ["sync"]):
        shared.run(*words)
    assert not witness.exists(), witness.read_text()


def test_the_address_that_a_hostile_clone_names_is_refused(shared, witness):  # noqa: F811
    answer = shared.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("address_refused", 2)
    assert not witness.exists()


def test_a_remote_inside_of_the_clone_is_refused(shared, witness):  # noqa: F811
    inside = shared.path / "evil.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(shared.hub), str(inside)], check=True)
    (inside / "hooks").mkdir(exist_ok=True)
    (inside / "hooks/pre-receive").write_bytes(witness.with_suffix(".sh").read_bytes())
    (inside / "hooks/pre-receive").chmod(0o755)
    encoded = str(inside).replace("evil", "%65vil").replace("/desk/", "/d%65sk/")
    for url in ("evil.git", "./evil.git", str(inside), f"file://{inside}", f"file://{encoded}"):
        _remote(shared, url)
        assert shared.run("sync", "--json").error["code"] == "remote_inside"
    assert not witness.exists()


def test_a_remote_that_means_another_folder_for_each_process_is_refused(shared, witness):  # noqa: F811
    for url in ("/proc/self/cwd/evil.git", "file:///proc/self/cwd/evil.git", "file:///pr%6fc/self/cwd/evil.git"):
        _remote(shared, url)
        assert shared.run("sync", "--json").error["code"] == "address_refused"
    assert not witness.exists()


@pytest.mark.parametrize("trap", ["pre-receive", "reference-transaction", "config", "link"])
def test_a_repository_that_came_beside_the_clone_runs_none_of_its_hooks(shared, witness, trap):  # noqa: F811
    hook = witness.with_suffix(".sh")
    _remote(shared, f"../{shared.hub.name}")
    shared.ask("ticket", "note", shared.ref, "d’ici")
    if trap == "config":
        (shared.hub / "evil").mkdir()
        shared.git("-C", str(shared.hub), "config", "core.hooksPath", "evil")
    folder = shared.hub / ("evil" if trap == "config" else "hooks")
    if trap == "link":
        shutil.rmtree(folder, ignore_errors=True)  # git's template may have one
        (shared.hub / "there").mkdir()
        folder.symlink_to("there")
    folder.mkdir(exist_ok=True)
    made = folder / ("pre-receive" if trap in {"config", "link"} else trap)
    made.write_bytes(hook.read_bytes())
    made.chmod(0o755)
    answer = shared.run("sync", "--json")
    assert (answer.error["code"], answer.exit_code) == ("remote_has_hooks", 78)
    assert "set-url" in answer.error["message"]
    assert not witness.exists()
    _remote(shared, shared.hub)  # a person's word
    shared.run("sync", "--json")
    assert witness.exists(), "the trap is none"


@pytest.mark.parametrize(
    "key",
    ["hook.evil.command", "gc.recentObjectsHook", "remote.evil.promisor", "extensions.partialClone"],
)
def test_a_repository_beside_the_clone_has_no_settings_that_any_git_would_run(shared, witness, key):  # noqa: F811
    """Some are of gits that are newer than the one here: what it would run can't be shown."""
    _remote(shared, f"../{shared.hub.name}")
    shared.git("config", "--file", str(shared.hub / "config"), key, str(witness.with_suffix(".sh")))
    assert shared.run("sync", "--json").error["code"] == "remote_has_hooks"
    assert not witness.exists()


@pytest.mark.parametrize("key", ["url.EVIL.insteadOf", "url.EVIL.pushInsteadOf", "remote.FAR.url"])
def test_no_setting_of_the_clone_leads_an_exchange_to_another_repository(shared, witness, tmp_path, key):  # noqa: F811
    evil = tmp_path / "evil.git"
    shutil.copytree(shared.hub, evil)
    (evil / "hooks").mkdir(exist_ok=True)
    shutil.copy(witness.with_suffix(".sh"), evil / "hooks/pre-receive")
    far = "ssh://127.0.0.1:1/hub.git"
    is_alias = key.startswith("url")
    _remote(shared, shared.hub if is_alias else far)
    name = key.replace("EVIL", str(evil)).replace("FAR", far)
    shared.git("config", name, str(shared.hub if is_alias else evil))
    shared.ask("ticket", "note", shared.ref, "d’ici")
    answer = shared.run("sync", "--json")
    assert not witness.exists(), witness.read_text()
    assert answer.exit_code == 0 if is_alias else answer.error["code"] == "remote_unreachable"


def test_a_repository_without_hooks_beside_the_clone_is_exchanged_with(shared, witness):  # noqa: F811
    _remote(shared, f"../{shared.hub.name}")
    shared.ask("ticket", "note", shared.ref, "d’ici")
    assert shared.ask("sync")["pushed"] == 1
    assert not witness.exists()


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c 'touch x'",
        "--upload-pack=touch x",
        "-oProxyCommand=x",
        "ssh://-oProxyCommand=x/y",
        "ssh://-l@host/y",
        "git://host/x",
        "http://host/x",
        "ftp://host/x",
        "fd::3",
        "https://",
        "host:-x",
        "a\nb",
        "transport::address",
        "",
        "file://relative",
        "ssh://host:0/x",
        "https://host:port/x",
    ],
)
def test_an_address_that_is_no_address_is_refused(address, tmp_path, run):
    with pytest.raises(AddressRefused):
        checked(address)
    answer = run("clone", "--json", "--", address, str(tmp_path / "new"))
    assert (answer.error["code"], answer.exit_code) == ("address_refused", 2)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "address", "shown"),
    [
        ([], "http://lea:ge@heim@celya.example/d.git", "http://lea:***@celya.example/d.git"),
        (["--dry-run"], "https://lea:geheim@celya.example/d@2.git", "https://lea:***@celya.example/d@2.git"),
        (["--dry-run"], "https://lea@celya.example/d.git", "https://lea@celya.example/d.git"),
    ],
)
def test_a_password_in_an_address_is_not_shown(words, address, shown, tmp_path, run):
    answer = run("clone", *words, "--", address, str(tmp_path / "new"))
    assert shown in answer.stdout + answer.stderr
    assert "heim" not in answer.stdout + answer.stderr


@pytest.mark.parametrize(
    "address",
    [
        "https://git.celya.example/bureau.git",
        "https://lea@git.celya.example:8443/bureau.git",
        "ssh://git@celya.example:2222/bureau.git",
        "git@celya.example:bureau.git",
        "celya.example:bureaux/un.git",
        "file:///srv/git/bureau.git",
        "/srv/git/bureau.git",
        "ssh://git@[2001:db8::1]/bureau.git",
    ],
)
def test_usual_addresses_are_taken(address):
    assert checked(address) == address


@pytest.mark.parametrize(
    ("address", "asked"),
    [("https://x.example/d.git", True), ("ssh://git@x.example/d.git", False), ("/srv/d.git", False)],
)
def test_a_users_own_helper_is_asked_where_git_asks_for_passwords(shared, tmp_path, monkeypatch, address, asked):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
    (tmp_path / "own").write_text("[credential]\n helper = mine\n")
    with Repository.open(shared.path) as repository:
        values = surroundings.to_remote(repository, address, may_ask=False).values()
    assert ("mine" in values) is asked
