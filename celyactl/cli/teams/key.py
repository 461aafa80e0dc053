"""`celyactl team key add|end|list`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.team.keys import Owned

app = Commands()

Who = Annotated[str, typer.Argument(metavar=marked("WHO"), help=marked("Somebody of the team, or a service."))]
KeyFile = Annotated[
    Path | None, typer.Option("--file", metavar=marked("FILE"), help=marked("The file that holds the public key."))
]


@app.write(example="celyactl team key add lea --file ~/.ssh/id_ed25519.pub")
def add(
    who: Who,
    key: Annotated[
        str | None, typer.Argument(metavar=marked("[KEY]"), help=marked("The public key: ssh-ed25519 AAAA…"))
    ] = None,
    file: KeyFile = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar=marked("DATE"), help=marked("The first day; today by default."))
    ] = None,
) -> None:
    """Let a key sign for somebody; from then on their acts count with its signature only."""
    from celyactl.services.team.keys import add_key

    first = day(since, upcoming=True)
    done = add_key(session.current().desk.store, acting(), who, public_key(key, file), first)
    owned = done.answer
    answer(done, data(owned), lambda: _said(_("{fingerprint} signs for {who} from {day} on"), owned))


@app.write(example="celyactl team key end lea")
def end(
    who: Who,
    key: Annotated[
        str | None,
        typer.Argument(metavar=marked("[KEY]"), help=marked("The start of its fingerprint, or its comment.")),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=marked("DATE"), help=marked("The first day on which it no longer counts.")),
    ] = None,
) -> None:
    """Let a key sign no longer; a day in the past says that what it signed since then is not to be believed."""
    from celyactl.services.team.keys import end_key

    done = end_key(session.current().desk.store, acting(), who, key, day(on))
    owned = done.answer
    answer(done, data(owned), lambda: _said(_("{fingerprint} no longer signs for {who} from {day} on"), owned))


@app.command("list", example="celyactl team key list")
def listing() -> None:
    """List all keys, ended ones too."""
    from celyactl.services.team.keys import listed

    view = session.current().desk.view
    found = list(listed(view.company))
    show([data(one) for one in found], lambda: _table(found), warnings=view.warnings)


def public_key(line: str | None, file: Path | None) -> str:
    """The key that was typed, or that is in a file. Raises NoKeyGiven, NotAPublicKey."""
    from celyactl.errors.signing import NoKeyGiven, NotAPublicKey  # errors are rare
    from celyactl.errors.system import reason

    if file is None:
        if line is None:
            raise NoKeyGiven
        return line
    try:
        return file.expanduser().read_bytes()[:20_000].decode("utf-8", "replace")
    except OSError as refused:
        raise NotAPublicKey(f"{file}: {reason(refused)}") from None


def data(owned: Owned) -> dict[str, object]:
    """A key for programs."""
    key = owned.key
    return {"owner": owned.owner, "fingerprint": owned.fingerprint, "key": key.key} | {
        "since": key.since,
        "until": key.until,
    }


def _said(text: str, owned: Owned) -> str:
    day = full_date(owned.key.until or owned.key.since)
    return text.format(fingerprint=owned.fingerprint, who=owned.owner, day=day)


def _table(found: Sequence[Owned]) -> Table | str:
    from celyactl.domain.keys import comment

    if not found:
        return _("Nobody has a key yet: `celyactl team key add` adds one.")
    headings = [_("Whose"), _("From"), _("Until"), _("Comment"), _("Fingerprint")]
    rows = [
        [
            one.owner,
            full_date(one.key.since),
            full_date(one.key.until) if one.key.until else "-",
            comment(one.key.key) or "-",
            one.fingerprint,
        ]
        for one in found
    ]
    return Table(headings, rows, spare=(3,))
