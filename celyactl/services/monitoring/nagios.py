"""Notifications of Icinga 2, Nagios and their like: variables by name, `NAGIOS_` or `ICINGA_` before or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from celyactl.errors.monitoring import NotificationNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.services.monitoring.alarm import Alarm, hints, name_of, text_of, title_of, urgency

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIXES: Final = ("NAGIOS_", "ICINGA_")
_NAMES: Final = {
    "kind": ("NOTIFICATIONTYPE", "NOTIFICATION_TYPE", "TYPE"),
    "host": ("HOSTNAME", "HOST_NAME", "HOST"),
    "shown": ("HOSTDISPLAYNAME", "HOST_DISPLAY_NAME", "HOSTALIAS"),
    "service": ("SERVICEDESC", "SERVICENAME", "SERVICE_NAME", "SERVICE"),
    "service_state": ("SERVICESTATE", "SERVICE_STATE"),
    "host_state": ("HOSTSTATE", "HOST_STATE"),
    "state": ("STATE",),
    "service_output": ("SERVICEOUTPUT", "SERVICE_OUTPUT"),
    "host_output": ("HOSTOUTPUT", "HOST_OUTPUT"),
    "output": ("OUTPUT",),
    "more": ("LONGSERVICEOUTPUT", "LONGHOSTOUTPUT"),
    "service_since": ("LASTSERVICESTATECHANGE", "SERVICESTATECHANGE"),
    "host_since": ("LASTHOSTSTATECHANGE", "HOSTSTATECHANGE"),
    "now": ("TIMET",),
}
_ON: Final = frozenset({"PROBLEM"})
_OFF: Final = frozenset({"RECOVERY", "OK", "UP"})
_WELL: Final = frozenset({"OK", "UP"})


def read(words: Mapping[str, object]) -> list[Alarm]:
    """The alert of a notification; none when it tells of no problem and no recovery.

    Raises NotificationNotUnderstood.
    """
    plain = {_bare(name): str(value) for name, value in words.items()}
    found = {name: next((plain[one] for one in several if plain.get(one)), "") for name, several in _NAMES.items()}
    if not found["host"] or not (found["kind"] or _of(found, "state")):
        raise NotificationNotUnderstood(_("it names no host, or no type and no state"))
    is_on = _is_on(found["kind"].upper(), _of(found, "state").upper())
    if is_on is None:
        return []
    place, said = hints(plain)
    return [
        Alarm(
            name_of("nagios", found["host"], found["service"]),
            is_on,
            title_of(_title(found)),
            text_of("\n".join(filter(None, (_of(found, "output"), found["more"].replace("\\n", "\n"))))),
            _instant(_of(found, "since") or found["now"]),
            said or urgency(_of(found, "state")),
            place,
        )
    ]


def _bare(name: str) -> str:
    known = name.upper()
    return next((known.removeprefix(prefix) for prefix in _PREFIXES if known.startswith(prefix)), known)


def _of(found: Mapping[str, str], name: str) -> str:
    """What is said of the service that is meant, else of its host: Nagios sends both."""
    own = found[f"service_{name}"] if found["service"] else found[f"host_{name}"]
    return own or found.get(name, "")


def _is_on(kind: str, state: str) -> bool | None:
    if kind in _ON:
        return True
    if kind in _OFF:
        return False
    return None if kind else state not in _WELL


def _title(found: Mapping[str, str]) -> str:
    host = found["shown"] or found["host"]
    what = f"{host} {found['service']}" if found["service"] else host
    output = _of(found, "output").partition("\n")[0]
    return ": ".join(filter(None, (what.strip(), output or _of(found, "state"))))


def _instant(told: str) -> datetime | None:
    """Seconds since 1970, of this century."""
    seconds = told.partition(".")[0]
    if not (seconds.isascii() and seconds.isdigit() and 9 <= len(seconds) <= 10):  # noqa: PLR2004 - 1973 to 2286
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
