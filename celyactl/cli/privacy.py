"""`celyactl privacy report|erase|retention`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.services.privacy.erasing import Erased, Place
    from celyactl.services.privacy.retention import Overdue

app = Commands()

_SHORT: Final = 10

Who = Annotated[str, typer.Argument(metavar="CLIENT:CONTACT", help=marked("A contact of a client: acme:claire."))]


@app.command(example="celyactl privacy report acme:claire")
def report(who: Who) -> None:
    """List where a person appears: passages with details, and entries that name the id."""
    from celyactl.services.privacy import erasing

    view = session.current().desk.view
    places = erasing.report(view, who)
    show(places, lambda: _places(places), warnings=view.warnings)


def _places(places: Sequence[Place]) -> Table | str:
    if not places:
        return _("The desk holds nothing of this person.")
    rows = [[one.path, str(one.count), str(one.named)] for one in places]
    return Table([_("File"), _("Details"), _("Names the id")], rows)


@app.write(example="celyactl privacy erase acme:claire --dry-run")
def erase(who: Who) -> None:
    """Put a pseudonym in the place of a person's details wherever they are, and say what history still holds."""
    from celyactl.services.privacy import erasing

    done = erasing.erase(session.current().desk.store, acting(), who)
    answer(done, done.answer, lambda: "\n".join(_erased(done.answer)))


def _erased(one: Erased) -> list[str]:
    files = ngettext("{n} file", "{n} files", len(one.files)).format(n=len(one.files))
    said = _("{who} is {pseudonym} from now on, in {files}").format(
        who=f"{one.client}:{one.contact}", pseudonym=one.pseudonym, files=files
    )
    count = len(one.commits)
    held = ngettext(
        "{n} commit of the history still holds details:", "{n} commits of the history still hold details:", count
    )
    return [
        said,
        *([held.format(n=count), *(f"  {commit[:_SHORT]}" for commit in one.commits), "", _(_PROCEDURE)] * bool(count)),
    ]


_PROCEDURE: Final = marked(
    "To take them out of the history too, everybody has to stop writing, and the history has to be made anew:\n"
    "  1. note the anchor: `celyactl audit anchor`, and keep a copy of the repository under lock;\n"
    "  2. rewrite it with git-filter-repo (`--replace-text`), on one clone, outside of celyactl;\n"
    "  3. replace the repository on the server, and have everybody clone it anew.\n"
    "What that costs: every commit gets another id and loses its signature, so that anchors in mails and reports no "
    "longer lead anywhere, and the audit can prove nothing that is older. Write down who decided it, when and why."
)


@app.command(example="celyactl privacy retention")
def retention() -> None:
    """List what is kept longer than the desk says, and change nothing; periods are in desk.yaml (`retention`)."""
    from celyactl.services.privacy import retention

    desk = session.current().desk
    found = retention.overdue(desk.view, desk.now.date())
    show(found, lambda: _overdue(found), warnings=desk.view.warnings)


def _overdue(found: Sequence[Overdue]) -> Table | str:
    from celyactl.render.moments import full_date

    if not found:
        return _("Nothing is kept longer than the desk says.")
    rows = [[one.ref, one.what, full_date(one.last), full_date(one.until), one.client] for one in found]
    return Table([_("Ticket"), _("What"), _("Last entry"), _("To be kept until"), _("Client")], rows)
