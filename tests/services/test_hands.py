"""Work shared between processes."""

from __future__ import annotations

import os
import signal

import pytest

from celyactl.services import hands


@pytest.fixture
def two(monkeypatch):
    """Two processes, whatever threads a test's process has."""
    monkeypatch.setattr(hands, "_processes", lambda _parts: 2)


def whose(part):
    return part, os.getpid()


def test_others_do_the_parts_and_the_answers_come_in_their_order(two):
    answers = hands.all_of(whose, range(5))
    assert [part for part, _process in answers] == list(range(5))
    tellers = {process for _part, process in answers}
    assert len(tellers) == 2
    assert os.getpid() not in tellers


def test_little_work_is_done_here():
    assert hands.all_of(whose, range(3)) == [(part, os.getpid()) for part in range(3)]


def test_what_fails_there_fails_here_as_it_would_have(two):
    def fails(part):
        if part == 3:
            raise LookupError(part, os.getpid())
        return part

    with pytest.raises(LookupError) as failed:
        hands.all_of(fails, range(5))
    assert failed.value.args == (3, os.getpid())


def test_when_a_process_is_killed_all_is_done_again_here(two):
    ours = os.getpid()

    def killed(part):
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    assert hands.all_of(killed, range(5)) == list(range(5))
