"""`mail fetch` from a real IMAP server: what is recorded is marked, and nothing else."""

from __future__ import annotations

from letters import letter
from mailboxes import HOST, PASSWORD


def letters(count):
    return [letter(message_id=f"<{number}@acme.example>") for number in range(count)]


def test_what_is_recorded_is_marked_as_read(office, imap):
    imap.deliver(*letters(2), letter(sender="x@stranger.example", message_id="<9@x>"))
    assert [one["what"] for one in office.ask("mail", "fetch")] == ["opened", "opened", "quarantined"]
    assert (imap.count(), imap.count("UNSEEN")) == (3, 0)
    assert office.ask("mail", "fetch") == []
    with imap.mailbox() as box:
        box.flag(box.uids(charset=None), r"\Seen", value=False)
    assert [one["what"] for one in office.ask("mail", "fetch")] == ["duplicate", "duplicate", "quarantined"]


def test_what_is_recorded_is_moved_whether_people_read_it_or_not(office, imap):
    imap.deliver(*letters(2))
    with imap.mailbox() as box:
        box.flag(box.uids(charset=None)[:1], r"\Seen", value=True)
    assert len(office.ask("mail", "fetch", "--move-to", "Traités")) == 2
    assert (imap.count(), imap.count(folder="Traités")) == (0, 2)


def test_what_can_t_be_recorded_stays_unread(office, imap):
    imap.deliver(*letters(1))
    (office.path / ".git" / "MERGE_HEAD").write_text(office.git("rev-parse", "HEAD") + "\n")
    assert office.run("mail", "fetch").exit_code == 75
    assert imap.count("UNSEEN") == 1


def test_a_trial_leaves_no_trace(office, imap, tmp_path):
    imap.deliver(*letters(1), letter(sender="x@stranger.example", message_id="<9@x>"))
    before = office.git("rev-parse", "HEAD")
    assert [one["what"] for one in office.ask("mail", "fetch", "--dry-run")] == ["opened", "quarantined"]
    assert office.ask("mail", "receive", "--dry-run", input=letters(1)[0])["what"] == "opened"
    assert office.git("rev-parse", "HEAD") == before
    assert imap.count("UNSEEN") == 2
    assert office.ask("mail", "quarantine", "list") == []
    assert "opened" not in [one["what"] for one in office.ask("mail", "fetch")][1:]


def test_each_thing_that_is_wrong_with_a_mailbox_is_said(office, imap, monkeypatch, tmp_path):
    def error():
        return office.refused("mail", "fetch")["code"]

    monkeypatch.setenv("CELYACTL_IMAP", f"{imap.address}/Nulle%20part")
    assert error() == "mailbox_folder_not_found"
    monkeypatch.setenv("CELYACTL_IMAP_PASSWORD", f"{PASSWORD} é")
    assert error() == "mailbox_refused"
    monkeypatch.delenv("CELYACTL_IMAP_PASSWORD")
    assert error() == "no_mailbox_password"
    for wrong in (f"imaps://x:secret@{HOST}", "http://x@y", f"imaps://{HOST}", "imaps://x@y:z"):
        monkeypatch.setenv("CELYACTL_IMAP", wrong)
        assert error() == "mailbox_address_wrong"
    monkeypatch.delenv("CELYACTL_IMAP")
    assert error() == "no_mailbox"
    monkeypatch.setenv("CELYACTL_IMAP", "imap://x@127.0.0.1:1")
    monkeypatch.setenv("CELYACTL_IMAP_PASSWORD", PASSWORD)
    assert error() == "mailbox_gone"
    assert office.refused("mail", "fetch", "--maildir", tmp_path, "--move-to", "x")["code"] == "two_mailboxes"


def test_a_certificate_that_nobody_vouches_for_is_refused(office, imap, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    refused = office.refused("mail", "fetch")
    assert refused["code"] == "mailbox_gone"
    assert "certificate" in refused["message"]
