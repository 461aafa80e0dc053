"""Founding a desk: a git repository whose first commit holds `desk.yaml`, the schemas and one line of attributes."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Literal

from celyactl.domain.company import Company, Member
from celyactl.domain.coverages import HOLIDAYS, STANDARD, ZONE
from celyactl.domain.ids import id_from
from celyactl.domain.words import TeamRole
from celyactl.errors.desk import AlreadyThere
from celyactl.errors.machine import FolderRefused
from celyactl.errors.system import reason
from celyactl.render.templates import shipped
from celyactl.store import git, layout, records, schema
from celyactl.store.commits import Ident
from celyactl.store.message import Trailers, message
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from celyactl.services.acting import Acting

Pipeline = Literal["github", "gitlab"]
ATTRIBUTES: Final = b"*.yaml -text merge=celyactl\n"
PIPELINES: Final[Mapping[Pipeline, str]] = {"github": ".github/workflows/celyactl.yml", "gitlab": ".gitlab-ci.yml"}
"""Where each kind of server looks for what it runs."""
_BRANCH: Final = "main"
_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def founder(name: str, email: str) -> Member:
    """The first member of the team: who founds the desk decides in it."""
    roles = (TeamRole.TECHNICIAN, TeamRole.MANAGER)
    return Member(id=id_from(email.partition("@")[0]), name=name, email=email, roles=roles)


def drafted(company: str, prefix: str, person: Member) -> Company:
    """The `desk.yaml` of a new desk: the coverages that contracts offer, and one member of the team."""
    return Company(
        company=company,
        prefix=prefix,
        language="fr",
        zone=ZONE,
        holidays=HOLIDAYS,
        coverages=STANDARD,
        team=(person,),
    )


def found(path: Path, desk: Company, acting: Acting, pipeline: Pipeline | None = None) -> None:
    """Make a desk at `path`, in a new folder, an empty one, or a repository that holds none yet.

    With a `pipeline` its file is left in the work tree beside the desk, for whoever founds it to read and commit.

    Raises:
        AlreadyThere: a desk is there, or a folder with something else in it.
        BadFile: a name or an address that desk.yaml can't hold.
        NothingRecorded, GitFailed: the disk, or git, refused.

    """
    files = _files(desk)
    require_room(path)
    if not acting.dry_run:
        with _empty_repository(path) as repository:
            _record(repository, acting, files)
        if pipeline:
            _leave(path / PIPELINES[pipeline], (shipped() / "ci" / f"{pipeline}.yml").read_bytes())


def _leave(file: Path, content: bytes) -> None:
    """Write a file, unless one is there: it is somebody's."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _files(desk: Company) -> dict[str, bytes]:
    return {layout.DESK: records.dump(desk, layout.DESK), layout.ATTRIBUTES: ATTRIBUTES, **schema.schema_files()}


def _record(repository: Repository, acting: Acting, files: Mapping[str, bytes]) -> None:
    author = Ident(acting.name, acting.email)
    said = message("init: a new desk", Trailers("init", None, acting.by, acting.channel))
    with begin(repository) as transaction:
        transaction.commit(files, message=said, author=author, committer=author, when=acting.now)


def require_room(path: Path) -> None:
    """Raises AlreadyThere where something is that is no repository."""
    if not (path / ".git").exists() and path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise AlreadyThere(str(path))


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        if refused.errno in _DISK:
            raise
        raise FolderRefused(str(path), reason(refused)) from None


def _empty_repository(path: Path) -> Repository:
    if not (path / ".git").exists():
        _make_folder(path)
        git.run(["init", "--quiet", "--template=", f"--initial-branch={_BRANCH}"], path, git.environment())
    repository = Repository.open(path)
    if repository.is_desk() or repository.place.work_tree != path.resolve():
        repository.close()
        raise AlreadyThere(str(path))
    return repository
