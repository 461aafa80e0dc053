"""Founding a desk: a git repository whose first commit holds `desk.yaml`, the schemas and one line of attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.company import Company, Member
from celyactl.domain.coverages import HOLIDAYS, STANDARD, ZONE
from celyactl.domain.ids import id_from
from celyactl.domain.words import TeamRole
from celyactl.errors.desk import AlreadyThere
from celyactl.services.acting import Acting
from celyactl.store import git, layout, records, schema
from celyactl.store.commits import Ident
from celyactl.store.message import Trailers, message
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

ATTRIBUTES: Final = b"*.yaml -text merge=celyactl\n"
_BRANCH: Final = "main"


def founder(name: str, email: str) -> Member:
    """The first member of the team: who founds the desk decides in it."""
    roles = (TeamRole.TECHNICIAN, TeamRole.MANAGER)
    return Member(id=id_from(email.partition("@")[0]), name=name, email=email, roles=roles)


def found(path: Path, company: str, prefix: str, person: Member, now: datetime) -> Company:
    """Make a desk at `path`, in a new folder, an empty one, or a repository that holds none yet.

    Raises:
        AlreadyThere: a desk is there, or a folder with something else in it.
        NothingRecorded, GitFailed: the disk, or git, refused.

    """
    desk = Company(
        company=company,
        prefix=prefix,
        language="fr",
        zone=ZONE,
        holidays=HOLIDAYS,
        coverages=STANDARD,
        team=(person,),
    )
    acting = Acting(by=person.id, name=person.name, email=person.email, now=now)
    with _empty_repository(path) as repository:
        _record(repository, acting, _files(desk))
    return desk


def _files(desk: Company) -> dict[str, bytes]:
    schemas = {layout.schema_path(name): text.encode() for name, text in schema.texts().items()}
    return {layout.DESK: records.dump(desk, layout.DESK), layout.ATTRIBUTES: ATTRIBUTES, **schemas}


def _record(repository: Repository, acting: Acting, files: Mapping[str, bytes]) -> None:
    author = Ident(acting.name, acting.email)
    said = message("init: a new desk", Trailers("init", None, acting.by, acting.channel))
    with begin(repository) as transaction:
        transaction.commit(files, message=said, author=author, committer=author, when=acting.now)


def _empty_repository(path: Path) -> Repository:
    if not (path / ".git").exists():
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise AlreadyThere(str(path))
        path.mkdir(parents=True, exist_ok=True)
        git.run(["init", "--quiet", "--template=", f"--initial-branch={_BRANCH}"], path, git.environment())
    repository = Repository.open(path)
    if repository.is_desk() or repository.place.work_tree != path.resolve():
        repository.close()
        raise AlreadyThere(str(path))
    return repository
