"""Home and the list: tickets of whoever is signed in, that its visit lets it see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from celyactl.domain.words import Kind
from celyactl.extranet.asked import Answer
from celyactl.extranet.openness import hours_of
from celyactl.extranet.planned import planned_for
from celyactl.extranet.rows import shown
from celyactl.extranet.showing import page, reading
from celyactl.extranet.words import text_of
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_moment
from celyactl.render.names import Names
from celyactl.render.spreadsheet import as_csv
from celyactl.render.ties import each_text, tied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.extranet.asked import Asked
    from celyactl.extranet.rows import Listed
    from celyactl.extranet.visit import Visit

_ON_A_PAGE: Final = 50
_LAST_PAGE: Final = 2_000
_IN_A_FILE: Final = 5_000
_AT_HOME: Final = 3
STATES: Final = {
    "": marked("All"),
    "open": marked("In hand"),
    "waiting": marked("Waiting for your answer"),
    "resolved": marked("Settled, to be confirmed"),
    "over": marked("Closed"),
}
KINDS: Final = {
    "": marked("All"),
    Kind.INCIDENT: marked("Breakdowns"),
    Kind.REQUEST: marked("Requests"),
    Kind.OPERATION: marked("Planned work"),
    Kind.PREVENTIVE: marked("Preventive visits"),
}


def home(visit: Visit, _asked: Asked) -> Answer:
    """Whose turn it is, what comes next, and whether the company is there now."""
    found = visit.listed({"state": "hand"}, _ON_A_PAGE)
    rows = [_at_home(visit, one) for one in found]
    data = {
        "title": _("Good day, {name}").format(name=visit.actor.contact.name),
        "yours": [row for row in rows if row["state"] == "yours"],
        "ours": [row for row in rows if row["state"] != "yours"],
        "hours": hours_of(visit),
        "planned": planned_for(visit)[:_AT_HOME],
        "more": len(found) == _ON_A_PAGE,
    }
    return reading(visit, "home", data)


def tickets(visit: Visit, asked: Asked) -> Answer:
    """All tickets, a page at a time, or those with these words in title or reference, at a place, in a state."""
    wanted, number = _wanted(asked.query), _number(asked.query.get("page", ""))
    found = visit.listed(wanted, _ON_A_PAGE + 1, (number - 1) * _ON_A_PAGE)
    names = Names(visit.view.company, visit.client)
    data = {
        "title": _("All tickets"),
        "rows": each_text([_in_list(visit, one, names) for one in found[:_ON_A_PAGE]], tied),
        "wanted": {"words": wanted["words"], "state": wanted["state"], "site": wanted["site"], "kind": wanted["kind"]},
        "states": _options(STATES, wanted["state"]),
        "kinds": _options(KINDS, wanted["kind"]),
        "sites": _options({"": _("All"), **{one.id: one.name for one in visit.client.sites}}, wanted["site"]),
        "earlier": _link(asked.query, number + 1) if len(found) > _ON_A_PAGE else "",
        "later": _link(asked.query, number - 1) if number > 1 else "",
        "csv": {"href": _link(asked.query, 0), "text": _in_a_file(visit, wanted, is_long=len(found) > _ON_A_PAGE)},
    }
    return page(visit, "tickets", data)


def spreadsheet(visit: Visit, asked: Asked) -> Answer:
    """The same list as CSV, the latest of them; no cell of it can compute."""
    found, names = visit.listed(_wanted(asked.query), _IN_A_FILE), Names(visit.view.company, visit.client)
    headings = [_("Reference"), _("Title"), _("Status"), _("Whose turn"), _("Reported"), _("Place"), _("Who reported")]
    rows = ([row[name] for name in _COLUMNS] for row in (_in_list(visit, one, names) for one in found))
    body = "\ufeff" + as_csv(headings, rows)  # by the first sign spreadsheets know that it is UTF-8
    return Answer(body, kind="text/csv", saved_as="tickets.csv")


def _in_a_file(visit: Visit, wanted: Mapping[str, str], *, is_long: bool) -> str:
    """How the link to the file is called: it says so when the file does not hold the whole list."""
    if is_long and visit.has_more_than(_IN_A_FILE, wanted):
        return _("The latest {count} as a spreadsheet (CSV)").format(count=_IN_A_FILE)
    return _("As a spreadsheet (CSV)")


_COLUMNS: Final = ("ref", "title", "status", "turn", "when", "site", "who")


def _in_list(visit: Visit, listed: Listed, names: Names) -> dict[str, str]:
    header = listed.row.header
    who = names.contact(header.requester) if header.requester else ""
    return {**shown(listed, visit.wall), "site": names.known_site(header.site), "who": who or header.caller or ""}


def _at_home(visit: Visit, listed: Listed) -> dict[str, str]:
    due = visit.instant(listed.due) if listed.due else None
    is_ours = due is not None and due > visit.desk.now
    text = _("Promised by {when}").format(when=full_moment(due, visit.wall)) if due and is_ours else ""
    return {**shown(listed, visit.wall), "due": text}


def _wanted(query: Mapping[str, str]) -> dict[str, str]:
    """What a list is filtered by; values that mean nothing find nothing."""
    names = {"words": "q", "state": "state", "site": "site", "kind": "kind"}
    wanted = {name: text_of(query.get(asked, ""), 200) for name, asked in names.items()}
    return wanted | {"state": wanted["state"] if wanted["state"] in STATES else ""}


def _options(known: Mapping[str, str], chosen: str) -> list[dict[str, object]]:
    return [{"value": str(key), "text": _(text), "chosen": key == chosen} for key, text in known.items()]


def _number(text: str) -> int:
    return min(max(int(text), 1), _LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004


def _link(query: Mapping[str, str], number: int) -> str:
    """The same list at another page; 0 is the file of it."""
    kept = {name: query[name] for name in ("q", "state", "site", "kind") if query.get(name)}
    where = "/tickets" if number else "/tickets.csv"
    filled = urlencode(kept | ({"page": str(number)} if number > 1 else {}))
    return f"{where}?{filled}" if filled else where
