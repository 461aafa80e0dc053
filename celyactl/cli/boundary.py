"""The error boundary: whatever a command raises becomes one message on stderr and one exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from typer import Abort, Exit
from typer._click.exceptions import UsageError  # typer gives its usage errors no public name

from celyactl.cli import session
from celyactl.cli.output import tell
from celyactl.errors import CelyactlError, InputOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HUNG_UP: Final = 141  # what a shell reports of a program that SIGPIPE ended
_DISK: Final = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG}


def guarded(command: Callable[[], None], words: Sequence[str], *, as_json: bool) -> int:
    """Run a command and give its exit code, having said what went wrong.

    `words` are its command line; `as_json` is the form of errors, which may come before the options are parsed.
    """
    try:
        return _code_of(command)
    except BrokenPipeError:
        _drop_output()
        return HUNG_UP
    except UsageError as problem:
        return _tell_usage(problem, as_json=as_json)
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001 - this is the boundary
        error = deliberate(problem)
        if isinstance(problem, OSError):
            _drop_output()
        if isinstance(error, InputOutput):
            _keep_what_was_typed(error, words)
        tell(error, as_json=as_json)
        return error.exit_code


def deliberate(problem: BaseException) -> CelyactlError:
    """The error that a person is told of: itself when it is one of ours, else a disk, a right, a Ctrl-C, or a bug."""
    from celyactl.errors.file import UnwritableText
    from celyactl.errors.machine import AccessRefused, DiskRefused, Interrupted  # errors are rare
    from celyactl.errors.system import reason

    match problem:
        case CelyactlError():
            return problem
        case KeyboardInterrupt() | Abort():
            return Interrupted()
        case UnicodeEncodeError(object=str(text), start=at) if "\ud800" <= text[at] <= "\udfff":
            return UnwritableText(text, text[at])  # typed on a terminal that speaks no UTF-8
        case OSError(errno=number) if number in _DISK:
            return DiskRefused(reason(problem), str(problem.filename or ""))
        case PermissionError():
            return AccessRefused(reason(problem), str(problem.filename or ""))
    from celyactl.cli.bug_report import reported

    return reported(problem)


def _keep_what_was_typed(error: InputOutput, words: Sequence[str]) -> None:
    """No disk trouble loses a text that a person gave to a command that writes; the error says where it is."""
    if not session.current().is_writing:
        return
    from celyactl.cli import drafts  # errors are rare
    from celyactl.i18n import gettext as _

    if draft := drafts.keep_command(words):
        error.advise(_("What you typed is kept in {path}.").format(path=draft))
    else:
        error.advise(_("What you typed could not be kept either: your shell may still have it."))


def _code_of(command: Callable[[], None]) -> int:
    code = 0
    try:
        command()
    except Exit as end:
        code = end.exit_code
    if sys.stdout:
        sys.stdout.flush()
    return code


def _tell_usage(problem: UsageError, *, as_json: bool) -> int:
    from celyactl.cli.usage import explained, help_page  # errors are rare

    page = None if as_json else help_page(problem)
    if page:
        sys.stderr.write(page + "\n")
    else:
        tell(explained(problem), as_json=as_json)
    return UsageError.exit_code


def _drop_output() -> None:
    """Let what is still buffered go nowhere, or Python would fail again on its way out."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
