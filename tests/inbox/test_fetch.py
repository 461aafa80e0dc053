"""`mail fetch`: a maildir, whose messages are marked once they are recorded."""

from __future__ import annotations

import mailbox

from letters import letter


def test_new_messages_are_taken_in_and_marked(office, tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    for number in range(3):
        box.add(letter(message_id=f"<{number}@acme.example>"))
    box.add(letter(sender="x@stranger.example", message_id="<9@x>"))
    found = office.ask("mail", "fetch", "--maildir", str(tmp_path / "box"))
    assert sorted(one["what"] for one in found) == ["opened", "opened", "opened", "quarantined"]
    assert list((tmp_path / "box" / "new").iterdir()) == []
    assert all(path.name.endswith(":2,S") for path in (tmp_path / "box" / "cur").iterdir())
    assert office.ask("mail", "fetch", "--maildir", str(tmp_path / "box")) == []
    assert office.say("mail", "fetch", "--maildir", str(tmp_path / "box")).strip() == "Aucun nouveau message."


def test_a_folder_that_is_no_maildir_is_refused(office, tmp_path):
    assert office.refused("mail", "fetch", "--maildir", str(tmp_path))["code"] == "maildir_not_found"
