"""JSON Schemas (2020-12) of the desk's files, made from the models: for editors, and for other programs to check with.

The text is the same for the same program, so that it can be committed under `.celyactl/schema/`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from msgspec import json as msgspec_json

from celyactl.store.heads import SCHEMA_NAMES
from celyactl.store.layout import schema_path

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAMES: Final = tuple(SCHEMA_NAMES.values())
"""The schemas there are: `desk`, `client`, `contract`, `correspondence`, `report`, `ticket`."""


def schema(name: str) -> dict[str, Any]:
    """The schema of one kind of file; raises KeyError for a name that is not in `NAMES`."""
    kind = {name: kind for kind, name in SCHEMA_NAMES.items()}[name]
    made = msgspec_json.schema(kind)
    definitions = made["$defs"]
    root = definitions.pop(kind.__name__)
    root["required"] = ["format", *root["required"]]
    return {"$schema": DIALECT, **root, "$defs": definitions}


@cache
def schema_text(name: str) -> str:
    """The schema as it is written to `.celyactl/schema/<name>.json`; raises KeyError."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def schema_files() -> dict[str, bytes]:
    """Every schema by its path in the desk: what `init` writes."""
    return {schema_path(name): schema_text(name).encode() for name in NAMES}
