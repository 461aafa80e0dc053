"""The system's Chromium, headless and quiet, for tests that look at pages or take pictures."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that there is: a shell without windows shows the same pages in two thirds of the processor's time."""
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--in-process-gpu",
    "--no-first-run",
    "--no-sandbox",
)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that is gone at the end; without one the test fails. Playwright has one at a time in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - half a second, for what looks at pages

    names = filter(None, (os.environ.get("CHROMIUM"), *NAMES))
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("These tests need Chromium. On Debian: apt-get install chromium-headless-shell", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    with browser() as started:
        yield started
