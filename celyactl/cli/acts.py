"""What commands that write share: who acts, the day that was typed, and one line that says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from celyactl.cli import session
from celyactl.cli.output import show
from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.services.acting import Acting
    from celyactl.services.recording import Done


T = TypeVar("T")


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


def day(text: str, *, upcoming: bool = False) -> date:
    """What somebody typed as a day. Raises the errors of `parse_date`."""
    from celyactl.domain.instants import parse_date  # only when a day is typed

    return parse_date(text, today(), upcoming=upcoming)


def answer(done: Done[T], data: object, line: Callable[[], str]) -> None:
    """Show what an act made: data for programs, one line for people."""
    show(data, lambda: _line(done, line()), warnings=done.warnings)


def not_recorded(line: str) -> str:
    """What a trial answers: `line` is what the command would have said."""
    return _("Nothing was recorded (--dry-run). Otherwise: {line}").format(line=line)


def _line(done: Done[T], line: str) -> str:
    if session.current().dry_run:
        return not_recorded(line)
    return line if done.commit else _("Nothing changed.")
