"""What a clone remembers of another one is a cache: whatever stands in its file, the command goes on."""

from __future__ import annotations

import pytest

from celyactl.store.place import find
from celyactl.store.remote.freshness import NAME
from celyactl.store.remote.memory import Memory, last_spoke, note, recall


def test_what_was_noted_is_known_again(desk):
    known = Memory(1_700_000_000, {"refs/celyactl/files/A": "0" * 40})
    note(find(desk.path), known)
    assert recall(find(desk.path)) == known


@pytest.mark.parametrize(
    "said", ["", "{", "[]", "[" * 5000, '{"at": 1}', '{"at": 1, "files": []}', '{"at": 1e999, "files": {}}']
)
def test_what_can_not_be_used_is_as_good_as_not_there(desk, said):
    note(find(desk.path), Memory())
    (desk.path / ".git/celyactl" / NAME).write_text(said)
    assert recall(find(desk.path)) == Memory()
    assert last_spoke(find(desk.path)) is None
