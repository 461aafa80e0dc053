"""The questions of a takeover on a terminal: for what is still missing only; each answer is recorded at once.

So it may be ended at any question and goes on there the next time. An empty answer leaves the question for later.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeVar

from celyactl.cli import prompts, session
from celyactl.cli.acts import acting, day, today
from celyactl.cli.contracts.takeover import PARTS
from celyactl.cli.terminal import visible
from celyactl.domain.agreed import read_item, read_visits
from celyactl.domain.takeover import Found, missing, unseen
from celyactl.errors import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.render.deeds.base import labelled
from celyactl.services.contracts.taking_over import Audited, take_over
from celyactl.services.recording import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from celyactl.domain.client import Client, Component
    from celyactl.domain.contract import Contract
    from celyactl.domain.takeover import Part

T = TypeVar("T")


def guide(slug: str) -> Done[Contract]:
    """Ask for each part that is missing; the answer is the contract as it then is. Raises UnknownContract."""
    contract, client = _present(slug)
    _say(_("Takeover of {client} ({slug}). Empty: later. Ctrl-C ends; what was answered is kept.").format(
        client=client.name, slug=slug
    ))  # fmt: skip
    before = contract
    for part in missing(contract, client):
        if part in _ASKED:
            _say("\n" + _(PARTS[part]).capitalize())
            _ASKED[part](slug)
    contract, client = _present(slug)
    if left := [_(PARTS[part]) for part in missing(contract, client)]:
        _say("\n" + _("Still missing: {parts}").format(parts=", ".join(left)))
    _say(_("The statement: celyactl contract takeover {slug} --statement reprise.pdf").format(slug=slug))
    return Done(contract, None if contract == before else session.current().desk.store.view().commit)


def _audit(slug: str) -> None:
    on = _asked(_("Taken over on (a day, today by default):"), day)
    previous = prompts.perhaps(_("Who maintained it before:"))
    audit = prompts.perhaps(_("What was found, in a few words:"))
    _record(slug, on=on, previous=previous or None, audit=audit or None)


def _components(slug: str) -> None:
    contract, client = _present(slug)
    for name in unseen(contract, client):
        _component(slug, next(one for one in client.components if one.id == name))


def _component(slug: str, component: Component) -> None:
    _say(visible(labelled(component.id, component.name) or ""))
    item = _asked(
        _("State (good, fair, poor or unknown), and a reservation after a colon:"),
        lambda text: read_item(f"{component.id}:{text}"),
    )
    if item is None:
        return
    version = "" if component.versions else prompts.perhaps(_("Version:"))
    end = None if component.end_of_life else _asked(_("End of life (a day):"), _later)
    found = Found(component=component.id, version=version or None, end_of_life=end)
    _record(slug, items=[item], found=[found])


def _credentials(slug: str) -> None:
    _say(_("Which accounts were handed over, never the secrets themselves; an empty line ends."))
    for text in _several():
        _record(slug, credentials=[text])


def _level1(slug: str) -> None:
    _contract, client = _present(slug)
    people = [f"{contact.id} ({contact.name})" for contact in client.contacts if contact.is_there(today())]
    _say(visible(", ".join(people)) or _("The client has no contact yet."))
    _record(slug, level1=list(_several()))


def _training(slug: str) -> None:
    _record(slug, training_planned=_asked(_("When they are trained (a day):"), _later))


def _preventive(slug: str) -> None:
    plan = _asked(_("Visits a year, and their months, as in 2:3,11:"), read_visits)
    _record(slug, preventive=plan)
    reservations = prompts.perhaps(_("Anything that is not vouched for (a reservation):"))
    _record(slug, reservations=[reservations] if reservations else [])


_ASKED: Final[dict[Part, Callable[[str], None]]] = {
    "audit": _audit,
    "components": _components,
    "credentials": _credentials,
    "level1": _level1,
    "training": _training,
    "preventive": _preventive,
}


def _record(slug: str, **said: Any) -> None:
    """Record what was answered; nothing for nothing, and what can't be is told and left for later."""
    if not any(said.values()):
        return
    try:
        take_over(session.current().desk.store, acting(), slug, Audited(**said))
    except CelyactlError as refused:
        _say(visible(refused.sentence))


def _asked(question: str, read: Callable[[str], T]) -> T | None:
    """The answer understood, asked again until it is; None for an empty one."""
    while text := prompts.perhaps(question):
        try:
            return read(text)
        except CelyactlError as refused:
            _say(visible(refused.sentence))
    return None


def _several() -> Iterator[str]:
    while text := prompts.perhaps("-"):
        yield text


def _later(text: str) -> Any:
    return day(text, upcoming=True)


def _present(slug: str) -> tuple[Contract, Client]:
    view = session.current().desk.store.view()
    contract = view.contract(slug)
    return contract, view.client(contract.client)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
