"""The facts of many tickets of one contract, told by several processes where there is much to read.

A child reads the files of its parts, and tells of what needs nothing more.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import msgpack

from celyactl.domain.figures.concerned import is_concerned
from celyactl.domain.figures.facts import Facts
from celyactl.domain.figures.telling import facts_of, has_plans
from celyactl.errors.file import BadFile
from celyactl.services.hands import all_of
from celyactl.services.sla import Cases
from celyactl.store import records
from celyactl.store.at_hand import texts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.domain.contract import Contract
    from celyactl.services.facts import Asked
    from celyactl.services.hands import Meanwhile
    from celyactl.services.sla import Case
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.repository import Repository
    from celyactl.store.view import View

    Part = Sequence[TicketFile]

_PART: Final = 64
"""Tickets of one part; four parts are worth a second process."""


class Many(NamedTuple):
    """Facts by file, and the files that must be looked at whole: they plan something, or are not as was expected."""

    told: dict[TicketFile, Facts]
    left: list[TicketFile]


def facts_of_many(view: View, files: Part, asked: Asked, meanwhile: Meanwhile = None) -> Many:
    """The facts of the tickets that belong to the contract and its client; `meanwhile` as in `hands.each`.

    Raises BadFile, BeyondTenYears.
    """
    cases = Cases(view, excluding=lambda _client: asked.operations)
    cases.know(asked.contract)
    work = partial(_told, cases, view.repository, asked)
    parts = [files[start : start + _PART] for start in range(0, len(files), _PART)]
    told: dict[TicketFile, Facts] = {}
    left: list[TicketFile] = []
    for part, answer in zip(parts, all_of(work, parts, meanwhile), strict=True):
        facts, places = _decoder.decode(answer)
        told |= {part[place]: one for place, one in facts.items()}
        left += (part[place] for place in places)
    return Many(told, left)


def _told(cases: Cases, repository: Repository, asked: Asked, part: Part) -> bytes:
    """The facts by their place in the part, and the places that are left; those of no concern are in neither."""
    facts: dict[int, Facts] = {}
    left: list[int] = []
    texts = texts_of(repository, part)
    for place, file in enumerate(part):
        case = _case(cases, texts, asked.contract, file)
        if case is None or has_plans(case.story):
            left.append(place)
        elif is_concerned(case.ticket, asked.period):
            is_counted = asked.period.holds(case.ticket.opened_at)
            facts[place] = facts_of(case.story, case.courses(asked.now) if is_counted else ())
    return msgpack.encode((facts, left))


def _case(cases: Cases, texts: Mapping[str, bytes], contract: Contract, file: TicketFile) -> Case | None:
    """None for what can't be read, or would need another contract or client."""
    try:
        ticket = records.load_ticket(texts[file.blob], file.path).model
    except BadFile:
        return None
    return cases.of(ticket) if (ticket.contract, ticket.client) == (contract.slug, contract.client) else None


_decoder: Final = msgpack.Decoder(tuple[dict[int, Facts], list[int]])
