"""The people of the desk, who act in it: `team:` of desk.yaml. Days are half-open: `left` is the first day without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.company import Member
from celyactl.domain.words import TeamRole
from celyactl.errors.desk import AlreadyThere
from celyactl.services.recording import Act, Done, record
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from celyactl.services.acting import Acting
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Newcomer(Struct, frozen=True):
    """Somebody who joins the team."""

    id: str
    name: str
    email: str
    phones: Sequence[str] = ()
    roles: Sequence[TeamRole] = (TeamRole.TECHNICIAN,)
    levels: Sequence[int] = ()
    since: date | None = None


def add(store: Store, acting: Acting, newcomer: Newcomer) -> Done[Member]:
    """Take somebody into the team. Raises AlreadyThere for an id or an address in use, BadFile for bad ones."""

    def plan(view: View) -> Act[Member]:
        company = view.company
        taken = {person.id for person in company.team} | {service.id for service in company.services}
        if newcomer.id in taken:
            raise AlreadyThere(newcomer.id, layout.DESK)
        if newcomer.email.casefold() in {person.email.casefold() for person in company.team}:
            raise AlreadyThere(newcomer.email, layout.DESK)
        member = Member(
            id=newcomer.id,
            name=newcomer.name,
            email=newcomer.email,
            phones=tuple(newcomer.phones),
            roles=tuple(dict.fromkeys(newcomer.roles)),
            levels=tuple(sorted(set(newcomer.levels))),
            since=newcomer.since,
        )
        files = {layout.DESK: replace(company, team=(*company.team, member))}
        return Act("team.add", f"{member.id}: join the team", files, member)

    return record(store, acting, plan)
