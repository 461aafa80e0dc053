"""`doctor`: tells where somebody stands and what ails the clone; repairs what loses nothing when asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.errors import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.services import schemas
from celyactl.services.acting import Acting, member
from celyactl.services.doctoring import cache, clone, remote, settings, worktree
from celyactl.services.doctoring.ailment import Ailment, Patient
from celyactl.store import lock, recovery
from celyactl.store.place import is_unfinished
from celyactl.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from celyactl.store.repository import Repository


class Visit(Struct, frozen=True):
    """Who asks for the doctor and when: `email` as git or CELYACTL_ACTOR has it; instants are aware."""

    email: str | None
    now: datetime
    fix: bool = False
    deep: bool = False


class Diagnosis(Struct, frozen=True):
    """The facts of the place (None where unknown), and everything that ails it."""

    desk: str
    branch: str | None
    commit: str | None
    member: str | None
    index: cache.IndexState
    held_by: str | None
    unfinished: bool
    free_bytes: int
    loose_objects: int
    ailments: tuple[Ailment, ...]


def examine(repository: Repository, visit: Visit) -> Diagnosis:
    """Look at everything; raises only what makes looking impossible."""
    place, head = repository.place, repository.head()
    found = list(_unfinished(repository))
    patient = Patient(repository, head.commit, visit.now, fix=visit.fix, deep=visit.deep)
    found += clone.ailments(patient)
    found += settings.ailments(repository, fix=visit.fix)
    acting: Acting | None = None
    if head.commit is not None:
        acting, refusals = _who(repository, visit)
        found += refusals
        patient = replace(patient, acting=acting)
        found += _of_the_desk(patient, head.commit)
    index = cache.index_state(patient)
    found += cache.ailments(patient, index)
    found += remote.ailments(patient)  # the last one: it may move the clone to another commit
    return Diagnosis(
        desk=str(place.work_tree or place.git_dir),
        branch=head.branch.removeprefix("refs/heads/") if head.branch else None,
        commit=repository.head().commit,
        member=acting.by if acting else None,
        index=index,
        held_by=_holder(repository),
        unfinished=is_unfinished(place),
        free_bytes=clone.free_bytes(place),
        loose_objects=clone.loose_objects(place),
        ailments=tuple(found),
    )


def _unfinished(repository: Repository) -> Iterator[Ailment]:
    """What a killed command left, put right as any command does."""
    if repair := recovery.recover(repository):
        yield Ailment("unfinished_act", repair.sentence.rstrip("."), repaired=True)
    elif is_unfinished(repository.place):
        what = _("An act is being recorded, or was left unfinished")
        yield Ailment("unfinished_act", what, _("The next command puts it right."), severity="warning")


def _who(repository: Repository, visit: Visit) -> tuple[Acting | None, list[Ailment]]:
    """The member of the team who asks; or why it is nobody, or not known."""
    try:
        view = Store(repository).view()
        now = visit.now.astimezone(view.zone)
        person = member(view.company, visit.email, now.date())
    except CelyactlError as error:
        return None, [Ailment.of(error)]
    return Acting(by=person.id, name=person.name, email=person.email, now=now), []


def _of_the_desk(patient: Patient, commit: str) -> Iterator[Ailment]:
    yield from worktree.ailments(patient, commit)
    if paths := schemas.outdated(patient.repository, commit):
        yield _refreshed(patient, sorted(paths))


def _refreshed(patient: Patient, paths: list[str]) -> Ailment:
    """Schemas and attributes, which an act refreshes."""
    what = _("What comes with the program is missing or out of date: {paths}").format(paths=", ".join(paths))
    ailment = Ailment("outdated_files", what, _("`celyactl schema --write` refreshes it."), severity="warning")
    if not patient.fix or patient.acting is None:
        return ailment
    try:
        schemas.refresh(Store(patient.repository), patient.acting)
    except CelyactlError as error:
        return replace(ailment, todo=error.sentence)
    return replace(ailment, repaired=True)


def _holder(repository: Repository) -> str | None:
    """Who holds the desk, in a sentence; None when nobody does."""
    try:
        with lock.hold(repository.place.common_dir, wait=0):
            return None
    except (CelyactlError, OSError) as error:
        return error.what if isinstance(error, CelyactlError) else str(error)
