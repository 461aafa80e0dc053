"""Signatures that the desk demands: each commit that comes is signed with a key that its parent's desk.yaml lists.

The parent's: a commit can't bring the key that it is signed with. The very first commit brings its own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from celyactl.errors import receiving as say
from celyactl.errors.base import CelyactlError
from celyactl.store import layout, records
from celyactl.store.signing.signature import sealed, signed_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.company import Company
    from celyactl.errors.base import Fault
    from celyactl.store.repository import Repository


def signature_faults(repository: Repository, old: str | None, new: str) -> Iterator[Fault]:
    """The commits that came without a signature that counts; none when the desk demands none."""
    if not any(company.signatures == "required" for company in _companies(repository, old, new)):
        return
    excluded = [f"^{old}"] if old else []
    for commit in repository.git(["rev-list", "--reverse", new, *excluded]).decode().split():
        if not _is_signed(repository, commit):
            yield say.unsigned(commit)


def _companies(repository: Repository, *commits: str | None) -> Iterator[Company]:
    for commit in commits:
        if (company := _company(repository, commit)) is not None:
            yield company


def _company(repository: Repository, commit: str | None) -> Company | None:
    try:
        blob = repository.read(commit, layout.DESK) if commit else None
        return records.load_company(blob).model if blob else None
    except CelyactlError:
        return None


def _is_signed(repository: Repository, commit: str) -> bool:
    content = repository.objects.read("commit", commit)
    one = sealed(content, repository.place.algorithm)
    key = signed_with(one) if one is not None else None
    if key is None:
        return False
    head = content.partition(b"\n\n")[0].decode("utf-8", "replace").splitlines()
    parents = [line.removeprefix("parent ") for line in head if line.startswith("parent ")]
    company = _company(repository, parents[0] if parents else commit)
    return company is not None and key in set(_keys(company, _day(head)))


def _day(head: list[str]) -> date:
    line = next(line for line in head if line.startswith("committer "))
    return datetime.fromtimestamp(int(line.rsplit(" ", 2)[-2]), UTC).date()


def _keys(company: Company, day: date) -> Iterator[str]:
    """The keys that count on a day, without their comments."""
    held = [*(one.keys for one in company.team), *(one.keys for one in company.services)]
    for keys in held:
        for key in keys:
            if key.since <= day and (key.until is None or day < key.until):
                yield " ".join(key.key.split()[:2])
