"""At most two hashes at once, in threads and in processes."""

from __future__ import annotations

import threading
import time

import pytest

from celyactl.extranet import slots
from celyactl.extranet.asked import Refused
from celyactl.store import lock


def test_six_who_sign_in_at_once_are_hashed_two_at_a_time(tmp_path):
    now, most = [], []

    def hashed():
        with slots.hashing(tmp_path):
            now.append(1)
            most.append(len(now))
            time.sleep(0.02)
            now.pop()

    threads = [threading.Thread(target=hashed) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (6, 2)


def test_who_finds_no_place_is_asked_to_come_again(tmp_path, monkeypatch):
    monkeypatch.setattr(slots, "_WAIT", 0.05)
    with slots.hashing(tmp_path), lock.hold(tmp_path, 0, "hash-lock-2"):
        with pytest.raises(Refused) as refused, slots.hashing(tmp_path):
            pass
        assert refused.value.status == 503
    with slots.hashing(tmp_path):
        pass
