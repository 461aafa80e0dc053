"""`sla due` and `sla show` against `slow_minutes`, which shares no code with the program, on random cases.

A few hundred cases here; `pytest -m soak tests/sla` (or `make soak`) looks at 10,000 of each.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import lives
import pytest
from desks import DeskInUse
from slow_minutes import Lost
from slow_walls import instant_of, minute_of

from celyactl.domain.client import Client
from celyactl.domain.words import Legal
from celyactl.services import founding
from celyactl.services.acting import Acting
from celyactl.store import layout, records

FEW, CONTRACTS = 24, 3
MANY, MORE_CONTRACTS = 1440, 12
"""Cases and contracts of each place; there are seven places."""


class Sold(NamedTuple):
    """A contract, what the slow computation knows of it, and the lives of its tickets by reference."""

    slug: str
    deal: object
    told: dict


def written(path, place, seed: int, *, contracts: int, cases: int) -> list[Sold]:
    """A desk of that place whose tickets are told by a seed; one commit."""
    random = Random(f"{seed} {place}")
    person = founding.founder("Nadia Roussel", "nadia@celya.example")
    acting = Acting(person.id, person.name, person.email, datetime(2026, 9, 1, tzinfo=UTC))
    founding.found(path, founding.drafted("CELYA", "CEL", person), acting)
    client = Client(id="acme", name="Acme", legal=Legal.PROFESSIONAL)
    files = {layout.DESK: lives.company(place[0]), layout.client_path("acme"): client}
    sold = []
    for number in range(contracts):
        slug = f"contract-{number}"
        made, deal = lives.contract(random, slug, place)
        files[layout.contract_path("acme", slug)] = made
        told = {}
        for _ in range(cases // contracts):
            script = lives.script(random, place[1])
            ticket = lives.Teller(random, slug).ticket(script)
            told[ticket.ref] = script
            files[layout.path_of_reference(ticket.ref)] = ticket
        sold.append(Sold(slug, deal, told))
    for name, model in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(records.dump(model, name))
    return sold


@pytest.fixture
def place_of(tmp_path, run):
    """A desk of a place, with its contracts and the lives of its tickets."""

    def made(place, seed: int, **size: int) -> tuple[DeskInUse, list[Sold]]:
        path = tmp_path / "desk"
        sold = written(path, place, seed, **size)
        desk = DeskInUse(path, run)
        desk.git("add", "--all")
        desk.git("commit", "-qm", "Tickets")
        desk.now = instant_of(minute_of(datetime(2027, 8, 1, tzinfo=UTC)))
        return desk, sold

    return made


def shown(desk, ref: str, now: int) -> dict:
    """The clocks by name, in minutes."""
    answer = desk.ask("sla", "show", ref, "--now", instant_of(now).isoformat())
    return {clock["name"]: _in_minutes(clock) for clock in answer["clocks"]}


def _in_minutes(clock: dict) -> dict:
    instants = ("started_at", "due_at", "due_if_resumed", "met_at")
    found = {name: minute_of(datetime.fromisoformat(clock[name])) if clock[name] else None for name in instants}
    found |= {"status": clock["status"]}
    return found | {"elapsed": clock["elapsed_seconds"] / 60, "paused": clock["paused_seconds"] / 60}


def look(desk, sold: list[Sold], random: Random) -> Counter:
    """Compare every ticket, at the end of its life or on the way; what was seen, by status."""
    seen = Counter()
    for _slug, deal, told in sold:
        for ref, script in told.items():
            middle = random.randint(script.opened, script.now)
            takes_back = any(act == "confirm" for _, act, _ in script.acts)
            known = script if takes_back or random.random() < 0.8 else lives.cut(script, middle)
            life, clocks = known.life(deal), shown(desk, ref, known.now)
            for name in ("response", "restoration"):
                assert clocks[name] == life.clock(name), (ref, name, known)
                seen[clocks[name]["status"]] += 1
    return seen


def reckon(desk, sold: list[Sold], random: Random, cases: int, place) -> None:
    """Compare `sla due` for random starts and targets."""
    for number in range(cases):
        slug, deal, _told = sold[number % len(sold)]
        start = lives.script(random, place[1]).opened
        target = random.choice([text for text in lives.TARGETS if text] + ["0m", "24h", "5d"])
        words = ["--from", instant_of(start).isoformat(), "--target", target, "--contract", slug]
        due = datetime.fromisoformat(desk.ask("sla", "due", *words)["due_at"])
        assert minute_of(due) == deal.due(start, lives.minutes_of(target), Lost()), words
        assert due == instant_of(minute_of(due))
        assert due.utcoffset() == due.astimezone(deal.wall.hands).utcoffset()


@pytest.mark.parametrize("place", lives.PLACES, ids=lambda place: f"{place[0]} {place[1]}")
def test_the_commands_agree_with_a_count_of_every_minute(place_of, place):
    desk, sold = place_of(place, 1, contracts=CONTRACTS, cases=FEW)
    random = Random(2)
    look(desk, sold, random)
    reckon(desk, sold, random, FEW, place)


@pytest.mark.soak
@pytest.mark.parametrize("place", lives.PLACES, ids=lambda place: f"{place[0]} {place[1]}")
def test_the_commands_agree_with_a_count_of_every_minute_for_long(place_of, place):
    desk, sold = place_of(place, 3, contracts=MORE_CONTRACTS, cases=MANY)
    random = Random(4)
    seen = look(desk, sold, random)
    assert set(seen) == {"running", "paused", "met", "breached", "none"}
    reckon(desk, sold, random, MANY, place)


def test_the_slow_computation_knows_the_worked_examples():
    """That the judge is right: E1, E4 and E5 of docs/sla.md."""
    place = lives.PLACES[0]
    hours = {name: lives.HOURS[name] for name in ("business", "full")}
    for name, start, target, expected in (
        ("business", "2026-11-20T16:30Z", ("minutes", 480), "2026-11-23T14:30Z"),
        ("full", "2026-10-24T21:30Z", ("minutes", 240), "2026-10-25T01:30Z"),
        ("business", "2026-11-05T15:20Z", ("days", 5), "2026-11-13T15:20Z"),
    ):
        long_ago = place[1] - timedelta(days=999)
        deal = lives.Deal(place[0], place[2], place[1], [(long_ago, hours[name])], [], False, False)  # noqa: FBT003 - neither rule
        due = deal.due(minute_of(datetime.fromisoformat(start)), target, Lost())
        assert instant_of(due) == datetime.fromisoformat(expected)
