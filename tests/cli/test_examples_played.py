"""Each example of the help pages, played as it stands in a desk made for it."""

from __future__ import annotations

import shlex
from pathlib import Path
from shutil import copytree

import pytest
from desks import MORNING, DeskInUse
from example_scenes import ELSEWHERE, FIRST, SCENES, SECOND, STAGE, TABLE, TICKETS, TRACE
from test_examples import EXAMPLES

from celyactl.domain import reference

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def stage(founded, tmp_path_factory):
    """A desk with clients, contracts, people and two tickets, made when it is first asked for; to be copied."""
    return tmp_path_factory.mktemp("stage") / "desk"


@pytest.fixture
def played(stage, founded, tmp_path, run, monkeypatch):
    desk = DeskInUse(tmp_path / "desk", run)
    if not stage.exists():
        copytree(founded, desk.path)
        for words in STAGE:
            desk.ask(*words)
        codes = iter((FIRST, SECOND))
        monkeypatch.setattr(reference, "mint", lambda *_: reference.Reference("CEL", "2611", next(codes)))
        for words in TICKETS:
            desk.ask(*words)
        monkeypatch.undo()
        copytree(desk.path, stage)
    else:
        copytree(stage, desk.path)
    desk.git("update-index", "-q", "--refresh")
    (desk.path / "tickets.csv").write_text(TABLE, encoding="utf-8")
    (desk.path / "trace.pcap").write_bytes(TRACE)
    return desk


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - ELSEWHERE.keys()))
def test_an_example_does_what_it_says(played, name):
    played.now = MORNING.replace(hour=18)
    for words in SCENES.get(name, ()):
        played.ask(*words)
    answer = played.run(*shlex.split(EXAMPLES[name])[1:])
    assert answer.exit_code == 0, answer.stderr + answer.stdout
    assert answer.stdout


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_played_elsewhere_is_played_there(name):
    place = ROOT / ELSEWHERE[name]
    assert place.is_file(), f"{ELSEWHERE[name]} is gone: which test plays `celyactl {name}`?"
    assert all(f'"{word}"' in place.read_text(encoding="utf-8") for word in name.split())
