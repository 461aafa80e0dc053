"""A clone whose clock is behind dates its commits before those that they build on; no work is lost to that."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

VISIT = ("--mode", "remote", "--start", "10:00", "--end", "10:30", "--summary", "Registrar corrigé")


@pytest.mark.parametrize("behind", [timedelta(days=1), timedelta(days=20_000)])
def test_work_that_clones_with_clocks_behind_built_upon_is_listed(pair, office, behind):
    lea, karim = pair
    lea.now += timedelta(hours=3)
    lea.ask("intervention", "add", office.ref, *VISIT)
    lea.ask("sync")
    karim.ask("sync")
    late, karim.now = karim.now, karim.now - behind
    for name in ("Claire V.", "Claire Vidal"):
        text = karim.read("contracts/acme/client.yaml")
        (karim.path / "contracts/acme/client.yaml").write_text(re.sub('name: "Claire.*"', f'name: "{name}"', text))
        karim.git("commit", "-qam", "by hand")
    karim.now = late + timedelta(hours=4)
    karim.ask("sync")
    lea.ask("sync")
    for desk in (lea, karim):
        [found] = desk.ask("intervention", "list", "--from", "2026-11-23")
        assert found["summary"] == "Registrar corrigé"
