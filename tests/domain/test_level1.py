"""Level 1: trainings and their end, what is checked first, the share that it settles."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Journal
from msgspec.structs import replace

from celyactl.domain.client import Client, Component, Contact, Training
from celyactl.domain.company import Checklist
from celyactl.domain.level1 import solved_at_level1, state_of, to_check_first, trainings
from celyactl.domain.words import ComponentKind, Kind, Legal, Level, Role

DAY = date(2026, 11, 23)


def training(expires: str | None, topic: str = "Niveau 1", on: str = "2024-11-01") -> Training:
    return Training(topic=topic, on=date.fromisoformat(on), expires=date.fromisoformat(expires) if expires else None)


def client(*contacts: Contact) -> Client:
    component = Component(id="poste", kind=ComponentKind.HANDSET, name="Poste")
    return Client(id="acme", name="Acme", legal=Legal.PROFESSIONAL, contacts=contacts, components=(component,))


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        (None, "valid"),
        ("2027-02-22", "valid"),
        ("2027-02-21", "expiring"),
        ("2026-11-24", "expiring"),
        ("2026-11-23", "expired"),
    ],
)
def test_a_training_holds_until_the_day_before_it_expires(expires, state):
    assert state_of(training(expires), DAY) == state


def test_the_latest_training_on_a_topic_counts_and_level_one_without_any_is_told():
    renewed = (
        training("2025-11-01"),
        training("2028-11-01", "niveau 1", "2026-11-01"),
        training("2026-01-01", "Alarme"),
    )
    people = client(
        Contact(id="claire", name="Claire", roles=(Role.LEVEL1,), training=renewed),
        Contact(id="paul", name="Paul", roles=(Role.LEVEL1,)),
        Contact(id="marc", name="Marc", roles=(Role.MANAGER,)),
        Contact(id="gone", name="Partie", roles=(Role.LEVEL1,), left=DAY),
    )
    found = [(one.contact.id, one.training and one.training.topic, one.state) for one in trainings([people], DAY)]
    assert found == [("claire", "niveau 1", "valid"), ("claire", "Alarme", "expired"), ("paul", None, "untrained")]


def test_what_is_checked_first_is_for_the_kinds_of_the_tickets_components():
    lists = [
        Checklist(id="muet", title="Muet", items=("Câble",), component_kinds=(ComponentKind.HANDSET,), level1=True),
        Checklist(id="visite", title="Visite", items=("Câble",), component_kinds=(ComponentKind.HANDSET,)),
        Checklist(id="trunk", title="Trunk", items=("Câble",), component_kinds=(ComponentKind.TRUNK,), level1=True),
    ]
    header = Journal("2026-11-23 09:00", components=("poste",)).story.header
    assert [one.id for one in to_check_first(lists, client(), header)] == ["muet"]
    assert to_check_first(lists, client(), Journal("2026-11-23 09:00").story.header) == []


def settled(number: int, level: Level, kind: Kind = Kind.REQUEST, *, still_open: bool = False):
    journal = Journal("2026-11-23 09:00", level=level, kind=kind).ack("2026-11-23 10:00")
    story = journal.story if still_open else journal.resolve("2026-11-23 11:00").story
    return replace(story.header, ref=f"CEL-2611-{number:07}")


def test_the_share_is_of_what_is_settled_and_a_percentage_needs_five():
    headers = [
        settled(1, Level.LOCAL),
        settled(2, Level.REMOTE),
        settled(3, Level.LOCAL, still_open=True),
        settled(4, Level.LOCAL, Kind.PREVENTIVE),
    ]
    share = solved_at_level1(headers)
    assert ([ref[-1] for ref in share.solved], [ref[-1] for ref in share.settled]) == (["1"], ["1", "2"])
    assert share.rate is None
    assert solved_at_level1([settled(n, Level.LOCAL if n < 2 else Level.REMOTE) for n in range(5)]).rate == 0.4
