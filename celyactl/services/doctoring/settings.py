"""Settings of the clone that make git start programs: ours never runs them, a person's own git would."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from celyactl.errors import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.services.doctoring.ailment import Ailment
from celyactl.services.syncing.cloning import set_up
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.store.repository import Repository

_RUNS: Final = re.compile(
    r"""core\.(fsmonitor|hookspath|sshcommand|gitproxy|askpass|editor|pager|alternaterefscommand|attributesfile)
    | (sequence\.editor|diff\.external|interactive\.difffilter|uploadpack\.packobjectshook|init\.templatedir)
    | (pager|alias)\..+ | filter\..+\.(clean|smudge|process) | diff\..+\.(command|textconv) | merge\..+\.driver
    | (merge|diff|man|browser|gui)tool\..+\.(cmd|path) | (credential|credential\..+)\.helper
    | gpg\.(.+\.)?(program|defaultkeycommand) | remote\..+\.(uploadpack|receivepack|vcs) | trailer\..+\.(cmd|command)
    | submodule\..+\.update | protocol\..*allow | url\..+\.(pushinsteadof|insteadof) | include(if\..+)?\.path
    | sendemail\..*(cmd|server) | tar\..+\.command | core\.worktree""",
    re.VERBOSE,
)
_HARMLESS: Final = {"core.fsmonitor": {"true", "false"}, "merge.celyactl.driver": None}


def ailments(repository: Repository, *, fix: bool = False) -> Iterator[Ailment]:
    """The settings and hooks, each named."""
    settings = _settings(repository)
    if any(key.startswith("remote.") for key in settings) and "merge.celyactl.driver" not in settings:
        if fix:
            set_up(repository)
        what = _("Nothing tells git how to join tickets when people type `git pull`")
        yield Ailment("no_merge_driver", what, _("`celyactl doctor --fix` does."), ".git/config", "warning", fix)
    if _is_called_bare(repository):
        what = _("core.bare says that this clone has no work tree, and yet there is one")
        todo = _("`git config core.bare false` puts it right: until then no file of it is looked at.")
        yield Ailment("called_bare", what, todo, ".git/config")
    for key, value in sorted(settings.items()):
        if _RUNS.fullmatch(key) and not _is_harmless(key, value):
            what = _("A setting of this clone makes git start a program, or read elsewhere: {key}").format(key=key)
            todo = _("celyactl never heeds it, your own git does; `git config --unset-all {key}` removes it.")
            yield Ailment("dangerous_setting", what, todo.format(key=key), ".git/config", "warning")
    if hooks := _hooks(repository):
        what = _("Hooks are installed: {names}").format(names=", ".join(hooks))
        todo = _("celyactl never runs them, your own git does.")
        yield Ailment("hooks", what, todo, ".git/hooks", "warning")


def _is_called_bare(repository: Repository) -> bool:
    """Whether the files of a desk lie around the folder of a clone that takes itself for bare."""
    place = repository.place
    return place.work_tree is None and place.git_dir.name == ".git" and (place.git_dir.parent / layout.DESK).is_file()


def _settings(repository: Repository) -> dict[str, str]:
    try:
        listed = repository.git(["config", "--local", "--no-includes", "-z", "--list"])
    except CelyactlError:
        return {}  # git can't read it: everything else says so
    pairs = (item.decode("utf-8", "replace").partition("\n") for item in listed.split(b"\0")[:-1])
    return {key: value for key, _newline, value in pairs}


def _is_harmless(key: str, value: str) -> bool:
    if key.startswith("alias."):
        return not value.lstrip().startswith("!")
    if key.startswith("url."):
        return "ext::" not in key
    allowed = _HARMLESS.get(key, set())
    return allowed is None or value.strip().lower() in allowed


def _hooks(repository: Repository) -> list[str]:
    folder = repository.place.common_dir / "hooks"
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".sample" and os.access(path, os.X_OK))
