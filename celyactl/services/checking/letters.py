"""What a client's correspondence and the reports on its contracts name in the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from celyactl.domain.report import report_name
from celyactl.errors import desk_faults as say
from celyactl.services.checking.actors import unknown_actors
from celyactl.services.checking.findings import error, warning
from celyactl.services.checking.names import Names
from celyactl.store.yaml.values import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.correspondence import Correspondence
    from celyactl.domain.entries.base import Entry
    from celyactl.domain.report import Report
    from celyactl.services.checking.context import Context
    from celyactl.services.checking.findings import Finding
    from celyactl.store.layout import Located
    from celyactl.store.records import Lines
    from celyactl.store.yaml.values import Path


class Named(Struct, frozen=True):
    """What a correspondence names, kept instead of its journal, which may be long; contracts with their first place."""

    client: str
    contracts: dict[str, Path]
    actors: frozenset[str]
    turned: tuple[Path, ...]


def named_in(letters: Correspondence) -> Named:
    """What must be asked of other files, and the periods that end before they begin."""
    contracts: dict[str, Path] = {}
    for place, entry in enumerate(letters.journal):
        if contract := getattr(entry, "contract", None):
            contracts.setdefault(contract, ("journal", place, "contract"))
    actors = frozenset(actor for entry in letters.journal for actor in _actors(entry))
    turned = (place for place, entry in enumerate(letters.journal) if _is_turned(entry))
    return Named(letters.client, contracts, actors, tuple(("journal", place, "end") for place in turned))


def _actors(entry: Entry) -> Iterator[str]:
    """Who wrote an entry, and to whom."""
    yield entry.by
    yield from getattr(entry, "to", ())


def _is_turned(entry: Entry) -> bool:
    start, end = getattr(entry, "start", None), getattr(entry, "end", None)
    return start is not None and end is not None and end <= start


def letters_found(letters: Named, where: Located, path: str, line: Lines, desk: Context) -> Iterator[Finding]:
    """Every finding of a correspondence beyond its fields."""
    names = Names(path, line)
    names.same_as_path(letters.client, where.client, "client")
    names.known(where.client, "client", desk.clients, ("client",))
    known = desk.contracts_of(where.client)
    for contract, at in letters.contracts.items():
        names.known(contract, "contract", known, at)
    names.faults += [say.empty_period(path, line(at), named(at)) for at in letters.turned]
    yield from map(error, names.faults)
    yield from map(warning, unknown_actors(letters.actors, path, desk))


def report_found(report: Report, where: Located, path: str, line: Lines, desk: Context) -> Iterator[Finding]:
    """Every finding of a report beyond its fields."""
    names = Names(path, line)
    names.known(report.contract, "contract", desk.contracts_of(where.client), ("contract",))
    if report.end <= report.start:
        names.faults.append(say.empty_period(path, line(("end",)), "end"))
    elif (name := report_name(report.contract, report.start, report.end)) != where.name:
        names.faults.append(say.report_named(path, line(("start",)), where.name, name))
    _recommendations(report, names)
    yield from map(error, names.faults)
    yield from map(warning, unknown_actors({entry.by for entry in report.journal}, path, desk))


def _recommendations(report: Report, names: Names) -> None:
    names.unique(
        (f"{one.rule} {one.about}" if one.about else one.rule, ("recommendations", place, "rule"))
        for place, one in enumerate(report.recommendations)
    )
    for place, one in enumerate(report.recommendations):
        if one.decision in {"edited", "added"} and not one.text:
            at = ("recommendations", place, "text")
            line = names.line(("recommendations", place))
            names.faults.append(say.recommendation_untold(names.path, line, named(at), one.decision))
