"""Random lives of tickets under random contracts, told twice: to `slow_minutes` and as files of a desk.

Everything comes from a seed. The acts are possible ones: what a `Teller` writes, the lifecycle takes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from slow_minutes import Deal, Life
from slow_walls import Hours, instant_of

from celyactl.domain.company import Company, Coverage, Member
from celyactl.domain.contract import Contract, CoveragePeriod, SlaRules, Target, TargetPeriod
from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import fold, written
from celyactl.domain.reference import mint as reference
from celyactl.domain.ulid import mint
from celyactl.domain.words import (
    Channel,
    ContractType,
    Kind,
    Level,
    Origin,
    Priority,
    Renewal,
    TeamRole,
    Visibility,
    WaitFor,
)

if TYPE_CHECKING:
    from random import Random

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def every(days, *windows):
    """A week of the same windows."""
    return {day: list(windows) for day in days}


HOURS = {
    "business": Hours(every(WEEK[:5], ("08:00", "18:00")), closed_on_holidays=True),
    "extended": Hours(every(WEEK, ("07:00", "23:00")), closed_on_holidays=False),
    "full": Hours(every(WEEK, ("00:00", "24:00")), closed_on_holidays=False),
    "split": Hours(every(WEEK[:6], ("08:15", "12:00"), ("13:30", "17:45")), closed_on_holidays=True),
    "night": Hours(every(WEEK, ("00:00", "05:30"), ("20:00", "24:00")), closed_on_holidays=False),
    "small-hours": Hours({"sun": [("01:30", "02:30"), ("02:45", "09:00")]}, closed_on_holidays=True),
}
"""What a desk may offer; the last opens when clocks change."""
TARGETS = (None, None, "15m", "30m", "1h", "4h", "8h30m", "16h", "1d", "2d", "3d")
PRIORITIES = ("P1", "P2", "P3", "P4")
AUTUMN, SPRING = date(2026, 10, 12), date(2027, 3, 1)
PLACES = (
    ("Europe/Paris", AUTUMN, "FR"),
    ("Europe/Paris", SPRING, "FR-57"),
    ("America/Martinique", SPRING, "FR-972"),
    ("Indian/Reunion", AUTUMN, "FR-974"),
    ("America/St_Johns", AUTUMN, "FR"),
    ("Australia/Lord_Howe", SPRING, "FR"),
    ("Europe/London", AUTUMN, "FR-57"),
)
"""Zones with the days around which tickets are reported: clocks change, by half an hour in one, and holidays fall."""
CHANGES = {AUTUMN: (13, 20), SPRING: (27, 34)}
"""On which days after the first some clock or other changes."""


def minutes_of(text: str) -> tuple[str, int]:
    """A target as the slow computation takes it."""
    if text.endswith("d"):
        return "days", int(text[:-1])
    hours, _h, rest = text.rpartition("h") if "h" in text else ("0", "", text)
    return "minutes", int(hours or 0) * 60 + int(rest.removesuffix("m") or 0)


def contract(random: Random, slug: str, place: tuple[str, date, str]) -> tuple[Contract, Deal]:
    """A contract with up to two amendments of its coverage and of its targets."""
    zone, first, holidays = place
    long_ago = date(2020, 1, 1)
    days = [long_ago, *(first + timedelta(days=day) for day in sorted(random.sample(range(40), 2)))]
    coverages = [(day, random.choice(sorted(HOURS))) for day in days[: random.choice((1, 1, 2, 3))]]
    targets = [(day, _targets(random)) for day in days[: random.choice((1, 1, 2, 3))]]
    rules = SlaRules(workaround_restores=random.random() < 0.5, third_party_pauses=random.random() < 0.5)
    made = Contract(
        slug=slug,
        client="acme",
        type=ContractType.MAINTENANCE,
        start=long_ago,
        months=12,
        renewal=Renewal.TACIT,
        renewal_months=12,
        notice_months=3,
        holidays=holidays,
        coverage=tuple(CoveragePeriod(since=day, coverage=name) for day, name in coverages),
        targets=tuple(TargetPeriod(since=day, targets=tuple(given)) for day, given in targets),
        sla=rules,
    )
    deal = Deal(
        zone=zone,
        holidays=holidays,
        first=first,
        coverages=[(day, HOURS[name]) for day, name in coverages],
        targets=[(day, _slow(given)) for day, given in targets],
        workaround=rules.workaround_restores,
        third_party=rules.third_party_pauses,
    )
    return made, deal


def _targets(random: Random) -> list[Target]:
    return [
        Target(priority=Priority(name), response=random.choice(TARGETS), restoration=random.choice(TARGETS))
        for name in PRIORITIES
    ]


def _slow(targets: list[Target]) -> dict:
    promised = {}
    for target in targets:
        for clock, text in (("response", target.response), ("restoration", target.restoration)):
            if text:
                promised[clock, target.priority.value] = minutes_of(text)
    return promised


def company(zone: str) -> Company:
    """A desk that offers all the hours."""
    nadia = Member(id="nadia", name="Nadia Roussel", email="nadia@celya.example", roles=(TeamRole.MANAGER,))
    coverages = {
        name: Coverage(
            week={day: tuple("-".join(window) for window in windows) for day, windows in hours.week.items()},
            holidays="closed" if hours.closed_on_holidays else "open",
        )
        for name, hours in HOURS.items()
    }
    return Company(
        company="CELYA",
        prefix="CEL",
        language="fr",
        zone=zone,
        holidays="FR",
        coverages=coverages,
        team=(nadia,),
    )


@dataclass(frozen=True)
class Script:
    """A life to be told; `now` is when it is looked at."""

    opened: int
    priority: str
    incident: bool
    acts: tuple
    now: int

    def life(self, deal: Deal) -> Life:
        return Life(deal, self.opened, self.priority, self.incident, list(self.acts), self.now)


LIKELY = {
    "open": "ack said muttered priority priority wait wait wait restore settle settle settle message cancel",
    "waiting": "resume resume resume message ack priority restore settle",
    "asking": "resume resume message message ack priority restore settle",
    "resolved": "reopen reopen reopen message message confirm",
    "doubtful": "confirm confirm ack restore wait priority settle",
}


def script(random: Random, first: date) -> Script:
    """Up to nine acts that are possible one after the other; an act may be several entries at once."""
    day = random.randrange(2, 42) if random.random() < 0.8 else random.choice(CHANGES[first])
    at = (first - date(2026, 1, 1)).days * 1440 + (day - 1) * 1440 + random.randrange(2 * 1440)
    opened, priority, incident = at, random.choice(PRIORITIES), random.random() < 0.7
    acts, status = [], "open"
    for _ in range(random.randrange(10)):
        if status not in LIKELY:
            break
        at += random.choice((random.randrange(60), random.randrange(600), random.randrange(4000)))
        act = random.choice(LIKELY[status].split())
        told, status = _told(random, act, status)
        acts += [(at, *one) for one in told]
    now = at + random.choice((0, random.randrange(600), random.randrange(6000)))
    return Script(opened, priority, incident, tuple(acts), now)


def _told(random: Random, act: str, status: str) -> tuple[list, str]:
    """The entries of an act, and the status after it: `asking` waits for the client, `doubtful` may be taken back."""
    if act == "settle":
        return [("restore", _how(random)), ("resolve", None)], "resolved"
    if act == "wait":
        reason = random.choice([reason.value for reason in WaitFor])
        return [(act, reason)], "asking" if reason == "client" else "waiting"
    arguments = {"priority": random.choice(PRIORITIES), "restore": _how(random)}
    after = {
        ("message", "asking"): "open",
        ("message", "resolved"): "doubtful",
        ("restore", "doubtful"): "open",
        ("confirm", "doubtful"): "resolved",
        ("confirm", "resolved"): "closed",
    }
    anywhere = {"resume": "open", "reopen": "open", "cancel": "cancelled"}
    return [(act, arguments.get(act))], after.get((act, status), anywhere.get(act, status))


def _how(random: Random) -> str:
    return random.choice(("full", "full", "degraded"))


class Teller:
    """Writes a script as a ticket."""

    def __init__(self, random: Random, slug: str) -> None:
        self._random = random
        self._slug = slug
        self.entries = []

    def ticket(self, script: Script):
        self._add(
            conversation.Open,
            script.opened,
            title="Plus de tonalité",
            kind=Kind.INCIDENT if script.incident else Kind.REQUEST,
            priority=Priority(script.priority),
            level=Level.REMOTE,
            origin=Origin.PHONE,
            contract=self._slug,
            client="acme",
        )
        for at, act, argument in script.acts:
            getattr(self, f"_{act}")(at, argument)
        month = instant_of(script.opened).date()
        ref = str(reference("CEL", month, self._random.randbytes))
        story = fold(ref, self.entries[0].id, self.entries)
        assert not story.refused, story.refused
        return written(story.header, tuple(self.entries))

    def _add(self, entry, minute: int, *, public: bool = False, **fields) -> None:
        at = instant_of(minute)
        after = (self.entries[-1].id,) if self.entries else ()
        ident = mint(at, self._random.getrandbits, after[0] if after else "")
        shown = Visibility.PUBLIC if public else Visibility.INTERNAL
        stamp = {"id": ident, "at": at, "recorded": at, "by": "nadia", "channel": Channel.CLI, "visibility": shown}
        self.entries.append(entry(**stamp | {"after": after} | fields))

    def _ack(self, at, _) -> None:
        self._add(lifecycle.Ack, at, public=True)

    def _said(self, at, _) -> None:
        self._add(conversation.Note, at, public=True, text="Nous cherchons.")

    def _muttered(self, at, _) -> None:
        self._add(conversation.Note, at, text="Étrange.")

    def _wait(self, at, reason) -> None:
        until = instant_of(at + 1_000_000)
        asked = {"question": "Quel poste ?"} if reason == "client" else {}
        self._add(lifecycle.Wait, at, public=reason == "client", reason=WaitFor(reason), until=until, **asked)

    def _resume(self, at, _) -> None:
        self._add(lifecycle.Resume, at)

    def _priority(self, at, priority) -> None:
        self._add(lifecycle.SetPriority, at, priority=Priority(priority))

    def _restore(self, at, how) -> None:
        self._add(lifecycle.Cause, at, text="Un câble")
        self._add(lifecycle.Restore, at, public=True, degraded="La moitié des lignes" if how == "degraded" else None)

    def _resolve(self, at, _) -> None:
        self._add(lifecycle.Resolve, at, public=True)

    def _reopen(self, at, _) -> None:
        self._add(lifecycle.Reopen, at, public=True)

    def _message(self, at, _) -> None:
        spoken = {"by": "acme:claire", "channel": Channel.MAIL, "text": "Toujours rien."}
        self._add(conversation.Message, at, public=True, **spoken)

    def _confirm(self, at, _) -> None:
        self._add(lifecycle.Confirm, at, public=True)

    def _cancel(self, at, _) -> None:
        self._add(lifecycle.Cancel, at, public=True, text="Doublon")


def cut(told: Script, now: int) -> Script:
    """The script as it was known at an earlier instant."""
    return replace(told, acts=tuple(act for act in told.acts if act[0] <= now), now=now)
