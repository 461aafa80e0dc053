"""An erasure that was killed after its commit leaves bytes of files; done again, it takes them away."""

from __future__ import annotations

from hashlib import sha256
from shutil import copytree, rmtree

import pytest
from ptrace import count_mutations, kill_at

from celyactl.store import attachments
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

WORDS = ["@celyactl", "privacy", "erase", "acme:claire"]
NAME = sha256(b"son").hexdigest()
STEP = 7
MESSAGE = """  - type: message
    id: "01M6G6XMS0C4QADKPC3DWE0001"
    at: "{at}"
    recorded: "{at}"
    by: "{by}"
    channel: cli
    visibility: internal
    after:
      - "{after}"
    text: "voici"
    contact: "claire"
    files:
      - sha256: "{name}"
        name: "son.wav"
        size: 3
        media_type: "audio/wav"
"""


@pytest.fixture
def given(working):
    """A desk with a file that Claire gave."""
    working.ask("client", "contact", "add", "acme", "claire", "--name", "Claire Vidal")
    opened = working.ask("ticket", "show", working.ref)["journal"][-1]
    path = working.path / working.ticket
    facts = {"at": opened["at"], "by": opened["by"], "after": opened["id"], "name": NAME}
    path.write_text(path.read_text() + MESSAGE.format(**facts))
    working.git("commit", "-qam", "by hand")
    with Repository.open(working.path) as repository, begin(repository) as transaction:
        transaction.keep(attachments.with_more(repository, working.ref, [b"son"]))
    return working


def is_held(desk) -> bool:
    with Repository.open(desk.path) as repository:
        return attachments.find(repository, [desk.ref], NAME) is not None


def test_bytes_that_a_kill_left_go_when_it_is_done_again(given, tmp_path):
    pristine = tmp_path / "pristine"
    copytree(given.path, pristine)
    last, left = count_mutations(WORDS, given.path), 0
    assert not is_held(given)
    for n in range(last, 0, -STEP):
        rmtree(given.path)
        copytree(pristine, given.path)
        given.git("update-index", "--refresh")
        if not kill_at(WORDS, n, given.path).struck:
            continue  # the count varies by a few: new folders of objects are as chance has it
        erased = "file_erased" in (given.committed(given.ticket) or "")
        left += erased and is_held(given)
        again = given.run(*WORDS[1:], "--json")
        assert (again.status, "already_erased" in again.stderr) == ((65, True) if erased else (0, False))
        assert not is_held(given)
        if not erased:
            break
    assert left, "no kill fell between the commit and the files"
