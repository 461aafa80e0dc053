"""What people type of level 1 and can't be understood."""

from __future__ import annotations

from celyactl.errors.base import Usage
from celyactl.i18n import gettext as _


class CheckNotUnderstood(Usage):
    """What was given as a point that was checked."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a point that was checked').format(text=text[:80]),
            where="--check",
            todo=_('Write it like "Câble enfiché" or "Voyant du poste=éteint".'),
        )


class TrainingNotUnderstood(Usage):
    """What was given as a training."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _('"{text}" is not a training').format(text=text[:80]),
            where="--training",
            todo=_('Write TOPIC:DATE or TOPIC:DATE:EXPIRES like "Niveau 1:2026-12-03:2028-12-03".'),
        )


class TrainingEndsTooSoon(Usage):
    """A training that ends before it is given."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("The training would run out before it is given"),
            where=text[:80],
            todo=_("Write the day it was given first, then the first day on which it no longer holds."),
        )
