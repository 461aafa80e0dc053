"""Reads a notification: Alertmanager's webhook (JSON, version 4), Icinga's or Nagios' as JSON, lines or `env -0`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from celyactl.errors.monitoring import NotificationNotUnderstood, NotificationTooLarge, TooManyAlerts
from celyactl.i18n import gettext as _
from celyactl.services.monitoring import alertmanager, nagios

if TYPE_CHECKING:
    from celyactl.services.monitoring.alarm import Alarm

LARGEST: Final = 1_000_000
"""Bytes of a notification."""
MOST: Final = 200
"""Alerts of a notification."""


def read(raw: bytes) -> list[Alarm]:
    """The alerts of a notification; none of one that tells of something else (an acknowledgement, a downtime).

    Raises NotificationTooLarge, NotificationNotUnderstood, TooManyAlerts.
    """
    if len(raw) > LARGEST:
        raise NotificationTooLarge(LARGEST)
    if raw.lstrip().startswith((b"{", b"[")):
        told = _json(raw)
        if "alerts" in told:
            return _alerts(told["alerts"])
        return nagios.read({name: value for name, value in told.items() if isinstance(value, str | int | float)})
    return nagios.read(_variables(raw))


def _json(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise NotificationNotUnderstood(_("it is no JSON")) from None
    if not isinstance(told, dict):
        raise NotificationNotUnderstood(_("it is no JSON object"))
    return told


def _alerts(alerts: object) -> list[Alarm]:
    if not isinstance(alerts, list):
        raise NotificationNotUnderstood(_("`alerts` is no list"))
    if len(alerts) > MOST:
        raise TooManyAlerts(len(alerts), MOST)
    return [alertmanager.read(alert) for alert in alerts]


def _variables(raw: bytes) -> dict[str, str]:
    """`NAME=VALUE`, each ended by a line feed; by NUL if there is one, for then a value may hold line feeds."""
    text = raw.decode("utf-8", "replace")
    rows = text.split("\0") if "\0" in text else text.splitlines()
    pairs = (row.partition("=") for row in rows)
    return {name.strip(): value for name, equals, value in pairs if equals}
