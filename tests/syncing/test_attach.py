"""Files of tickets: named in the journal, their bytes beside the history, sent first and fetched on demand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from celyactl.domain.file_names import LARGEST


@pytest.fixture
def trace(tmp_path):
    path = tmp_path / "trace.pcap"
    path.write_bytes(b"\0\1\2 403 Forbidden")
    return path


def files(desk, ref):
    return {one["name"]: one for one in desk.ask("ticket", "file", ref)}


def test_the_journal_names_it_and_the_history_does_not_hold_it(office, pair, trace):
    lea, _karim = pair
    entry = lea.ask("ticket", "attach", office.ref, str(trace))["journal"][-1]
    digest = sha256(trace.read_bytes()).hexdigest()
    assert (entry["type"], entry["files"]) == (
        "attach",
        [{"sha256": digest, "name": "trace.pcap", "size": 17, "media_type": "application/vnd.tcpdump.pcap"}],
    )
    assert "trace" not in lea.git("ls-tree", "-r", "--name-only", "HEAD")
    ref = f"refs/celyactl/files/{office.ref}"
    assert lea.git("ls-tree", "--name-only", ref) == digest
    assert lea.git("rev-list", "--count", ref) == "1"
    lea.git("fsck", "--strict")
    assert lea.trailer("Celyactl-Op") == "attach"


def test_another_clone_gets_it_when_it_asks(office, pair, trace, tmp_path):
    lea, karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace))
    lea.ask("sync")
    karim.ask("sync")
    assert files(karim, office.ref)["trace.pcap"]["state"] == "elsewhere"
    karim.ask("ticket", "file", office.ref, "trace.pcap", "--output", str(tmp_path / "got"))
    assert (tmp_path / "got").read_bytes() == trace.read_bytes()
    assert files(karim, office.ref)["trace.pcap"]["state"] == "here"
    assert karim.ask("sync")["pushed"] == 0


def test_files_of_two_clones_are_both_there(office, pair, trace, tmp_path):
    lea, karim = pair
    (tmp_path / "photo.jpg").write_bytes(b"jpeg")
    lea.ask("ticket", "attach", office.ref, str(trace))
    karim.ask("ticket", "attach", office.ref, str(tmp_path / "photo.jpg"))
    for desk in (lea, karim, lea):
        desk.ask("sync")
    third = office.clone("paul")
    for name in ("trace.pcap", "photo.jpg"):
        third.ask("ticket", "file", office.ref, name, "--output", str(tmp_path / f"got-{name}"))
    assert (tmp_path / "got-photo.jpg").read_bytes() == b"jpeg"


def test_a_file_that_its_clone_has_not_sent_is_said_not_to_be_here_yet(office, pair, trace):
    lea, karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace))
    lea.git("push", "-q", "origin", "main")
    karim.ask("sync")
    answer = karim.run("ticket", "file", office.ref, "trace.pcap", "--output", "x", "--json")
    assert (answer.error["code"], answer.exit_code) == ("attachment_not_here_yet", 66)
    lea.ask("sync")
    karim.ask("ticket", "file", office.ref, "trace.pcap", "--output", "x")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (".git/config", "config"),
        ("a\u200b.htaccess", "a.htaccess"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".bashrc", "bashrc"),
        ("a\nb\x1b[31m.txt", "ab[31m.txt"),
        ("...", "file"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_that_means_harm_is_cleaned_and_said(office, pair, name, kept):
    lea, _karim = pair
    answer = lea.run("ticket", "attach", office.ref, "-", "--name", name, "--json", input=b"x")
    assert answer.exit_code == 0, answer.stderr
    assert answer.data["journal"][-1]["files"][0]["name"] == kept
    assert any(kept in warning for warning in answer.warnings)


def test_standard_input_needs_a_name(office, pair):
    lea, _karim = pair
    assert lea.refused("ticket", "attach", office.ref, "-", input=b"x")["exit"] == 2


def test_a_file_that_is_too_large_is_refused(office, pair, tmp_path):
    lea, _karim = pair
    with (tmp_path / "big").open("wb") as big:
        big.truncate(LARGEST + 1)
    error = lea.refused("ticket", "attach", office.ref, str(tmp_path / "big"))
    assert (error["code"], error["exit"]) == ("attachment_too_large", 65)
    assert "20 Mo" in error["message"]
    assert "fait 21 Mo" in error["message"]


def test_a_path_that_is_no_file_is_refused(office, pair, tmp_path):
    lea, _karim = pair
    for path in (tmp_path, tmp_path / "nowhere"):
        error = lea.refused("ticket", "attach", office.ref, str(path))
        assert (error["code"], error["exit"]) == ("file_unreadable", 66)


def test_what_is_there_is_not_overwritten(office, pair, trace, tmp_path):
    lea, _karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace))
    answer = lea.run("ticket", "file", office.ref, "trace.pcap", "--output", str(trace), "--json")
    assert (answer.error["code"], answer.exit_code) == ("already_there", 73)


def test_a_place_that_is_not_there_gets_no_file(office, pair, trace, tmp_path):
    lea, _karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace))
    error = lea.run(
        "ticket", "file", office.ref, "trace.pcap", "--output", str(tmp_path / "nowhere" / "x"), "--json"
    ).error
    assert (error["code"], error["exit"]) == ("file_not_saved", 73)


def test_an_unknown_name_gets_the_known_ones(office, pair, trace):
    lea, _karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace))
    error = lea.run("ticket", "file", office.ref, "trace.pcp", "--json").error
    assert (error["code"], error["exit"]) == ("no_such_attachment", 66)
    assert "trace.pcap" in error["message"]


def test_a_dry_run_keeps_nothing(office, pair, trace):
    lea, _karim = pair
    lea.ask("ticket", "attach", office.ref, str(trace), "--dry-run")
    assert lea.git("for-each-ref", "refs/celyactl/") == ""


def test_files_work_in_a_bare_clone(office, trace, tmp_path):
    bare = office.clone("service", "--bare")
    bare.ask("ticket", "attach", office.ref, str(trace), "--public")
    bare.ask("sync")
    other = office.clone("paul")
    other.ask("ticket", "file", office.ref, "trace.pcap", "--output", str(tmp_path / "got"))
    assert (tmp_path / "got").read_bytes() == trace.read_bytes()
