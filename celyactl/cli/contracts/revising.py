"""`celyactl contract revise`: the price by its index, and the letter that tells the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, outcome
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import facts_of
from celyactl.cli.contracts.letters import LetterFile, form_of
from celyactl.cli.contracts.options import Slug
from celyactl.cli.files import save
from celyactl.cli.output import show
from celyactl.domain.money import parse_amount, written
from celyactl.errors.command_line import MissingValue
from celyactl.errors.contract import AmountNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.render.money import decimal, money, percent
from celyactl.services.acting import require_manager
from celyactl.services.contracts.revising import IndexValue, revise_contract

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from celyactl.services.contracts.revising import Revision
    from celyactl.services.recording import Done

app = Commands()


@app.write(
    example="celyactl contract revise acme-2026 --index 'Syntec=318,2' --source 'syntec.example, 10/2026' "
    "--from 2027-01-01 --letter revision.pdf"
)
def revise(
    slug: Slug,
    index: Annotated[
        str | None,
        typer.Option("--index", metavar=marked("NAME=VALUE"), help=marked("The index of the contract, and its value.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar=marked("TEXT"), help=marked("Where that value was published."))
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar=marked("DATE"), help=marked("The first day of the new price."))
    ] = None,
    letter: LetterFile = None,
) -> None:
    """Revise the price by the contract's index and formula; with --letter alone, write the letter of the last one."""
    form = form_of(letter) if letter else None
    if index is None and letter is not None:
        _only_the_letter(slug, letter)
        return
    value = _value(
        *(_needed(name, text) for name, text in (("--index", index), ("--source", source), ("--from", since)))
    )
    done = revise_contract(session.current().desk.store, acting(), slug, value)
    if letter is not None and form is not None and not session.current().dry_run:
        _write(slug, letter)
    show(_data(done.answer, value.since), lambda: _said(done, value), warnings=done.warnings)


def _needed(name: str, text: str | None) -> str:
    if not (text or "").strip():
        raise MissingValue(name, "celyactl contract revise", [])
    return text or ""


def _value(index: str, source: str, since: str) -> IndexValue:
    """Raises AmountNotUnderstood."""
    name, sign, number = index.rpartition("=")
    if not sign:
        raise AmountNotUnderstood(index, "--index")
    return IndexValue(name.strip(), parse_amount(number, "--index"), source.strip(), day(since, upcoming=True))


def _only_the_letter(slug: str, path: Path) -> None:
    require_manager(session.current().desk.view.company, acting(), "prices")
    if not session.current().dry_run:
        _write(slug, path)
    said = _("{slug}: letter written to {path}")
    show({"contract": slug, "path": str(path)}, lambda: said.format(slug=slug, path=path))


def _write(slug: str, path: Path) -> None:
    from celyactl.services.contracts.letters import revision_letter  # not for those who record only

    save(path, revision_letter(session.current().desk.store.view(), slug, form_of(path)))


def _data(answer: Revision, since: date) -> dict[str, Any]:
    figures = answer.figures
    amounts = {"base": figures.base, "before": figures.before, "after": figures.after}
    return facts_of(answer.contract, since) | {"revision": {name: written(one) for name, one in amounts.items()}}


def _said(done: Done[Revision], value: IndexValue) -> str:
    figures, currency = done.answer.figures, session.current().desk.view.company.currency
    line = _("{slug}: {before} becomes {after} a year from {day} on ({change})").format(
        slug=done.answer.contract.slug,
        before=money(figures.before, currency),
        after=money(figures.after, currency),
        day=full_date(value.since),
        change=percent(figures.change),
    )
    clause = figures.revision
    how = _("{formula}, with P0 = {price}, {index} {base} then and {value} now ({source})").format(
        formula=clause.formula,
        price=money(figures.base, currency),
        index=clause.index,
        base=decimal(clause.base),
        value=decimal(value.value),
        source=value.source,
    )
    return "\n".join([outcome(done, line), how])
