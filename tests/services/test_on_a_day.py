"""Who is there, and which contract runs, on a day: spans of days are half-open wherever they are asked."""

from __future__ import annotations

from datetime import date

import pytest

from celyactl.errors.desk import UnknownContact
from celyactl.services.catalogue import contracts_in_force
from celyactl.services.names import contact_of
from celyactl.store.repository import Repository
from celyactl.store.store import Store


@pytest.fixture
def view(desk):
    def opened():
        with Repository.open(desk.path) as repository:
            return Store(repository).view()

    return opened


def test_whoever_will_leave_is_there_until_then(desk, view):
    desk.sell("acme-2026")
    desk.edit("contracts/acme/client.yaml", "      - manager\n", '      - manager\n    left: "2026-12-01"\n')
    assert contact_of(view(), "acme", "claire", date(2026, 11, 30)) == "claire"
    with pytest.raises(UnknownContact):
        contact_of(view(), "acme", "claire", date(2026, 12, 1))


def test_a_contract_whose_renewals_are_used_up_serves_nobody(desk, view):
    desk.sell("acme-2026", "--start", "2026-01-01", "--max-renewals", "0")
    assert [one.slug for one in contracts_in_force(view(), "acme", date(2026, 12, 31))] == ["acme-2026"]
    assert list(contracts_in_force(view(), "acme", date(2027, 1, 1))) == []
