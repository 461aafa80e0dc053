"""What is missing of a takeover's record, and what looks like a secret in one."""

from __future__ import annotations

from datetime import date
from time import monotonic

import pytest
from builders import contract

from celyactl.domain.client import Client, Component
from celyactl.domain.contract import Scope, Takeover, TakeoverItem
from celyactl.domain.takeover import tells_secret, unseen
from celyactl.domain.words import ComponentKind, Legal

CLIENT = Client(
    id="acme",
    name="Acme",
    legal=Legal.PROFESSIONAL,
    components=(
        Component(id="ipbx", kind=ComponentKind.PBX, name="IPBX", site="siege"),
        Component(id="trunk", kind=ComponentKind.TRUNK, name="Trunk"),
        Component(id="dect", kind=ComponentKind.HANDSET, name="DECT", site="depot"),
    ),
)


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (Scope(), ("ipbx", "trunk", "dect")),
        (Scope(kinds=(ComponentKind.PBX,)), ("ipbx",)),
        (Scope(kinds=(ComponentKind.PBX,), components=("trunk",)), ("ipbx", "trunk")),
        (Scope(sites=("siege",)), ("ipbx", "trunk")),
    ],
)
def test_a_state_is_asked_for_of_what_the_contract_covers(scope, wanted):
    assert unseen(contract(covers=scope), CLIENT) == wanted


def test_a_component_whose_state_is_on_record_is_not_asked_for_again():
    record = Takeover(on=date(2026, 1, 1), items=(TakeoverItem(component="ipbx", state="good"),))
    assert unseen(contract(takeover=record), CLIENT) == ("trunk", "dect")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Mot de passe admin : h3lios!", True),
        ("pin=4711", True),
        ("Mot de passe : remis", False),
        ("clé: rangée", False),
    ],
)
def test_a_value_behind_a_word_for_a_secret_is_one(text, tells):
    assert tells_secret(text) is tells


def test_a_long_text_of_such_words_is_judged_at_once():
    begun = monotonic()
    assert not tells_secret("pin=" * 20_000)
    assert monotonic() - begun < 5
