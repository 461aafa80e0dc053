"""What the rota refuses."""

from __future__ import annotations

from celyactl.errors.base import BadData, Usage
from celyactl.i18n import gettext as _


class NotOnCall(BadData):
    """Somebody who is not on call on these days can't be replaced, nor change places."""

    http_status = 409

    def __init__(self, people: str, since: str, until: str) -> None:
        what = _("{people}: not on call from {since} to {until}").format(people=people, since=since, until=until)
        super().__init__(what, where="desk.yaml", todo=_("See `celyactl oncall show`."))


class NobodyOnCall(BadData):
    """The rota says nothing of this day."""

    http_status = 409

    def __init__(self, day: str) -> None:
        what = _("Nobody is on call on {day}").format(day=day)
        super().__init__(what, where="desk.yaml", todo=_("Write duties under `oncall:` of desk.yaml."))


class RotaTaken(BadData):
    """Somebody is on call already on some of these days."""

    http_status = 409

    def __init__(self, people: str, since: str, last: str) -> None:
        what = _("{people}: on call already from {since} to {last} included").format(
            people=people, since=since, last=last
        )
        todo = _("Plan other days, or change that with `celyactl oncall swap`.")
        super().__init__(what, where="desk.yaml", todo=todo)


class NamedTwice(Usage):
    """Whoever is on call in turn is named once."""

    def __init__(self, people: str) -> None:
        super().__init__(_("Somebody is named twice: {people}").format(people=people), todo=_("Name each once."))
