"""Which prepaid packs are used up to a threshold: for the board, and for whoever must be told.

Read anew only when a contract, one of its tickets or the day is another one: what was found is kept beside the clone,
where it may be deleted at any time.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from celyactl.domain.entries.delivery import Notice
from celyactl.domain.escalation.notices import notice_of_pack
from celyactl.domain.packs import balance
from celyactl.domain.words import ContractType
from celyactl.errors import CelyactlError
from celyactl.services.histories import stories_in
from celyactl.store.index.belonging import files_of_contracts
from celyactl.store.known_packs import keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.domain.packs import Balance
    from celyactl.store.index.belonging import TicketFile
    from celyactl.store.view import View


class PackAlert(msgspec.Struct, frozen=True):
    """The packs of a contract: the threshold (`alert`, per cent; 0 below the first) and the ticket that drew last.

    `notice` names what tells of it, `told` whether that was given; `last` is empty when nothing drew on them.
    """

    contract: str
    client: str
    percent: int
    alert: int
    used_up: bool
    last: str
    notice: str
    told: bool


def alerts(view: View, day: date) -> list[PackAlert]:
    """The packs that have reached a threshold, by contract; a contract that can't be read is left out."""
    return [one for one in _all(view, day) if one.alert]


def untold(view: View, day: date) -> list[PackAlert]:
    """Those of which nobody was told, and that a ticket can tell of."""
    return [one for one in alerts(view, day) if not one.told and one.last]


def _all(view: View, day: date) -> Iterator[PackAlert]:
    sold = {contract.slug: contract for contract in _sold(view)}
    if not sold:
        return
    files, known, now = (
        files_of_contracts(view.repository, view.commit, sold),
        kept(view.repository.place, PackAlert),
        {},
    )
    for slug, contract in sold.items():
        key = _key(contract, files[slug], day)
        now[key] = known.get(key) or _found(view, contract, files[slug], day)
        yield now[key]
    if now.keys() != known.keys():
        keep(view.repository.place, now)


def _sold(view: View) -> Iterator[Contract]:
    for slug in view.contract_slugs():
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


def _found(view: View, contract: Contract, files: Sequence[TicketFile], day: date) -> PackAlert:
    stories = stories_in(view, files)
    found = balance(contract, stories, day, view.zone)
    alert = found.alert or 0
    name = notice_of_pack(contract.slug, len(found.packs), alert)
    told = any(isinstance(entry, Notice) and entry.notice == name for story in stories for entry in story.entries)
    used_up, last = found.used_up, _last(found)
    return PackAlert(contract.slug, contract.client, found.percent, alert, used_up, last, name, told)


def _last(found: Balance) -> str:
    draws = [draw for drawn in found.packs for draw in drawn.draws]
    return max(draws, key=lambda draw: (draw.at, draw.ref)).ref if draws else ""
