"""Questions, on a terminal only; elsewhere the option that gives the value is named."""

from __future__ import annotations

import sys

from celyactl.cli.terminal import can_ask
from celyactl.errors.command_line import ValueNeeded


def ask(option: str, question: str) -> str:
    """The answer, which is not empty; raises `ValueNeeded` without a terminal and KeyboardInterrupt on Ctrl-C or -D."""
    if not can_ask():
        raise ValueNeeded(option)
    answer = ""
    while not answer:
        answer = _line(f"{question} ")
    return answer


def confirm(option: str, question: str) -> bool:
    """Whether the person agrees; no is the default. Raises `ValueNeeded` without a terminal."""
    return ask(option, question).casefold()[:1] in {"o", "y"}


def perhaps(question: str) -> str:
    """The answer, which may be empty; raises KeyboardInterrupt on Ctrl-C or -D. Only asked where `can_ask`."""
    return _line(f"{question} ")


def _line(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
