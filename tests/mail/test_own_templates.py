"""A desk may put its own mail templates in the place of the shipped ones; a hostile one sends nothing, and is named."""

from __future__ import annotations

HOSTILE = "{{ cycler.__init__.__globals__.os.system('touch /tmp/celyactl-hostile') }}\n"


def override(desk, name, source):
    path = desk.path / "templates" / "mail" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    desk.git("add", "--", str(path))
    desk.git("commit", "-qm", "by hand", "--", str(path))


def test_a_hostile_template_sends_nothing_until_it_is_mended(sender, ticket, box, tmp_path):
    override(sender, "ticket.txt.j2", "Bonjour,\n" + HOSTILE)
    refused = sender.run("mail", "flush", "--to-maildir", tmp_path / "box", "--json")
    assert refused.exit_code == 1
    assert "mail/ticket.txt.j2:2" in refused.stdout
    assert list((tmp_path / "box" / "new").iterdir()) == []
    queued = [one for one in sender.ask("ticket", "show", ticket)["journal"] if one["type"] == "mail_queued"]
    override(sender, "ticket.txt.j2", "Bonjour, {{ ticket.ref }} : {{ standing.status }}\n")
    [message] = box(sender)
    assert message["Message-ID"] == queued[0]["message_id"]
    assert message.get_body(("plain",)).get_content().strip() == f"Bonjour, {ticket} : Reçu"
