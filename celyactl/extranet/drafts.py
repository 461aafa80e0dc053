"""What somebody had written when the session was over, or a label says: the door carries it until after signing in.

Until somebody has signed in nothing of it is kept here: the page of the door holds it, in hidden fields.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from celyactl.domain.reference import REFERENCE_PATTERN
from celyactl.extranet.sessions import hashed
from celyactl.extranet.words import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.extranet.asked import Asked
    from celyactl.extranet.state import State

LABELLED: Final = ("site", "component")
"""What the address on a label says of its device."""
_NEW: Final = "/new"
_FORMS: Final = re.compile(rf"/new|/tickets/{REFERENCE_PATTERN.strip('^$')}/(reply|reopen)")
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,60}")
_PAGE: Final = "kept"
_PREFIX: Final = "kept."


class Draft(NamedTuple):
    """The form it was written on, by its address, and what was typed."""

    form: str
    fields: Mapping[str, str]

    @property
    def page(self) -> str:
        """Where the form is."""
        return self.form.rpartition("/")[0] if self.form.startswith("/tickets/") else self.form

    def hidden(self) -> list[dict[str, str]]:
        """As hidden fields of the door."""
        fields = [{"name": f"{_PREFIX}{name}", "value": value} for name, value in self.fields.items()]
        return [{"name": _PAGE, "value": self.form}, *fields]


def interrupted(asked: Asked) -> Draft | None:
    """What was sent without a session, or what a label fills in; None for a form on which nothing is written."""
    if asked.method == "POST":
        return _draft(asked.where, asked.form)
    filled = {name: asked.query[name] for name in LABELLED if asked.query.get(name)}
    return _draft(asked.where, filled) if filled and asked.where == _NEW else None


def carried(asked: Asked) -> Draft | None:
    """What the door had in its hidden fields."""
    fields = {name.removeprefix(_PREFIX): value for name, value in asked.form.items() if name.startswith(_PREFIX)}
    return _draft(asked.form.get(_PAGE, ""), fields)


def _draft(form: str, fields: Mapping[str, str]) -> Draft | None:
    if not _FORMS.fullmatch(form):
        return None
    typed = {name: text_of(value) for name, value in fields.items() if name != "token" and _NAME.fullmatch(name)}
    return Draft(form, typed)


class Drafts:
    """The drafts of one session."""

    def __init__(self, state: State, session: str) -> None:
        self._state = state
        self._session = hashed(session)

    def keep(self, draft: Draft) -> None:
        """Keep it until its form was sent, or the session is over."""
        with self._state.writing() as file:
            file.execute("DELETE FROM drafts WHERE session NOT IN (SELECT id FROM sessions)")
            row = (self._session, draft.form, json.dumps(dict(draft.fields)))
            file.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?)", row)

    def of(self, form: str) -> dict[str, str]:
        """What was typed on a form; empty when nothing is kept."""
        with self._state.reading() as file:
            query = "SELECT fields FROM drafts WHERE session = ? AND form = ?"
            row = file.execute(query, (self._session, form)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def forget(self, form: str) -> None:
        """It was sent."""
        with self._state.writing() as file:
            file.execute("DELETE FROM drafts WHERE session = ? AND form = ?", (self._session, form))
