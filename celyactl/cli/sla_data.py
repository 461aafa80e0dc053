"""The shapes of `--json` for clocks, their ledgers and the board: seconds are whole and covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from celyactl.domain.board import Board, Standing
    from celyactl.domain.clocks import Clock
    from celyactl.domain.ledger_lines import Line


def clock_data(clock: Clock) -> dict[str, Any]:
    """A clock, as `sla show` gives it."""
    return {
        "name": clock.name,
        "target": clock.target,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "met_at": clock.met_at,
        "elapsed_seconds": clock.elapsed_seconds,
        "paused_seconds": clock.paused_seconds,
        "status": clock.status,
        "remaining_seconds": clock.remaining_seconds,
        "due_if_resumed": clock.due_if_resumed,
    }


def line_data(line: Line) -> dict[str, Any]:
    """A line of a ledger."""
    return {
        "code": line.code,
        "rule": line.rule,
        "start": line.start,
        "end": line.end,
        "seconds": line.seconds,
        "covered_seconds": line.covered,
        "total_seconds": line.total,
        "detail": line.detail or None,
        "target": line.target,
        "days": [{"day": one.day, "kind": one.kind} for one in line.days],
    }


def board_data(board: Board) -> dict[str, Any]:
    """The sections of the board, and how many tickets each holds in all."""
    names = ("due", "ours", "client", "third_party", "aside", "unexplained")
    sections = {name: [standing_data(one) for one in _section(board, name)] for name in names}
    return sections | {"totals": board.counts._asdict()}


def _section(board: Board, name: str) -> Iterable[Standing]:
    section: Iterable[Standing] = getattr(board, name)
    return section


def standing_data(standing: Standing) -> dict[str, Any]:
    """A ticket on the board."""
    header = standing.story.header
    names = ("ref", "title", "client", "contract", "priority", "level", "status", "assignee", "pending")
    return {name: getattr(header, name) for name in names} | {
        "since": standing.since,
        "clocks": [clock_data(clock) for clock in standing.clocks],
        "unexplained": [clock.name for clock in standing.unexplained],
    }
