"""Which prepaid packs are used up to a threshold, or expire before they are: for the board, and for who must be told.

Read anew only when a contract, one of its tickets or the day is another one: what was found is kept beside the clone,
where it may be deleted at any time.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads it at run time
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec

from celyactl.domain.entries.delivery import Notice
from celyactl.domain.escalation.notices import notice_of_pack, notice_of_pack_end
from celyactl.domain.packs import balance
from celyactl.domain.words import ContractType
from celyactl.errors import CelyactlError
from celyactl.services.histories import stories_in
from celyactl.store.index.belonging import files_of_contracts
from celyactl.store.known_packs import keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from celyactl.domain.contract import Contract
    from celyactl.domain.packs import Balance
    from celyactl.domain.story import Story
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.view import View

_PACKS: Final = b"\npacks:"
"""A contract without these bytes has sold none, and need not be understood."""


class PackAlert(msgspec.Struct, frozen=True):
    """The packs of a contract: the threshold (`alert`, per cent; 0 below the first), or one of them that expires.

    `notice` names what tells of it, `told` whether that was given; `last` is the ticket that tells of it, the one that
    drew last, and empty when there is none. `left` is in tickets or seconds.
    """

    contract: str
    client: str
    percent: int
    alert: int
    used_up: bool
    last: str
    notice: str
    told: bool
    expires: date | None = None
    unit: str = "tickets"
    left: int = 0


def alerts(view: View, day: date) -> list[PackAlert]:
    """The packs that have reached a threshold or expire soon, by contract; one that can't be read is left out."""
    return [one for one in _all(view, day) if one.alert or one.expires]


def untold(view: View, day: date) -> list[PackAlert]:
    """Those of which nobody was told, and that a ticket can tell of."""
    return [one for one in alerts(view, day) if not one.told and one.last]


def _all(view: View, day: date) -> Iterator[PackAlert]:
    sold = {contract.slug: contract for contract in _sold(view)}
    if not sold:
        return
    files, known, now = (
        files_of_contracts(view.repository, view.commit, sold),
        kept(view.repository.place, tuple[PackAlert, ...]),
        {},
    )
    for slug, contract in sold.items():
        key = _key(contract, files[slug], day)
        now[key] = known.get(key) or _found(view, contract, files[slug], day)
        yield from now[key]
    if now.keys() != known.keys():
        keep(view.repository.place, now)


def _sold(view: View) -> Iterator[Contract]:
    for slug in view.contracts_with(_PACKS):
        try:
            contract = view.contract(slug)
        except CelyactlError:
            continue  # `check` tells of it
        if contract.type is ContractType.PACK and contract.packs:
            yield contract


def _key(contract: Contract, files: Sequence[TicketFile], day: date) -> str:
    """What the answer depends on."""
    facts = [msgspec.json.encode(contract), day.isoformat().encode(), *(file.blob.encode() for file in files)]
    return sha256(b"\0".join(facts)).hexdigest()


def _found(view: View, contract: Contract, files: Sequence[TicketFile], day: date) -> tuple[PackAlert, ...]:
    stories = stories_in(view, files)
    found = balance(contract, stories, day, view.zone)
    given = {entry.notice for story in stories for entry in story.entries if isinstance(entry, Notice)}
    alert = found.alert or 0
    name = notice_of_pack(contract.slug, len(found.packs), alert)
    whose, last = (contract.slug, contract.client), _last(found, stories)
    use = PackAlert(*whose, found.percent, alert, found.used_up, last, name, name in given)
    ending = found.expiring
    if ending is None or ending.pack.expires is None:
        return (use,)
    name = notice_of_pack_end(contract.slug, ending.pack.expires)
    facts = {"expires": ending.pack.expires, "unit": ending.pack.unit, "left": ending.left}
    return use, msgspec.structs.replace(use, alert=0, notice=name, told=name in given, **facts)


def _last(found: Balance, stories: Iterable[Story]) -> str:
    """The ticket that drew last; the last one that was opened when none drew."""
    draws = [(draw.at, draw.ref) for drawn in found.packs for draw in drawn.draws]
    opened = [(story.header.opened_at, story.header.ref) for story in stories]
    return max(draws or opened)[1] if draws or opened else ""
