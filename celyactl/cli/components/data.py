"""A component under `--json`: every field of the file, and its present version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli.record_data import fields_of

if TYPE_CHECKING:
    from celyactl.domain.client import Component
    from celyactl.domain.end_of_life import End


def component_data(component: Component) -> dict[str, Any]:
    """Every field by its name, and `version`."""
    return fields_of(component) | {"version": component.version}


def end_data(end: End) -> dict[str, Any]:
    """One end: `on` is null where no day is known, `source` where the desk says it."""
    return {
        "what": end.what,
        "on": end.on,
        "latest": end.latest,
        "sold_until": end.sold_until,
        "source": end.source,
    }
