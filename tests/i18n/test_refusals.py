"""A refusal is a sentence: it begins with a capital in both languages, where no name, number or program begins it."""

from __future__ import annotations

import ast
from pathlib import Path

import translations

import celyactl.errors

PROGRAMS = ("git ", "ssh-keygen ")


def refusals():
    """What errors begin their sentences with: what they give to `super().__init__` first, or say of an unknown name."""
    for path in Path(celyactl.errors.__file__).parent.glob("*.py"):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.FunctionDef) and made.name == "__init__":
                yield from begun(made)
            if isinstance(made, ast.AnnAssign) and getattr(made.target, "id", "") == "unknown" and made.value:
                yield from texts(made.value)


def begun(made):
    named = {}
    for node in ast.walk(made):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(made):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "__init__" and node.args:
            what = node.args[0]
            for value in named.get(what.id, []) if isinstance(what, ast.Name) else [what]:
                yield from texts(value)


def texts(value):
    match value:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Call(func=ast.Attribute(value=inner, attr="format")) | ast.Call(func=ast.Name(), args=[inner, *_]):
            yield from texts(inner)
        case ast.IfExp(body=first, orelse=second):
            yield from (*texts(first), *texts(second))


def test_a_refusal_begins_with_a_capital():
    said = {text for text in refusals() if not text.startswith(PROGRAMS)}
    assert len(said) > 200, "the errors are no longer written as this test reads them"
    [french] = [catalogue for path, catalogue in translations.catalogues() if path.parts[-3] == "fr"]
    told = {str(message.string) for text in said if (message := french.get(text)) and isinstance(message.string, str)}
    assert sorted(text for text in said | told if text[:1].islower()) == []
