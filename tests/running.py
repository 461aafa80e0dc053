"""Commands run in this process: `invoked("ticket", "list", "--json")` gives an Answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from typer.testing import CliRunner

from celyactl.cli import main


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
    result = CliRunner().invoke(app or main.app, [str(word) for word in words], **settings)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)
