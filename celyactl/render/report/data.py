"""The figures of a report as plain data, the same for every program that reads them; its hash stands in the report."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import asdict

from celyactl.domain.model import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.domain.availability import Availability
    from celyactl.domain.client import Client
    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.contract import ContractFigures
    from celyactl.domain.figures.installation import Ending
    from celyactl.domain.figures.kept import ClockFigures, Miss
    from celyactl.domain.figures.period import Period
    from celyactl.domain.figures.recommending import Suggested
    from celyactl.domain.figures.services import ServiceFigures
    from celyactl.domain.report import Report

    Data = dict[str, object]

_SECOND: Final = timedelta(seconds=1)


def report_data(contract: Contract, client: Client, period: Period, commit: str, computed: Data) -> Data:
    """A whole report: what it is of, its figures (`figures_data`), and `figures`, their hash."""
    about: Data = {
        "contract": contract.slug,
        "client": client.id,
        "period": {"start": period.start.isoformat(), "end": period.end.isoformat()},
        "commit": commit,
        "figures": figures_hash(computed),
    }
    return about | computed


def figures_data(figures: ContractFigures, suggested: Sequence[Suggested], report: Report | None) -> Data:
    """The figures without what they are of, and what to do next as the manager left it: all but what was rejected."""
    share = figures.level1.share
    return {
        "tickets": _plain(figures.tickets),
        "response": _clock(figures.response),
        "restoration": _clock(figures.restoration),
        "onsite": _clock(figures.onsite),
        "interventions": _plain(figures.interventions),
        "waiting_seconds": dict(figures.waiting),
        "availability": [_service(one) for one in figures.availability],
        "operations": _plain(figures.operations),
        "preventive": {
            "due": figures.preventive.due,
            "done": len(figures.preventive.visits),
            "promised": figures.preventive.promised,
            "late": [
                {"due": one.due.isoformat(), "ref": one.ref, "made": one.made.isoformat() if one.made else None}
                for one in figures.preventive.late
            ],
            "visits": [
                {
                    "ref": visit.ref,
                    "at": visit.at.isoformat(),
                    "checked": visit.checked,
                    "in_order": visit.in_order,
                    "findings": [plain(finding) for finding in visit.findings],
                }
                for visit in figures.preventive.visits
            ],
        },
        "installation": _plain(figures.installation)
        | {"ending": [_ending(one) for one in figures.installation.ending]},
        "level1": {
            "solved": len(share.solved),
            "settled": len(share.settled),
            "rate": share.rate,
            "trainings": _plain(figures.level1.people),
        },
        "packs": [_plain(one) | {"left": one.left} for one in figures.packs],
        "recommendations": [*_drawn(suggested, report), *_own(report)],
    }


def _drawn(suggested: Sequence[Suggested], report: Report | None) -> Iterator[Data]:
    """Those of the figures, with the decision where there is one, and the manager's text for an edited one."""
    known = {(one.rule, one.about): one for one in report.recommendations} if report else {}
    for one in suggested:
        found = known.get((one.rule, one.about))
        decision = found.decision if found else None
        if decision != "rejected":
            text = found.text if found and decision == "edited" else None
            yield {**_plain(one), "decision": decision, "text": text}


def _own(report: Report | None) -> Iterator[Data]:
    for one in report.recommendations if report else ():
        if one.decision == "added":
            yield {
                "rule": one.rule,
                "about": one.about,
                "count": None,
                "day": None,
                "decision": "added",
                "text": one.text,
            }


def _service(figures: ServiceFigures) -> Data:
    months = [{"month": month} | _availability(one) for month, one in figures.months.items()]
    return {"service": figures.service} | _availability(figures.whole) | {"months": months}


def _availability(one: Availability) -> Data:
    return {
        "percent": one.percent,
        "planned_seconds": one.planned // _SECOND,
        "unplanned_seconds": one.unplanned // _SECOND,
    }


def _ending(one: Ending) -> Data:
    return {"component": one.component} | {
        name: _plain(getattr(one.end, name)) for name in ("on", "what", "latest", "source")
    }


def _plain(value: Any) -> Any:
    """Days and instants as they are written, in whatever holds them."""
    if isinstance(value, Struct):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held) for held in value]
    return value.isoformat() if isinstance(value, date) else value


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
        "observed": _plain(clock.observed),
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
