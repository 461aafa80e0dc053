"""Files of the desk that can't be read, fixed or written: one error a file, with all its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import BadData, CelyactlError
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.errors.base import Fault


class BadFile(BadData):
    """A file that breaks the format; says the first fault and how many more there are, and carries all of them."""

    def __init__(self, path: str, faults: Sequence[Fault]) -> None:
        self.path = path
        first, more = faults[0], len(faults) - 1
        rest = ngettext(
            "There is one more fault in this file: `celyactl check` lists all.",
            "There are {n} more faults in this file: `celyactl check` lists all.",
            more,
        ).format(n=more)
        self._rest = rest if more else ""
        where = f"{path}:{first.line}" if first.line else path
        super().__init__(first.message, where=where, todo=self._rest, faults=faults)

    @property
    def heading(self) -> str:
        """How many faults there are, since the first one is listed with the others."""
        count = len(self.faults)
        found = ngettext("{n} fault in the file", "{n} faults in the file", count).format(n=count)
        advice = self.todo.removeprefix(self._rest).strip()
        return f"{found} ({self.path}). {advice}".rstrip()


class ValueRefused(BadFile):
    """A value that was given breaks the format: the file was not written, so neither its lines nor `check` help.

    What stands in a header and in its journal is told once.
    """

    def __init__(self, path: str, faults: Sequence[Fault]) -> None:
        told = {(fault.field.rpartition(".")[2], fault.code): fault for fault in reversed(faults)}
        super().__init__(path, [fault._replace(line=0) for fault in reversed(told.values())])
        self.where, self.todo = "", _("Nothing was recorded.")
        self.args = (self.sentence,)

    @property
    def heading(self) -> str:
        """That nothing was recorded, since the faults are listed."""
        return _("These values can't be recorded. {advice}").format(advice=self.todo)


class UnwritableText(BadData):
    """A text with something that no YAML file can hold: half of a character pair, or NUL."""

    def __init__(self, text: str, character: str) -> None:
        start = text[:40].encode("ascii", "backslashreplace").decode()
        super().__init__(
            _('The text "{start}" holds U+{code:04X}, which is not a character').format(
                start=start, code=ord(character)
            ),
            todo=_("Take it out and try again."),
        )


class ValueTooLong(BadData):
    """A key, a number or a nesting beyond what every reader accepts."""

    def __init__(self, what: str) -> None:
        super().__init__(_("{what} is beyond what a file may hold").format(what=what))


class SameKeys(BadData):
    """Two keys of one mapping that are one after Unicode normalisation."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            _("Two of these keys are the same after Unicode normalisation: {keys}").format(keys=", ".join(keys)),
            todo=_("Rename one."),
        )


class FileTooLarge(BadData):
    """What would be written is larger than what is read again; sizes in bytes."""

    def __init__(self, size: int, maximum: int) -> None:
        super().__init__(
            _("The file would have {size} bytes and may have {maximum}").format(size=size, maximum=maximum),
            todo=_("Attach long texts as files."),
        )


class CommentWouldMove(BadData):
    """Putting the keys in order would hand a comment to another key."""

    def __init__(self, path: str, line: int, field: str) -> None:
        super().__init__(
            _('The keys of "{field}" are out of order, and a comment stands between them').format(field=field or "/"),
            where=f"{path}:{line}",
            todo=_("Put the keys in order by hand, or move the comment."),
        )


class RewriteMismatch(CelyactlError):
    """A bug: the rewritten text does not read back as the data that it was made from; nothing is written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            _("The new text of the file does not read back as what was meant; nothing was written"), where=path
        )
