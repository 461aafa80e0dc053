"""`celyactl ticket edit`: a ticket's description by field, in the person's editor, or that of many tickets at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import drafts, editor, files, prompts, session
from celyactl.cli.acts import acting, done_or_tried, today
from celyactl.cli.commands import Commands
from celyactl.cli.editing import File, Recover, Sets
from celyactl.cli.output import show
from celyactl.cli.progress import Bar
from celyactl.cli.table import Table
from celyactl.cli.terminal import can_ask
from celyactl.cli.tickets.telling import told
from celyactl.domain.description import Description
from celyactl.errors.command_line import OptionOutOfPlace, ValueNeeded
from celyactl.errors.editing import GivenUp
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext
from celyactl.services.editing import Written, version_of
from celyactl.services.tickets import describing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from celyactl.services.recording import Done
    from celyactl.services.tickets.describing import Changed
    from celyactl.store.view import View

app = Commands()


@app.write(example="celyactl ticket edit --where 'client:acme status:open' --set assignee=lea --dry-run")
def edit(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help=marked("The reference of the ticket, whole or short."))
    ] = None,
    where: Annotated[
        str | None,
        typer.Option("--where", metavar=marked("QUERY"), help=marked("All tickets that a query finds, in one act.")),
    ] = None,
    sets: Sets = None,
    labels: Annotated[
        list[str] | None,
        typer.Option(
            "--label", metavar=marked("+LABEL|-LABEL"), help=marked("+ puts a label on, - takes it off; repeatable.")
        ),
    ] = None,
    file: File = None,
    recover: Recover = False,
    yes: Annotated[bool, typer.Option("--yes", help=marked("Do not ask before many tickets are changed."))] = False,
) -> None:
    """Correct a ticket: title, kind, priority, assignee, people, place, labels.

    By field with --set, else in your editor. With --where every ticket that the query finds, in one commit.
    """
    if where is not None:
        _many(where, sets or (), labels or (), {"REF": ref, "--file": file, "--recover": recover}, yes=yes)
    elif ref is None:
        raise ValueNeeded(_("REF, --where"))
    elif sets or labels:
        told(ref, describing.fields(sets or (), labels or ()), None)
    elif file and file != files.STDIN:
        told(ref, describing.text(Written(files.read(file), drafts.made_from(file))), None)
    else:
        _by_draft(ref, typed=bool(file), recover=recover)


def _by_draft(ref: str, *, typed: bool, recover: bool) -> None:
    """Record a text that is in no file yet, and keep it until it is."""
    if not typed and not can_ask():
        raise ValueNeeded(_("--set FIELD=VALUE, --file PATH"))
    view = session.current().desk.view
    ticket = view.ticket(view.resolve(ref, writing=True))
    version = version_of(describing.text_of(ticket))
    name = f"ticket-{ticket.ref}"
    if recover:
        draft = drafts.latest(name)
    else:
        draft = drafts.keep(name, version, files.read(files.STDIN) if typed else _with_comments(view, ticket.ref))
    with drafts.until_recorded(draft, f"celyactl ticket edit {ticket.ref}"):
        text = draft.read_bytes() if typed else editor.edit(draft)
        told(ref, describing.text(Written(text, None if typed else drafts.made_from(str(draft)))), None)


def _with_comments(view: View, ref: str) -> bytes:
    """The description with what each field may hold, for the person's editor."""
    ticket = view.ticket(ref)
    hints = _hints(view, ticket.client)
    lines = [f"# {ref}, {ticket.client}", *(f"# {line}" for line in _introduction())]
    for line in describing.text_of(ticket).decode().splitlines():
        hint = hints.get(line.partition(":")[0])
        lines += ["", f"# {hint}"] if hint else [""] * (not line.startswith(" "))
        lines.append(line)
    return ("\n".join(lines) + "\n").encode()


def _introduction() -> list[str]:
    return [
        _("Correct what is below, save and quit. Lines that begin with # count for nothing."),
        _("Nothing changed, nothing recorded; the text is kept if it can't be recorded."),
    ]


def _hints(view: View, client: str) -> dict[str, str]:
    """What is possible in a field."""
    from celyactl.domain.words import Kind, Priority  # for the editor only

    known = view.client(client)
    return {
        "kind": ", ".join(Kind),
        "priority": ", ".join(Priority),
        "assignee": ", ".join(["me", *(person.id for person in view.company.team if person.is_there(today()))]),
        "contract": ", ".join(one.slug for one in view.contracts_of(client)),
        "requester": ", ".join(one.id for one in known.contacts if one.is_there(today())),
        "site": ", ".join(one.id for one in known.sites),
        "components": ", ".join(one.id for one in known.components),
        "labels": '["vip", "…"]',
    }


def _many(where: str, sets: Sequence[str], labels: Sequence[str], others: dict[str, object], *, yes: bool) -> None:
    from celyactl.services.tickets.selecting import selected  # for many tickets only

    for option, value in others.items():
        if value:
            raise OptionOutOfPlace(option, "--where")
    now, who, telling = session.current(), acting(), describing.fields(sets, labels)
    with Bar(_("Indexing")) as bar:

        def run(*, dry_run: bool) -> Done[list[Changed]]:
            trial = now.desk.acting(now.actor, dry_run=dry_run)
            return describing.edit_all(now.desk.store, trial, lambda view: selected(view, who, where, bar), telling)

        if not now.dry_run and not yes and can_ask() and not now.json:
            _agree(run(dry_run=True))
        done = run(dry_run=now.dry_run)
    show(_data(done), lambda: _answer(done), warnings=done.warnings)


def _agree(trial: Done[list[Changed]]) -> None:
    """Show what would change, and ask. Raises GivenUp."""
    import sys  # for a person at a terminal only

    count = len(trial.answer)
    if not count:
        return
    _table(trial.answer).write(sys.stderr)
    question = ngettext("Change {n} ticket? [y/N]", "Change {n} tickets? [y/N]", count).format(n=count)
    if not prompts.confirm("--yes", question):
        raise GivenUp


def _data(done: Done[list[Changed]]) -> dict[str, Any]:
    changed = [
        {"ref": one.ref, "title": one.after.title, "changes": [_change(*change) for change in _changes(one)]}
        for one in done.answer
    ]
    return {"commit": done.commit, "changed": changed}


def _change(field: str, before: object, after: object) -> dict[str, object]:
    return {"field": field, "before": before, "after": after}


def _changes(changed: Changed) -> Iterator[tuple[str, object, object]]:
    for name in Description.__struct_fields__:
        before, after = getattr(changed.before, name), getattr(changed.after, name)
        if before != after:
            yield name, before, after


def _answer(done: Done[list[Changed]]) -> list[str | Table]:
    count = len(done.answer)
    if not count:
        return [_("Nothing changed.")]
    line = ngettext("{n} ticket changed", "{n} tickets changed", count).format(n=count)
    return [_table(done.answer), done_or_tried(line)]


def _table(changed: Sequence[Changed]) -> Table:
    headings = [_("Reference"), _("Field"), _("Before"), _("After"), _("Title")]
    rows = [
        [one.ref, name, _shown(before), _shown(after), one.after.title]
        for one in changed
        for name, before, after in _changes(one)
    ]
    return Table(headings, rows, flexible=(2, 3, 4))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "-"
    return str(value) if value else "-"
