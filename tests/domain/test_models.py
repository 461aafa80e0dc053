"""How the models are written: what every command that reads a ticket pays for."""

import __future__

import sys

import pytest

from celyactl.domain.model import Model
from celyactl.store import records  # noqa: F401 - it loads every model

ASIDE = {f"celyactl.domain.{name}" for name in ("model", "description", "takeover")}
"""The base, and forms that people fill in: no ticket is made of them."""


def _kinds(model: type[Model]) -> set[type[Model]]:
    return {model, *(one for child in model.__subclasses__() for one in _kinds(child))}


@pytest.mark.parametrize("name", sorted({model.__module__ for model in _kinds(Model)} - ASIDE))
def test_a_module_of_models_postpones_no_annotation(name):
    assert getattr(sys.modules[name], "annotations", None) is not __future__.annotations
