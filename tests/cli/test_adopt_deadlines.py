"""`adopt` of hours and targets: whoever moves the deadlines of open tickets is told so, and of how not to."""

from __future__ import annotations

import pytest
from furnishing import done_once

CONTRACT = "contracts/acme/acme-2026.yaml"


@pytest.fixture
@done_once
def refs(desk) -> list[str]:
    desk.sell("acme-2026", "--start", "2026-11-01", "--target", "P3:1h:4h")
    desk.sell("other-2026", "--start", "2026-11-01", "--target", "P3:1h:4h", client="Other")
    opened = [
        desk.ask("ticket", "new", "--contract", slug, "--title", "Muet")["ref"] for slug in ("acme-2026", "other-2026")
    ]
    settled = desk.ask("ticket", "new", "--contract", "acme-2026", "--title", "Muet")["ref"]
    desk.ask("ticket", "cancel", settled, "doublon")
    return opened


def warned(desk, path: str, old: str, new: str, *words: str) -> str:
    text = desk.read(path)
    assert old in text, text
    (desk.path / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    answer = desk.run("adopt", *words, "--json")
    assert answer.exit_code == 0, answer.stderr
    return " ".join(answer.warnings)


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_other_targets_name_the_open_tickets_of_that_contract_alone(desk, refs, words):
    told = warned(desk, CONTRACT, 'response: "1h"', 'response: "2h"', *words)
    assert refs[0] in told
    assert refs[1] not in told
    assert "since" in told


def test_other_hours_of_the_desk_name_the_tickets_of_every_contract(desk, refs):
    told = warned(desk, "desk.yaml", "08:00", "10:00")
    assert all(ref in told for ref in refs), told


@pytest.mark.parametrize(("old", "new"), [('client: "acme"', 'client: "acme"  # vu'), ("months: 12", "months: 24")])
def test_an_edit_that_moves_no_deadline_warns_of_none(desk, refs, old, new):
    assert warned(desk, CONTRACT, old, new) == ""


def test_a_period_that_begins_later_moves_nothing(desk, refs):
    later = '  - since: "2027-01-01"\n    coverage: "full"\n'
    text = desk.read(CONTRACT)
    assert 'coverage: "business"\n' in text
    assert warned(desk, CONTRACT, 'coverage: "business"\n', f'coverage: "business"\n{later}') == ""
