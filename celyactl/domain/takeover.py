"""The form of a takeover, as a file that people fill in, and what is still missing of the record in a contract.

A component that the client does not have yet needs a kind and a name; it is then part of the installation.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from celyactl.domain.contract import PreventivePlan, TakeoverItem
from celyactl.domain.model import Id, Line, Model, Text
from celyactl.domain.promises import covers
from celyactl.domain.words import ComponentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract

Part = Literal["audit", "components", "credentials", "reservations", "level1", "training", "preventive", "signed"]
"""What a record is made of, in the order in which it is asked for."""


_SECRET: Final = re.compile(
    r"""\b(?: mot[ ]?de[ ]?passe | mdp | pass(?:word|wd|phrase) | pwd | code[ ](?:secret|pin|puk|d.acc[èe]s) | pin | puk
        | secret | token | jeton | cl[ée] | key )s? \b [^:=\n]{0,40} [:=] \s* (?=\S{0,99}[\d!#$%&*+@^_~]) \S{4,}""",
    re.IGNORECASE | re.VERBOSE,
)


class Found(Model, frozen=True, kw_only=True):
    """A component as it was found: its state, its version, until when its maker looks after it."""

    component: Id
    kind: ComponentKind | None = None
    name: Line | None = None
    product: Line | None = None
    maker: Line | None = None
    site: Id | None = None
    serial: Line | None = None
    version: Line | None = None
    end_of_life: date | None = None
    state: Literal["good", "fair", "poor", "unknown"] | None = None
    reservation: Text | None = None
    until: date | None = None

    @property
    def item(self) -> TakeoverItem | None:
        """What of it belongs to the contract; nothing without a state."""
        if self.state is None:
            return None
        return TakeoverItem(component=self.component, state=self.state, reservation=self.reservation, until=self.until)


class TakeoverForm(Model, frozen=True, kw_only=True):
    """A takeover as `contract takeover --from FILE` reads it; what is absent stays as it was recorded."""

    format: Literal[1] = 1
    on: date | None = None
    previous: Line | None = None
    audit: Text | None = None
    components: tuple[Found, ...] = ()
    credentials: tuple[Line, ...] = ()
    reservations: tuple[Text, ...] = ()
    level1: tuple[Id, ...] = ()
    training_planned: date | None = None
    signed: date | None = None
    preventive: PreventivePlan | None = None


def tells_secret(text: str) -> bool:
    """Whether a text seems to give a secret away: a word for one, then a value with a digit or a sign in it."""
    return _SECRET.search(text) is not None


def missing(contract: Contract, client: Client) -> tuple[Part, ...]:
    """What the record of a takeover does not tell yet; nobody signs before the rest is there."""
    return tuple(_missing(contract, client))


def _missing(contract: Contract, client: Client) -> Iterator[Part]:
    record = contract.takeover
    if record is None or not record.audit:
        yield "audit"
    if unseen(contract, client) or not client.components:
        yield "components"
    if record is None or not record.credentials:
        yield "credentials"
    if record is None or not record.level1:
        yield "level1"
    if record is None or record.training_planned is None:
        yield "training"
    if not contract.preventive:
        yield "preventive"
    if record is None or record.signed is None:
        yield "signed"


def unseen(contract: Contract, client: Client) -> tuple[str, ...]:
    """The components that the contract covers and whose state was not recorded."""
    known = {item.component for item in contract.takeover.items} if contract.takeover else set()
    others = (one for one in client.components if one.id not in known)
    return tuple(one.id for one in others if covers(contract.covers, client, (one.id,), one.site))
