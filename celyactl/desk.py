"""The composition root: opens a desk, knows who acts and when, and builds the rest when it is asked for."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Self

from celyactl.store.place import is_unfinished
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from celyactl.domain.company import Company
    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Desk:
    """One clone of a desk and the clock on its wall. Use it in a `with`, or close it."""

    def __init__(self, repository: Repository, clock: Callable[[], datetime]) -> None:
        self.repository = repository
        self.clock = clock
        self.repaired: str | None = None

    @classmethod
    def open(cls, start: Path, *, clock: Callable[[], datetime]) -> Self:
        """The desk around `start`; what a killed command left is put right, and `repaired` says so in a line.

        Raises NotInDesk, ForeignRepository, RepositoryRefused, GitMissing.
        """
        desk = cls(Repository.discover(start), clock)
        desk.repaired = desk.recovered()
        return desk

    def again(self) -> Self:
        """The same clone at another moment: what was read of a commit need not be read again while it is the last."""
        other = type(self)(self.repository, self.clock)
        other.repaired = other.recovered()
        if "store" in self.__dict__:
            other.__dict__["store"] = self.store  # where cached_property keeps it
        if "view" in self.__dict__ and self.repository.head().commit == self.view.commit:
            other.__dict__["view"] = self.view.refreshed()
        return other

    def recovered(self) -> str | None:
        """Complete or forget a killed command's act, unless somebody else holds the desk; a line about it."""
        if not is_unfinished(self.repository.place):
            return None
        from celyactl.store.recovery import recover  # hardly ever needed

        repair = recover(self.repository)
        return repair.sentence if repair else None

    @cached_property
    def store(self) -> Store:
        """Where records are read and written."""
        from celyactl.store.store import Store  # a list reads the index only

        return Store(self.repository)

    @cached_property
    def view(self) -> View:
        """The desk as it was when the command began to read."""
        return self.store.view()

    @cached_property
    def company(self) -> Company:
        """`desk.yaml`, for whoever needs no more of the desk: nothing else is imported. Raises BadFile, NotInDesk."""
        if "view" in self.__dict__:
            return self.view.company
        from celyactl.store.layout import DESK
        from celyactl.store.loading import load_company  # a list reads the index only

        commit = self.repository.head().commit
        blob = self.repository.read(commit, DESK) if commit else None
        return self.view.company if blob is None else load_company(blob).model

    @cached_property
    def now(self) -> datetime:
        """The instant of the command, to the second, in the desk's zone."""
        return self.clock().replace(microsecond=0).astimezone(self.view.zone)

    def instant(self, text: str | None, *, upcoming: bool = False) -> datetime | None:
        """What somebody typed as an instant; None for nothing. Raises the errors of `parse_instant`."""
        return None if text is None else self.meant(text, self.now, upcoming=upcoming)

    def meant(self, text: str, now: datetime, *, upcoming: bool = False) -> datetime:
        """The instant that is meant at `now`, with a fixed offset: such ones compare and subtract truly.

        Raises the errors of `parse_instant`.
        """
        from celyactl.domain.instants import parse_instant
        from celyactl.domain.local_time import to_offset

        zone = self.view.zone
        return to_offset(parse_instant(text, now, zone, upcoming=upcoming), zone)

    def acting(self, who: str | None = None, *, dry_run: bool = False, company: Company | None = None) -> Acting:
        """The member of the team who acts: `who` (CELYACTL_ACTOR), else git's `user.email`, else GIT_AUTHOR_EMAIL.

        A service may be named too: it acts through its own door. The team is that of `company`, for an act that mends
        desk.yaml itself. Raises NoIdentity, NotInTheTeam.
        """
        from celyactl.domain.local_time import zone_named
        from celyactl.services.acting import Acting, by_service, member, service

        team = company or self.view.company
        now = self.clock().replace(microsecond=0).astimezone(zone_named(team.zone))
        who = who or self.identity()
        machine = service(team, who, now.date()) if team.services else None
        if machine is not None:
            return by_service(machine, now, dry_run=dry_run)
        person = member(team, who, now.date())
        return Acting(by=person.id, name=person.name, email=person.email, now=now, dry_run=dry_run)

    def who(self, actor: str | None = None) -> str | None:
        """The team's id of whoever reads; None for somebody who is not of the team."""
        wanted = actor or self.identity()
        people = ((person.id, {person.id, person.email.casefold()}) for person in self.view.company.team)
        return next((ident for ident, names in people if wanted and wanted.casefold() in names), None)

    def courier(self, who: str | None = None) -> Acting:
        """Whoever exchanges with another clone, of the team or not: a name and an e-mail are enough.

        Also while `desk.yaml` can't be read: a mended one comes by an exchange. Raises NoIdentity.
        """
        from celyactl.domain.local_time import zone_named
        from celyactl.errors.desk import NoIdentity, NotInTheTeam
        from celyactl.errors.file import BadFile
        from celyactl.services.acting import Acting
        from celyactl.store.identity import configured
        from celyactl.store.layout import PARIS

        zone = PARIS
        try:
            zone = zone_named(self.company.zone)
            return self.acting(who, company=self.company)
        except (NotInTheTeam, BadFile):
            name, email = configured(who)
            if not email:
                raise NoIdentity from None
            now = self.clock().replace(microsecond=0).astimezone(zone)
            return Acting(by=email, name=name or email, email=email, now=now)

    def identity(self) -> str | None:
        """The e-mail that git, or GIT_AUTHOR_EMAIL, knows of whoever is here."""
        settings = self.repository.settings(r"^user\.email$")
        return settings.get("user.email") or os.environ.get("GIT_AUTHOR_EMAIL")

    def close(self) -> None:
        """End what was started on the way."""
        self.repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
