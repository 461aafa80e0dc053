"""Compiles the translations when a wheel or an editable install is made, so that no binary catalogue is committed.

A wheel takes the root's `templates/` into the package; an editable install finds them where they are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write a `.mo` beside each `.po` under `celyactl/locale`."""
    for source in sorted((root / "celyactl" / "locale").glob("*/LC_MESSAGES/*.po")):
        unfinished = source.with_suffix(f".mo.{os.getpid()}")
        with source.open("rb") as text, unfinished.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parts[-3]))
        unfinished.replace(source.with_suffix(".mo"))  # a program that runs meanwhile reads the old or the new one


class CatalogueHook(BuildHookInterface[Any]):
    """Runs before the files of a build are chosen."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile for every kind of build; `version` is `standard` or `editable`."""
        compile_catalogues(Path(self.root))
        if version == "standard":
            build_data["force_include"]["templates"] = "celyactl/templates"


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
