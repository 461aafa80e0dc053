"""Three clones and a bare hub under chance: whatever was done, and wherever it was killed, all end with the same.

The model knows nothing of git: which tickets each clone made, which words were noted on them, and how urgent they were
made. After everybody has exchanged, every word is there once, trees are equal byte for byte, and nothing moves.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from itertools import count

from desks import MORNING
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

NAMES = ("lea", "karim", "paul")
CLONES = st.sampled_from(NAMES)
PICKS = st.integers(0, 1000)
TO_REVIEW = {"impossible_transition", "resolution_incomplete", "resume_before_wait"}
"""What `check` shows people of acts that no longer fit once journals were joined; it is no fault."""


class Clones(RuleBasedStateMachine):
    """Acts of people in three clones, in any order, with exchanges in between."""

    office = None

    @initialize()
    def three_clones(self):
        number = next(self.numbers)
        self.desks = {name: self.office.clone(f"{name}-{number}") for name in NAMES}
        self.minutes = count(1)
        self.said = {}  # what was noted, by reference
        self.known = {name: {self.office.ref} for name in NAMES}
        self.texts = count()
        self.begun = {self.office.ref: None}

    def _desk(self, name):
        desk = self.desks[name]
        desk.now = MORNING + timedelta(minutes=next(self.minutes))
        return desk

    def _ref(self, name, pick):
        """One of the tickets that a clone knows: how many there are depends on when an exchange was killed."""
        known = sorted(self.known[name])
        return known[pick % len(known)]

    @rule(name=CLONES)
    def new(self, name):
        made = self._desk(name).ask("ticket", "new", "--contract", "acme-2026", "--title", f"Écho {next(self.texts)}")
        self.known[name].add(made["ref"])
        self.begun[made["ref"]] = made["uid"]

    @rule(name=CLONES, pick=PICKS)
    def note(self, name, pick):
        ref, text = self._ref(name, pick), f"mot {next(self.texts)}"
        self._desk(name).ask("ticket", "note", ref, text)
        self.said.setdefault(ref, set()).add(text)

    @rule(name=CLONES, pick=PICKS, priority=st.sampled_from(["P1", "P2", "P3"]))
    def priority(self, name, pick, priority):
        self._desk(name).run("ticket", "priority", self._ref(name, pick), priority)

    @rule(name=CLONES, pick=PICKS, act=st.sampled_from(["wait", "resume", "resolve", "cause", "restore"]))
    def other_acts(self, name, pick, act):
        """Acts that the ticket's status may refuse: then nothing is recorded."""
        words = {
            "wait": ["--for", "client", "--question", "Et maintenant ?"],
            "cause": ["trouvée"],
            "resolve": ["réglé"],
        }
        ref = self._ref(name, pick)
        self._desk(name).run("ticket", act, ref, *words.get(act, []))

    @rule(name=CLONES, letter=st.sampled_from(["a", "b", "c"]))
    def contact(self, name, letter):
        ident = f"{letter}{next(self.texts)}"
        self._desk(name).ask("client", "contact", "add", "acme", ident, "--name", ident.title())

    @rule(name=CLONES)
    def sync(self, name):
        assert self._desk(name).run("sync").exit_code == 0
        listed = self.desks[name].ask("ticket", "list", "status:any", "--limit", "500")
        self.known[name] |= {one["ref"] for one in listed}

    @rule(name=CLONES, after=st.floats(0.15, 0.6))
    def killed_sync(self, name, after):
        line = [sys.executable, "-m", "celyactl", "sync"]
        with subprocess.Popen(
            line,
            cwd=self.desks[name].path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            time.sleep(after)
            os.killpg(process.pid, signal.SIGKILL)

    def teardown(self):
        if not hasattr(self, "desks"):
            return
        for _round in range(2):
            for name in NAMES:
                self.sync(name)
        heads = {desk.git("rev-parse", "HEAD") for desk in self.desks.values()}
        for name in NAMES:
            self.sync(name)
        assert {desk.git("rev-parse", "HEAD") for desk in self.desks.values()} == heads, "a second sync makes no commit"
        assert len(heads) == 1
        for desk in self.desks.values():
            self._matches_the_model(desk)

    def _matches_the_model(self, desk):
        tickets = {one["ref"] for one in desk.ask("ticket", "list", "status:any", "--limit", "500")}
        assert self.begun.keys() <= tickets
        for ref, texts in self.said.items():
            noted = [e["text"] for e in desk.ask("ticket", "show", ref)["journal"] if e["type"] == "note"]
            assert sorted(text for text in noted if text.startswith("mot ")) == sorted(texts)
        assert {finding["code"] for finding in desk.ask("check")["findings"]} <= TO_REVIEW
        assert desk.git("status", "--porcelain") == ""
        desk.git("fsck", "--strict")


def test_whatever_clones_do_they_end_with_the_same(office):
    Clones.office, Clones.numbers = office, count()
    run_state_machine_as_test(
        Clones,
        settings=settings(
            max_examples=3, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
