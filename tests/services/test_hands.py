"""Work shared between processes, and what is done meanwhile."""

from __future__ import annotations

import os

import pytest

from celyactl.services import hands


@pytest.fixture
def two(monkeypatch):
    """Two processes, whatever threads a test's process has."""
    monkeypatch.setattr(hands, "_processes", lambda _parts: 2)


def whose(part):
    return part, os.getpid()


def test_something_else_is_done_here_while_others_work(two):
    done = []
    answers = hands.all_of(whose, range(5), lambda: done.append(os.getpid()))
    assert [part for part, _process in answers] == list(range(5))
    assert done == [os.getpid()]
    assert os.getpid() not in {process for _part, process in answers}


def test_nothing_is_done_meanwhile_where_nobody_else_works():
    done = []
    assert hands.all_of(whose, range(3), lambda: done.append(1)) == [(part, os.getpid()) for part in range(3)]
    assert done == []


def test_what_fails_meanwhile_fails_as_it_would_have(two):
    def fails():
        raise LookupError

    with pytest.raises(LookupError):
        hands.all_of(whose, range(5), fails)
