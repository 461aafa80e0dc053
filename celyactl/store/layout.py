"""Where the files of a desk are: paths with `/`, relative to its root; months are of `opened_at` in the desk's zone.

Paths are made from checked names only, so that no id, slug or reference leads out of its folder. Everything outside the
layout belongs to others and is never judged.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from celyactl.errors.format import BadName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

PARIS: Final = ZoneInfo("Europe/Paris")
"""The zone of a desk that has not said otherwise yet."""
DESK: Final = "desk.yaml"
ATTRIBUTES: Final = ".gitattributes"
SCHEMAS: Final = ".celyactl/schema"
ROOTS: Final = (DESK, "contracts", "tickets", "templates", ".celyactl", ATTRIBUTES)
"""What a desk claims at the root of its repository."""

_NAME = r"[a-z0-9][a-z0-9._-]{0,62}"
_CORRESPONDENCE = r"correspondence(?:-[0-9]{4})?"
_REPORT = r"[a-z0-9][a-z0-9._-]{0,90}"  # a period and a slug
_REFERENCE = r"[A-Z][A-Z0-9]{1,7}-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{7}"
_IS_NAME: Final = re.compile(_NAME)
_IS_REFERENCE: Final = re.compile(_REFERENCE)
_IS_REPORT: Final = re.compile(_REPORT)
_IS_RESERVED: Final = re.compile(rf"client|reports|{_CORRESPONDENCE}")
_FILE: Final = re.compile(
    rf"""(?P<desk>desk\.yaml)
    | contracts/(?P<client>{_NAME})/(?:
          (?P<about>client)\.yaml
        | (?P<correspondence>{_CORRESPONDENCE})\.yaml
        | (?P<slug>{_NAME})\.yaml
        | reports/(?P<period>{_REPORT})\.yaml )
    | tickets/(?P<month>[0-9]{{4}}/(?:0[1-9]|1[0-2]))/(?P<ref>{_REFERENCE})\.yaml
    | (?P<template>templates/(?:[A-Za-z0-9_.][A-Za-z0-9_. -]*/){{0,8}}[A-Za-z0-9_.][A-Za-z0-9_. -]*)
    | \.celyactl/schema/(?P<schema>{_NAME})\.json
    | (?P<attributes>\.gitattributes)""",
    re.VERBOSE,
)


class FileKind(StrEnum):
    """What a file of the desk is."""

    DESK = "desk"
    CLIENT = "client"
    CONTRACT = "contract"
    CORRESPONDENCE = "correspondence"
    REPORT = "report"
    TICKET = "ticket"
    TEMPLATE = "template"
    SCHEMA = "schema"
    ATTRIBUTES = "attributes"


_KINDS: Final = {
    "desk": FileKind.DESK,
    "about": FileKind.CLIENT,
    "correspondence": FileKind.CORRESPONDENCE,
    "slug": FileKind.CONTRACT,
    "period": FileKind.REPORT,
    "ref": FileKind.TICKET,
    "template": FileKind.TEMPLATE,
    "schema": FileKind.SCHEMA,
    "attributes": FileKind.ATTRIBUTES,
}


class Located(Struct, frozen=True):
    """What a path says of its file; `name` is the slug, period, reference or schema, `month` is `YYYY/MM`."""

    kind: FileKind
    client: str = ""
    name: str = ""
    month: str = ""


def client_path(client: str) -> str:
    """`contracts/<client>/client.yaml`; raises BadName."""
    return f"contracts/{_named(client)}/client.yaml"


def contract_path(client: str, slug: str) -> str:
    """`contracts/<client>/<slug>.yaml`; raises BadName, also for the names of other files there."""
    if is_reserved(slug):
        raise BadName(slug, reserved=True)
    return f"contracts/{_named(client)}/{_named(slug)}.yaml"


def is_reserved(slug: str) -> bool:
    """Whether another file of the client's folder has this name, so that no contract may."""
    return _IS_RESERVED.fullmatch(slug) is not None


def correspondence_path(client: str, year: int | None = None) -> str:
    """`contracts/<client>/correspondence.yaml`, or what goes on from it in a year; raises BadName."""
    name = "correspondence" if year is None else f"correspondence-{year:04}"
    return f"contracts/{_named(client)}/{name}.yaml"


def report_path(client: str, name: str) -> str:
    """`contracts/<client>/reports/<name>.yaml`, named as `domain.report.report_name` does; raises BadName."""
    if not _IS_REPORT.fullmatch(name):
        raise BadName(name)
    return f"contracts/{_named(client)}/reports/{name}.yaml"


def path_of_reference(ref: str) -> str:
    """Where the ticket of this reference is, which carries the local month of its opening; raises BadName."""
    if not _IS_REFERENCE.fullmatch(ref):
        raise BadName(ref)
    month = ref.split("-")[1]
    return f"tickets/20{month[:2]}/{month[2:]}/{ref}.yaml"


def ticket_month(opened_at: datetime, zone: ZoneInfo) -> str:
    """The folder of a ticket under `tickets/`: `2026/11`."""
    local = opened_at.astimezone(zone)
    return f"{local.year:04}/{local.month:02}"


def schema_path(name: str) -> str:
    """`.celyactl/schema/<name>.json`; raises BadName."""
    return f"{SCHEMAS}/{_named(name)}.json"


def classify(path: str) -> Located | None:
    """What the file is, by its path alone; None for what does not fit the layout, or is none of the desk's."""
    found = _FILE.fullmatch(path)
    if found is None or is_reserved(found["slug"] or ""):
        return None
    group = str(found.lastgroup)
    name = found[group] if group in {"slug", "period", "ref", "schema"} else ""
    if group == "template" and not _is_plain(path):
        return None
    return Located(_KINDS[group], found["client"] or "", name, found["month"] or "")


def is_ours(path: str) -> bool:
    """Whether the path lies under the layout, or would on a disk that ignores case and Unicode form."""
    root = folded(path).split("/", 1)[0]
    return root in ROOTS


def folded(path: str) -> str:
    """The form in which two names that some disk takes for one are equal."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", path).casefold())


def same_names(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of files or folders that are one on a disk that ignores case and Unicode form, outermost only."""
    seen: dict[str, str] = {}
    told: set[str] = set()
    for path in paths:
        for part in _with_folders(path, seen):
            first = seen.setdefault(folded(part), part)
            if first == part or part in told:
                continue
            told.add(part)
            if part.rpartition("/")[0] not in told:
                yield first, part


def _with_folders(path: str, seen: dict[str, str]) -> Iterator[str]:
    """The path after its folders, outermost first; a folder known in this spelling is passed over."""
    folder = path.rpartition("/")[0]
    if folder and seen.get(folded(folder)) != folder:
        yield from _with_folders(folder, seen)
    yield path


def _named(name: str) -> str:
    if not _IS_NAME.fullmatch(name):
        raise BadName(name)
    return name


def _is_plain(path: str) -> bool:
    return not any(part in {".", ".."} or part.lower().rstrip(" .") in {"", ".git"} for part in path.split("/"))
