"""What commands that write share: who acts, the day that was typed, and one line that says what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar, overload

from celyactl.cli import session
from celyactl.cli.output import show
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done


T = TypeVar("T")
_MONTH: Final = re.compile(r"(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])")


def acting() -> Acting:
    """The person at the command line. Raises NoIdentity, NotInTheTeam."""
    now = session.current()
    return now.desk.acting(now.actor, dry_run=now.dry_run)


def today() -> date:
    """The day of the command, in the desk's zone."""
    return session.current().desk.now.date()


def sees_prices() -> bool:
    """Whether whoever asks is a manager: nobody else is shown what a contract costs."""
    from celyactl.services.acting import is_manager  # most commands show no price

    now = session.current()
    return is_manager(now.desk.view.company, now.actor or now.desk.identity(), today())


@overload
def day(text: str, *, upcoming: bool = False) -> date: ...
@overload
def day(text: str | None, *, upcoming: bool = False) -> date | None: ...
def day(text: str | None, *, upcoming: bool = False) -> date | None:
    """What somebody typed as a day; None for nothing. Raises the errors of `parse_date`."""
    if text is None:
        return None
    from celyactl.domain.instants import parse_date  # only when a day is typed

    return parse_date(text, today(), upcoming=upcoming)


def month(text: str) -> date:
    """The first day of a month that was typed like `2026-11`, from 1970 to 2199. Raises MonthNotUnderstood."""
    from datetime import date as made  # only when a month is typed

    from celyactl.errors.command_line import MonthNotUnderstood

    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise MonthNotUnderstood(text)
    return made(int(found[1]), int(found[2]), 1)


def answer(done: Done[T], data: object, line: Callable[[], str]) -> None:
    """Show what an act made: data for programs, one line for people."""
    show(data, lambda: outcome(done, line()), warnings=done.warnings)


def require_whole(left_out: Sequence[str]) -> None:
    """End with exit code 1 when what was handed out lacks files that can't be read."""
    if left_out:
        from typer import Exit  # hardly ever

        raise Exit(1)


def done_or_tried(line: str) -> str:
    """`line`, which says what was done; on a trial (`--dry-run`) that nothing was, and what would have been."""
    if not session.current().dry_run:
        return line
    return _("Nothing was recorded (--dry-run). Otherwise: {line}").format(line=line)


def outcome(done: Done[T], line: str) -> str:
    """`line`, as `done_or_tried` has it; that nothing changed where no commit was made."""
    return done_or_tried(line) if done.commit or session.current().dry_run else _("Nothing changed.")
