"""The extranet as an OpenAPI description: addresses from its route table, fields and queries from its templates."""

from __future__ import annotations

import re
from typing import Any

from isolation import REPOSITORY

from celyactl.extranet.routes import ROUTES

_TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "templates" / "extranet").glob("*.j2"))
_NAMES = sorted({*re.findall(r' name="([a-z]+)"', _TEMPLATES), "kept", "check-x-0"} - {"files", "viewport"})
"""Every field of every form; two of them get their names while a page is made."""
_QUERIES = sorted({*_NAMES, *re.findall(r"[?&]([a-z]+)=", _TEMPLATES), "page"})
_STATUSES = (200, 303, 400, 401, 403, 404, 413, 415, 422, 429)


def described() -> dict[str, Any]:
    """OpenAPI 3.1."""
    paths: dict[str, Any] = {}
    for route in ROUTES:
        path = re.sub(r":\w+\}", "}", route.path)
        operation = {"parameters": _parameters(path), "responses": {str(status): _answer() for status in _STATUSES}}
        if route.method == "POST":
            operation["requestBody"] = {"content": {_kind(files=route.files): {"schema": _form(files=route.files)}}}
        paths.setdefault(path, {})[route.method.lower()] = operation
    return {"openapi": "3.1.0", "info": {"title": "Extranet", "version": "1"}, "paths": paths}


def _answer() -> dict[str, Any]:
    return {"description": "a page, a file or the way to the next page"}


def _kind(*, files: bool) -> str:
    return "multipart/form-data" if files else "application/x-www-form-urlencoded"


def _form(*, files: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {name: {"type": "string"} for name in _NAMES}
    if files:
        fields["files"] = {"type": "string", "format": "binary"}
    return {"type": "object", "properties": fields}


def _parameters(path: str) -> list[dict[str, Any]]:
    text = {"type": "string"}
    inside = [{"name": name, "in": "path", "required": True, "schema": text} for name in re.findall(r"\{(\w+)\}", path)]
    return [*inside, *({"name": name, "in": "query", "schema": text} for name in _QUERIES)]
