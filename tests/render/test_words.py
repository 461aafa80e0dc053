from __future__ import annotations

import inspect
from enum import Enum
from typing import get_args

import pytest
import scenes

from celyactl.domain import terms, words
from celyactl.domain.entries import AnyEntry
from celyactl.domain.words import Mode, Origin
from celyactl.render.deeds import _TELLERS
from celyactl.render.exchange import TELLERS
from celyactl.render.words import WORDS, status_words, term_state_words, word

ENUMERATIONS = [one for _, one in inspect.getmembers(words, inspect.isclass) if issubclass(one, Enum) and len(one)]


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_every_declared_word_is_said(language, enumeration):
    assert all(word(member) for member in enumeration)
    assert set(WORDS[enumeration]) == set(enumeration)


def test_the_same_text_in_two_enumerations_is_two_words(in_english):
    assert Mode.ONSITE == Origin.ONSITE
    assert word(Origin.PHONE) == "by telephone"
    assert word(words.ClockName.ONSITE) == "Arrival on site"


def test_a_status_says_whose_turn_it_is(in_english):
    assert status_words(scenes.eventful()) == "waits for a third party"
    assert status_words(scenes.restored()) == "resolved"


@pytest.mark.parametrize("state", get_args(terms.State))
def test_every_state_of_a_term_is_said(language, state):
    assert term_state_words(state)


def test_every_type_of_entry_is_told_to_technicians():
    assert set(_TELLERS) == set(get_args(AnyEntry))


def test_clients_are_told_of_types_that_exist():
    assert set(TELLERS) <= set(get_args(AnyEntry))
