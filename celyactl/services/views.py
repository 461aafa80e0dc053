"""The desk's own views: queries with a name, in `views:` of desk.yaml; a query is understood before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from celyactl.domain.query import Asking, parse
from celyactl.domain.views import SHIPPED, known_views
from celyactl.errors.desk import ShippedView, UnknownSavedView
from celyactl.services.recording import Act, Done, record
from celyactl.services.soundness import require_sound
from celyactl.store import layout

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


def save(store: Store, acting: Acting, name: str, query: str) -> Done[str]:
    """Keep a query under a name, in the place of the one that had it; a shipped view is hidden, not lost.

    Raises the errors of `celyactl.domain.query.parse`, and BadFile for a name that is no id.
    """

    def plan(view: View) -> Act[str]:
        company = view.company
        views = {**company.views, name: " ".join(query.split())}
        files = _files(view, views)
        _require_understood(name, known_views(views), acting, company.zone)
        return Act(f"view.save {name}", f"{name}: save the view", files, views[name])

    return record(store, acting, plan)


def remove(store: Store, acting: Acting, name: str) -> Done[str]:
    """Forget a view of the desk. Raises ShippedView, UnknownSavedView, and UnknownView when another one names it."""

    def plan(view: View) -> Act[str]:
        company = view.company
        if name not in company.views:
            raise ShippedView(name) if name in SHIPPED else UnknownSavedView(name, sorted(company.views), layout.DESK)
        views = {one: query for one, query in company.views.items() if one != name}
        for one in (other for other, query in views.items() if f"@{name}" in query.split()):
            _require_understood(one, known_views(views), acting, company.zone)
        files = _files(view, views)
        return Act(f"view.remove {name}", f"{name}: remove the view", files, company.views[name])

    return record(store, acting, plan)


def _files(view: View, views: dict[str, str]) -> dict[str, Company]:
    """`desk.yaml` with these views, when they differ. Raises BadFile."""
    changed = replace(view.company, views=views)
    files = {layout.DESK: changed} if changed != view.company else {}
    require_sound(view, files)
    return files


def _require_understood(name: str, views: dict[str, str], acting: Acting, zone: str) -> None:
    """Raise what is wrong with the query of a view, those that it names included."""
    parse(f"@{name}", Asking(acting.by, acting.now, zone, views))
