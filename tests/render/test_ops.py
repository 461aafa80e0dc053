"""Acts in words: whatever a service may write in a commit has words, and their facts stay."""

from __future__ import annotations

import ast
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


def acts() -> set[str]:
    found = set()
    for path in Path(services.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _PLACE:
                place = _PLACE[node.func.id]
                found |= {text for one in node.args[place : place + 1] for text in _texts(one) if text}
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Deed":
                noun, verb = (one.value for one in node.args[:2])
                found.add(f"{noun}.{verb} lea")
    return found


def test_the_acts_of_the_services_are_found():
    assert {"open", "take", "assign", "priority P1", "component.add lea", "init"} <= acts()


@pytest.mark.parametrize("act", sorted(acts()))
def test_every_act_has_words_that_keep_its_facts(english, act):
    said = act_words(act)
    assert said != act
    assert all(fact in said for fact in ("lea", "P1") if fact in act.split())


def test_an_act_that_is_not_known_is_shown_as_it_is_written(language):
    assert act_words("tune pianos") == "tune pianos"
