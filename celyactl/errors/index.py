"""What readers are told of the index: never an error, as it is a cache; sentences for warnings."""

from __future__ import annotations

from celyactl.i18n import gettext as _


def not_kept(reason: str) -> str:
    """The index could not be written: this command made it for itself."""
    return _("The index can't be kept ({reason}): this command made one for itself, and so will the next.").format(
        reason=reason
    )


def held_by_another() -> str:
    """Another process has held the index for the whole wait."""
    return _("The index is held by another process: this command made one for itself.")
