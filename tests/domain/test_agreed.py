from __future__ import annotations

import pytest

from celyactl.domain.agreed import read_contact, read_item, read_target, read_targets
from celyactl.domain.durations import parse_target
from celyactl.errors.contract import ContactNotUnderstood, RoleNotUnderstood, TargetNotUnderstood, TargetTwice


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("P1:30m:4h", ("30m", "4h", None)),
        ("p2: 1h30 : 2 jours", ("1h30m", "2d", None)),
        ("P3:-:90m", ("-", "1h30m", None)),
        ("P4:0m:48h:1d", ("0m", "48h", "1d")),
    ],
)
def test_a_target_is_written_as_contracts_write_it(text, promises):
    target = read_target(text)
    assert (target.response, target.restoration, target.onsite) == promises
    assert [promise and parse_target(promise) for promise in promises[:2]] == [
        parse_target(part) for part in text.split(":")[1:3]
    ]


@pytest.mark.parametrize("text", ["", "P1", "P1:4h", "P0:4h:4h", "P1:1h:2h:3h:4h", "4h:P1:2h"])
def test_what_is_no_target_is_refused(text):
    with pytest.raises(TargetNotUnderstood):
        read_target(text)


def test_targets_come_in_the_order_of_urgency_and_once_each():
    assert [target.priority for target in read_targets(["P3:1h:2h", "P1:1h:2h"])] == ["P1", "P3"]
    with pytest.raises(TargetTwice, match="P1"):
        read_targets(["P1:1h:2h", "P3:1h:2h", "p1:2h:3h"])


def test_a_contact_has_its_roles_and_may_lack_address_and_telephone():
    contact = read_contact(" claire : Claire Vidal : : it, manager ")
    assert (contact.id, contact.name, contact.email, contact.phones) == ("claire", "Claire Vidal", None, ())
    assert contact.roles == ("it", "manager")


@pytest.mark.parametrize(
    "text", ["", "claire", "claire:Claire:c@a.example", ":Claire:c@a.example:it", "c::c@a.example:it"]
)
def test_what_is_no_contact_is_refused(text):
    with pytest.raises(ContactNotUnderstood):
        read_contact(text)


def test_a_role_is_one_of_the_declared_words():
    with pytest.raises(RoleNotUnderstood, match="level1, requester"):
        read_contact("claire:Claire:c@a.example:it,chef")


def test_a_reservation_may_hold_colons():
    item = read_item("pbx:fair:voir : onduleur")
    assert (item.component, item.state, item.reservation) == ("pbx", "fair", "voir : onduleur")
