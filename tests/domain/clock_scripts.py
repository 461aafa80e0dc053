"""Random stories of a ticket, told twice: as a script for the slow oracle and as a journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from builders import Journal, contract, target
from clock_oracle import instant
from hypothesis import strategies as st

from celyactl.domain.contract import CoveragePeriod, SlaRules
from celyactl.domain.exclusions import Exclusion
from celyactl.domain.words import Kind, Status, WaitFor

PRIORITIES = ("P1", "P2", "P3", "P4")
TARGETS = {
    "-": None,
    "15m": ("quarters", 1),
    "1h": ("quarters", 4),
    "4h": ("quarters", 16),
    "8h30m": ("quarters", 34),
    "1d": ("days", 1),
    "3d": ("days", 3),
}
GAPS = st.one_of(st.integers(0, 12), st.integers(0, 200))
COVERAGES = ("business", "extended", "full")
LIKELY = {
    Status.NEW: "ack public_note internal_note priority restore wait wait wait message cancel",
    Status.IN_PROGRESS: "ack public_note priority priority restore restore wait wait wait wait resolve resolve resolve "
    "message confirm cancel",
    Status.PENDING: "resume resume resume resume message message priority ack restore resolve",
    Status.RESOLVED: "reopen reopen reopen message message message priority confirm close ack",
    Status.CLOSED: "reopen message",
    Status.CANCELLED: "restore ack public_note priority",
}
"""The acts to choose from by status; each as often as it is written."""


@dataclass(frozen=True)
class Case:
    """One ticket under one contract; instants in quarters, targets as written, by priority."""

    opened: int
    priority: str
    script: tuple
    targets: dict
    coverages: tuple[str, str, date]
    operation: tuple[int, int]
    incident: bool
    workaround: bool
    third_party: bool

    @property
    def contract(self):
        first, amended, on = self.coverages
        periods = (
            CoveragePeriod(since=date(2020, 1, 1), coverage=first),
            CoveragePeriod(since=on, coverage=amended),
        )
        promised = (target(priority, text, text) for priority, text in self.targets.items())
        rules = SlaRules(workaround_restores=self.workaround, third_party_pauses=self.third_party)
        return contract(*promised, coverage=periods, sla=rules)

    @property
    def exclusion(self):
        start, end = self.operation
        announced = instant(self.opened) - timedelta(hours=24)
        return Exclusion(instant(start), instant(end), announced, frozenset({"pbx"}))

    def quarters_or_days(self, priority):
        return TARGETS[self.targets[priority]]

    def journal(self, script=None):
        kind = Kind.INCIDENT if self.incident else Kind.REQUEST
        journal = Journal(_text(self.opened), self.priority, kind=kind, components=("pbx",))
        for act in self.script if script is None else script:
            perform(journal, *act)
        return journal


@st.composite
def cases(draw, longest=12, without=()):
    """A case whose script holds only acts that the lifecycle takes."""
    opened = draw(st.integers(0, 6 * 96))
    start = draw(st.integers(opened, opened + 6 * 96))
    case = Case(
        opened=opened,
        priority=draw(st.sampled_from(PRIORITIES)),
        script=(),
        targets={priority: draw(st.sampled_from(sorted(TARGETS))) for priority in PRIORITIES},
        coverages=(
            draw(st.sampled_from(COVERAGES)),
            draw(st.sampled_from(COVERAGES)),
            date(2026, 10, 19) + timedelta(days=draw(st.integers(0, 20))),
        ),
        operation=(start, start + draw(st.integers(1, 40))),
        incident=draw(st.booleans()),
        workaround=draw(st.booleans()),
        third_party=draw(st.booleans()),
    )
    return replace(case, script=tuple(_script(draw, case, draw(st.integers(0, longest)), without)))


def _script(draw, case, length, without):
    """Acts, later and later; one that the lifecycle does not take is left out."""
    journal, quarter = case.journal(), case.opened
    for _ in range(length):
        likely = [act for act in LIKELY[journal.story.header.status].split() if act not in without]
        act = draw(st.sampled_from(likely))
        told = (quarter + draw(GAPS), act, _argument(draw, act))
        kept = len(journal.entries)
        perform(journal, *told)
        if journal.story.refused:
            journal.cut(kept)
        else:
            quarter = told[0]
            yield told


def perform(journal, quarter, act, argument):
    """Tell one act of a script."""
    when = _text(quarter)
    match act:
        case "public_note" | "internal_note":
            journal.note(when, public=act == "public_note")
        case "priority":
            journal.priority(when, argument)
        case "wait":
            journal.wait(when, WaitFor(argument))
        case "restore":
            journal.cause(when).restore(when, "half the lines" if argument == "degraded" else None)
        case _:
            getattr(journal, act)(when)


def _argument(draw, act):
    match act:
        case "priority":
            return draw(st.sampled_from(PRIORITIES))
        case "wait":
            return draw(st.sampled_from([reason.value for reason in WaitFor]))
        case "restore":
            return draw(st.sampled_from(("full", "full", "degraded")))
        case _:
            return None


def _text(quarter):
    return instant(quarter).isoformat()
