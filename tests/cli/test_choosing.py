"""A verb without its reference: on a terminal the tickets are offered, elsewhere it is a usage error as ever."""

from __future__ import annotations

import os
import pty
import select
import time

import pytest
from forked import Forked
from furnishing import done_once

from celyactl.cli.choosing import matching
from celyactl.store.index.choice import Choice

OFFERED = [
    Choice("CEL-2611-4F7K2QE", 1, "acme", "Plus de tonalité au standard", "nadia"),
    Choice("CEL-2611-AAAAAAA", 3, "acme", "Écho sur le poste 12", None),
    Choice("CEL-2611-BBBBBBB", 2, "beta-telecom", "Trunk SIP coupé", "lea"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "4AB"),
        ("echo", "A"),
        ("acme", "4A"),
        ("poste ECHO", "A"),
        ("4f7k", "4"),
        ("p2", "B"),
        ("lea", "B"),
        ("tsip", "B"),
        ("nothing like it", ""),
    ],
)
def test_words_filter_and_else_letters_in_their_order(typed, found):
    assert "".join(one.ref[9] for one in matching(OFFERED, typed)) == found


@pytest.fixture
@done_once
def sold(desk):
    desk.sell("acme-2026")
    return desk


def opened(desk, title):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--title", title)["ref"]


def on_a_terminal(desk, words, *answers):
    """What a terminal shows of a command, the exit status last; each answer is typed once something was asked."""
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "xterm", "COLUMNS": "80", "PYTHONUTF8": "1", "CELYACTL_LANG": "en"}
    process = Forked(*words, cwd=desk.path, env=env, streams=(theirs, theirs, theirs))
    os.close(theirs)
    said = ""
    for answer in answers:
        said += until(ours, lambda more: more.rstrip(" ").endswith(":"))
        os.write(ours, answer.encode())
    said += until(ours, lambda _more: False)
    os.close(ours)
    return said, process.wait(timeout=10)


def until(stream, holds):
    said, limit = b"", time.monotonic() + 20
    while time.monotonic() < limit and not holds(said.decode(errors="replace")):
        if not select.select([stream], [], [], 1)[0]:
            continue
        try:
            said += os.read(stream, 65536)
        except OSError:  # nobody writes to it any more
            break
    return said.decode(errors="replace")


def test_a_number_takes_a_ticket_and_the_act_goes_on(sold):
    opened(sold, "Écho"), opened(sold, "Fax")
    ref = opened(sold, "Panne")
    sold.ask("ticket", "assign", ref, "me")
    said, code = on_a_terminal(sold, ("ticket", "ack", "--how", "rappel"), "1\n")
    assert code == 0, said
    assert f"1  {ref}" in said
    assert f"{ref}: in progress" in said
    assert sold.ask("ticket", "show", ref)["journal"][-1]["how"] == "rappel"


def test_letters_filter_and_enter_takes_the_one_that_is_left(sold):
    ref, _other = opened(sold, "Écho sur le poste 12"), opened(sold, "Fax")
    said, code = on_a_terminal(sold, ("ticket", "note", "Rappelé à 9 h", "--internal"), "nowhere\n", "echo\n", "\n")
    assert code == 0, said
    assert "None is like that." in said
    assert sold.ask("ticket", "show", ref)["journal"][-1]["text"] == "Rappelé à 9 h"


def test_a_text_in_the_place_of_a_reference_is_a_text_where_one_may_be_left_out(sold):
    ref = opened(sold, "Écho")
    sold.ask("ticket", "cause", ref, "Câble"), sold.ask("ticket", "restore", ref)
    said, code = on_a_terminal(sold, ("ticket", "resolve", "Câble remplacé"), "\n")
    assert code == 0, said
    assert sold.ask("ticket", "show", ref)["journal"][-1]["text"] == "Câble remplacé"
    assert sold.refused("ticket", "reopen", "Encore muet")["code"] == "malformed_reference"


def test_what_is_settled_is_offered_to_those_who_close(sold):
    ref, _open = opened(sold, "Écho"), opened(sold, "Fax")
    sold.ask("ticket", "done", ref, "--cause", "Câble")
    said, code = on_a_terminal(sold, ("ticket", "close"), "\n")
    assert code == 0, said
    assert sold.ask("ticket", "show", ref)["status"] == "closed"


def test_who_gives_up_records_nothing(sold):
    opened(sold, "Écho")
    head = sold.git("rev-parse", "HEAD")
    _said, code = on_a_terminal(sold, ("ticket", "ack"), "\x04")
    assert code == 130
    assert sold.git("rev-parse", "HEAD") == head


def test_without_a_terminal_nothing_is_offered(sold):
    opened(sold, "Écho")
    for words in (("ticket", "ack"), ("ticket", "cause", "Rappelé"), ("ticket", "show")):
        error = sold.refused(*words)
        assert (error["code"], error["exit"]) == ("missing_value", 2)


def test_a_reference_without_its_text_is_no_choice(sold):
    ref = opened(sold, "Écho")
    said, code = on_a_terminal(sold, ("ticket", "cause", ref[-7:]))
    assert code == 2, said
    assert "TEXT is missing" in said
