"""The samples for a server name commands, options and addresses that are there."""

from __future__ import annotations

import re
import shlex

import pytest
from isolation import REPOSITORY

from celyactl.extranet.reading import MOST_WITH_FILES
from celyactl.extranet.routes import ROUTES

UNITS = sorted((REPOSITORY / "contrib" / "systemd").glob("*.service"))
PATHS = {route.path for route in ROUTES}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_takes_its_words(unit, run):
    text = unit.read_text(encoding="utf-8")
    words = shlex.split(re.search(r"^ExecStart=/usr/local/bin/celyactl (.*)$", text, re.MULTILINE)[1])
    answer = run(*words, "--help")
    assert answer.exit_code == 0
    options = [word for word in words if word.startswith("--")]
    assert [option for option in options if option not in answer.stdout] == []


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_knows_the_addresses_and_lets_files_through(name):
    text = (REPOSITORY / "contrib" / "server" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"location = (/\S+)|health_uri (/\S+)", text))
    assert {path for pair in named for path in pair if path} <= PATHS
    size = int(re.search(r"(?:client_max_body_size|max_size) (\d+)(?:m;|MB)", text, re.IGNORECASE)[1])
    assert size * 1024 * 1024 >= MOST_WITH_FILES
    assert re.search(r"\$host|reverse_proxy", text)
