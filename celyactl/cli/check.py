"""`celyactl check`: every fault of every file, of what is committed and of what people have edited since."""

from __future__ import annotations

import sys
import time
from difflib import unified_diff
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.output import show
from celyactl.cli.paths import Paths, scope_of
from celyactl.cli.progress import Bar
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.render.money import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.services.checking.findings import Finding
    from celyactl.services.checking.looking import Checked
    from celyactl.services.checking.mending import Mended

app = Commands()

_MOST_LINES: Final = 40


@app.write(example="celyactl check --fix --dry-run")
def check(
    paths: Paths = None,
    fix: Annotated[
        bool, typer.Option("--fix", help=marked("Mend what needs no judgement: quotes, line ends, the order of keys."))
    ] = False,
    receive: Annotated[
        bool, typer.Option("--receive", help=marked("Judge a push: git's pre-receive hook runs this on the server."))
    ] = False,
) -> None:
    """Look for faults in the files of the desk, committed or edited by hand."""
    from celyactl.services.checking import looking

    now = session.current()
    if receive:
        _receive()
        return
    repository = now.desk.repository
    commit = now.desk.view.commit
    scope = scope_of(repository, commit, paths)
    started = time.monotonic()
    with Bar(_("Checking")) as bar:
        checked = looking.check_all(repository, commit, scope, bar)
    mended: list[Mended] = []
    if fix:
        from celyactl.services.checking.mending import mend  # it writes, a check reads

        mended = list(mend(repository, looking.to_mend(repository, commit, checked, scope), dry_run=now.dry_run))
        checked = looking.check_all(repository, commit, scope) if mended and not now.dry_run else checked
    seconds = round(time.monotonic() - started, 3)
    data = {
        "commit": commit,
        "files": checked.files,
        "tickets": checked.tickets,
        "seconds": seconds,
        "findings": checked.findings,
        "fixed": [{"path": one.path, "left": one.left or None} for one in mended],
    }
    show(data, lambda: [*_mended(mended, dry_run=now.dry_run), *_words(checked, seconds)])
    if any(one.severity == "error" for one in checked.findings):
        raise typer.Exit(1)


def _receive() -> None:
    """Refuse what a push would bring, with all that is wrong with it. Raises NotTaken."""
    from celyactl.errors.receiving import NotTaken  # on servers only
    from celyactl.services.pre_receive import push
    from celyactl.store.repository import Repository

    with Repository.receiving(session.current().start) as repository:
        found = list(push.faults(repository, push.updates(sys.stdin.read()), session.current().clock()))
    if found:
        raise NotTaken(found)
    show({"findings": []}, list)


def _words(checked: Checked, seconds: float) -> Iterator[str]:
    committed = [one for one in checked.findings if one.committed]
    edited = [one for one in checked.findings if not one.committed]
    yield from map(_line, committed)
    if edited:
        yield _("In edits that are not committed:")
        yield from map(_line, edited)
    yield _summary(checked, seconds)


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    text = ": ".join(part for part in (place, finding.field, finding.message) if part)
    return text if finding.severity == "error" else _("{finding} (only a warning)").format(finding=text)


def _summary(checked: Checked, seconds: float) -> str:
    errors = sum(one.severity == "error" for one in checked.findings)
    files = ngettext("{n} file", "{n} files", checked.files).format(n=checked.files)
    tickets = ngettext("{n} ticket", "{n} tickets", checked.tickets).format(n=checked.tickets)
    looked = _("{files}, {tickets} among them, in {seconds} s").format(
        files=files, tickets=tickets, seconds=decimal(f"{seconds:.1f}")
    )
    if not errors:
        return _("All is well: {looked}.").format(looked=looked)
    found = ngettext("{n} fault: {looked}.", "{n} faults: {looked}.", errors)
    return found.format(n=errors, looked=looked)


def _mended(mended: Sequence[Mended], *, dry_run: bool) -> Iterator[str]:
    """What was changed in each file, then what is the person's to do."""
    changed = [one for one in mended if one.after != one.before]
    for one in mended:
        if one.left:
            yield one.left
    for one in changed:
        said = _("{path} would be mended:") if dry_run else _("{path} was mended in the work tree:")
        yield said.format(path=one.path)
        yield from _difference(one)
    if changed and not dry_run:
        yield _("Look at it; `celyactl adopt` records it.")


def _difference(one: Mended) -> Iterator[str]:
    before, after = (text.decode("utf-8-sig", "replace").splitlines() for text in (one.before, one.after))
    lines = [line for line in unified_diff(before, after, n=0, lineterm="") if not line.startswith(("---", "+++"))]
    if not lines:
        yield "  " + _("line ends, or a byte order mark")
    for line in islice(lines, _MOST_LINES):
        yield f"  {line}"
    if len(lines) > _MOST_LINES:
        yield "  …"
