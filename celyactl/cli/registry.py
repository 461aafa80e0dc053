"""Every noun and root command: name, file, and the line that the help shows without importing the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.cli.commands import verb
from celyactl.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.cli.commands import Entry

COMMANDS: Final[Mapping[str, Entry]] = {
    "version": verb("celyactl.cli.version", marked("Show the versions of celyactl, Python and git.")),
}
