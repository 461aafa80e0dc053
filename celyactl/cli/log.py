"""`celyactl log`: who changed what, when, and through which door, read from the history of commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.ops import act_words
from celyactl.services.auditing.choosing import Choice, chosen
from celyactl.store.history import acts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.store.history import Act, Wanted

app = Commands()

LIMIT: Final = 50
_SHORT: Final = 10
_NAMED: Final = 3


About = Annotated[
    str | None,
    typer.Argument(metavar="[REF]", help=marked("A ticket, a contract or a client; all of them without.")),
]
Actor = Annotated[str | None, typer.Option("--actor", metavar=marked("WHO"), help=marked("Only what this person did."))]
Since = Annotated[
    str | None, typer.Option("--since", metavar=marked("INSTANT"), help=marked("From this day or instant on."))
]
Until = Annotated[
    str | None, typer.Option("--until", metavar=marked("INSTANT"), help=marked("Up to this day or instant."))
]
Limit = Annotated[
    int, typer.Option("--limit", min=0, max=1_000_000, metavar="N", help=marked("How many at most; 0 for all."))
]


@app.command(example="celyactl log CEL-2611-4F7K2QE")
def log(
    about: About = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = LIMIT,
) -> None:
    """Show who changed what, when, and through which door, newest first."""
    desk = session.current().desk
    wanted = wanted_acts(Choice(about, actor, since, until))
    with Bar(_("Reading the history")) as bar:
        # one more than is shown tells whether there are more
        found = acts(desk.repository, desk.view.commit, wanted, limit and limit + 1, bar)
    shown = found.acts[:limit] if limit else found.acts
    more = len(found.acts) > len(shown)
    show([_data(act) for act in shown], lambda: _words(shown, more=more), warnings=found.warnings)


def wanted_acts(choice: Choice) -> Wanted:
    """Which acts somebody at the command line asks for. Raises as `chosen`."""
    now = session.current()
    return chosen(now.desk.view, choice, now.desk.now, now.actor or now.desk.identity())


def _data(act: Act) -> dict[str, object]:
    return {**act._asdict(), "names": list(act.names), "by_hand": act.by_hand}


def _words(shown: Sequence[Act], *, more: bool) -> list[str | Table]:
    if not shown:
        return [_("Nothing was recorded.")]
    headings = [_("Commit"), _("When"), _("Who"), _("Through"), _("About"), _("What")]
    foot = [_("… and more: --limit 0 shows all")] if more else []
    return [Table(headings, [_row(act) for act in shown], spare=(3,), flexible=(2, 4, 5)), *foot]


def _row(act: Act) -> list[str]:
    """Instants in the offset in which they were recorded."""
    what = act_words(act.op) if act.op else _("by hand: {subject}").format(subject=act.subject)
    who = act.actor or f"{act.author} <{act.email}>"
    return [act.commit[:_SHORT], f"{act.at:%Y-%m-%d %H:%M}", who, act.channel or "git", _about(act.names), what]


def _about(names: Sequence[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names) or "-"
    rest = len(names) - _NAMED
    text = ngettext("{names} and {n} more", "{names} and {n} more", rest)
    return text.format(names=", ".join(names[:_NAMED]), n=rest)
