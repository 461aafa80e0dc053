"""The clone beside the other one that it exchanges with: histories that don't belong together, and what it lacks.

The other one is asked, as `sync --dry-run` does; who can't be reached is a note. Taking what comes loses nothing as
long as this clone has nothing of its own: so far it is repaired.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.errors import CelyactlError
from celyactl.errors.syncing import NoRemote, RemoteUnreachable, Unrelated
from celyactl.i18n import gettext as _
from celyactl.i18n import ngettext
from celyactl.services.doctoring.ailment import Ailment
from celyactl.services.syncing import remotes
from celyactl.services.syncing.exchange import Exchange
from celyactl.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.doctoring.ailment import Patient
    from celyactl.store.remote.transport import Remote

_SHORT: Final = 10


def ailments(patient: Patient) -> Iterator[Ailment]:
    """What ails the history, on its own and beside the other clone's."""
    if patient.commit is None:
        return
    yield from _roots(patient, patient.commit)
    try:
        yield from _beside(patient, patient.commit)
    except NoRemote:
        return  # many desks are one person's
    except RemoteUnreachable as error:
        yield Ailment("remote_unreachable", error.what, error.todo, error.where, "warning")
    except CelyactlError as error:
        yield Ailment.of(error)


def _roots(patient: Patient, commit: str) -> Iterator[Ailment]:
    found = patient.repository.git(["rev-list", "--max-parents=0", commit]).decode().split()
    if len(found) > 1:
        what = _("The history has more than one beginning: {commits}")
        todo = _("Two desks were joined by hand: `celyactl audit verify` says what of each holds.")
        listed = ", ".join(one[:_SHORT] for one in found)
        yield Ailment("unrelated_roots", what.format(commits=listed), todo, severity="warning")


def _beside(patient: Patient, commit: str) -> Iterator[Ailment]:
    repository = patient.repository
    name = remotes.rules(Store(repository).view()).remote
    remote = remotes.remote_of(repository, name)
    branch = repository.head().branch
    tip = remote.tips(branch).get(branch) if branch else None
    if tip is None or repository.contains(tip, commit):
        return
    remote.fetch(tip)
    if repository.common_base(commit, tip) is None:
        raise Unrelated(remote.address)
    count = repository.count(commit, tip)
    what = ngettext("The other clone is {n} commit ahead", "The other clone is {n} commits ahead", count)
    repaired = patient.fix and repository.contains(commit, tip) and _taken(patient, remote, name)
    yield Ailment("behind_remote", what.format(n=count), _("`celyactl sync` takes them."), "", "warning", repaired)


def _taken(patient: Patient, remote: Remote, name: str) -> bool:
    """Move to what the other clone has; False when nobody of the team is here to do it."""
    acting = patient.acting
    if acting is None:
        return False
    Exchange(remote, name, lambda: acting).run()
    return True
