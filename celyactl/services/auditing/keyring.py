"""How a commit changed the keys: added and ended, by their owner or a manager; and what became of them since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.domain import keys
from celyactl.domain.words import TeamRole
from celyactl.services.auditing.findings import finding
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from celyactl.domain.company import Company
    from celyactl.services.auditing.findings import Finding
    from celyactl.services.auditing.people import Signatures


def changed(commit: str, actor: str | None, before: Company, after: Company) -> Iterator[Finding]:
    """What of a change of desk.yaml nobody may do."""
    had = {one.id: one.keys for one in keys.owners(before)}
    now = {one.id: one.keys for one in keys.owners(after)}
    for who, old in had.items():
        if any(keys.rewritten(old, now.get(who, ()))):
            yield finding("key_rewritten", commit, layout.DESK, who=who)
    if _may_decide(before, actor):
        return
    for who, new in now.items():
        if new != had.get(who, ()) and who != actor:
            yield finding("key_changed_by_another", commit, layout.DESK, actor=actor or "-", who=who)
    for who in sorted(_managers(after) - _managers(before)):
        yield finding("role_taken", commit, layout.DESK, actor=actor or "-", who=who)


def _may_decide(company: Company, actor: str | None) -> bool:
    """A manager may, and anybody where there is none."""
    managers = _managers(company)
    return not managers or actor in managers


def _managers(company: Company) -> set[str]:
    return {one.id for one in company.team if TeamRole.MANAGER in one.roles}


def merged(commit: str, parents: list[Company], after: Company) -> Iterator[Finding]:
    """A merge takes keys from its parents, and nothing else."""
    known = {(one.id, keys.bare(key.key)) for company in parents for one in keys.owners(company) for key in one.keys}
    for one in keys.owners(after):
        invented = any((one.id, keys.bare(key.key)) not in known for key in one.keys)
        lost = any(any(keys.rewritten(keys.keys_of(company, one.id), one.keys)) for company in parents)
        if invented or lost:
            yield finding("key_rewritten", commit, layout.DESK, who=one.id)


def ended_since(signatures: Signatures, present: Company, ended_on: dict[str, date]) -> Iterator[Finding]:
    """What was signed with a key on days of which it was said later that it no longer counts.

    On the very day on which a key ends by an act of that day, what was signed before is honest.
    """
    untils = {keys.bare(key.key): key.until for one in keys.owners(present) for key in one.keys if key.until}
    for commit, who, key, day in signatures.made:
        until = untils.get(key)
        if until is None or day < until:
            continue
        if day > until or ended_on.get(key, until) > until:
            yield finding("key_not_in_force", commit, who=who, day=day)


def endings(before: Company, after: Company, day: date) -> dict[str, date]:
    """The keys that a commit of this day ended."""
    was = {keys.bare(key.key) for one in keys.owners(before) for key in one.keys if key.until is None}
    now = (key for one in keys.owners(after) for key in one.keys if key.until)
    return {keys.bare(key.key): day for key in now if keys.bare(key.key) in was}


def digest(company: Company) -> str:
    """What the judgement of signatures depends on, in one line."""
    parts = [
        f"{one.id} {keys.bare(key.key)} {key.since} {key.until}" for one in keys.owners(company) for key in one.keys
    ]
    return keys.digest("\n".join([*sorted(parts), company.signatures, company.zone]))
