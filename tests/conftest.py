"""Every test runs in a home of its own, with one known identity, far from the network."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import isolation
import pytest
from hypothesis import HealthCheck, settings
from running import Answer, invoked_at

from celyactl import i18n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest_plugins = ["chromium", "desks", "signing_keys"]

# a machine with other work to do is no fault of what is tested
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_IDENTITY = """[user]
    name = Nadia Roussel
    email = nadia@celya.example
[init]
    defaultBranch = main
"""

_GARBAGE = 50_000


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect tests without looking for garbage among them, then or later: they stay to the end.

    Nor is it looked for at every 700 objects, as in a process that is to stay small: that was a tenth of each command.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def place_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home, a working folder and an environment that owe nothing to the machine's user."""
    home, nowhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("nowhere")
    (home / ".gitconfig").write_text(_IDENTITY)
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "XDG_", "LC_", "CELYACTL_", "_CELYACTL")) or name in {
                "EMAIL",
                "NO_COLOR",
                "EDITOR",
            }:
                patch.delenv(name)
        settings = {
            "HOME": str(home),
            "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "TZ": "Asia/Kathmandu",  # far from Paris and from UTC: nothing may depend on the machine's zone
            **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")},
        }
        for name, value in settings.items():
            patch.setenv(name, value)
        time.tzset()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it starts with & ignore it
        patch.chdir(nowhere)
        isolation.watch()
        yield home


@pytest.fixture(autouse=True)
def no_trespass(place_of_its_own: Path) -> Iterator[None]:
    """Fail the test that touched the real home, the checkout's git or the network."""
    isolation.trespasses.clear()
    isolation.real_folder.cache_clear()
    yield
    assert isolation.trespasses == []


@pytest.fixture
def home(place_of_its_own: Path) -> Path:
    """The home that commands see."""
    return place_of_its_own


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Answer]:
    """Run a command in this process, from `tmp_path` or `cwd`: `run("ticket", "list", "--json", clock=…)`."""

    return partial(invoked_at, here=tmp_path)


@pytest.fixture
def shell(tmp_path: Path) -> Callable[..., Answer]:
    """Run a command as a process of its own, from `tmp_path` or `cwd`."""

    def command(*words: str, cwd: Path | None = None, env: dict[str, str] | None = None, **settings: Any) -> Answer:
        line = [sys.executable, "-m", "celyactl", *map(str, words)]
        settings = {"stdin": subprocess.DEVNULL, "timeout": 60, **settings}
        surroundings = os.environ | {"PYTHONUTF8": "1"} | (env or {})
        end = subprocess.run(
            line, cwd=cwd or tmp_path, env=surroundings, text=True, capture_output=True, check=False, **settings
        )
        return Answer(end.returncode, end.stdout, end.stderr)

    return command


@pytest.fixture(autouse=True)
def _in_the_first_language() -> None:
    """A test speaks the program's first language, whatever the one before it spoke."""
    i18n.use(i18n.DEFAULT)


@pytest.fixture
def in_english() -> Iterator[None]:
    """English for one test, and what was spoken before it afterwards."""
    i18n.use("en")
    yield
    i18n.use(i18n.DEFAULT)
