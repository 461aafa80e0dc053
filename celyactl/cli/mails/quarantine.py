"""`celyactl mail quarantine list|show|accept|drop`: messages that wait for a person to decide."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, done_or_tried, require_whole
from celyactl.cli.boundary import deliberate
from celyactl.cli.commands import Commands
from celyactl.cli.mails.taking_in import data_of, gateway, words_of
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.errors import CelyactlError
from celyactl.errors.inbox import MailUnreadable, NotInQuarantine
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.quarantine import reason_words
from celyactl.store import quarantine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from celyactl.services.inbox.accepting import Accepted
    from celyactl.services.inbox.taking import Outcome
    from celyactl.store.quarantine import Waiting

app = Commands()

Ident = Annotated[str, typer.Argument(metavar="ID", help=marked("As `mail quarantine list` shows it."))]


@app.command("list", example="celyactl mail quarantine list")
def show_all() -> None:
    """List the messages that wait, the oldest first."""
    desk = session.current().desk
    found = quarantine.waiting(desk.repository.place)
    wall = Wall(desk.now)

    def words() -> Table | str:
        if not found:
            return _("No message waits.")
        rows = [[one.id, wall.moment(one.received), one.sender, one.subject, reason_words(one.reason)] for one in found]
        return Table([_("Id"), _("Received"), _("Sender"), _("Subject"), _("Why")], rows, flexible=(3, 4))

    show([_data(one) for one in found], words)


def _data(one: Waiting) -> dict[str, Any]:
    return {
        "id": one.id,
        "received": one.received,
        "sender": one.sender,
        "subject": one.subject,
        "reason": one.reason,
        "client": one.client,
    }


@app.command("show", example="celyactl mail quarantine show 3f0c2a9b71de")
def show_one(
    ident: Ident,
    raw: Annotated[
        bool, typer.Option("--raw", help=marked("Write the message to a pipe or a file as it came."))
    ] = False,
) -> None:
    """Show a message: who says to have sent it, why it waits, what it says."""
    one, content = _found(ident)
    if raw:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    _show(one, content)


def _show(one: Waiting, content: bytes) -> None:
    from celyactl.mail import incoming  # a list reads no message

    desk = session.current().desk
    try:
        mail = incoming.read(content)
        text, names = "\n\n".join(filter(None, (mail.said, mail.quoted))), [file.name for file in mail.files]
    except MailUnreadable as problem:
        text, names = problem.sentence, []
    lines = [
        _("From: {sender}").format(sender=one.sender or "-"),
        _("Received: {when}").format(when=Wall(desk.now).moment(one.received)),
        _("Subject: {subject}").format(subject=one.subject or "-"),
        _("Waits because: {reason}").format(reason=reason_words(one.reason)),
        *([_("Client by its domain: {client}").format(client=one.client)] if one.client else []),
        *([_("Files: {names}").format(names=", ".join(names))] if names else []),
    ]
    show({**_data(one), "text": text, "files": names}, lambda: [*lines, f"\n{text}"])


@app.write(example="celyactl mail quarantine accept 3f0c2a9b71de --client acme --add-contact")
def accept(
    idents: Annotated[
        list[str],
        typer.Argument(metavar="ID…", help=marked("As `mail quarantine list` shows them; all are judged first.")),
    ],
    client: Annotated[str, typer.Option("--client", metavar="ID", help=marked("Whose matter it is."))],
    add_contact: Annotated[
        bool, typer.Option("--add-contact", help=marked("Make the sender a contact of the client."))
    ] = False,
) -> None:
    """Take messages in, as of when they came: each is added to the client's ticket that it names, or opens one."""
    from celyactl.services.inbox.accepting import accept_all

    done, stopped = _as_far_as_it_goes(accept_all(gateway(), acting(), idents, client, add=add_contact))
    left = _left(idents) if stopped else []
    data = [
        *({**data_of(one.outcome), "id": one.ident, "contact": one.contact.id, "added": one.is_new} for one in done),
        *({**data_of(one), "contact": None, "added": False} for one in left),
    ]
    show(
        data if len(idents) > 1 else data[0],
        lambda: [*(line for one in done for line in _accepted(one)), *map(words_of, left)],
        warnings=stopped,
    )
    require_whole(stopped)


def _as_far_as_it_goes(each: Iterator[Accepted]) -> tuple[list[Accepted], list[str]]:
    """Those that were taken in, and why no more were. Raises what stops the first: none was taken in then."""
    done: list[Accepted] = []
    try:
        for one in each:
            done.append(one)  # noqa: PERF402 - those before a stop count
    except (CelyactlError, OSError, KeyboardInterrupt) as problem:
        if not done:
            raise
        return done, [_("Not all were taken in: {why}").format(why=deliberate(problem).sentence)]
    return done, []


def _left(idents: Collection[str]) -> list[Outcome]:
    """Those that still wait, for the reason for which they did before."""
    from celyactl.services.inbox.taking import Outcome

    waiting = quarantine.waiting(session.current().desk.repository.place)
    return [Outcome("quarantined", reason=one.reason, id=one.id) for one in waiting if one.id in idents]


def _accepted(done: Accepted) -> list[str]:
    """What was done, or would be: of somebody who is not there yet no opening can be tried."""
    said = []
    if done.is_new:
        who = _("{name} becomes a contact: {id}").format(name=done.contact.name, id=done.contact.id)
        said.append(done_or_tried(who))
    return [*said, words_of(done.outcome) if done.outcome.ref else done_or_tried(_("a ticket is opened"))]


@app.write(example="celyactl mail quarantine drop 3f0c2a9b71de")
def drop(ident: Ident) -> None:
    """Throw a message away; nothing of it stays."""
    one, _raw = _found(ident)
    if not session.current().dry_run:
        quarantine.remove(session.current().desk.repository.place, ident)
    show(_data(one), lambda: _("{id} is thrown away").format(id=ident))


def _found(ident: str) -> tuple[Waiting, bytes]:
    found = quarantine.find(session.current().desk.repository.place, ident)
    if found is None:
        raise NotInQuarantine(ident)
    return found
