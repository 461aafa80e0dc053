"""Three clones and a bare hub under chance: whatever was done, and wherever it was killed, all end with the same.

The model knows nothing of git: for each ticket the entries that were acknowledged, for each clone what it has seen of
them, and the titles that the contract was given. After everybody has exchanged, every entry is there once and as it was
written, all hold the same tree, and nothing moves. Of a killed act or exchange the model takes the less: what was done
may be there, and nothing is counted as seen.
"""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import chdir
from datetime import timedelta
from itertools import count
from shutil import copytree

import pytest
from desks import MORNING
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from offices import READY, Office

from celyactl.desk import Desk
from celyactl.services.acting import by_contact, service
from celyactl.services.tickets.hearing import message
from celyactl.services.tickets.telling import tell

CLONES = st.sampled_from(READY)
PICKS = st.integers(0, 1000)
CROSSED = {"impossible_transition", "resolution_incomplete", "resume_before_wait"}
"""What `check` may show of a ticket on which two clones acted without knowing of each other.

Somebody resolves a ticket and somebody else asks the client a question meanwhile: both acts were possible where they
were recorded, and neither word may be lost. In the joined journal one follows the other, and the fold passes over what
does not fit there. A person has to look at it, and `check` is how they hear of it.
"""
MOVES = {
    "wait": ["--for", "client", "--question", "Et maintenant ?"],
    "cause": ["trouvée"],
    "resolve": ["réglé"],
    "resume": [],
    "restore": [],
}


class Clones(RuleBasedStateMachine):
    """Acts of people in three clones, of a client through the extranet, and exchanges in between."""

    template = numbers = run = None

    @initialize()
    def three_clones(self):
        folder = self.template.with_name(f"example-{next(self.numbers)}")
        self.office = Office(self.template, folder, self.run)
        self.desks = {name: self.office.clone(name) for name in READY}
        self.minutes, self.words = count(1), count()
        opened = self._journal("lea", self.office.ref)
        self.entries = {self.office.ref: opened}
        self.maybe = set()  # what killed acts would have said
        self.seen = {name: {self.office.ref: set(opened)} for name in (*READY, "hub")}
        self.crossed = set()
        self.titles, self.people = {None}, set()

    def _desk(self, name):
        desk = self.desks[name]
        desk.now = MORNING + timedelta(minutes=next(self.minutes))
        return desk

    def _journal(self, name, ref):
        return {entry["id"]: entry for entry in self.desks[name].ask("ticket", "show", ref)["journal"]}

    def _ref(self, name, pick):
        """Mostly the ticket that everybody has, for what is done there by two must be joined; else one seen here."""
        if pick % 3:
            return self.office.ref
        known = sorted(self.seen[name])
        return known[pick // 3 % len(known)]

    def _acted(self, name, ref):
        """Take down what a clone's ticket has more now, and whether others had acted that it did not know of."""
        there = self.entries.setdefault(ref, {})
        journal = self._journal(name, ref)
        if there.keys() - journal.keys():
            self.crossed.add(ref)
        there |= {ident: entry for ident, entry in journal.items() if ident not in there}
        self.seen[name][ref] = set(journal)

    @rule(name=CLONES)
    def new(self, name):
        title = f"Écho {next(self.words)}"
        self._acted(name, self._desk(name).ask("ticket", "new", "--contract", "acme-2026", "--title", title)["ref"])

    @rule(name=CLONES, pick=PICKS)
    def note(self, name, pick):
        ref = self._ref(name, pick)
        self._desk(name).ask("ticket", "note", ref, f"mot {next(self.words)}")
        self._acted(name, ref)

    @rule(name=CLONES, pick=PICKS, priority=st.sampled_from(["P1", "P2", "P3"]))
    def priority(self, name, pick, priority):
        ref = self._ref(name, pick)
        self._desk(name).ask("ticket", "priority", ref, priority)
        self._acted(name, ref)

    @rule(name=CLONES, pick=PICKS, move=st.sampled_from(sorted(MOVES)))
    def move(self, name, pick, move):
        """Acts that the ticket's status may refuse: then nothing is recorded."""
        ref = self._ref(name, pick)
        self._perhaps(name, ref, ["ticket", move, ref, *MOVES[move]])

    @rule(name=CLONES, pick=PICKS)
    def undo(self, name, pick):
        ref = self._ref(name, pick)
        self._perhaps(name, ref, ["undo", ref])

    def _perhaps(self, name, ref, words):
        before = self._journal(name, ref)
        if self._desk(name).run(*words).exit_code:
            assert self._journal(name, ref) == before
        else:
            self._acted(name, ref)

    @rule(name=CLONES, pick=PICKS)
    def client(self, name, pick):
        """The client's own words, through the extranet."""
        ref, desk = self._ref(name, pick), self._desk(name)
        with Desk.open(desk.path, clock=lambda: desk.now) as opened:
            door = service(opened.view.company, "extranet", desk.now.date())
            claire = opened.view.client("acme").contacts[0]
            acting = by_contact(door, "acme", claire, opened.now)
            tell(opened.store, acting, ref, message(f"Bonjour {next(self.words)}", claire.id))
        self._acted(name, ref)

    @rule(name=CLONES)
    def contact(self, name):
        ident = f"c{next(self.words)}"
        self._desk(name).ask("client", "contact", "add", "acme", ident, "--name", ident.title())
        self.people.add(ident)

    @rule(name=CLONES)
    def contract(self, name):
        title = f"Maintenance {next(self.words)}"
        self._desk(name).ask("contract", "edit", "acme-2026", "--set", f"title={title}")
        self.titles.add(title)

    @rule(name=CLONES, mine=st.booleans())
    def sync(self, name, mine):
        answer = self._exchanged(name)
        assert answer.exit_code in {0, 1}, answer.stderr
        if answer.data["conflicts"]:
            self._desk(name).ask("conflicts", "--mine" if mine else "--theirs")
        for one, other in (("hub", name), (name, "hub")):
            for ref, idents in self.seen[other].items():
                self.seen[one].setdefault(ref, set()).update(idents)

    def _exchanged(self, name):
        """What a kill left of git on the hub's own machine goes as the refusal says that it must."""
        answer = self._desk(name).run("sync", "--json")
        if answer.exit_code == 75 and answer.error["code"] == "remote_locked":
            [left] = self.office.hub.rglob("*.lock")
            assert left.name in answer.error["message"]
            left.unlink()
            answer = self._desk(name).run("sync", "--json")
        return answer

    @rule(name=CLONES, seed=PICKS)
    def killed_sync(self, name, seed):
        self._killed(name, ["sync"], seed)

    @rule(name=CLONES, pick=PICKS, seed=PICKS)
    def killed_note(self, name, pick, seed):
        text = f"peut-être {next(self.words)}"
        self.maybe.add(text)
        self._killed(name, ["ticket", "note", self._ref(name, pick), text], seed)

    def _killed(self, name, words, seed):
        """Let a child begin, and kill it with all that it started, somewhere."""
        desk = self._desk(name)
        child = os.fork()
        if not child:
            os.setsid()
            with chdir(desk.path):
                desk.run(*words)
            os._exit(0)
        time.sleep(random.Random(seed).uniform(0, 0.15))
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    def teardown(self):
        if not hasattr(self, "people"):
            return
        for _round in range(5):
            for name in READY:
                self.sync(name, mine=False)
            if len(heads := self._heads()) == 1:
                break
        assert len(heads) == 1
        for name in READY:
            self.sync(name, mine=False)
        assert self._heads() == heads, "a second sync makes no commit"
        self._matches_the_model(self.desks["paul"])
        for desk in self.desks.values():
            assert desk.git("status", "--porcelain") == ""
            desk.git("fsck", "--strict")

    def _heads(self):
        return {desk.git("rev-parse", "HEAD") for desk in self.desks.values()}

    def _matches_the_model(self, desk):
        tickets = {one["ref"] for one in desk.ask("ticket", "list", "status:any", "--limit", "500")}
        assert tickets == self.entries.keys()
        for ref, wanted in self.entries.items():
            journal = desk.ask("ticket", "show", ref)["journal"]
            there = {entry["id"]: entry for entry in journal}
            assert len(journal) == len(there)
            assert {ident: there.get(ident) for ident in wanted} == wanted
            assert {there[ident].get("text") for ident in there.keys() - wanted.keys()} <= self.maybe
        assert desk.ask("contract", "show", "acme-2026").get("title") in self.titles
        assert {one["id"] for one in desk.ask("client", "show", "acme")["contacts"]} == {"claire", *self.people}
        for finding in desk.ask("check")["findings"]:
            assert finding["code"] in CROSSED
            assert finding["path"].rpartition("/")[2].removesuffix(".yaml") in self.crossed


@pytest.fixture
def template(office, tmp_path):
    """What each example begins with: an office whose desk has an extranet."""
    lea = office.clone("lea")
    lea.ask("team", "service", "add", "extranet", "--kind", "extranet", "--email", "extranet@celya.example")
    lea.ask("sync")
    for name in READY[1:]:
        office.clone(name).ask("sync")
    (tmp_path / "ref").write_text(office.ref)
    return copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-template"))


def _play(template, run, examples, steps):
    Clones.template, Clones.numbers, Clones.run = template, count(), staticmethod(run)
    rules = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Clones, settings=rules)


def test_whatever_clones_do_they_end_with_the_same(template, run):
    _play(template, run, 8, 14)


@pytest.mark.soak
def test_whatever_clones_do_for_long_they_end_with_the_same(template, run):
    _play(template, run, 60, 50)
