"""`celyactl doctor`: where one stands, what is wrong with the clone or the machine, and what to do about it."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl import __version__
from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.table import Table
from celyactl.errors import CelyactlError
from celyactl.i18n import gettext as _
from celyactl.i18n import language, marked, ngettext
from celyactl.store.preferences import sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.services.doctoring.ailment import Ailment
    from celyactl.services.doctoring.doctor import Diagnosis
    from celyactl.store.preferences import Source

app = Commands()

_OLDEST_GIT: Final = (2, 36)
_INDEX: Final = {
    "none": marked("none yet"),
    "current": marked("up to date"),
    "behind": marked("behind: the next list brings it up to date"),
    "damaged": marked("damaged"),
}


@app.write(example="celyactl doctor --deep")
def doctor(
    fix: Annotated[bool, typer.Option("--fix", help=marked("Repair what can be repaired without loss."))] = False,
    deep: Annotated[bool, typer.Option("--deep", help=marked("Look at every object of git too."))] = False,
    server: Annotated[
        bool, typer.Option("--server", help=marked("One line for a monitoring system, with the exit codes of Nagios."))
    ] = False,
) -> None:
    """Look at the clone, the machine and the work tree; say what is wrong and what to do."""
    if server:
        from celyactl.cli.server import watch  # a person asks for something else

        watch()
    now = session.current()
    machine = _machine()
    diagnosis, ailments = _examined(fix=fix and not now.dry_run, deep=deep)
    ailments = [*_of_git(machine["git"]), *ailments]
    read = sources()
    data = machine | {"configuration": list(map(_configured, read))} | _facts(diagnosis) | {"findings": ailments}
    show(data, lambda: [_table(machine, read, diagnosis), *_words(ailments)])
    if any(one.severity == "error" and not one.repaired for one in ailments):
        raise typer.Exit(1)


def _machine() -> dict[str, str | None]:
    from celyactl.cli.version import git_version  # it starts git

    return {
        "celyactl": __version__,
        "python": platform.python_version(),
        "git": git_version(),
        "language": language(),
        "no_color": os.environ.get("NO_COLOR") or None,
    }


def _configured(source: Source) -> dict[str, object]:
    """A file of settings: which of a person's preferences in it are followed."""
    return {"path": str(source.path), "settings": source.heeded(), "read": source.problem is None}


def _examined(*, fix: bool, deep: bool) -> tuple[Diagnosis | None, Sequence[Ailment]]:
    """What the doctor says of the desk; without a desk, why there is none."""
    from celyactl.services.doctoring.ailment import Ailment
    from celyactl.services.doctoring.doctor import Visit, examine
    from celyactl.store.repository import Repository

    now = session.current()
    try:
        with Repository.discover(now.start) as repository:
            email = now.actor or repository.settings(r"^user\.email$").get("user.email") or now.author_email
            diagnosis = examine(repository, Visit(email, now.clock(), fix=fix, deep=deep))
    except CelyactlError as error:
        return None, [Ailment.of(error)]
    return diagnosis, diagnosis.ailments


def _of_git(version: str | None) -> Iterator[Ailment]:
    from celyactl.services.doctoring.ailment import Ailment

    numbers = [int(part) for part in (version or "").split(".")[:2] if part.isdecimal()]
    if version is not None and tuple(numbers) < _OLDEST_GIT:
        what = _("git {version} is too old").format(version=version)
        yield Ailment("git_too_old", what, _("Install git 2.36 or later."))


def _facts(diagnosis: Diagnosis | None) -> dict[str, object]:
    names = ("desk", "branch", "commit", "member", "index", "held_by", "unfinished", "free_bytes", "loose_objects")
    return {name: getattr(diagnosis, name, None) for name in names}


def _preferences(source: Source) -> str:
    said = ", ".join(f"{name} = {value}" for name, value in source.heeded().items()) or _("no preferences")
    if source.problem:
        said = _("can't be read")
    return f"{source.path}: {said}"


def _table(machine: dict[str, str | None], read: Sequence[Source], diagnosis: Diagnosis | None) -> Table:
    rows = [[name, machine[name] or "-"] for name in ("celyactl", "python", "git")]
    rows += [[_("language"), str(machine["language"])], ["NO_COLOR", machine["no_color"] or "-"]]
    rows += [[_("configuration"), _preferences(source)] for source in read] or [[_("configuration"), "-"]]
    if diagnosis:
        rows += [
            [_("desk"), diagnosis.desk],
            [_("branch"), diagnosis.branch or "-"],
            [_("commit"), (diagnosis.commit or "-")[:12]],
            [_("you are"), diagnosis.member or "-"],
            [_("index"), _(_INDEX[diagnosis.index.state])],
            [_("held by"), diagnosis.held_by or "-"],
            [_("free"), _("{n} MiB").format(n=diagnosis.free_bytes >> 20)],
        ]
    return Table([_("What"), _("How it is")], rows)


def _words(ailments: Sequence[Ailment]) -> Iterator[str]:
    yield ""
    for one in ailments:
        yield _line(one)
    left = sum(one.severity == "error" and not one.repaired for one in ailments)
    if left:
        yield ngettext("{n} thing is to be put right.", "{n} things are to be put right.", left).format(n=left)
    elif any(not one.repaired for one in ailments):
        yield _("Nothing is to be put right; the notes are worth a look.")
    else:
        yield _("All is well.")


def _line(one: Ailment) -> str:
    where = f" ({one.path})" if one.path else ""
    if one.repaired:
        return _("repaired: {what}").format(
            what=f"{one.what}{where}. {one.todo if one.code in _STILL else ''}".rstrip()
        )
    said = f"{one.what}{where}. {one.todo}".rstrip()
    return _("wrong: {what}").format(what=said) if one.severity == "error" else _("note: {what}").format(what=said)


_STILL: Final = {"committed_empty"}
"""What asks for something more after it was repaired."""
