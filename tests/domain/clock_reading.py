"""Reading one clock of a told ticket: the restoration under a contract of 1 h and 4 h, long after, unless said."""

from __future__ import annotations

from builders import Journal, at, contract, target

FOUR = contract(target("P1", "30m", "2h"), target("P3", "1h", "4h"))
LATER = "2026-12-18 09:00"


def paris(text):
    return at(text).isoformat()


def shown(journal, now=LATER, of=FOUR, clock="restoration", operations=()):
    return journal.clocks(of, now, *operations)[clock]


def due(journal, now=LATER, of=FOUR, clock="restoration", operations=()):
    found = shown(journal, now, of, clock, operations).due_at
    return found and found.isoformat()


def monday():
    return Journal("2026-11-23 09:00")
