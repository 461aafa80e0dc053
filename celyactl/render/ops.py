"""What an act was, in the reader's language: the commits' own words for it (`Celyactl-Op`) are data and English.

An act of another program, or of a later one, is shown as it is written.
"""

from __future__ import annotations

import re
from typing import Final

from celyactl.domain.words import ClockName
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.words import word

_ACTS: Final = {
    "open": marked("ticket opened"),
    "acknowledge": marked("request acknowledged"),
    "assist": marked("first help given"),
    "start work": marked("work begun"),
    "take": marked("ticket taken"),
    "unassign": marked("ticket assigned to nobody"),
    "note": marked("note added"),
    "name the cause": marked("cause named"),
    "restore": marked("function restored"),
    "restore by a workaround": marked("function restored by a workaround"),
    "wait for the client": marked("question put to the client"),
    "put aside": marked("ticket put aside"),
    "chase": marked("third party reminded"),
    "resume": marked("ticket taken up again"),
    "resolve": marked("ticket resolved"),
    "close": marked("ticket closed"),
    "reopen": marked("ticket reopened"),
    "confirm": marked("restoration confirmed by the client"),
    "cancel": marked("ticket cancelled"),
    "add an intervention": marked("intervention recorded"),
    "new client": marked("client taken on"),
    "new contract": marked("contract made"),
    "end contract": marked("contract ended"),
    "take over": marked("installation taken over"),
    "edit": marked("file edited"),
    "team add": marked("somebody taken into the team"),
    "adopt": marked("edit by hand adopted"),
    "schema": marked("files of the program refreshed"),
    "init": marked("desk made"),
}
_WITH_FACTS: Final = (
    (re.compile(r"assign to (?P<who>.+)"), marked("ticket assigned to {who}")),
    (re.compile(r"wait for (?P<party>.+)"), marked("wait for {party} begun")),
    (re.compile(r"set priority (?P<priority>\S+)"), marked("priority set to {priority}")),
    (re.compile(r"escalate to level (?P<level>\d)"), marked("escalated to level {level}")),
    (re.compile(r"give the reason of the (?P<clock>\w+) miss"), marked("reason of a missed target given: {clock}")),
    (re.compile(r"add contact (?P<id>\S+)"), marked("contact {id} added")),
    (re.compile(r"edit contact (?P<id>\S+)"), marked("contact {id} edited")),
    (re.compile(r"add site (?P<id>\S+)"), marked("site {id} added")),
    (re.compile(r"edit site (?P<id>\S+)"), marked("site {id} edited")),
    (re.compile(r"add component (?P<id>\S+)"), marked("component {id} added")),
)


def act_words(op: str) -> str:
    """The act in words, its facts kept."""
    if op in _ACTS:
        return _(_ACTS[op])
    for pattern, text in _WITH_FACTS:
        if found := pattern.fullmatch(op):
            return _(text).format(**{name: _fact(name, value) for name, value in found.groupdict().items()})
    return op


def _fact(name: str, value: str) -> str:
    return word(ClockName(value)) if name == "clock" and value in set(ClockName) else value
