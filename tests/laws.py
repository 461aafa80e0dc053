"""Properties: `@law(40)` tries 40 random cases in every run, and twenty times as many under `make soak`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

_TIMES: Final = 20 if "SOAK" in os.environ else 1


def law(cases: int, **more: Any) -> Callable[[Any], Any]:
    """Mark a property, with how many cases tell a fault of a day's work; `more` as for hypothesis' settings."""

    def marked(test: Any) -> Any:
        return pytest.mark.law(settings(max_examples=cases * _TIMES, **more)(test))

    return marked
