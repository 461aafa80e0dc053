"""JSON Schemas (2020-12) of what commands answer under `--json`, written to `docs/json/`: the shapes are declared here.

A shape names what is always there; an answer may hold more, which a program leaves aside. Tickets come from the models.
"""

from __future__ import annotations

import json
from datetime import date, datetime  # noqa: TC003 - msgspec reads the annotations
from pathlib import Path
from typing import Any, Final, Literal, TypedDict

from msgspec.json import schema_components

from celyactl.domain.ticket import Header, Ticket
from celyactl.store.schema import DIALECT

FOLDER: Final = Path(__file__).parents[1] / "docs" / "json"


class Clock(TypedDict):
    """A promise on a ticket; seconds are covered seconds."""

    name: Literal["response", "restoration"]
    target: str | None
    started_at: datetime | None
    due_at: datetime | None
    met_at: datetime | None
    elapsed_seconds: int
    paused_seconds: int
    status: Literal["running", "paused", "met", "breached", "none"]
    remaining_seconds: int | None
    due_if_resumed: datetime | None


class Clocks(TypedDict):
    """`sla show`: the clocks of a ticket at an instant."""

    ref: str
    now: datetime
    clocks: list[Clock]


class Deadline(TypedDict):
    """`sla due`: when a target ends."""

    due_at: datetime
    target: str


class Term(TypedDict):
    """The term of a contract; `end` is exclusive, `notice_limit` the last day on which notice counts."""

    start: date
    end: date | None
    renewal: Literal["tacit", "express", "none"]
    notice_limit: date | None
    state: str


class Target(TypedDict):
    """What is promised for a priority; durations as in `2h`, null for none."""

    priority: Literal["P1", "P2", "P3", "P4"]
    response: str | None
    restoration: str | None


class InForce(TypedDict):
    """What holds on the day that was asked for."""

    coverage: str | None
    targets: list[Target]


class Contract(TypedDict):
    """`contract new`, `contract show`: a contract on a day."""

    slug: str
    client: str
    type: Literal["maintenance", "pack"]
    title: str | None
    at: date
    term: Term
    in_force: InForce


class Finding(TypedDict):
    """Something wrong in a file; `line` is 0 when it is not known."""

    path: str
    line: int
    field: str
    code: str
    message: str


class Checked(TypedDict):
    """`check`: everything that is wrong in the files; the exit code is 1 when there is anything."""

    commit: str | None
    findings: list[Finding]


class Broken(TypedDict):
    """Something wrong in the history."""

    code: str
    commit: str
    path: str | None
    message: str


class Verified(TypedDict):
    """`audit verify`: everything that is wrong in the history; the exit code is 1 when there is anything."""

    findings: list[Broken]


class Anchor(TypedDict):
    """`audit anchor`: the commit to keep elsewhere."""

    commit: str


class Synced(TypedDict):
    """`sync`: acts that came and went, what waits, and how often others were faster."""

    fetched: int
    merged: int
    pushed: int
    waiting: int
    retries: int
    conflicts: list[dict[str, Any]]


class Imported(TypedDict):
    """`import`: tickets that were made, and those that had been made before; null is a run without a commit."""

    created: int
    known: int
    commit: str | None


class Founded(TypedDict):
    """`init`: the desk that was made."""

    path: str
    company: str
    prefix: str


class Access(TypedDict):
    """`access create`: the code, which is shown this once."""

    code: str
    client: str
    contact: str
    label: str | None
    expires: datetime | None


class Failure(TypedDict):
    """What went wrong; `exit` is the exit code, `message` in the reader's language, `faults` those of files."""

    code: str
    exit: int
    message: str
    faults: list[Finding]


ANSWERS: Final[dict[str, Any]] = {
    "access-create": Access,
    "audit-anchor": Anchor,
    "audit-verify": Verified,
    "check": Checked,
    "contract": Contract,
    "import": Imported,
    "init": Founded,
    "sla-due": Deadline,
    "sla-show": Clocks,
    "sync": Synced,
    "ticket": Ticket,
    "ticket-list": Header,
}
"""The shape of `data` by the name of its schema."""


def schema(name: str) -> dict[str, Any]:
    """The schema of the envelope with this answer, or of that of an error; raises KeyError."""
    if name == "error":
        return _envelope(name, Failure, {"error": {"$ref": "#/$defs/Failure"}})
    shape = ANSWERS[name]
    one = {"$ref": f"#/$defs/{shape.__name__}"}
    data = {"type": "array", "items": one} if name.endswith("-list") else one
    warnings = {"type": "array", "items": {"type": "string"}}
    return _envelope(name, shape, {"data": data, "warnings": warnings})


def _envelope(name: str, shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    _root, definitions = schema_components([shape], ref_template="#/$defs/{name}")
    _open(definitions)
    if issubclass(shape, Header):
        _always_there(definitions[shape.__name__], name)
    return {
        "$schema": DIALECT,
        "title": name,
        "type": "object",
        "properties": {"v": {"const": 1}, **properties},
        "required": ["v", *properties],
        "$defs": definitions,
    }


def _open(part: Any) -> None:
    """Let a later version add what a program need not know."""
    if isinstance(part, list):
        for inner in part:
            _open(inner)
    elif isinstance(part, dict):
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]
        _open(list(part.values()))


def _always_there(ticket: dict[str, Any], name: str) -> None:
    """Under `--json` every field of a header is there, null where there is nothing; a list adds the next deadline."""
    del ticket["properties"]["format"]
    if name == "ticket-list":
        ticket["properties"]["due_at"] = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}
    ticket["required"] = list(ticket["properties"])


def files() -> dict[str, str]:
    """The text of every file of `docs/json/`, by its name."""
    texts = {name: json.dumps(schema(name), indent=2, ensure_ascii=False) for name in (*ANSWERS, "error")}
    return {f"{name}.json": f"{text}\n" for name, text in texts.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in files().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
