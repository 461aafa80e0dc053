"""The examples of the help pages: they are understood, and each can be copied from its page."""

from __future__ import annotations

import shlex
from contextvars import copy_context

import pytest
from typer.main import get_command

from celyactl.cli import session
from celyactl.cli.commands import Noun, load
from celyactl.cli.main import app


def found(group: Noun, words: tuple[str, ...] = ()) -> dict[str, object]:
    """Every verb by its words."""
    verbs = {}
    for name in [*group.registered, *group.lazy]:
        command = load(name, group.lazy[name]) if name in group.lazy else group.get_command(None, name)
        if isinstance(command, Noun):
            verbs |= found(command, (*words, name))
        else:
            verbs[" ".join((*words, name))] = command
    return verbs


VERBS = found(get_command(app))
EXAMPLES = {name: verb.epilog for name, verb in VERBS.items() if verb.epilog}


@pytest.mark.parametrize("name", VERBS)
def test_every_command_has_one(name):
    assert name in EXAMPLES, (
        f'`celyactl {name}` has no example: give its @app.command or @app.write an example="celyactl {name} …", '
        "which test_examples_played.py then plays (what must happen before: example_scenes.py)"
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_one_of_its_command_and_is_understood(name):
    words = shlex.split(EXAMPLES[name].partition(" < ")[0])  # the shell gives it its input
    count = len(name.split())
    assert words[: count + 1] == ["celyactl", *name.split()]

    def parsed():
        session.begin()
        return VERBS[name].make_context(name, words[count + 1 :]).params

    assert copy_context().run(parsed) is not None


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_can_be_copied_from_its_page(run, name):
    page = run(*name.split(), "--help", "--lang", "en").stdout
    _before, _heading, example = page.rpartition("Example:\n")
    assert shlex.split(example.replace("\\\n", "")) == shlex.split(EXAMPLES[name])
    assert all(len(line) <= 80 for line in example.splitlines())


def test_a_reference_that_is_none_is_answered_with_one_of_the_desk(desk):
    desk.edit("desk.yaml", 'prefix: "CEL"', 'prefix: "TD"')
    assert "TD-2611-4F7K2QE" in desk.refused("ticket", "show", "T")["message"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((name, "the client reads it") for name in ("resolve", "reopen", "cancel", "restore", "wait")),
        *((name, "internal") for name in ("cause", "resume", "escalate", "note")),
    ],
)
def test_the_help_says_who_reads_a_text(run, name, words):
    assert words in " ".join(run("ticket", name, "--help", "--lang", "en").stdout.split())
