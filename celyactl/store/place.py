"""Where a repository is: its folders and object format, found without starting git unless its settings are unusual."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, NoReturn

from celyactl.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable

Algorithm = Literal["sha1", "sha256"]

_AREA: Final = ("celyactl", "tx")
"""Our folder for the unfinished files of an act, in the git folder."""
_UNUSUAL: Final = (b"worktree", b"include", b"bare")
_AS_GIT_WRITES_IT: Final = b"bare = false"
# Texts, compiled when their key is there at all: every command comes this way, and few settings are unusual.
_REFTABLE: Final = rb"refstorage\s*=\s*\"?reftable"
_SHA256: Final = rb"objectformat\s*=\s*\"?sha256"


class Place(NamedTuple):
    """The folders of one clone: `common_dir` is not `git_dir` in a linked work tree; a bare clone has no work tree."""

    git_dir: Path
    common_dir: Path
    work_tree: Path | None
    algorithm: Algorithm

    @property
    def id_length(self) -> int:
        """How many hexadecimal digits an object's name has."""
        return 40 if self.algorithm == "sha1" else 64


def find(path: Path) -> Place:
    """The repository that holds `path`: its folder or the nearest one above, work tree or bare.

    Raises:
        NotInDesk: there is none.
        ForeignRepository: it belongs to another user of the system and git does not trust it.
        RepositoryRefused: its refs are reftables, or its work tree is put elsewhere.

    """
    start = path.resolve()
    for folder in (start, *start.parents):
        git_dir = _git_dir(folder)
        if git_dir is not None:
            return _place(folder, git_dir)
    from celyactl.errors.repository import NotInDesk  # errors are rare

    raise NotInDesk(str(path))


def area_path(place: Place) -> Path:
    """The folder of the act that is being written."""
    return place.git_dir.joinpath(*_AREA)


def is_unfinished(place: Place) -> bool:
    """Whether an act is being written, or was left unfinished: the cheap question of every command."""
    return os.path.lexists(area_path(place))


def mentions(place: Place, *words: bytes) -> bool:
    """Whether the clone's own settings hold one of these words, in lower case, anywhere."""
    texts = [_config(place.common_dir / "config").lower(), _config(place.git_dir / "config.worktree").lower()]
    return any(word in text for word in words for text in texts)


def _config(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _git_dir(folder: Path) -> Path | None:
    """The git folder of a work tree or of a bare clone at `folder`; None when it is neither."""
    dot_git = folder / ".git"
    if dot_git.is_file():
        return _pointed(dot_git)
    for candidate in (dot_git, folder):
        if _is_git_dir(candidate) and not (candidate is folder and folder.name == ".git"):
            return candidate
    return None


def _pointed(dot_git: Path) -> Path | None:
    """The folder named in a `.git` file of a linked work tree or a submodule."""
    with dot_git.open("rb") as opened:
        text = os.fsdecode(opened.read(4096))
    if not text.startswith("gitdir: "):
        return None
    target = (dot_git.parent / text.removeprefix("gitdir: ").rstrip("\r\n")).resolve()
    return target if (target / "HEAD").is_file() else None


def _is_git_dir(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _place(folder: Path, git_dir: Path) -> Place:
    bare = git_dir == folder
    _refuse_foreign(folder, [folder, git_dir] if bare else [folder, folder / ".git", git_dir])
    common_dir = _common_dir(git_dir)
    text = _config(common_dir / "config").lower()
    if b"refstorage" in text and re.search(_REFTABLE, text):
        _refuse_reftable(git_dir)
    if not bare and any(word in text.replace(_AS_GIT_WRITES_IT, b"") for word in _UNUSUAL):
        bare = _is_bare(folder, git_dir)
    sha256 = b"objectformat" in text and re.search(_SHA256, text)
    return Place(git_dir, common_dir, None if bare else folder, "sha256" if sha256 else "sha1")


def _refuse_reftable(git_dir: Path) -> NoReturn:
    from celyactl.errors.repository import RepositoryRefused  # errors are rare

    todo = _("Change it with `git refs migrate --ref-format=files`.")
    raise RepositoryRefused(_("its refs are kept as reftables"), str(git_dir), todo)


def _common_dir(git_dir: Path) -> Path:
    pointer = git_dir / "commondir"
    if not pointer.is_file():
        return git_dir
    return (git_dir / os.fsdecode(pointer.read_bytes()).rstrip("\r\n")).resolve()


def _refuse_foreign(folder: Path, owned: Iterable[Path]) -> None:
    """Trust what is our own; leave anything else to git's own judgement of `safe.directory`."""
    ours = {os.geteuid()}
    if os.geteuid() == 0:
        sudo = os.environ.get("SUDO_UID", "")
        ours.add(int(sudo) if sudo.isdecimal() else 0)
    if all(path.lstat().st_uid in ours for path in owned):
        return
    from celyactl.errors.repository import ForeignRepository, GitFailed  # a folder of others is rare
    from celyactl.store import git

    try:
        git.run(["rev-parse", "--git-dir"], folder, git.environment())
    except GitFailed:
        raise ForeignRepository(str(folder)) from None


def _is_bare(folder: Path, git_dir: Path) -> bool:
    """Ask git, as the settings may say otherwise than the folders; refuse a work tree that is not around its `.git`."""
    from celyactl.errors.repository import GitFailed, RepositoryRefused  # few settings are unusual
    from celyactl.store import git

    env = git.environment({"GIT_DIR": str(git_dir)})
    if git.run(["rev-parse", "--is-bare-repository"], folder, env).strip() == b"true":
        return True
    try:
        top = os.fsdecode(git.run(["rev-parse", "--show-toplevel"], folder, env).rstrip(b"\n"))
    except GitFailed:
        top = ""
    if not top or Path(top).resolve() != folder:
        todo = _("Remove it with `git config --unset core.worktree`.")
        raise RepositoryRefused(_("core.worktree puts its files elsewhere"), str(git_dir / "config"), todo)
    return False
