"""Acts in words: whatever a service may write in a commit has words, and their facts stay."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from celyactl import services
from celyactl.render.ops import act_words

_SAMPLE = {"ERASURE": "privacy.erase", "priority": "P1", "to": "2", "clock": "restoration", "kind": "parent"}
_PLACE = {"Telling": 0, "Act": 0, "Trailers": 0}
"""Which argument of which call is an act's name."""


def _texts(node: ast.AST) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr():
            return ["".join(_piece(one) for one in node.values)]
        case ast.IfExp():
            return [*_texts(node.body), *_texts(node.orelse)]
    return []


def _piece(node: ast.AST) -> str:
    if isinstance(node, ast.FormattedValue):
        return _SAMPLE.get(ast.unparse(node.value), "lea")
    return str(node.value)


@cache
def acts() -> frozenset[str]:
    texts = [path.read_text() for path in Path(services.__file__).parent.rglob("*.py")]
    telling = [text for text in texts if any(f"{name}(" in text for name in (*_PLACE, "Deed"))]
    calls = [node for text in telling for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return frozenset(act for call in calls if isinstance(call.func, ast.Name) for act in _named(call, call.func.id))


def _named(call: ast.Call, name: str) -> list[str]:
    """The acts that a call names."""
    if name == "Deed":
        noun, verb = (one.value for one in call.args[:2])
        return [f"{noun}.{verb} lea"]
    if name not in _PLACE:
        return []
    place = _PLACE[name]
    return [text for one in call.args[place : place + 1] for text in _texts(one) if text]


def test_the_acts_of_the_services_are_found():
    assert {"open", "take", "assign", "priority P1", "component.add lea", "init"} <= acts()


@pytest.mark.parametrize("act", sorted(acts()))
def test_every_act_has_words_that_keep_its_facts(in_english, act):
    said = act_words(act)
    assert said != act
    assert all(fact in said for fact in ("lea", "P1") if fact in act.split())


def test_an_act_that_is_not_known_is_shown_as_it_is_written(language):
    assert act_words("tune pianos") == "tune pianos"
