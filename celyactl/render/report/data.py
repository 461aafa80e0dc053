"""The figures of a report as plain data, the same for every program that reads them; its hash stands in the report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.kept import ClockFigures, Miss
    from celyactl.domain.figures.period import Period

    Data = dict[str, object]


def report_data(contract: Contract, client: Client, period: Period, commit: str, figures: ContractFigures) -> Data:
    """A whole report: what it is of, its figures, and `figures`, their hash."""
    computed = figures_data(figures)
    about: Data = {
        "contract": contract.slug,
        "client": client.id,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "commit": commit,
        "figures": figures_hash(computed),
    }
    return about | computed


def figures_data(figures: ContractFigures) -> Data:
    """The figures, without what they are of."""
    return {
        "tickets": asdict(figures.tickets),
        "response": _clock(figures.response),
        "restoration": _clock(figures.restoration),
        "onsite": _clock(figures.onsite),
        "interventions": asdict(figures.interventions),
        "waiting_seconds": dict(figures.waiting),
        "availability": [
            {
                "service": name,
                "percent": one.percent,
                "planned_seconds": int(one.planned.total_seconds()),
                "unplanned_seconds": int(one.unplanned.total_seconds()),
            }
            for name, one in sorted(figures.availability.items())
        ],
    }


def figures_hash(data: Data) -> str:
    """The SHA-256 of the figures, whatever the order of their keys and the spaces between them."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _clock(clock: ClockFigures) -> Data:
    return {
        "count": clock.count,
        "met": clock.met,
        "missed": [miss.ref for miss in clock.misses],
        "rate": clock.rate,
        "median_seconds": clock.median_seconds,
        "p95_seconds": clock.p95_seconds,
        "max_seconds": clock.max_seconds,
        "misses": [_miss(miss) for miss in clock.misses],
    }


def _miss(miss: Miss) -> Data:
    reason = miss.reason
    return {
        "ref": miss.ref,
        "target": miss.target,
        "due_at": miss.due.isoformat(),
        "met_at": miss.met.isoformat() if miss.met else None,
        "late_seconds": miss.late_seconds,
        "because": reason.because.value if reason else None,
        "reason": reason.text if reason else None,
    }
