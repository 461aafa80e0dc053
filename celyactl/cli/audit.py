"""`celyactl audit verify|log|anchor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from celyactl.cli import session
from celyactl.cli.commands import Commands
from celyactl.cli.log import LIMIT, About, Actor, Limit, Since, Until, wanted_acts
from celyactl.cli.output import Verbatim, show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.services.auditing.fields import Change
    from celyactl.services.auditing.verify import Audit
    from celyactl.store.history import Act

app = Commands()

_SHORT: Final = 10
_MOST: Final = 200
"""Findings that people are shown."""
_COLUMNS: Final = ("commit", "at", "actor", "channel", "op", "path", "field", "old", "new")


@app.command(example="celyactl audit verify --anchor 1f3a9c07d2")
def verify(
    anchor: Annotated[
        str | None,
        typer.Option("--anchor", metavar=marked("COMMIT"), help=marked("A commit that the history must still hold.")),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help=marked("Judge everything anew, also what was verified before."))
    ] = False,
) -> None:
    """Prove that the history only grew, that each act is its author's, and that nothing is antedated."""
    from celyactl.services.auditing import verify as verifying

    desk = session.current().desk
    with Bar(_("Verifying the history")) as bar:
        audit = verifying.verify(desk.view, desk.now, anchor, full=full, progress=bar)
    data = {
        "commit": audit.commit,
        "since": audit.since,
        "commits": audit.commits,
        "findings": audit.findings,
        "late": [one._asdict() for one in audit.late],
    }
    show(data, lambda: list(_verdict(audit)), warnings=_notes(audit))
    if audit.findings:
        raise typer.Exit(1)


def _verdict(audit: Audit) -> Iterator[str]:
    for one in audit.findings[:_MOST]:
        where = f" ({one.path})" if one.path else ""
        yield f"{one.commit[:_SHORT]}  {one.code}{where}: {one.message}"
    if (more := len(audit.findings) - _MOST) > 0:
        yield ngettext("… and {n} more: --json shows all", "… and {n} more: --json shows all", more).format(n=more)
    for late in audit.late:
        text = _("{commit} is dated {at} and came after the anchor: {actor}, {subject}")
        yield text.format(
            commit=late.commit[:_SHORT], at=f"{late.at:%Y-%m-%d %H:%M}", actor=late.actor, subject=late.subject
        )
    judged = ngettext("{n} commit judged", "{n} commits judged", audit.commits).format(n=audit.commits)
    if audit.since:
        judged = _("{judged}, those up to {commit} had been before").format(judged=judged, commit=audit.since[:_SHORT])
    if audit.findings:
        text = ngettext("{n} finding; {judged}.", "{n} findings; {judged}.", len(audit.findings))
        yield text.format(n=len(audit.findings), judged=judged)
    else:
        yield _("The history is whole up to {commit}: {judged}.").format(commit=audit.commit[:_SHORT], judged=judged)


def _notes(audit: Audit) -> list[str]:
    if not audit.unvouched:
        return []
    text = ngettext(
        "{n} act of a client is vouched for by no key: give the services keys with `celyactl team key add`",
        "{n} acts of clients are vouched for by no key: give the services keys with `celyactl team key add`",
        audit.unvouched,
    )
    return [text.format(n=audit.unvouched)]


@app.command(example="celyactl audit log CEL-2611-4F7K2QE --csv")
def log(
    about: About = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = LIMIT,
    csv: Annotated[bool, typer.Option("--csv", help=marked("As a CSV file, safe in a spreadsheet."))] = False,
) -> None:
    """Show what each act changed, field by field, newest first; entries as one change each."""
    from celyactl.errors.command_line import OptionOutOfPlace  # errors are rare
    from celyactl.services.auditing.choosing import Choice
    from celyactl.services.auditing.fields import changes
    from celyactl.store.history import acts

    if csv and session.current().json:
        raise OptionOutOfPlace("--csv", "--json")
    desk = session.current().desk
    wanted = wanted_acts(Choice(about, actor, since, until))
    with Bar(_("Reading the history")) as bar:
        found = acts(desk.repository, desk.view.commit, wanted, limit, bar)
    changed = changes(desk.repository, [act.commit for act in found.acts])
    told = [(act, changed.get(act.commit, [])) for act in found.acts]
    data = [_act(act) | {"changes": [one._asdict() for one in own]} for act, own in told]
    show(data, lambda: _csv(told) if csv else _table(told), warnings=found.warnings)


def _act(act: Act) -> dict[str, object]:
    return {**act._asdict(), "names": list(act.names), "by_hand": act.by_hand}


def _rows(told: Sequence[tuple[Act, list[Change]]]) -> Iterator[list[str]]:
    for act, changed in told:
        facts = [act.commit, act.at.isoformat(), act.actor or act.email, act.channel or "git", act.op or act.subject]
        for one in changed:
            yield [*facts, one.path, one.field, one.old or "", one.new or ""]


def _csv(told: Sequence[tuple[Act, list[Change]]]) -> Verbatim:
    from celyactl.render.spreadsheet import as_csv  # only a file needs it

    return Verbatim(as_csv(_COLUMNS, list(_rows(told))))


def _table(told: Sequence[tuple[Act, list[Change]]]) -> Table | str:
    rows = [
        [commit[:_SHORT], f"{at[:10]} {at[11:16]}", who, _file(path), field, old or "-", new or "-"]
        for commit, at, who, _channel, _op, path, field, old, new in _rows(told)
    ]
    if not rows:
        return _("Nothing was recorded.")
    headings = [_("Commit"), _("When"), _("Who"), _("File"), _("Field"), _("Before"), _("After")]
    return Table(headings, rows, spare=(3, 5), flexible=(2, 3, 4, 5, 6))


def _file(path: str) -> str:
    """A ticket by its reference; what is a client's by its folder too, for each has a `client.yaml`."""
    name = path.removeprefix("contracts/") if path.startswith("contracts/") else path.rpartition("/")[2]
    return name.removesuffix(".yaml")


@app.command(example="celyactl audit anchor")
def anchor() -> None:
    """Name the last commit, to be kept elsewhere: whoever has it can prove later that nothing before it was changed."""
    view = session.current().desk.view
    short = view.repository.git(["rev-parse", f"--short={_SHORT}", view.commit]).decode().strip()
    text = _(
        "{commit}\nKeep it where nobody of the desk can change it; `celyactl audit verify --anchor {short}` proves it."
    )
    show({"commit": view.commit, "short": short}, lambda: text.format(commit=view.commit, short=short))
