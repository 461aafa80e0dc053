"""`celyactl undo`: an act taken back by a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.commands import Commands
from celyactl.cli.options import WhyInternal
from celyactl.cli.progress import Bar
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import Wall
from celyactl.render.ops import act_words
from celyactl.services.undoing import undo as undoing

if TYPE_CHECKING:
    from datetime import datetime

    from celyactl.services.recording import Done
    from celyactl.services.undoing.undo import Undone

app = Commands()


@app.write(example="celyactl undo 4F7K2QE")
def undo(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar=marked("[COMMIT|REF]"),
            help=marked(
                "A commit as `celyactl log` shows it, or a ticket: your last act on it. Without: your last act."
            ),
        ),
    ] = None,
    text: WhyInternal = None,
) -> None:
    """Take an act back by a new one: your last one, your last one on a ticket, or that of a commit.

    Entries of tickets stay readable and no longer count; other files get their former text. Refused when others have
    built on it. What was undone is done again by undoing the undoing.
    """
    desk, who = session.current().desk, acting()
    with Bar(_("Reading the history")) as bar:
        commit = undoing.find(desk.view, who, what, bar)
    done = undoing.undo(desk.store, who, commit, text)
    answer(done, _data(done), lambda: _line(done.answer, desk.now))


def _data(done: Done[Undone]) -> dict[str, object]:
    told = done.answer.told
    act = {"commit": told.id, "at": told.at, "author": told.author.name, "subject": told.subject}
    return {"undone": act, "commit": done.commit, "paths": list(done.answer.paths)}


def _line(undone: Undone, now: datetime) -> str:
    told = undone.told
    what = act_words(told.trailers.op) if told.trailers else told.subject
    about = told.ref or told.subject.partition(":")[0]
    return _("Undone: {about}, {what} ({who}, {when})").format(
        about=about, what=what, who=told.author.name, when=Wall(now).moment(told.at)
    )
