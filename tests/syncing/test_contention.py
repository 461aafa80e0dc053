"""Others write at the same time: turns with a clone on this machine, tries again elsewhere, a service's loop."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from statistics import mean

import pytest

from celyactl.desk import Desk
from celyactl.services.syncing.exchange import Exchange
from celyactl.services.syncing.remotes import remote_of
from celyactl.services.syncing.tries import longest_pause
from celyactl.services.syncing.watching import Watch
from celyactl.store.remote import neighbour
from celyactl.store.repository import Repository

LONG = 30.0


def _until(happened):
    until = time.monotonic() + LONG
    while not happened() and time.monotonic() < until:
        time.sleep(0.02)
    return happened()


@pytest.fixture
def watch():
    """Let a clone be watched, on a thread of its own; what it tells is a list of outcomes."""
    over, threads = threading.Event(), []

    def start(desk, every=LONG):
        told, failed = [], []

        def run():
            with Desk.open(desk.path, clock=lambda: datetime.now(UTC)) as opened:
                exchange = Exchange(remote_of(opened.repository, "origin"), "origin", opened.courier)
                Watch(exchange, told.append, failed.append, every).run(over.is_set)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return told, failed

    yield start
    over.set()
    for thread in threads:
        thread.join()


def test_a_watched_clone_sends_and_gets_at_once_what_a_clone_on_this_machine_has(office, pair, watch):
    lea, karim = pair
    told, failed = watch(lea)
    lea.ask("ticket", "note", office.ref, "de Léa")
    assert _until(lambda: office.head() == lea.git("rev-parse", "HEAD"))
    karim.ask("sync")
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    assert _until(lambda: lea.git("rev-parse", "HEAD") == office.head())
    assert _until(lambda: len(told) > 1)  # an exchange is told of when it has ended
    assert [(one.pushed, one.fetched) for one in told] == [(1, 0), (0, 1)]
    assert failed == []


def test_a_watched_clone_waits_for_the_network_and_goes_on(office, pair, watch):
    lea, _karim = pair
    office.hub.rename(office.folder / "unplugged")
    told, failed = watch(lea, every=0.1)
    assert _until(lambda: failed)
    (office.folder / "unplugged").rename(office.hub)
    lea.ask("ticket", "note", office.ref, "de Léa")
    assert _until(lambda: told)
    assert office.head() == lea.git("rev-parse", "HEAD")


def test_who_loses_a_race_tries_again_and_says_how_often(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.git("push", "-q", "origin", "HEAD:refs/heads/faster")
    lea.ask("ticket", "note", office.ref, "de Léa")
    office.hook(
        "test -e lost && exit 0; touch lost; unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY\n"
        "git update-ref refs/heads/main refs/heads/faster"
    )
    done = lea.ask("sync")
    assert (done["retries"], done["fetched"], done["merged"], done["pushed"]) == (1, 1, 1, 1)
    assert office.head() == lea.git("rev-parse", "HEAD")
    assert lea.git("rev-list", "--count", "--merges", "HEAD") == "1", "the merge that lost is nowhere"


def test_an_act_recorded_while_an_exchange_was_under_way_goes_too(office, pair):
    lea, karim = pair
    karim.ask("ticket", "note", office.ref, "de Karim")
    karim.ask("sync")
    lea.ask("ticket", "note", office.ref, "un")
    office.hook(
        "test -e late && exit 0; touch late; unset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH\n"
        f"cd {lea.path} && git commit -q --allow-empty -m 'while it was under way'"
    )
    done = lea.ask("sync")
    assert (done["fetched"], done["merged"], done["pushed"]) == (1, 2, 2)
    assert office.head() == lea.git("rev-parse", "HEAD")


def test_turns_are_taken_one_after_the_other(office):
    inside, most = [], []

    def visit(number):
        with neighbour.turn(str(office.hub), 0.0):
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.02)
            inside.remove(number)

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(6)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert most == [1] * 6


def test_nobody_waits_for_ever_for_a_turn_nor_needs_one(office, tmp_path):
    with neighbour.turn(str(office.hub), 0.0):
        began = time.monotonic()
        with neighbour.turn(str(office.hub), 0.0, wait=0.1):
            assert 0.1 <= time.monotonic() - began < LONG
    for address in ("ssh://serveur/desk.git", str(tmp_path / "nowhere")):
        with neighbour.turn(address, 0.0):
            pass


def served(office, ages):
    """The order in which those who ask at once, each with an act of that age, had their turn."""
    order = []

    def visit(age):
        with neighbour.turn(str(office.hub), age):
            order.append(age)
            time.sleep(0.03)

    with neighbour.turn(str(office.hub), 0.0):
        visitors = [threading.Thread(target=visit, args=(age,)) for age in ages]
        for visitor in visitors:
            visitor.start()
        time.sleep(0.1)
    for visitor in visitors:
        visitor.join()
    return order


def test_who_has_waited_longest_is_likely_to_be_next(office):
    """Chance, and a busy machine, may have it otherwise once, not five times."""
    rounds = (served(office, (0.0, 0.0, 0.0, 20.0, 20.0, 20.0)) for _round in range(5))
    assert any(mean(order[:3]) > mean(order[3:]) for order in rounds)


def test_refs_of_a_clone_on_this_machine_are_read_as_git_tells_them(office, pair):
    refs = ("refs/heads/main", "refs/heads/nowhere")
    with Repository.open(pair[0].path) as repository:
        loose = remote_of(repository, "origin").tips(*refs)
        assert loose == {"refs/heads/main": office.head()}
        assert neighbour.tips(str(office.hub), refs) == loose
        (office.hub / "refs/heads/main").unlink(missing_ok=True)
        (office.hub / "packed-refs").write_text(f"{loose['refs/heads/main']} refs/heads/main\n")
        assert neighbour.tips(f"file://{office.hub}", refs) == loose
        (office.hub / "refs/heads/main").write_text("ref: refs/heads/other\n")
        assert neighbour.tips(str(office.hub), refs) is None, "git tells"
    assert neighbour.tips("serveur:desk.git", refs) is None


def test_the_pause_grows_with_losses_and_shrinks_with_age():
    limits = [longest_pause(lost, 0) for lost in range(1, 12)]
    assert limits == sorted(limits)
    assert limits[0] < limits[2] < limits[-1] <= 1
    assert longest_pause(5, 10) < longest_pause(5, 1) < longest_pause(5, 0)


def test_differences_from_one_commit_to_several_are_those_to_each(office, pair):
    lea, _karim = pair
    lea.ask("ticket", "note", office.ref, "un")
    (lea.path / "é\nx:y").write_text("un nom mal choisi")
    lea.git("add", ".")
    lea.git("commit", "-qm", "by hand")
    base, one, two = (lea.git("rev-parse", name) for name in ("HEAD~2", "HEAD~1", "HEAD"))
    with Repository.open(lea.path) as repository:
        wanted = [list(repository.changes(base, commit)) for commit in (one, base, two)]
        assert repository.changes_to(base, one, base, two) == wanted
        assert [len(changes) for changes in wanted] == [1, 0, 2]
