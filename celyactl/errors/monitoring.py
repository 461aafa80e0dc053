"""What keeps a notification of the monitoring from being taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotificationTooLarge(BadData):
    """A notification is small."""

    def __init__(self, most: int) -> None:
        what = _("The notification is larger than {most} bytes").format(most=most)
        super().__init__(what, todo=_("Let the monitoring send fewer alerts at once."))


class TooManyAlerts(BadData):
    """A storm of alerts is one matter for people, not hundreds of tickets."""

    def __init__(self, count: int, most: int) -> None:
        what = _("{count} alerts at once are more than {most}").format(count=count, most=most)
        super().__init__(what, todo=_("Group them: `group_by` of Alertmanager, or its `max_alerts`."))


class NotificationNotUnderstood(BadData):
    """Neither Alertmanager nor Icinga or Nagios writes like this."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("The notification is not understood: {why}").format(why=why),
            todo=_("See docs/monitor.md for what is read; `contrib/monitoring` has samples."),
        )


class AlertsUnplaced(BadData):
    """Nothing says whose installation an alert is about; the others of its notification were recorded."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(
            _("Nothing that the desk knows says whose these alerts are: {titles}").format(titles=_("; ").join(titles)),
            todo=_("Give them a label celyactl_contract or celyactl_client, or the command --contract or --client."),
        )
