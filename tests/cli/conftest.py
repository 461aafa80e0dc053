from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import probe as probe_module
import pytest


@pytest.fixture
def probe(run):
    """Run a command of the probe in this process."""
    return partial(run, app=probe_module.app)


@pytest.fixture
def probe_words():
    """The words that start the probe as a process of its own."""
    return [sys.executable, str(Path(probe_module.__file__))]
