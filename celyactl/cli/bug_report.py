"""The private file that tells a bug: version, command line without secrets, traceback; never shown on the screen."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from celyactl import __version__
from celyactl.cli.private_files import leave_anywhere
from celyactl.errors.machine import Bug

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECRET_OPTION = re.compile(r"--?[\w-]*(password|passwd|secret|token|key|code|credential)[\w-]*", re.IGNORECASE)
_SECRET_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]*@")


def reported(problem: BaseException) -> Bug:
    """The error that names the report of this problem."""
    text = _text(problem).encode("utf-8", "backslashreplace")
    prefix = f"bug-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-"
    return Bug(type(problem).__name__, leave_anywhere("", text, prefix=prefix, suffix=".txt"))


def without_secrets(words: Iterable[str]) -> list[str]:
    """A command line without the values of options that hold secrets and the passwords of addresses."""
    kept: list[str] = []
    hide_next = False
    for word in words:
        option, equals, _value = word.partition("=")
        is_secret = bool(_SECRET_OPTION.fullmatch(option))
        shown = f"{option}=***" if is_secret and equals else _SECRET_IN_ADDRESS.sub("***@", word)
        kept.append("***" if hide_next else shown)
        hide_next = is_secret and not equals
    return kept


def _text(problem: BaseException) -> str:
    lines = [
        f"celyactl {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{datetime.now(UTC).isoformat()}",
        f"{without_secrets(sys.argv)!r}",
        "",
        *traceback.format_exception(problem),
    ]
    return _SECRET_IN_ADDRESS.sub("***@", "\n".join(lines))
