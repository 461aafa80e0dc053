"""Signatures: git and the program agree on them, and nothing but ssh-keygen is ever started."""

from __future__ import annotations

import subprocess

import pytest

from celyactl.errors.signing import NotSigned, SigningProgramMissing
from celyactl.store.repository import Repository
from celyactl.store.signing.signature import sealed, signed_with

KINDS = ("ed25519", "rsa", "ecdsa")


@pytest.fixture
def clone(desk, monkeypatch):
    monkeypatch.delenv("CELYACTL_SIGNING_KEY", raising=False)
    desk.sell("acme-2026")
    return desk


def commit(desk):
    with Repository.open(desk.path) as repository:
        content = repository.objects.read("commit", repository.head().commit)
        return sealed(content, repository.place.algorithm)


def is_good_for_git(desk, public):
    allowed = desk.path.parent / "allowed"
    allowed.write_text(f"nadia@celya.example {public}\n")
    words = ["git", "-c", f"gpg.ssh.allowedSignersFile={allowed}", "verify-commit", "HEAD"]
    return subprocess.run(words, cwd=desk.path, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("kind", KINDS)
def test_git_finds_the_signature_good_and_so_do_we(clone, keys, monkeypatch, kind):
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(keys.path("nadia", kind)))
    clone.sell("autre", client="Autre")
    assert is_good_for_git(clone, keys.public("nadia", kind))
    assert signed_with(commit(clone)) == " ".join(keys.public("nadia", kind).split()[:2])
    assert clone.git("fsck", "--strict") == ""


def test_gits_own_settings_name_the_key(clone, keys):
    clone.git("config", "gpg.format", "ssh")
    clone.git("config", "user.signingkey", str(keys.path("nadia")) + ".pub")
    clone.sell("autre", client="Autre")
    assert is_good_for_git(clone, keys.public("nadia"))


def test_a_commit_that_git_signed_is_read(clone, keys):
    name = str(keys.path("nadia"))
    clone.git("-c", "gpg.format=ssh", "-c", f"user.signingkey={name}", "commit", "-q", "-S", "--allow-empty", "-m", "x")
    assert signed_with(commit(clone)) == " ".join(keys.public("nadia").split()[:2])


def test_no_key_no_signature(clone, keys, monkeypatch):
    assert commit(clone) is None
    clone.git("config", "gpg.format", "ssh")
    clone.git("config", "user.signingkey", str(keys.path("nadia")))
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", "")
    clone.sell("autre", client="Autre")
    assert commit(clone) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_signature_of_another_text_is_none(clone, keys, monkeypatch, kind):
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(keys.path("nadia", kind)))
    clone.sell("autre", client="Autre")
    good = commit(clone)
    assert signed_with(good._replace(payload=good.payload + b" ")) is None
    assert signed_with(good._replace(signature=good.signature.replace(b"U1NIU0lH", b"U1NIU0lI", 1))) is None


def test_what_is_signed_for_something_else_than_git_does_not_count(clone, keys):
    payload = b"tree x\n\nmessage\n"
    words = ["ssh-keygen", "-Y", "sign", "-q", "-n", "file", "-f", str(keys.path("nadia"))]
    signature = subprocess.run(words, input=payload, capture_output=True, check=True).stdout
    wanted = commit(clone) or sealed(b"tree x\ngpgsig a\n\nm\n", "sha1")
    assert signed_with(wanted._replace(payload=payload, signature=signature)) is None


@pytest.mark.parametrize("text", [b"", b"x", b"-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----"])
def test_what_is_no_ssh_signature_is_no_key_s(text):
    wanted = sealed(b"tree x\ngpgsig " + text.replace(b"\n", b"\n ") + b"\n\nm\n", "sha1")
    assert signed_with(wanted) is None


def test_a_key_that_does_not_sign_records_nothing(clone, tmp_path, monkeypatch):
    (tmp_path / "broken").write_text("no key")
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(tmp_path / "broken"))
    error = clone.refused("contract", "new", "autre", "--client", "Autre")
    assert (error["code"], error["exit"]) == (NotSigned.code(), 78)
    assert "broken" in error["message"]


def test_a_machine_without_ssh_keygen_says_so(clone, keys, monkeypatch, tmp_path):
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(keys.path("nadia")))
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").symlink_to("/usr/bin/git")
    monkeypatch.setenv("PATH", str(folder))
    error = clone.run("contract", "new", "autre", "--client", "Autre", "--json").error
    assert (error["code"], error["exit"]) == (SigningProgramMissing.code(), 78)


def test_a_clone_names_no_program_that_signs(clone, keys, monkeypatch, tmp_path):
    witness = tmp_path / "witness"
    script = tmp_path / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {witness}\nexit 1\n")
    script.chmod(0o755)
    for key in ("gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand"):
        clone.git("config", key, str(script))
    clone.git("config", "gpg.format", "ssh")
    clone.git("config", "user.signingkey", str(keys.path("nadia")))
    clone.sell("autre", client="Autre")
    assert signed_with(commit(clone)) is not None
    assert not witness.exists()


def test_a_desk_that_demands_signatures_takes_no_act_without(clone, keys, monkeypatch):
    clone.edit("desk.yaml", "signatures: optional", "signatures: required")
    error = clone.refused("contract", "new", "autre", "--client", "Autre")
    assert (error["code"], error["exit"]) == ("signature_required", 78)
    monkeypatch.setenv("CELYACTL_SIGNING_KEY", str(keys.path("nadia")))
    clone.sell("autre", client="Autre")
    assert signed_with(commit(clone))
