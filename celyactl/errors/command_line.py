"""What a command line can get wrong: exit code 2; `where` is the command, `todo` its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.base import Usage
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def _see_help(command: str) -> str:
    return _("`{command} --help` shows what is possible.").format(command=command)


class UnknownCommand(Usage):
    """No noun or verb of that name; `near` holds the names that resemble it."""

    def __init__(self, name: str, command: str, near: Sequence[str]) -> None:
        todo = _("Did you mean {names}?").format(names=", ".join(near)) if near else _see_help(command)
        super().__init__(_('There is no command "{name}"').format(name=name), where=command, todo=todo)


class MissingCommand(Usage):
    """A noun without its verb."""

    def __init__(self, command: str) -> None:
        super().__init__(_("A command is missing"), where=command, todo=_see_help(command))


class UnknownOption(Usage):
    """An option that the command does not take; `near` holds those that resemble it."""

    def __init__(self, name: str, command: str, near: Sequence[str]) -> None:
        todo = _("Did you mean {names}?").format(names=", ".join(near)) if near else _see_help(command)
        super().__init__(_('There is no option "{name}"').format(name=name), where=command, todo=todo)


class BadOption(Usage):
    """An option without its value, or a value given to one that takes none."""

    def __init__(self, name: str, command: str, *, takes_none: bool) -> None:
        what = _("The option {name} takes no value") if takes_none else _("The option {name} lacks its value")
        super().__init__(what.format(name=name), where=command, todo=_see_help(command))


class MissingValue(Usage):
    """A required option or argument was not given; `allowed` holds its words, when they are few."""

    def __init__(self, name: str, command: str, allowed: Sequence[str] = ()) -> None:
        todo = _("Give one of {words}.").format(words=", ".join(allowed)) if allowed else _see_help(command)
        super().__init__(_("{name} is missing").format(name=name), where=command, todo=todo)


class ValueNeeded(Usage):
    """A question would be asked, but there is no terminal to ask it on."""

    def __init__(self, option: str) -> None:
        what = _("A value is needed and there is no terminal to ask for it")
        super().__init__(what, todo=_("Give it with {option}.").format(option=option))


class NothingToAmend(Usage):
    """An amendment that says nothing."""

    def __init__(self) -> None:
        todo = _("Give `--coverage`, `--target`, `--yearly`, `--rhythm` or `--order`.")
        super().__init__(_("It is not said what shall change"), where="--from", todo=todo)


class ValueNotAllowed(Usage):
    """A value outside the declared words."""

    def __init__(self, name: str, value: str, command: str, allowed: Sequence[str]) -> None:
        what = _('{name}: "{value}" is not allowed').format(name=name, value=value)
        super().__init__(what, where=command, todo=_("Give one of {words}.").format(words=", ".join(allowed)))


class BadValue(Usage):
    """A value of the wrong shape; `reason` says which shape is expected."""

    def __init__(self, name: str, reason: str, command: str) -> None:
        what = _("{name}: {reason}").format(name=name, reason=reason.rstrip("."))
        super().__init__(what, where=command, todo=_see_help(command))


class ExtraArgument(Usage):
    """More words than the command takes."""

    def __init__(self, words: str, command: str) -> None:
        what = _("Too many words: {words}").format(words=words)
        super().__init__(what, where=command, todo=_("Put a text of several words between quotation marks."))


class SpanTurnedRound(Usage):
    """A span of time that ends before it begins, as it was typed."""

    def __init__(self, since: str, until: str) -> None:
        what = _('"{since}" is after "{until}"').format(since=since, until=until)
        super().__init__(what, where="--since, --until", todo=_("Swap them, or correct one."))


class MonthNotUnderstood(Usage):
    """What was typed is no month of the years 1970 to 2199."""

    def __init__(self, text: str) -> None:
        what = _('"{text}" is not a month').format(text=text[:80])
        super().__init__(what, where="--month", todo=_("Write it like 2026-11."))


class OptionOutOfPlace(Usage):
    """An option that says nothing together with another: it must not be dropped in silence."""

    def __init__(self, option: str, other: str) -> None:
        what = _("{option} has no meaning with {other}").format(option=option, other=other)
        super().__init__(what, todo=_("Leave one of them out, or correct it."))


class OptionAlone(Usage):
    """An option that says more of another one, which was not given."""

    def __init__(self, option: str, other: str) -> None:
        what = _("{option} says something only together with {other}").format(option=option, other=other)
        super().__init__(what, todo=_("Give both, or neither."))


class OneOf(Usage):
    """Options of which one excludes the others."""

    def __init__(self, *options: str) -> None:
        super().__init__(_("One of these at a time: {options}").format(options=", ".join(options)))


class PeriodTurnedRound(Usage):
    """A period whose end, the day after its last, is not after its beginning."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            _("The period has no day"),
            where=f"--from {start}, --to {end}",
            todo=_("Give --from a day before --to."),
        )
