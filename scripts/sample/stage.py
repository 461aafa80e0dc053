"""Plays the stories in a desk, in the order of time, through the program's own services.

Each story is told from its opening to its end; all tickets are recorded at last in one act, as an import is. Chance
comes from a story's name: the same stories give the same bytes, and one more changes no other.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any, Final, TypeVar

from msgspec.structs import replace

from celyactl.domain import promises
from celyactl.domain.words import Channel, Origin
from celyactl.errors.base import CelyactlError
from celyactl.services import founding
from celyactl.services.acting import Acting
from celyactl.services.clients import changing
from celyactl.services.contracts import contracting, taking_over
from celyactl.services.recording import Act, record
from celyactl.services.soundness import require_sound
from celyactl.services.tickets import opening, telling, working
from celyactl.store.repository import Repository
from celyactl.store.store import Store
from sample.chance import Chance
from sample.moments import PARIS, Moment, instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from celyactl.domain.client import Client
    from celyactl.domain.company import Company
    from celyactl.domain.contract import Contract
    from celyactl.domain.model import Model
    from celyactl.domain.ticket import Ticket
    from celyactl.store.view import View
    from sample.story import Step, Story

D = TypeVar("D")
END: Final = datetime(2026, 11, 20, 18, 0, tzinfo=PARIS)
"""What people do by habit, such as closing, they do until here."""
_MANAGER: Final = "helene"
_DOORS: Final = {Origin.EMAIL: Channel.MAIL, Origin.EXTRANET: Channel.EXTRANET}


class Stage:
    """One desk in a folder, founded by the company's manager; `refs` are the references of stories with a key."""

    def __init__(self, path: Path, company: Company, founded: datetime) -> None:
        self.company = replace(company, imported=True)
        self.refs: dict[str, str] = {}
        self._tickets: dict[str, Model | bytes | None] = {}
        self._numbers = count()
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        founding.found(path, self.company, self._member(_MANAGER, founded, Chance("desk")))
        self._repository = Repository.open(path)
        self._store = Store(self._repository)

    def play(self) -> None:
        """Let everything happen, in order."""
        heapify(self._events)
        while self._events:
            _at, _number, happen = heappop(self._events)
            happen()
        act = Act("import", f"import {len(self._tickets)} tickets", self._tickets, None)
        record(self._store, self._member(_MANAGER, END, Chance("import")), lambda _: act)
        self._repository.close()

    def enrol(self, when: str, client: Client) -> None:
        """A client is taken on, with its sites, people and installation."""
        at = _local(when)
        self._happens(at, lambda: self._client(client, at))

    def sign(self, when: str, contract: Contract) -> None:
        """A client signs a contract."""
        at = _local(when)
        self._happens(at, lambda: self._contract(contract, at))

    def amend(self, when: str, slug: str, change: Callable[[Contract], Contract]) -> None:
        """A contract is changed by agreement."""
        at = _local(when)
        self._happens(at, lambda: self._rewrite(at, slug, "amend", change))

    def correct(self, when: str, client: str, change: Callable[[Client], Client]) -> None:
        """What is known of a client changes."""
        at = _local(when)
        self._happens(at, lambda: self._change(at, client, change))

    def tell(self, stories: Iterable[Story]) -> None:
        """Tickets are opened, worked on and closed."""
        for story in stories:
            self._happens(_recorded(story), partial(self._story, story))

    def _happens(self, at: datetime, happen: Callable[[], object]) -> None:
        heappush(self._events, (at, next(self._numbers), happen))

    def _client(self, client: Client, at: datetime) -> None:
        acting = self._member(_MANAGER, at, Chance(client.id))
        changing.new_client(self._store, acting, _details(changing.NewClient, client))
        self._change(at, client.id, lambda _: replace(client, imported=True))

    def _change(self, at: datetime, client: str, change: Callable[[Client], Client]) -> None:
        acting = self._member(_MANAGER, at, Chance(client))
        deed = changing.Deed("client", "complete", client)
        changing.rewrite(self._store, acting, client, deed, lambda _view, known: (change(known), None))

    def _contract(self, contract: Contract, at: datetime) -> None:
        acting = self._member(_MANAGER, at, Chance(contract.slug))
        agreed = _same(contracting.NewContract, contract)
        agreed["coverage"] = contract.coverage[0].coverage
        agreed["targets"] = contract.targets[0].targets if contract.targets else ()
        contracting.new_contract(self._store, acting, contracting.NewContract(**agreed))
        if contract.takeover:
            audited = _details(taking_over.Audited, contract.takeover)
            taking_over.take_over(self._store, acting, contract.slug, audited)
        self._rewrite(at, contract.slug, "complete", lambda _: replace(contract, imported=True))

    def _rewrite(self, at: datetime, slug: str, op: str, change: Callable[[Contract], Contract]) -> None:
        def plan(view: View) -> Act[None]:
            files = {view.path_of_contract(slug): change(view.contract(slug))}
            require_sound(view, files)
            return Act(op, f"{slug}: {op}", files, None)

        record(self._store, self._member(_MANAGER, at, Chance(slug)), plan)

    def _story(self, story: Story) -> None:
        """Tell a ticket from its opening to its end."""
        view, chance = self._store.view(), Chance(story.name)
        ticket = self._opened(view, story, chance)
        if story.key:
            self.refs[story.key] = ticket.ref
        last, settled = _recorded(story), None
        for step in story.steps:
            last = _next(story, step, last)
            ticket = self._acted(view, step, story, ticket, (last, chance))
            settled = last if step.leaves == "resolved" else None if step.leaves else settled
        if settled and (closing := self._closing(view, story, settled, chance)) < END:
            ticket = telling.told(view, self._member(_MANAGER, closing, chance), ticket, working.close())
        self._tickets[view.path_of(ticket)] = ticket

    def _opened(self, view: View, story: Story, chance: Chance) -> Ticket:
        by, channel = story.tech, _DOORS.get(story.origin)
        if channel and story.who:
            by = f"{view.contract(story.contract).client}:{story.who}"
        elif story.origin is Origin.MONITORING:
            by = "supervision"
        said = {"requester": story.who, "components": story.on, "acknowledged": story.answered}
        report = opening.Report(**_same(opening.Report, story) | said)
        acting = self._actor(view, by, _recorded(story), chance, channel)
        return opening.open_ticket(self._store, acting, report, _local(story.opened)).answer

    def _acted(self, view: View, step: Step, story: Story, ticket: Ticket, when: tuple[datetime, Chance]) -> Ticket:
        at, chance = when
        acting = self._actor(view, step.by or story.tech, at, chance, step.channel)
        moment = Moment(at.date(), self.refs)
        if also := step.also:
            self._happens(at, lambda: self._change(at, ticket.client, lambda known: also(known, ticket.ref, moment)))
        try:
            return telling.told(view, acting, ticket, step.make(moment), moment.at(step.at) if step.at else None)
        except CelyactlError as error:
            error.add_note(f"{story.name}: {step.when}")
            raise

    def _closing(self, view: View, story: Story, resolved: datetime, chance: Chance) -> datetime:
        """Some minutes after the window in which a resolved ticket may be reopened, at the office."""
        contract = view.contract(story.contract)
        ends = promises.reopening_ends(view.calendar_of(contract), contract.sla, resolved)
        opens = view.calendar("business").next_open(ends)
        return opens + timedelta(minutes=5 + chance(1)[0] % 45)

    def _actor(self, view: View, by: str, at: datetime, chance: Chance, channel: Channel | None) -> Acting:
        """A member of the team, a client's contact (`client:contact`) or a service identity."""
        client, _colon, contact = by.rpartition(":")
        if client:
            person = next(one for one in view.client(client).contacts if one.id == contact)
            door = channel or Channel.EXTRANET
            return Acting(by, person.name, person.email or "", at, door, dry_run=True, imported=True, entropy=chance)
        for service in self.company.services:
            if service.id == by:
                door = Channel.MONITOR
                return Acting(by, by, service.email, at, door, dry_run=True, imported=True, entropy=chance)
        return replace(self._member(by, at, chance), dry_run=True)

    def _member(self, by: str, at: datetime, chance: Chance) -> Acting:
        person = next(one for one in self.company.team if one.id == by)
        return Acting(by, person.name, person.email, at, imported=True, entropy=chance)


def _local(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=PARIS)


def _recorded(story: Story) -> datetime:
    """When the report was entered."""
    opened = _local(story.opened)
    return instant(story.recorded, opened.date()) if story.recorded else opened


def _next(story: Story, step: Step, last: datetime) -> datetime:
    """When a step is taken; raises ValueError for one before the last."""
    at = instant(step.when, last.date())
    if at < last:
        raise ValueError(f"{story.name}: {step.when}")
    return at


def _details(kind: type[D], model: object) -> D:
    """The request of a service, with what a record says under the same names."""
    return kind(**_same(kind, model))


def _same(kind: type[Any], source: object) -> dict[str, Any]:
    """What an object has under the names of a request's fields."""
    return {name: getattr(source, name) for name in kind.__struct_fields__ if hasattr(source, name)}
