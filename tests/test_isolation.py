from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import isolation
import pytest


@pytest.mark.parametrize(
    "reach",
    [
        lambda: (isolation.REPOSITORY / ".git" / "probe").write_text(""),
        (isolation.REAL_HOME / "probe").mkdir,
        lambda: subprocess.run(["git", "status"], cwd=isolation.REPOSITORY, check=False),
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
        lambda: socket.getaddrinfo("celya.example", 443),
    ],
)
def test_a_test_that_leaves_its_place_fails(reach):
    with pytest.raises(isolation.TrespassError):
        reach()
    assert len(isolation.trespasses) == 1
    isolation.trespasses.clear()


def test_commands_see_a_home_of_their_own(home):
    assert Path.home() == home
    assert home != isolation.REAL_HOME
    assert os.environ["GIT_CONFIG_NOSYSTEM"] == "1"


@pytest.mark.parametrize(("target", "path"), [("", "way/probe"), ("probe", "way")])
def test_a_link_out_of_its_place_is_followed(tmp_path, target, path):
    subprocess.run(["ln", "-s", isolation.REPOSITORY / ".git" / target, tmp_path / "way"], check=True)
    with pytest.raises(isolation.TrespassError):
        (tmp_path / path).write_text("")
    isolation.trespasses.clear()
