"""`celyactl demo`: makes a desk and plays a day in it, with the real commands and a clock of its own."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Annotated, Final
from zoneinfo import ZoneInfo

import typer

from celyactl.cli import demo_story, session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.terminal import bold
from celyactl.domain.reference import REFERENCE_PATTERN
from celyactl.errors.desk import AlreadyThere
from celyactl.errors.machine import DemoBroken, DemoInUse
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from celyactl.cli.demo_story import Step

app = Commands()

_ZONE: Final = ZoneInfo("Europe/Paris")
_MARK: Final = Path(".git", "celyactl-demo")
_TUESDAY: Final = 1


@app.command(example="celyactl demo ./demo")
def demo(
    path: Annotated[
        Path, typer.Argument(metavar=marked("PATH"), help=marked("Where to make it; an untouched demo is replaced."))
    ] = Path("demo"),
    fresh: Annotated[
        bool, typer.Option("--fresh", help=marked("Replace the demo that is there, whatever was done in it."))
    ] = False,
) -> None:
    """Make a desk and play a day in it; then try your own commands there."""
    _make_room(path, fresh=fresh)
    person = dict(zip(("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"), demo_story.TECHNICIAN, strict=True))
    refs = _play(path, session.current().clock(), {**person, "CELYACTL_ACTOR": person["GIT_AUTHOR_EMAIL"]})
    show({"path": str(path.resolve()), "tickets": refs}, lambda: _next(path, refs))


def _make_room(path: Path, *, fresh: bool) -> None:
    if (path / _MARK).is_file():
        if not fresh and _was_used(path):
            raise DemoInUse(str(path))
        shutil.rmtree(path)
    elif path.exists() and any(path.iterdir()):
        raise AlreadyThere(str(path))
    path.mkdir(parents=True, exist_ok=True)


def _was_used(path: Path) -> bool:
    """Whether the demo holds what it did not make itself: a commit on any branch, a stash, an edit, a new file."""
    from celyactl.errors.repository import GitFailed  # a new demo needs none
    from celyactl.store import git

    end = (path / _MARK).read_text(encoding="ascii", errors="replace").strip()
    try:
        later = git.run(
            ["rev-list", "--all", "HEAD", "--max-count=1", "--not", "--end-of-options", end or "HEAD"],
            path,
            git.environment(),
        )
        return bool(not end or later or git.run(["status", "--porcelain"], path, git.environment()))
    except GitFailed:
        return True  # nothing in it can be told apart


def _play(path: Path, now: datetime, person: Mapping[str, str]) -> dict[str, str]:
    saturday = _last_saturday(now)
    facts = {"start": (saturday - timedelta(days=30)).date().isoformat()}
    os.environ.update(person)
    for step in demo_story.steps():
        _tell(step, facts)
        at = saturday + step.offset
        output = _run(path, [word.format(**facts) for word in step.words], at)
        if step.keeps:
            facts[step.keeps] = _reference(output)
        if step.words[0] == "init":
            _settle(path, person)
        _mark(path)
    return {name: ref for name, ref in facts.items() if name != "start"}


def _settle(path: Path, person: Mapping[str, str]) -> None:
    """Make the demo's technician the one whom git knows there."""
    from celyactl.store import git  # commands without a desk need none

    for key, name in (("user.name", "GIT_AUTHOR_NAME"), ("user.email", "GIT_AUTHOR_EMAIL")):
        git.run(["config", "--local", key, person[name]], path, git.environment())


def _mark(path: Path) -> None:
    """Note how far the demo's own commits go, so that later ones are known to be somebody's work."""
    from celyactl.store.head import read_head
    from celyactl.store.place import find

    (path / _MARK).write_text(f"{read_head(find(path)).commit}\n", encoding="ascii")


def _last_saturday(now: datetime) -> datetime:
    """Midnight of the last Saturday that was followed by a whole Monday."""
    local = now.astimezone(_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    tuesday = local - timedelta(days=(local.weekday() - _TUESDAY) % 7)
    return tuesday - timedelta(days=3)


def _tell(step: Step, facts: Mapping[str, str]) -> None:
    if session.current().json:
        return
    if step.says:
        typer.echo("\n" + bold(_(step.says)))
    typer.echo("$ " + join(["celyactl", *(word.format(**facts) for word in step.words)]))


def _run(path: Path, words: list[str], at: datetime) -> str:
    """Run one command as a shell would; what it printed. Raises DemoBroken when it fails."""
    from celyactl.cli.main import run  # this module is one of its commands

    heard = _Listener(sys.stdout, silent=session.current().json)
    with session.clock_at(lambda: at), redirect_stdout(heard):
        status = run(["-C", str(path), "--lang", language(), *words])
    if status:
        raise DemoBroken(join(words), status)
    return heard.getvalue()


class _Listener(StringIO):
    """Standard output that is passed on and remembered."""

    def __init__(self, stream: TextIO, *, silent: bool) -> None:
        super().__init__()
        self._stream = stream
        self._silent = silent

    def write(self, text: str) -> int:
        if not self._silent:
            self._stream.write(text)
        return super().write(text)

    def isatty(self) -> bool:
        return self._stream.isatty()


def _reference(output: str) -> str:
    found = re.search(REFERENCE_PATTERN, output)
    return found[0] if found else ""


def _next(path: Path, refs: Mapping[str, str]) -> str:
    program = "celyactl" if shutil.which("celyactl") else sys.argv[0]
    tries = (
        f"{program} -C {path} ticket list",
        f"{program} -C {path} sla explain {refs['school']}",
        f"{program} -C {path} contract show clinique-lilas",
        f'{program} -C {path} ticket new --contract ecole-prevert --title "Poste 12 muet"',
        f"git -C {path} log",
    )
    return "\n".join(
        ["", bold(_("The desk is yours in {path}. Try:").format(path=path)), *(f"  {line}" for line in tries)]
    )
