"""Alerts of Prometheus' Alertmanager, as its webhook sends them (version 4): labels, annotations, two dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from celyactl.domain.rfc3339 import read_instant
from celyactl.errors import CelyactlError
from celyactl.errors.monitoring import NotificationNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.services.monitoring.alarm import Alarm, hints, name_of, text_of, title_of, urgency

if TYPE_CHECKING:
    from datetime import datetime

_FINGERPRINT: Final = re.compile(r"[0-9a-f]{8,64}")
_FIRST_YEAR: Final = 1971
_UTC: Final = ZoneInfo("UTC")


def read(alert: object) -> Alarm:
    """One alert. Raises NotificationNotUnderstood."""
    if not isinstance(alert, dict):
        raise NotificationNotUnderstood(_("an alert is no JSON object"))
    labels, notes = _words(alert.get("labels")), _words(alert.get("annotations"))
    status = str(alert.get("status"))
    if status not in {"firing", "resolved"} or not labels:
        raise NotificationNotUnderstood(_("an alert has no status, or no labels"))
    place, said = hints({**labels, **notes})
    is_on = status == "firing"
    title = notes.get("summary") or " ".join(filter(None, (labels.get("alertname"), labels.get("instance"))))
    return Alarm(
        _fingerprint(alert, labels),
        is_on,
        title_of(title) or title_of(" ".join(labels.values())) or "-",
        _text(labels, notes),
        _instant(alert.get("startsAt" if is_on else "endsAt")),
        said or urgency(labels.get("severity", "")),
        place,
    )


def _words(found: object) -> dict[str, str]:
    """Labels or annotations: whatever is no text of a name is left out."""
    items = found.items() if isinstance(found, dict) else ()
    return {str(name): value for name, value in items if isinstance(value, str)}


def _fingerprint(alert: dict[str, object], labels: dict[str, str]) -> str:
    told = str(alert.get("fingerprint", ""))
    if _FINGERPRINT.fullmatch(told):
        return f"alertmanager:{told}"
    return name_of("alertmanager", *(f"{name}={labels[name]}" for name in sorted(labels)))


def _text(labels: dict[str, str], notes: dict[str, str]) -> str:
    """What the alert says of itself, then its labels; links are left out: they name machines of ours."""
    said = "\n".join(notes[name] for name in ("description", "message") if name in notes)
    named = "\n".join(f"{name}: {value}" for name, value in sorted(labels.items()))
    return text_of(f"{said}\n\n{named}")


def _instant(told: object) -> datetime | None:
    """A date that can be meant: Alertmanager writes the year 1 for none."""
    try:
        at = read_instant(str(told), _UTC)
    except CelyactlError:
        return None
    return at if at.year >= _FIRST_YEAR else None
