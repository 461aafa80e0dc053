"""A component under `--json`: every field of the file, and its present version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli.record_data import fields_of

if TYPE_CHECKING:
    from celyactl.domain.client import Component


def component_data(component: Component) -> dict[str, Any]:
    """Every field by its name, and `version`."""
    return fields_of(component) | {"version": component.versions[-1].version if component.versions else None}
