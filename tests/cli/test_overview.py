"""The desk at a glance, once and live."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest
from furnishing import done_once

DUTY = 'oncall:\n  - since: "2026-11-20"\n    until: "2026-11-27"\n    people: ["nadia"]\n    coverages: ["full"]\n'


@pytest.fixture
@done_once
def ref(desk):
    """A P2 that runs since nine o'clock."""
    desk.sell("acme-2026", "--start", "2026-01-01", "--target", "P2:1h:8h")
    return new(desk, "Plus de tonalité")


def new(desk, title):
    return desk.ask("ticket", "new", "--contract", "acme-2026", "--priority", "P2", "--title", title)["ref"]


def test_it_holds_the_board_and_what_is_around_it(desk, ref):
    desk.edit("desk.yaml", "\nteam:\n", f"\n{DUTY}team:\n")
    (desk.path / ".git" / "FETCH_HEAD").write_text("")
    moment = (desk.now).timestamp() - 240
    os.utime(desk.path / ".git" / "FETCH_HEAD", (moment, moment))
    data = desk.ask("board")
    assert [one["ref"] for one in data["due"]] == [ref]
    assert data["on_call"] == [{"people": ["nadia"], "coverages": ["full"]}]
    assert data["today"] == []
    assert data["fetched_at"]
    page = desk.say("board")
    assert "D’astreinte\u00a0: Nadia Roussel (jour et nuit) · dernière synchronisation il y a 4 min" in page
    assert "Échéances (1)" in page
    assert desk.say("board", "--once") == page


def test_a_desk_alone_with_nobody_on_call_says_so(desk, ref):
    data = desk.ask("board")
    assert (data["on_call"], data["fetched_at"]) == ([], None)
    assert "D’astreinte\u00a0: personne · jamais synchronisé" in desk.say("board")


def test_a_target_that_no_hours_reach_hides_no_ticket_of_the_board(desk, ref):
    desk.sell("bravo-2026", "--start", "2026-01-01", "--target", "P2:1h:8h", client="Bravo")
    words = ("ticket", "new", "--contract", "bravo-2026", "--priority", "P2", "--title", "Muet")
    other = desk.ask(*words)["ref"]
    desk.edit("contracts/bravo/bravo-2026.yaml", 'restoration: "8h"', 'restoration: "9999d"')
    for words in (("sla", "board"), ("board",)):
        answer = desk.run(*words, "--json", "--lang", "en")
        assert [one["ref"] for one in answer.data["due"]] == [ref]
        assert [one["ref"] for one in answer.data["ours"]] == [other]
        assert [said for said in answer.warnings if "bravo-2026" in said] == [
            "A target of bravo-2026 is not reached within ten years. `celyactl check` says which."
        ]
    answer = desk.run("stats", "--json", "--lang", "en")
    assert (answer.data[-1]["opened"], len(answer.warnings)) == (2, 1)
    assert desk.run("stats", "--json", "--lang", "en").warnings == answer.warnings  # nothing half told was kept
    error = desk.refused("sla", "show", other)
    assert (error["code"], error["exit"]) == ("target_out_of_reach", 65)
    [found] = desk.run("check", "--json").data["findings"]
    assert (found["field"], found["code"]) == ("targets[0].targets[0].restoration", "beyond_ten_years")


def test_a_contract_with_a_target_that_no_hours_reach_is_not_recorded(desk):
    words = ("contract", "new", "far-2026", "--client", "Far", "--target")
    assert desk.refused(*words, "P2:1h:9999d")["faults"][0]["code"] == "beyond_ten_years"
    desk.ask(*words, "P2:1h:2000d")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("client", "\nname:", "\nnom:"),
        ("bravo-2026", "\ntype: maintenance", "\ntype: rien"),
        ("bravo-2026", 'coverage: "business"', 'coverage: "nuit"'),
        ("bravo-2026", '\nholidays: "FR"', '\nholidays: "FR-99"'),
    ],
)
def test_a_file_of_one_client_that_is_bad_hides_no_ticket_of_the_board(desk, ref, file, old, new):
    desk.sell("bravo-2026", "--start", "2026-01-01", "--target", "P2:1h:8h", client="Bravo")
    other = desk.ask("ticket", "new", "--contract", "bravo-2026", "--priority", "P2", "--title", "Muet")["ref"]
    desk.edit(f"contracts/bravo/{file}.yaml", old, new)
    for words in (["board"], ["sla", "board"]):
        answer = desk.run(*words, "--json")
        assert answer.exit_code == 0, answer.stderr
        assert ref in [one["ref"] for one in answer.data["due"]]
        assert other in str(answer.data)
        assert len(answer.warnings) == 1, answer.warnings


class Live:
    """A live board on a pseudo-terminal."""

    def __init__(self, desk, rows=24):
        self.ours, theirs = os.openpty()
        env = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": str(rows), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "celyactl", "board"]
        self.process = subprocess.Popen(
            command, cwd=desk.path, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self.seen = ""

    def shows(self, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in self.seen and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.2)[0]:
                chunk = os.read(self.ours, 65536).decode(errors="replace")
                self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", chunk)
        return text in self.seen

    def end(self):
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(10)
        os.close(self.ours)
        return status


def test_on_a_terminal_it_follows_the_desk_until_it_is_interrupted(desk, ref):
    live = Live(desk)
    assert live.shows("Plus de tonalité"), live.seen
    assert live.shows("Ctrl-C")
    new(desk, "Fax muet")
    assert live.shows("Fax muet"), live.seen
    assert live.end() == 0


def test_what_the_terminal_has_no_room_for_is_counted(desk, ref):
    for number in range(6):
        new(desk, f"Poste {number}")
    live = Live(desk, rows=10)
    assert live.shows("lignes de plus"), live.seen
    assert live.end() == 0
