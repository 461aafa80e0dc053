"""What a server is watched for: mail that waits, quarantine, rounds of escalation, exchange, room. Ages in seconds.

Each is a `Probe` with the two bounds beyond which it is a warning, and critical; as Nagios and its kin want it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from celyactl.domain.words import ServiceKind
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.services.doctoring.clone import free_bytes
from celyactl.store import marks
from celyactl.store.index.held import settled, unsettled
from celyactl.store.index.index import asked
from celyactl.store.layout import path_of_reference
from celyactl.store.outgoing import may_wait
from celyactl.store.quarantine import waiting as waiting_messages
from celyactl.store.remote.memory import last_spoke

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from celyactl.store.index.index import Index
    from celyactl.store.view import View

State = Literal["ok", "warning", "critical", "unknown"]
RANKS: Final[dict[State, int]] = {"ok": 0, "warning": 1, "critical": 2, "unknown": 3}

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_OUTBOX: Final = (15 * _MINUTE, _HOUR)
_QUARANTINE: Final = (_HOUR, _DAY)
_ROUND: Final = (10 * _MINUTE, 30 * _MINUTE)
_EXCHANGE: Final = (10 * _MINUTE, _HOUR)
_FREE: Final = (1 << 30, 200 << 20)
_RECENT: Final = 30 * _DAY
"""For how long after its last entry a settled ticket is looked at for mail that waits."""


class Probe(Struct, frozen=True):
    """One thing that was measured; `value` is None when it never happened. `unit` is `s` or `B`, bounds in it."""

    name: str
    state: State
    value: int | None
    unit: str
    warning: int
    critical: int
    text: str


def examine(view: View, now: datetime) -> list[Probe]:
    """Everything that a server is watched for."""
    return [outbox(view, now), quarantine(view, now), *escalation(view, now), *exchange(view, now), room(view)]


def worst(probes: Iterable[Probe]) -> State:
    """The state of the whole: critical before unknown, as monitoring shows what is worse."""
    order: tuple[State, ...] = ("critical", "unknown", "warning", "ok")
    found = {probe.state for probe in probes}
    return next(state for state in order if state in found or state == "ok")


def outbox(view: View, now: datetime) -> Probe:
    """Mail that was queued, and neither sent nor given up: how long the oldest has waited."""
    waiting = list(_queued(view, now))
    age = max((int((now - at).total_seconds()) for at in waiting), default=0)
    text = ngettext("{n} message waits", "{n} messages wait", len(waiting)).format(n=len(waiting))
    text = text if waiting else _("no mail waits")
    return _aged("outbox", age, _OUTBOX, text)


def _queued(view: View, now: datetime) -> Iterator[datetime]:
    """When each message that waits was queued; a ticket that can't be read is `check`'s to tell."""
    refs = asked(view.repository.place, lambda index: _recent(index, now))
    found = ((path, view.repository.entry(view.commit, path)) for path in map(path_of_reference, refs))
    paths = {entry.id: path for path, entry in found if entry}
    for name, text in view.repository.blobs(paths):
        if may_wait(text):
            yield from _waiting(text, paths[name])


def _recent(index: Index, now: datetime) -> list[str]:
    return [
        *unsettled(index),
        *(ref for ref, _client, last in settled(index) if (now - last).total_seconds() < _RECENT),
    ]


def _waiting(text: bytes, path: str) -> Iterator[datetime]:
    from celyactl.domain.outbox import waiting  # only where mail waits
    from celyactl.errors.base import CelyactlError
    from celyactl.store.records import load_ticket

    try:
        journal = load_ticket(text, path).model.journal
    except CelyactlError:
        return
    yield from (one.mail.recorded for one in waiting(journal))


def quarantine(view: View, now: datetime) -> Probe:
    """Mail that nobody has judged yet: how long the oldest has lain there."""
    found = waiting_messages(view.repository.place)
    age = max(0, int((now - found[0].received).total_seconds())) if found else 0
    text = ngettext("{n} message in quarantine", "{n} messages in quarantine", len(found)).format(n=len(found))
    text = text if found else _("quarantine empty")
    return _aged("quarantine", age, _QUARANTINE, text)


def escalation(view: View, now: datetime) -> Iterator[Probe]:
    """When thresholds were last looked at, in a desk that has a service for it."""
    if view.company.service(ServiceKind.ESCALATION, now.date()) is not None:
        yield _since("escalation", marks.last(view.repository.place, "escalation"), now, _ROUND, _("escalation"))


def exchange(view: View, now: datetime) -> Iterator[Probe]:
    """When this clone last spoke with the other one, where there is one."""
    if view.repository.settings(r"^remote\..*\.url$"):
        yield _since("sync", last_spoke(view.repository.place), now, _EXCHANGE, _("exchange"))


def room(view: View) -> Probe:
    """What the disk still takes."""
    free = free_bytes(view.repository.place)
    state: State = "critical" if free < _FREE[1] else "warning" if free < _FREE[0] else "ok"
    return Probe("disk", state, free, "B", *_FREE, _("{n} MiB free").format(n=free >> 20))


def _since(name: str, at: int | None, now: datetime, bounds: tuple[int, int], what: str) -> Probe:
    if at is None:
        return Probe(name, "unknown", None, "s", *bounds, _("{what}: never yet").format(what=what))
    age = max(0, int(now.timestamp()) - at)
    return _aged(name, age, bounds, _("{what} {n} min ago").format(what=what, n=age // _MINUTE))


def _aged(name: str, age: int, bounds: tuple[int, int], text: str) -> Probe:
    state: State = "critical" if age >= bounds[1] else "warning" if age >= bounds[0] else "ok"
    return Probe(name, state, age, "s", *bounds, text)
