"""`celyactl view save|list|show|remove`: queries with a name."""

from __future__ import annotations

from typing import Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer
from celyactl.cli.commands import Commands
from celyactl.cli.output import show as tell
from celyactl.cli.table import Table
from celyactl.domain.views import SHIPPED, known_views
from celyactl.errors.desk import UnknownSavedView
from celyactl.i18n import gettext as _
from celyactl.i18n import marked

app = Commands()

Name = Annotated[str, typer.Argument(metavar="NAME", help=marked("The name of the view, without @."))]


@app.write(
    example="celyactl view save urgences 'prio<=P2 sort:due columns:ref,title'",
    context_settings={"ignore_unknown_options": True},
)
def save(
    name: Name,
    query: Annotated[
        list[str],
        typer.Argument(metavar=marked("QUERY"), help=marked("What `ticket list` takes, with sort:… and columns:…")),
    ],
) -> None:
    """Keep a query under a name; `ticket list @name` shows what it finds."""
    from celyactl.services import views

    name = name.removeprefix("@")
    done = views.save(session.current().desk.store, acting(), name, " ".join(query))
    line = _("@{name}: {query}").format(name=name, query=done.answer)
    answer(done, _data(name, done.answer, shipped=False), lambda: line)


@app.command("list", example="celyactl view list")
def listing() -> None:
    """List the views: the desk's own and those that come with the program."""
    view = session.current().desk.view
    own = view.company.views
    found = [_data(name, query, shipped=name not in own) for name, query in sorted(known_views(own).items())]
    headings = [_("View"), _("Query"), _("From")]
    rows = [
        [f"@{one['name']}", str(one["query"]), _("the program") if one["shipped"] else _("the desk")] for one in found
    ]
    tell(found, lambda: Table(headings, rows, flexible=(1,)), warnings=view.warnings)


@app.command(example="celyactl view show mine")
def show(name: Name) -> None:
    """Show the query of a view."""
    name = name.removeprefix("@")
    view = session.current().desk.view
    known = known_views(view.company.views)
    if name not in known:
        raise UnknownSavedView(name, sorted(known))
    shipped = name not in view.company.views
    tell(_data(name, known[name], shipped=shipped), lambda: known[name], warnings=view.warnings)


@app.write(example="celyactl view remove urgences")
def remove(name: Name) -> None:
    """Forget a view of the desk; one that comes with the program and was hidden by it is seen again."""
    from celyactl.services import views

    name = name.removeprefix("@")
    done = views.remove(session.current().desk.store, acting(), name)
    back = SHIPPED.get(name)
    answer(done, _data(name, done.answer, shipped=False), lambda: _removed(name, back))


def _removed(name: str, back: str | None) -> str:
    if back is None:
        return _("@{name} is removed.").format(name=name)
    return _("@{name} is the program's own again: {query}").format(name=name, query=back)


def _data(name: str, query: str, *, shipped: bool) -> dict[str, str | bool]:
    return {"name": name, "query": query, "shipped": shipped}
