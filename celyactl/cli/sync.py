"""`celyactl sync`: one exchange with the other clones, or (`--watch`) one after the other until it is ended."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show, tell
from celyactl.cli.progress import Bar
from celyactl.cli.sending import AT_ONCE
from celyactl.cli.terminal import can_ask, is_terminal
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.errors import CelyactlError
    from celyactl.services.syncing.exchange import Exchange
    from celyactl.services.syncing.outcome import Outcome

app = Commands()


@app.write(example="celyactl sync")
def sync(
    watch: Annotated[
        bool, typer.Option("--watch", help=marked("Go on, exchange at once what changes, until Ctrl-C."))
    ] = False,
    auto: Annotated[bool, typer.Option("--auto", hidden=True)] = False,
) -> None:
    """Exchange with the other clones: fetch what is new, join it, send what is yours."""
    if auto:
        from celyactl.services.syncing import background  # began by itself, after an act

        background.run(exchange(), at_once=bool(os.environ.get(AT_ONCE)))
        return
    if watch and not session.current().dry_run:
        _watch()
        return
    with Bar(_("Exchanging")) as bar:
        outcome = exchange(bar).run()
    show(as_data(outcome), lambda: list(_words(outcome)), warnings=outcome.warnings)
    if outcome.conflicts:
        raise typer.Exit(1)


def _watch() -> None:
    """Until somebody ends it; each exchange that did something is told as it comes."""
    from celyactl.services.syncing.watching import Watch

    said: list[str] = []

    def failed(error: CelyactlError) -> None:
        if said != [error.sentence]:  # the same one again and again is told once
            said[:] = [error.sentence]
            tell(error, as_json=session.current().json)
            sys.stderr.flush()

    def told(outcome: Outcome) -> None:
        said.clear()
        session.current().warnings.clear()
        show(as_data(outcome), lambda: list(_words(outcome)), warnings=outcome.warnings)
        sys.stdout.flush()

    Watch(exchange(), told, failed).run()


def exchange(bar: Bar | None = None) -> Exchange:
    """The exchange of this desk with its remote. Raises NoRemote, AddressRefused, RemoteInside, NoIdentity."""
    from celyactl.services.syncing.exchange import Exchange
    from celyactl.services.syncing.remotes import remote_of, rules

    now = session.current()
    name = rules(now.desk).remote
    watched = bar if bar and is_terminal(sys.stderr) else None
    remote = remote_of(now.desk.repository, name, may_ask=can_ask(), progress=watched)
    return Exchange(remote, name, lambda: now.desk.courier(now.actor), dry_run=now.dry_run)


def as_data(outcome: Outcome) -> dict[str, object]:
    """What programs get of an exchange."""
    names = ("fetched", "merged", "pushed", "waiting", "joined", "conflicts", "retries")
    return {name: getattr(outcome, name) for name in names}


def _words(outcome: Outcome) -> Iterator[str]:
    dry_run = session.current().dry_run
    if dry_run:
        yield _("Nothing was exchanged (--dry-run). Otherwise:")
    parts = list(_parts(outcome))
    yield ", ".join(parts) + "." if parts else _("All is exchanged already.")
    for path in outcome.joined:
        yield _("Both sides changed {path}: joined.").format(path=path)
    if outcome.conflicts:
        paths = sorted({one.path for one in outcome.conflicts})
        text = ngettext(
            "{n} file waits for your decision: {paths}", "{n} files wait for your decision: {paths}", len(paths)
        )
        yield text.format(n=len(paths), paths=", ".join(paths))
        yield _("`celyactl conflicts` shows both values and lets you choose.")


def _parts(outcome: Outcome) -> Iterator[str]:
    if outcome.fetched:
        text = ngettext("{n} change received", "{n} changes received", outcome.fetched)
        yield text.format(n=outcome.fetched)
    if outcome.pushed:
        yield ngettext("{n} change sent", "{n} changes sent", outcome.pushed).format(n=outcome.pushed)
    if outcome.waiting:
        yield ngettext("{n} change to send", "{n} changes to send", outcome.waiting).format(n=outcome.waiting)
