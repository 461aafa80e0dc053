"""Files of another format, and names that may not become a path."""

from __future__ import annotations

from celyactl.errors.base import BadData
from celyactl.i18n import gettext as _


class NewerFormat(BadData):
    """A file written by a newer program: it is read as far as known and never written."""

    def __init__(self, path: str, number: int, known: int) -> None:
        super().__init__(
            _("The file has format {number}, and this program writes format {known}").format(
                number=number, known=known
            ),
            where=path,
            todo=_("Install a newer celyactl; nothing was written."),
        )


class BadName(BadData):
    """A name from which no path of the desk is made."""

    def __init__(self, name: str, *, reserved: bool = False) -> None:
        text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:60])
        what = _('"{name}" is a reserved name') if reserved else _('"{name}" can\'t be the name of a file')
        super().__init__(
            what.format(name=text),
            todo=_('Use lower-case letters, digits, ".", "_" and "-", beginning with a letter or a digit.'),
        )
