"""Commands run in this process: `invoked("ticket", "list", "--json")` gives an Answer."""

from __future__ import annotations

import json
from contextlib import chdir, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typer import testing

from celyactl.cli import main, session

if TYPE_CHECKING:
    from pathlib import Path

testing._get_command = main.built  # the runner would build all commands anew for each line


@dataclass(frozen=True)
class Answer:
    """What a command answered; `data` and `error` read its JSON."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def data(self) -> Any:
        assert self.exit_code in {0, 1}, self.stderr
        return json.loads(self.stdout)["data"]

    @property
    def warnings(self) -> list[str]:
        return json.loads(self.stdout)["warnings"]

    @property
    def error(self) -> dict[str, Any]:
        assert self.stdout == ""
        return json.loads(self.stderr.splitlines()[-1])["error"]


def invoked(*words: str, app: Any = None, **settings: Any) -> Answer:
    """Run a command where we are."""
    result = testing.CliRunner().invoke(app or main.app, [str(word) for word in words], **settings)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def invoked_at(*words: str, here: Path, cwd: Path | None = None, clock: Any = None, **settings: Any) -> Answer:
    """Run a command from `cwd`, or `here`; at the hour that `clock` tells, if there is one."""
    with chdir(cwd or here), session.clock_at(clock) if clock else nullcontext():
        return invoked(*words, **settings)
