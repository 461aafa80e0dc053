"""A desk that escalates on this machine: three people, the first of them its manager, one contract round the clock."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from furnishing import done_once

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def watch(desk, tmp_path, monkeypatch):
    """`desk`, with the machine called `bureau-1`, which escalates."""
    config = tmp_path / "config.toml"
    config.write_text('instance = "bureau-1"\n')
    config.chmod(0o644)
    monkeypatch.setenv("CELYACTL_CONFIG", str(config))
    _staffed(desk)
    desk.config = config
    return desk


@done_once
def _staffed(desk):
    for name in ("malik", "ines"):
        desk.ask("team", "add", name, "--name", name.title(), "--email", f"{name}@celya.example")
    desk.sell("acme-2026", "--target", "P1:30m:4h", "--target", "P3:2h:8h", "--coverage", "business")
    desk.ask("escalation", "run", "--take-over")


@pytest.fixture
def run_at(watch):
    """Run the escalation so much later; the steps as (kind, clock, threshold, to)."""

    def command(**later):
        watch.now += timedelta(**later)
        found = watch.run("escalation", "run", "--json")
        assert found.exit_code == 0, found.stderr
        return [(step["kind"], step["clock"], step["threshold"], step["to"]) for step in found.data["steps"]]

    return command


@pytest.fixture
def opened(watch):
    """Open a ticket; its reference."""

    def command(*words):
        return watch.ask("ticket", "new", "--contract", "acme-2026", "--title", "Plus de tonalité", *words)["ref"]

    return command


class Program:
    """What this machine calls people with: it keeps what it is given, or fails."""

    def __init__(self, folder: Path) -> None:
        self.path, self._log = folder / "ring", folder / "calls.jsonl"
        self.works()

    @property
    def calls(self):
        return [json.loads(line) for line in self._log.read_text().splitlines()] if self._log.exists() else []

    def works(self):
        self._becomes(f'cat >> "{self._log}"; echo >> "{self._log}"')

    def fails(self):
        self._becomes("cat > /dev/null; echo 'no line' >&2; exit 3")

    def _becomes(self, script):
        self.path.write_text(f"#!/bin/sh\n{script}\n")
        self.path.chmod(0o755)


@pytest.fixture
def program(watch, tmp_path):
    """The program that this machine calls people with."""
    made = Program(tmp_path)
    watch.config.write_text(f'instance = "bureau-1"\n[escalation]\ncommand = ["{made.path}"]\n')
    return made
